import type { Language } from '../../../kernel/actor.ts';

/** The same words for readers of each language Taiwa speaks. */
export type Text = Readonly<Record<Language, string>>;
