import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import { dropDraft, keepDraft, readDraft, type DraftKey } from '../data/draft.ts';
import type { SubmitAction } from '../data/element-events.ts';
import { MutationController, type Change, type Thing } from '../data/mutation-controller.ts';
import type { ClientHost } from '../data/query-controller.ts';
import type { Words } from '../locale/words.ts';
import { icon } from '../parts/icon.ts';
import { countGraphemes } from './graphemes.ts';
import type { ImeGuard } from './ime-guard.ts';
import { noteField } from './note-field.ts';

/** What a text becomes, how long it may be and where its draft lives. */
export interface LetterRules<Result, Input> {
  readonly document: Change<Result, Input>;
  /** What the page is told is about to be sent. */
  readonly action: SubmitAction;
  readonly most: number;
  /** What is sent; undefined while it is not known about what. */
  readonly inputOf: (text: string) => Input | undefined;
  /** Where the draft is kept; undefined for texts that must not stay on a device. */
  readonly draftKey: () => DraftKey | undefined;
  readonly onSent: (thing: Thing<Result>) => void;
}

/** A text that a person writes and sends. It is never lost: it stays here until the server has it. */
export class Letter<Result, Input> implements ReactiveController {
  text = '';
  readonly #host: ClientHost;
  readonly #rules: LetterRules<Result, Input>;
  readonly #change: MutationController<Result, Input>;

  constructor(host: ClientHost, rules: LetterRules<Result, Input>) {
    this.#host = host;
    this.#rules = rules;
    this.#change = new MutationController(host, rules.document, rules.action);
    host.addController(this);
  }

  hostUpdate(): void {}

  get most(): number {
    return this.#rules.most;
  }

  get isSending(): boolean {
    return this.#change.running;
  }

  /** Why it could not be sent; undefined while nothing stands in the way. */
  get failure() {
    return this.#change.failure;
  }

  /** Begins anew, with what was left as a draft or else with a given text. */
  begin(given = ''): void {
    const key = this.#rules.draftKey();
    this.text = (key && readDraft(key, isDraft)?.text) ?? given;
    if (this.failure) this.#change.forget();
  }

  /** Takes what the person typed and keeps it. */
  write(text: string): void {
    this.text = text;
    const key = this.#rules.draftKey();
    if (key && text.trim()) keepDraft(key, { text });
    else if (key) dropDraft(key);
    this.#host.requestUpdate();
  }

  /** Throws the draft away: the person does not want it. */
  drop(): void {
    this.write('');
    this.#change.forget();
  }

  /** Sends it, unless it is empty, too long or under way. */
  async send(): Promise<void> {
    const text = this.text.trim();
    const input = this.#rules.inputOf(text);
    if (!input || text === '' || countGraphemes(text) > this.most || this.isSending) return;
    const thing = await this.#change.run(input);
    if (thing === undefined) return;
    this.drop();
    this.#rules.onSent(thing);
  }
}

/** The words around a letter. */
export interface LetterWords {
  readonly id: string;
  readonly label: string;
  readonly placeholder: string;
  /** Who will read it. */
  readonly readers: string;
  readonly send: string;
  /** What to say where it did not arrive. */
  readonly notSent: string;
  /** How to send by keyboard. */
  readonly keys: (keys: string) => string;
  readonly aside?: TemplateResult;
}

/** What of a letter its form needs. */
export type Writing = Pick<Letter<unknown, unknown>, 'text' | 'most' | 'isSending' | 'failure' | 'write' | 'send'>;

/** A field with who will read it, and a button; Ctrl or ⌘ with Enter sends, never while composing. */
export function letterForm(words: Words, ime: ImeGuard, letter: Writing, said: LetterWords): TemplateResult {
  const onKeydown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || ime.owns(event)) return;
    event.preventDefault();
    void letter.send();
  };
  const onSend = (event: Event): void => {
    const field = event.target instanceof Element && event.target.closest('.letter')?.querySelector('textarea');
    if (letter.text.trim() === '' && field) return field.focus();
    void letter.send();
  };
  const isBlank = letter.text.trim() === '';
  return html`<div class="letter stack" part="letter">
    ${noteField(words, {
      id: said.id,
      label: said.label,
      placeholder: said.placeholder,
      hint: said.readers,
      value: letter.text,
      most: letter.most,
      onInput: (text) => letter.write(text),
      onLeave: () => undefined,
      onKeydown,
    })}
    <div class="row">
      <button
        type="button"
        class="button ${isBlank ? '' : 'primary'}"
        part="button"
        aria-disabled=${letter.isSending || isBlank}
        @click=${onSend}
      >
        ${said.send}
      </button>
      ${said.aside}
      ${isBlank ? nothing : html`<span class="muted small keys" aria-hidden="true">${said.keys(sendingKeys())}</span>`}
    </div>
    ${trouble(letter, said)}
  </div>`;
}

function trouble({ failure }: Writing, { notSent }: LetterWords): TemplateResult | typeof nothing {
  const text = failure && (failure.message || notSent);
  if (!text) return nothing;
  return html`<p class="status" role="alert"><span class="trouble">${icon('alert')}${text}</span></p>`;
}

function sendingKeys(): string {
  return /Mac|iPhone|iPad/.test(navigator.platform) ? '⌘ Enter' : 'Ctrl + Enter';
}

function isDraft(value: unknown): value is { readonly text: string } {
  return typeof value === 'object' && value !== null && 'text' in value && typeof value.text === 'string';
}
