import { html, nothing, type TemplateResult } from 'lit';
import type { DraftKey } from '../../data/draft.ts';
import { ImeGuard } from '../../forms/ime-guard.ts';
import { Letter, letterForm, type LetterWords, type Writing } from '../../forms/letter.ts';
import { ImpressionsAttempt, ImpressionsHint } from '../../generated/impressions.ts';
import type { HeldTalkFragment, HintKind } from '../../generated/types.ts';
import type { Words } from '../../locale/words.ts';
import type { TaiwaElement } from '../taiwa-element.ts';
import { attemptPart } from './impressions-parts.ts';
import { button } from '../../parts/button.ts';

const MOST_ATTEMPT = 2_000;
const MOST_HINT = 300;
const HINT_KIND: HintKind = 'WHAT_I_DID';

/** Which of the two letters is open. */
type Kind = 'attempt' | 'hint';

/** What the letters need of their element. */
export interface TalkLettersRules {
  readonly draftKey: (subject: string) => DraftKey | undefined;
  /** What was tried has been kept; the talk comes with it. */
  readonly onAttempt: (session: HeldTalkFragment) => void;
  /** A hint has been left. */
  readonly onHint: () => void;
}

/**
 * What a counterpart writes about a talk: what they tried, for the member, and a hint of it for everybody, without a name. One
 * of them is open at a time.
 */
export class TalkLetters {
  readonly #host: TaiwaElement;
  readonly #words: Words;
  readonly #ime: ImeGuard;
  readonly #attempt;
  readonly #hint;
  /** Talks of which a hint was left since the page is open: nobody can tell afterwards whose a hint is. */
  readonly #hinted = new Set<string>();
  #open: { readonly session: HeldTalkFragment; readonly kind: Kind } | undefined;

  constructor(host: TaiwaElement, words: Words, { draftKey, onAttempt, onHint }: TalkLettersRules) {
    this.#host = host;
    this.#words = words;
    this.#ime = new ImeGuard(host);
    const about = (): string | undefined => this.#open?.session.id;
    this.#attempt = new Letter(host, {
      document: ImpressionsAttempt,
      action: 'record-attempt',
      most: MOST_ATTEMPT,
      inputOf: (text) => (about() ? { sessionId: about() ?? '', text } : undefined),
      draftKey: () => (about() ? draftKey(`${about()}:attempt`) : undefined),
      onSent: ({ session }) => {
        onAttempt(session);
        void this.#close('.write');
      },
    });
    this.#hint = new Letter(host, {
      document: ImpressionsHint,
      action: 'leave-hint',
      most: MOST_HINT,
      inputOf: (text) => (about() ? { sessionId: about() ?? '', kind: HINT_KIND, text } : undefined),
      draftKey: () => (about() ? draftKey(`${about()}:hint`) : undefined),
      onSent: () => {
        this.#hinted.add(about() ?? '');
        onHint();
        void this.#close('.left');
      },
    });
  }

  /** The talk about which something is being written. */
  get subject(): string | undefined {
    return this.#open?.session.id;
  }

  /** What was tried in a talk and the ways to write, or the letter that is open. */
  render(session: HeldTalkFragment): TemplateResult {
    const open = this.#open?.session.id === session.id ? this.#open.kind : undefined;
    if (open === 'attempt') return this.#form(this.#attempt, this.#attemptWords(session));
    const tried = attemptPart(this.#words, session, () => void this.#begin(session, 'attempt'));
    if (open === 'hint') return html`${tried} ${this.#form(this.#hint, this.#hintWords())}`;
    return html`${tried} ${session.attempt ? this.#hintPart(session) : nothing}`;
  }

  #hintPart(session: HeldTalkFragment): TemplateResult {
    const words = this.#words;
    if (this.#hinted.has(session.id))
      return html`<p class="muted small left" tabindex="-1">${words.term('impressionsHintLeft')}</p>`;
    return html`<button
      type="button"
      class="button quiet small write pass"
      part="button"
      aria-label=${words.term('impressionsHintFor', session.member.name)}
      @click=${() => void this.#begin(session, 'hint')}
    >
      ${words.term('impressionsHint')}
    </button>`;
  }

  #form(letter: Writing, said: Omit<LetterWords, 'keys' | 'aside' | 'notSent'>): TemplateResult {
    const words = this.#words;
    return letterForm(words, this.#ime, letter, {
      ...said,
      notSent: words.term('notSaved'),
      keys: (keys) => words.term('sendByKeys', keys),
      aside: button('quiet', words.term('cancel'), () => void this.#giveUp()),
    });
  }

  #attemptWords({ member }: HeldTalkFragment) {
    const words = this.#words;
    return {
      id: 'attempt',
      label: words.term('impressionsTried'),
      placeholder: words.term('impressionsTryPlaceholder'),
      readers: words.term('impressionsTryReaders', member.name),
      send: words.term('impressionsTrySave'),
    };
  }

  #hintWords() {
    const words = this.#words;
    return {
      id: 'hint',
      label: words.term('impressionsHintLabel'),
      placeholder: words.term('impressionsHintPlaceholder'),
      readers: words.term('impressionsHintReaders'),
      send: words.term('impressionsHintSend'),
    };
  }

  async #begin(session: HeldTalkFragment, kind: Kind): Promise<void> {
    this.#open = { session, kind };
    if (kind === 'attempt') this.#attempt.begin(session.attempt?.text);
    // Not from what was tried: that was written for one person, and may name somebody.
    else this.#hint.begin();
    this.#host.requestUpdate();
    await this.#host.focusOn(`#${kind}`);
  }

  async #giveUp(): Promise<void> {
    const letter = this.#open?.kind === 'hint' ? this.#hint : this.#attempt;
    letter.drop();
    await this.#close('.write');
  }

  async #close(next: string): Promise<void> {
    this.#open = undefined;
    this.#host.requestUpdate();
    await this.#host.focusOn(next);
  }
}
