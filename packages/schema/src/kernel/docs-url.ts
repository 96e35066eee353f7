let base = '/docs';

/** Says where the documentation stands, without a slash at the end; until then addresses begin with `/docs`. */
export function useDocs(address: string): void {
  base = address;
}

/** Where the documentation says what a code means, who can mend it and whether to try again. */
export const docsUrlOf = (code: string): string => `${base}/errors.html#${code.toLowerCase()}`;
