import { LocalizeController, registerTranslation, update } from '@shoelace-style/localize';
import type { ReactiveControllerHost } from 'lit';
import type { Language } from '../data/client.ts';
import { en } from './en.ts';
import { ja } from './ja.ts';
import type { Messages } from './messages.ts';
import { nearestLang, rootsOf } from './nearest-lang.ts';

registerTranslation(en, ja);

const observed = new WeakSet<Node>();

/** The words of an element, in the language of the nearest `lang` around it; across shadow roots, and as it changes. */
export class Words extends LocalizeController<Messages> {
  readonly #element: ReactiveControllerHost & HTMLElement;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    super(host);
    this.#element = host;
  }

  override hostConnected(): void {
    super.hostConnected();
    for (const root of rootsOf(this.#element)) watchLang(root);
  }

  override lang(): string {
    return nearestLang(this.#element);
  }

  /** The language of these words, as the server knows it. */
  get language(): Language {
    return this.lang().startsWith('ja') ? 'ja' : 'en';
  }
}

/** Teaches the shared dictionary what one element says, so that pages load only the words of the elements they have. */
export function speak<Part extends Partial<Messages>>(words: Readonly<Record<Language, Part>>): void {
  Object.assign(ja, words.ja);
  Object.assign(en, words.en);
}

function watchLang(root: Node): void {
  if (observed.has(root)) return;
  observed.add(root);
  new MutationObserver(update).observe(root, { attributes: true, attributeFilter: ['lang'], subtree: true });
}
