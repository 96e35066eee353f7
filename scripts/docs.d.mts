/** Writes the pages at /docs into a folder that is its own; what was there goes. */
export function buildDocs(folder?: string): unknown;
