import { html, nothing, type TemplateResult } from 'lit';
import type { Desk, Outcome, Task } from '../../console/desk.ts';
import { textField } from '../../console/form-field.ts';
import { partHeading } from '../../console/heading.ts';
import { textIn } from '../../console/sheet.ts';
import { PrivacyLift, PrivacyRestrict } from '../../generated/privacy.ts';
import type { RestrictionRowFragment } from '../../generated/types.ts';
import { browserZone, dayText } from '../../locale/time.ts';
import type { Words } from '../../locale/words.ts';
import { button } from '../../parts/button.ts';
import { standingOf } from '../restrictions/restriction-standing.ts';

const MOST_REASON = 500;

/** The restriction of one's own data: asked for after a look at what it does, taken back, lifted; and what was answered. */
export class OwnRestriction {
  readonly #words: Words;
  readonly #desk: Desk;

  constructor(words: Words, desk: Desk) {
    this.#words = words;
    this.#desk = desk;
  }

  render(latest: RestrictionRowFragment | undefined): TemplateResult {
    const standing = latest && standingOf(latest);
    if (latest && standing === 'WAITS') return this.#waiting(latest);
    if (latest && standing === 'HOLDS') return this.#holding(latest);
    const words = this.#words;
    return html`<section class="stack">
      ${partHeading(words.term('restrictTitle'), words.term('restrictLead'))} ${latest ? this.#past(latest) : nothing}
      <div class="row">${button('', words.term('restrictAsk'), () => this.#desk.open(() => this.#asking()))}</div>
    </section>`;
  }

  #day(at: string): string {
    return dayText(at, this.#words.language, browserZone());
  }

  #waiting({ id, reason, requestedAt }: RestrictionRowFragment): TemplateResult {
    const words = this.#words;
    const withdraw = async (): Promise<Outcome> => {
      await this.#desk.change(PrivacyLift, { restrictionId: id });
      return { said: words.term('restrictWithdrawn') };
    };
    return html`<section class="notice">
      <h3>${words.term('restrictWaitsTitle')}</h3>
      <p>${words.term('restrictWaits', this.#day(requestedAt))}</p>
      <p class="muted">${reason}</p>
      <div class="row">${button('', words.term('restrictWithdraw'), () => void this.#desk.work(1, withdraw))}</div>
    </section>`;
  }

  #holding({ id, reason, since }: RestrictionRowFragment): TemplateResult {
    const words = this.#words;
    return html`<section class="notice warning">
      <h3>${words.term('restrictHoldsTitle')}</h3>
      <p>${words.term('restrictHolds', since ? this.#day(since) : '')}</p>
      <p class="muted">${reason}</p>
      <div class="row">${button('', words.term('restrictLift'), () => this.#desk.open(() => this.#lifting(id)))}</div>
    </section>`;
  }

  /** What became of the last one, where an administrator decided it. */
  #past({ declinedAt, liftedAt, answer }: RestrictionRowFragment): TemplateResult | typeof nothing {
    const words = this.#words;
    if (!answer) return nothing;
    const said = declinedAt
      ? words.term('restrictDeclinedOn', this.#day(declinedAt))
      : words.term('restrictLiftedOn', this.#day(liftedAt ?? ''));
    return html`<div class="notice">
      <p>${said}</p>
      <p class="muted">${words.term('restrictAnswer', answer)}</p>
    </div>`;
  }

  #asking(): Task {
    const words = this.#words;
    return {
      title: words.term('restrictAsk'),
      body: (typed) =>
        html`<h4>${words.term('restrictStops')}</h4>
          <ul class="plain">
            <li>${words.term('restrictStopsSeen')}</li>
            <li>${words.term('restrictStopsUsed')}</li>
            <li>${words.term('restrictStopsHints')}</li>
          </ul>
          <h4>${words.term('restrictGoesOn')}</h4>
          <ul class="plain">
            <li>${words.term('restrictGoesOnSelf')}</li>
            <li>${words.term('restrictGoesOnErasure')}</li>
          </ul>
          ${textField('reason', words.term('restrictReason'), typed['reason']?.[0] ?? '', MOST_REASON)}
          <p class="small muted">${words.term('restrictReasonNote')} ${words.term('restrictAskText')}</p>`,
      submit: words.term('restrictAsk'),
      draft: 'own-restriction',
      run: async (given) => {
        await this.#desk.change(PrivacyRestrict, { reason: textIn(given, 'reason') });
        return { said: words.term('restrictAsked') };
      },
    };
  }

  #lifting(restrictionId: string): Task {
    const words = this.#words;
    return {
      title: words.term('restrictLiftAsk'),
      body: () => html`<p class="muted">${words.term('restrictLiftText')}</p>`,
      submit: words.term('restrictLift'),
      run: async () => {
        await this.#desk.change(PrivacyLift, { restrictionId });
        return { said: words.term('restrictLifted') };
      },
    };
  }
}
