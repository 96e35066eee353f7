/** Which unread events an inbox keeps: all, or the latest where each event tells the whole state. */
export type Keep = 'all' | 'latest';

/** What is pushed goes to one reader, in order; a failure or the end comes after what is unread. */
export interface Inbox<Item> {
  readonly push: (item: Item) => void;
  /** Ends the reading; with an error it throws. Only the first end counts. */
  readonly end: (error?: unknown) => void;
  read(): AsyncGenerator<Item, void>;
}

/** An empty inbox. */
export function openInbox<Item>(keep: Keep): Inbox<Item> {
  let unread: Item[] = [];
  let end: { readonly error?: unknown } | undefined;
  let notify = (): void => undefined;
  return {
    push(item) {
      if (keep === 'latest') unread = [];
      unread.push(item);
      notify();
    },
    end(error) {
      end ??= { error };
      notify();
    },
    async *read() {
      for (;;) {
        const next = unread.shift();
        if (next !== undefined) yield next;
        else if (!end) await new Promise<void>((resolve) => (notify = resolve));
        else if (end.error === undefined) return;
        else throw end.error;
      }
    },
  };
}
