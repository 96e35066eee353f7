/* What holds for the whole page, whatever elements it has. Importing it registers nothing. */
export { configure, type Isolation, type PageSettings, type Theme } from './data/page-settings.ts';
export type { FetchToken, Language, Token } from './data/client.ts';
export { registerLanguage } from './locale/dictionary.ts';
export type { Messages } from './locale/messages.ts';
