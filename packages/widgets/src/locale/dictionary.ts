import type { Language } from '../data/client.ts';
import type { Messages } from './messages.ts';

/** Words of one part, to be loaded in the language that is needed. */
export type Lesson = Readonly<Record<Language, () => Promise<Partial<Messages>>>>;

const common: Lesson = {
  ja: async () => (await import('./ja.ts')).ja,
  en: async () => (await import('./en.ts')).en,
};
const lessons = new Set<Lesson>([common]);
const dictionaries: Readonly<Record<Language, Partial<Messages>>> = { ja: {}, en: {} };
const learnt: Readonly<Record<Language, Set<Lesson>>> = { ja: new Set(), en: new Set() };

const registered = new Map<string, Readonly<Record<string, unknown>>>();
const listeners = new Set<() => void>();

const AGAIN_MS = 2_000;

/** Says that a part wants its words, so that pages load only those of the elements they have, in the language they show. */
export function speak(lesson: Lesson): void {
  lessons.add(lesson);
}

/**
 * Adds a language: every text of every element, under its tag, e.g. `de`. Elements whose nearest `lang` begins with that tag
 * speak it from now on; what the server says comes in English. `{talk}`, `{talks}`, `{Talk}` and the like in a text stand for
 * what a tenant may call by words of its own, in English ones where it has some. A text that is missing does not compile. Throws for `ja` and
 * `en`, which are there already.
 */
export function registerLanguage(tag: string, messages: Messages): void {
  const name = tag.toLowerCase();
  if (name === 'ja' || name === 'en') throw new TypeError(`${tag} is there already.`);
  registered.set(name, { ...messages });
  for (const listener of listeners) listener();
}

/** The registered language that a `lang` asks for: its own, or that of its first subtag; undefined where there is none. */
export function registeredFor(lang: string): string | undefined {
  const [first = ''] = lang.split('-');
  return [lang, first].find((tag) => registered.has(tag));
}

/** Calls back whenever a language was added. */
export function onRegistered(listener: () => void): void {
  listeners.add(listener);
}

/** Loads what is wanted so far in a language, again and again until it is there; undefined where nothing is missing. */
export function learn(language: Language): Promise<void> | undefined {
  const missing = [...lessons].filter((one) => !learnt[language].has(one));
  if (missing.length === 0) return undefined;
  const taught = missing.map(async (lesson) => {
    Object.assign(dictionaries[language], await bring(lesson[language]));
    learnt[language].add(lesson);
  });
  return Promise.all(taught).then(() => undefined);
}

/** One of the words that have arrived, in a language that was registered where it is one. */
export function wordIn(language: string, key: string): unknown {
  const dictionary: Readonly<Record<string, unknown>> = dictionaries[language === 'ja' ? 'ja' : 'en'];
  return registered.get(language)?.[key] ?? dictionary[key];
}

async function bring(load: Lesson[Language]): Promise<Partial<Messages>> {
  try {
    return await load();
  } catch {
    // The connection may be gone for a moment.
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    return bring(load);
  }
}
