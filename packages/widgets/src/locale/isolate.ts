/** Words of a person inside a sentence, so that the direction in which they are written changes nothing around them. */
export const isolate = (words: string): string => `\u2068${words}\u2069`;
