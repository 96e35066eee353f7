/** Which unread events an inbox keeps: all, or the latest where each event tells the whole state. */
export type Keep = 'all' | 'latest';

/** Hands what is pushed to one reader, in order; a failure or the end comes after what is unread. */
export class Inbox<Item> implements AsyncIterable<Item> {
  readonly #keep: Keep;
  #unread: Item[] = [];
  #end: { readonly error?: unknown } | undefined;
  #notify: () => void = () => undefined;

  constructor(keep: Keep) {
    this.#keep = keep;
  }

  push(item: Item): void {
    if (this.#keep === 'latest') this.#unread = [];
    this.#unread.push(item);
    this.#notify();
  }

  /** Ends the reading; with an error it throws. Only the first end counts. */
  end(end: { readonly error?: unknown } = {}): void {
    this.#end ??= end;
    this.#notify();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Item, void> {
    for (;;) {
      const next = this.#unread.shift();
      if (next !== undefined) yield next;
      else if (this.#end && 'error' in this.#end) throw this.#end.error;
      else if (this.#end) return;
      else await new Promise<void>((resolve) => (this.#notify = resolve));
    }
  }
}
