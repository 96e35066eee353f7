import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from '../reactive.ts';
import { live } from 'lit/directives/live.js';
import type { Outcome } from '../../console/desk.ts';
import { heading } from '../../console/heading.ts';
import { emptyList } from '../../console/list-tools.ts';
import { QueryController } from '../../data/query-controller.ts';
import { SignUp, SignUpJoin, SignUpLeave } from '../../generated/sign-up.ts';
import type { SignUpQuery, SignUpRowFragment, SignUpWish } from '../../generated/types.ts';
import { dateText } from '../../locale/time.ts';
import { button } from '../../parts/button.ts';
import { icon } from '../../parts/icon.ts';
import { ConsoleElement } from '../console-element.ts';
import { isOpen, signUpLesson } from '../sign-ups/invitation.ts';

const WISHES: readonly SignUpWish[] = ['EITHER', 'MEMBER', 'COUNTERPART'];

type Own = NonNullable<SignUpQuery['signUp']>['volunteers']['nodes'][number];

/**
 * An invitation to 1-on-1s as a volunteer opens it: what it is, until when, whether they would rather talk or be there for
 * somebody, and the way out again.
 *
 * @tag taiwa-sign-up
 * @slot header - Above everything.
 * @slot error - In place of the panel shown when something failed.
 * @slot footer - Below everything.
 * @event {FailedEvent} taiwa-error - Something failed, and the element shows it.
 * @event {AuthRequiredEvent} taiwa-auth-required - Nobody is signed in.
 * @csspart card - The frame.
 * @csspart button - Every button.
 */
export class TaiwaSignUp extends ConsoleElement<SignUpQuery> {
  static override lessons = [signUpLesson];

  /** Which invitation; `sign-up` in the query of the page's address where none is given. */
  @property({ attribute: 'sign-up-id' }) signUpId = '';

  @state() private wish: SignUpWish | undefined;

  protected readonly home = new QueryController(this, {
    document: SignUp,
    variables: () => ({ id: this.signUpId || (new URLSearchParams(location.search).get('sign-up') ?? '') }),
  });

  protected override there({ viewer, signUp }: SignUpQuery): TemplateResult {
    const { words } = this;
    if (!viewer || !signUp)
      return html`<h2>${words.term('signUpTitle')}</h2>
        ${emptyList('alert', words.term('signUpAbsent'), words.term('signUpAbsentText'))}`;
    const own = signUp.volunteers.nodes.find(({ user }) => user.id === viewer.user.id);
    const canJoin = isOpen(signUp, viewer.tenant.timeZone);
    const until = words.term('signUpUntil', dateText(signUp.closesOn, words.language));
    return html`
      ${heading(signUp.name, canJoin ? until : words.term('signUpOver'))} ${this.desk.outcome()}
      ${own ? this.#standing(own) : nothing} ${canJoin && !own?.pairedAt ? this.#form(signUp, own) : nothing}
      ${canJoin || own ? nothing : emptyList('clock', words.term('signUpOver'), words.term('signUpOverText'))}
      ${own && !own.pairedAt ? this.#wayOut(signUp, own) : nothing}
    `;
  }

  #standing({ pairedAt, wish }: Own): TemplateResult {
    const { words } = this;
    const said = pairedAt ? words.term('signUpPaired') : words.term('signUpJoined', words.term(`signUp${wish}`));
    return html`<p class="notice row" role="status">${icon('check')}${said}</p>`;
  }

  #form(signUp: SignUpRowFragment, own: Own | undefined): TemplateResult {
    const { words } = this;
    const chosen = this.wish ?? own?.wish ?? 'EITHER';
    const send = (event: SubmitEvent): void => {
      event.preventDefault();
      void this.desk.work(1, () => this.#join(signUp, chosen, own));
    };
    return html`<form class="stack" @submit=${send}>
      <fieldset>
        <legend>${words.term('signUpWish')}</legend>
        ${WISHES.map(
          (wish) =>
            html`<label class="tick-line">
              <input
                type="radio"
                name="wish"
                value=${wish}
                .checked=${live(wish === chosen)}
                @change=${() => (this.wish = wish)}
              />
              ${words.term(`signUp${wish}`)}
            </label>`,
        )}
      </fieldset>
      <p class="small muted">${words.term('signUpReaders')}</p>
      <div class="row">
        <button type="submit" class="button primary" part="button">
          ${words.term(own ? 'signUpChange' : 'signUpJoin')}
        </button>
      </div>
    </form>`;
  }

  #wayOut({ id }: SignUpRowFragment, { wish }: Own): TemplateResult {
    const { words } = this;
    const leave = async (): Promise<Outcome> => {
      await this.desk.change(SignUpLeave, { signUpId: id });
      return { said: words.term('signUpLeft'), undo: () => this.desk.change(SignUpJoin, { signUpId: id, wish }) };
    };
    return html`<div class="row">
      ${button('quiet', words.term('signUpLeave'), () => void this.desk.work(1, leave))}
    </div>`;
  }

  async #join({ id }: SignUpRowFragment, wish: SignUpWish, former: Own | undefined): Promise<Outcome> {
    await this.desk.change(SignUpJoin, { signUpId: id, wish });
    const back = former
      ? () => this.desk.change(SignUpJoin, { signUpId: id, wish: former.wish })
      : () => this.desk.change(SignUpLeave, { signUpId: id });
    return { said: this.words.term('signUpDone'), undo: back };
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'taiwa-sign-up': TaiwaSignUp;
  }
}
