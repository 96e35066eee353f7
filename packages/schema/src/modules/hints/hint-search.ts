import type { ResponseKind, TopicCode } from '../../generated/prisma/enums.ts';

/** Which hints a list holds: those to which everything that is given applies. */
export interface HintSearch {
  readonly topicCode?: TopicCode | null | undefined;
  readonly response?: ResponseKind | null | undefined;
  readonly search?: string | null | undefined;
}

const isSearchable = (words: string): boolean => !words.includes('\0') && !/\p{Cs}/u.test(words);

/** The clause of a search, for hints of the tenant and shared ones; words that no hint can contain find nothing. */
export function matchingHints({ topicCode, response, search }: HintSearch) {
  const words = search?.trim() ?? '';
  const contains = isSearchable(words) ? words.slice(0, 100) : '\u{10ffff}';
  // Signs that mean something to `like` are words like any other.
  const escaped = contains.replaceAll(/[\\%_]/g, String.raw`\$&`);
  return {
    ...(topicCode && { topicCode }),
    ...(response && { response }),
    ...(words && { text: { contains: escaped, mode: 'insensitive' as const } }),
  };
}
