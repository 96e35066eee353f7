import { html, nothing, type TemplateResult } from 'lit';
import type { DraftKey } from '../../data/draft.ts';
import { ImeGuard } from '../../forms/ime-guard.ts';
import { Letter, letterForm } from '../../forms/letter.ts';
import { RatingHint, RatingImpression } from '../../generated/rating.ts';
import type { HintKind, RatedFragment } from '../../generated/types.ts';
import { speak, type Lesson } from '../../locale/dictionary.ts';
import type { Words } from '../../locale/words.ts';
import type { TaiwaElement } from '../taiwa-element.ts';

const lesson: Lesson = {
  ja: async () => (await import('../../locale/afterwards-ja.ts')).afterwardsJa,
  en: async () => (await import('../../locale/afterwards-en.ts')).afterwardsEn,
};

const MOST_IMPRESSION = 4_000;
const MOST_HINT = 300;
const HINT_KIND: HintKind = 'WHAT_HELPED';

/** What is said after an answer, and about what. */
export interface AfterwardsRules {
  readonly subject: () => { readonly sessionId: string } | undefined;
  readonly draftKey: (subject: string) => DraftKey | undefined;
  readonly onImpression: (id: string) => void;
}

/** What the member may add once the answer is given: an impression, signed, and after a good talk a hint, anonymous. */
export class Afterwards {
  readonly #host: TaiwaElement;
  readonly #words: Words;
  readonly #ime: ImeGuard;
  readonly #impression;
  readonly #hint;
  #hasLeftHint = false;

  constructor(host: TaiwaElement, words: Words, { subject, draftKey, onImpression }: AfterwardsRules) {
    speak(lesson);
    this.#host = host;
    this.#words = words;
    this.#ime = new ImeGuard(host);
    this.#impression = new Letter(host, {
      document: RatingImpression,
      action: 'send-impression',
      most: MOST_IMPRESSION,
      inputOf: (text) => subject() && { sessionId: subject()?.sessionId ?? '', text },
      draftKey: () => draftKey(`${subject()?.sessionId}:impression`),
      onSent: ({ id }) => {
        onImpression(id);
        void this.#host.focusOn('.sent');
      },
    });
    this.#hint = new Letter(host, {
      document: RatingHint,
      action: 'leave-hint',
      most: MOST_HINT,
      inputOf: (text) => subject() && { sessionId: subject()?.sessionId ?? '', kind: HINT_KIND, text },
      // Only good talks are asked for a hint: a draft of one on the device would tell how the talk was answered.
      draftKey: () => undefined,
      onSent: () => {
        this.#hasLeftHint = true;
        void this.#host.focusOn('.sent:last-of-type');
      },
    });
  }

  /** Begins with another session. */
  begin(): void {
    this.#hasLeftHint = false;
    this.#impression.begin();
    this.#hint.begin();
  }

  /** The two forms, or that they were sent. */
  render(session: RatedFragment, offersHint: boolean): TemplateResult {
    return html`${this.#impressionForm(session)} ${offersHint ? this.#hintForm() : nothing}`;
  }

  #impressionForm({ impression, counterpart, actions }: RatedFragment): TemplateResult | typeof nothing {
    const words = this.#words;
    if (impression)
      return html`<p class="sent" tabindex="-1">${words.term('ratingImpressionSent', counterpart.name)}</p>`;
    if (!actions.includes('SEND_IMPRESSION')) return nothing;
    return letterForm(words, this.#ime, this.#impression, {
      id: 'impression',
      label: words.term('ratingImpression', counterpart.name),
      placeholder: words.term('ratingImpressionPlaceholder'),
      readers: words.term('ratingImpressionReaders', counterpart.name),
      send: words.term('ratingImpressionSend'),
      notSent: words.term('ratingTextNotSent'),
      keys: (keys) => words.term('ratingKeys', keys),
    });
  }

  #hintForm(): TemplateResult {
    const words = this.#words;
    if (this.#hasLeftHint) return html`<p class="sent" tabindex="-1">${words.term('ratingHintSent')}</p>`;
    return letterForm(words, this.#ime, this.#hint, {
      id: 'hint',
      label: words.term('ratingHint'),
      placeholder: words.term('ratingHintPlaceholder'),
      readers: words.term('ratingHintReaders'),
      send: words.term('ratingHintSend'),
      notSent: words.term('ratingHintNotSent'),
      keys: (keys) => words.term('ratingKeys', keys),
    });
  }
}
