import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Client, Language } from '../data/client.ts';
import { learn, onRegistered, registeredFor, wordIn } from './dictionary.ts';
import type { Messages } from './messages.ts';
import { nearestLang, rootsOf } from './nearest-lang.ts';
import { held, marked, termOf } from './terms.ts';

/** What a word is made of: nothing, where it is the same every time. */
type Given<Word> = Word extends (...given: infer All) => string ? All : [];

const observed = new WeakSet<Node>();
const speaking = new Set<ReactiveControllerHost>();

/** Whose words they are: an element that may know by which client it asks. */
type Speaker = ReactiveControllerHost & HTMLElement & { readonly client: Client | undefined };

/** The words of an element, in the language of the nearest `lang` around it; across shadow roots, and as it changes. */
export class Words implements ReactiveController {
  readonly #element: Speaker;

  constructor(host: Speaker) {
    this.#element = host;
    host.addController(this);
  }

  hostConnected(): void {
    speaking.add(this.#element);
    for (const root of rootsOf(this.#element)) watchLang(root);
  }

  hostDisconnected(): void {
    speaking.delete(this.#element);
  }

  /** The language of these words, as the server knows it. */
  get language(): Language {
    return nearestLang(this.#element).startsWith('ja') ? 'ja' : 'en';
  }

  /** The language of these words, as dates and numbers want it: `ja`, `en`, or one that was registered. */
  get locale(): string {
    return registeredFor(nearestLang(this.#element)) ?? this.language;
  }

  /** Resolves when its words have arrived; undefined where they are there. */
  get arriving(): Promise<void> | undefined {
    return learn(this.language);
  }

  /** A word, made of what is given where it takes something, in the terms of the tenant. */
  term<Key extends keyof Messages>(key: Key, ...given: Given<Messages[Key]>): string {
    const { locale } = this;
    const word = wordIn(locale, key);
    const text = typeof word === 'function' ? Reflect.apply(word, undefined, given.map(held)) : (word ?? '');
    return marked(String(text), (mark) => termOf(this.#element.client, mark) ?? wordIn(locale, mark));
  }
}

const again = (): void => speaking.forEach((one) => one.requestUpdate());
onRegistered(again);

function watchLang(root: Node): void {
  if (observed.has(root)) return;
  observed.add(root);
  new MutationObserver(again).observe(root, { attributes: true, attributeFilter: ['lang'], subtree: true });
}
