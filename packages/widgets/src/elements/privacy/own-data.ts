import { html, nothing, type TemplateResult } from 'lit';
import type { Desk, Outcome } from '../../console/desk.ts';
import { bytesOf, saveFile } from '../../console/file-saving.ts';
import { partHeading } from '../../console/heading.ts';
import { PrivacyAskCopy, PrivacyErasure, PrivacyKeep, PrivacyTakeCopy } from '../../generated/privacy.ts';
import type { CopyRowFragment, ErasureRowFragment, HoldRowFragment, PrivacyOwnQuery } from '../../generated/types.ts';
import { speak } from '../../locale/dictionary.ts';
import { browserZone, dayText } from '../../locale/time.ts';
import type { Words } from '../../locale/words.ts';
import { button } from '../../parts/button.ts';
import { isPlanned } from '../erasures/erasure-standing.ts';
import { OwnRestriction } from './own-restriction.ts';

/** The copy that is being made or can be taken. */
export const currentCopy = ({ viewer }: PrivacyOwnQuery): CopyRowFragment | undefined =>
  viewer?.ownCopies.find(({ takenAt, expiresAt }) => !takenAt && Date.parse(expiresAt) > Date.now());

/** What is held, erased and handed over of one's own data. */
export class OwnData {
  readonly #words: Words;
  readonly #desk: Desk;
  readonly #restriction: OwnRestriction;

  constructor(words: Words, desk: Desk) {
    this.#words = words;
    this.#desk = desk;
    this.#restriction = new OwnRestriction(words, desk);
  }

  render(own: PrivacyOwnQuery): TemplateResult {
    const me = own.viewer?.user.id;
    // Administrators are answered everybody's.
    const holds = own.legalHolds.nodes.filter(
      ({ inForce, people }) => inForce && (!people || people.some(({ id }) => id === me)),
    );
    const erasure = own.erasures.nodes.find((one) => isPlanned(one) && (!one.person || one.person.id === me));
    return html`${holds.length > 0 ? this.#holds(holds) : nothing}
    ${erasure && me ? this.#erasure(erasure, me) : nothing}
    ${this.#restriction.render(own.viewer?.restriction ?? undefined)} ${this.#copy(currentCopy(own))}`;
  }

  #holds(holds: readonly HoldRowFragment[]): TemplateResult {
    const words = this.#words;
    const until = (at: string): string => dayText(at, words.language, browserZone());
    return html`<section class="notice">
      <h3>${words.term('ownHoldsTitle')}</h3>
      <p class="muted">${words.term('ownHoldsLead')}</p>
      <ul class="plain">
        ${holds.map(({ reason, expiresAt }) => html`<li>${reason} <span class="muted small">${words.term('ownHoldsUntil')}: ${until(expiresAt)}</span></li>`)}
      </ul>
    </section>`;
  }

  #erasure({ id, dueAt }: ErasureRowFragment, userId: string): TemplateResult {
    const words = this.#words;
    const keep = async (): Promise<Outcome> => {
      await this.#desk.change(PrivacyKeep, { erasureId: id });
      return { said: words.term('ownErasureCancelled') };
    };
    return html`<section class="notice warning">
      <h3>${words.term('ownErasureTitle')}</h3>
      <p>${words.term('ownErasureOn', dayText(dueAt, words.language, browserZone()))}</p>
      <div class="row">
        ${button('', words.term('ownErasureCancel'), () => void this.#desk.work(1, keep))}
        ${button('quiet', words.term('ownErasureLook'), () => void this.#desk.work(1, () => this.#look(userId, keep)))}
      </div>
    </section>`;
  }

  /** What would go and stay, with every number: they are one's own. */
  async #look(userId: string, keep: () => Promise<Outcome>): Promise<Outcome> {
    const words = this.#words;
    const [{ erasurePreview }, { erasureLines, kindsLesson }] = await Promise.all([
      this.#desk.ask(PrivacyErasure, { userId }),
      import('../erasures/erasure-lines.ts'),
    ]);
    speak(kindsLesson);
    await words.arriving;
    this.#desk.open(() => ({
      title: words.term('ownErasureLook'),
      body: () => erasureLines(words, erasurePreview),
      submit: words.term('ownErasureCancel'),
      run: keep,
    }));
    return { said: '' };
  }

  #copy(copy: CopyRowFragment | undefined): TemplateResult {
    const words = this.#words;
    const ask = button('', words.term('copyAsk'), () => void this.#desk.work(1, () => this.#ask()));
    return html`<section class="stack">
      ${partHeading(words.term('copyTitle'), words.term('copyLead'))}
      ${copy ? this.#copyStanding(copy) : html`<div class="row">${ask}</div>`}
    </section>`;
  }

  #copyStanding({ id, readyAt, expiresAt }: CopyRowFragment): TemplateResult {
    const words = this.#words;
    if (!readyAt)
      return html`<div class="field" role="status">
        <label for="making">${words.term('copyWaits')}</label><progress id="making"></progress>
      </div>`;
    return html`<p role="status">${words.term('copyReady', dayText(expiresAt, words.language, browserZone()))}</p>
      <div class="row">
        ${button('primary', words.term('copyTake'), () => void this.#desk.work(1, () => this.#take(id)))}
      </div>`;
  }

  async #ask(): Promise<Outcome> {
    await this.#desk.do(PrivacyAskCopy);
    return { said: '' };
  }

  async #take(copyId: string): Promise<Outcome> {
    const { name, mediaType, base64 } = await this.#desk.change(PrivacyTakeCopy, { copyId });
    saveFile(name, bytesOf(base64), mediaType);
    return { said: this.#words.term('copyTaken') };
  }
}
