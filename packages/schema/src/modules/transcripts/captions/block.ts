/** Consecutive lines of a file without an empty one between them. */
export interface Block {
  /** The number of its first line, counted from 1. */
  readonly line: number;
  readonly lines: readonly string[];
}

/** Splits a text at empty lines; any of CR LF, LF and CR ends a line, a byte order mark is no character. */
export function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let open: string[] | undefined;
  for (const [index, line] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .entries()) {
    if (line.trim() === '') open = undefined;
    else if (open) open.push(line);
    else blocks.push({ line: index + 1, lines: (open = [line]) });
  }
  return blocks;
}
