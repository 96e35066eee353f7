import type { Language } from '../../kernel/actor.ts';

/** What a headline is made of, in the reader's language. */
export interface Headline {
  readonly member: string;
  /** The main theme; undefined where the member has chosen nothing. */
  readonly title: string | undefined;
  /** The name of the response wanted; undefined where it is left to the reader. */
  readonly wish: string | undefined;
  /** How many themes there are beside the main one. */
  readonly others: number;
}

const SAYS: Readonly<Record<Language, (headline: Headline) => string>> = {
  ja: ({ member, title, wish, others }) => {
    if (!title) return `${member}さんはまだテーマを選んでいません。当日、一緒に決めましょう。`;
    const more = others > 0 ? `（ほか${others}件）` : '';
    return wish
      ? `${member}さんは「${title}」${more}を話したいと思っています。希望は「${wish}」です。`
      : `${member}さんは「${title}」${more}を話したいと思っています。進め方はおまかせです。`;
  },
  en: ({ member, title, wish, others }) => {
    if (!title) return `${member} has not chosen a topic yet. Decide together when you meet.`;
    const more = others > 0 ? ` (and ${others} more)` : '';
    return wish
      ? `${member} would like to talk about “${title}”${more} and asks: “${wish}”.`
      : `${member} would like to talk about “${title}”${more} and leaves it to you how.`;
  },
};

/** One sentence from which the counterpart knows what the talk will be about. */
export const headlineIn = (language: Language, headline: Headline): string => SAYS[language](headline);
