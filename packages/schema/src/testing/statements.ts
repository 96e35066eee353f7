import pg from 'pg';
import { vi } from 'vitest';

const textOf = (query: unknown): string =>
  typeof query === 'string' ? query : String(Reflect.get(Object(query), 'text') ?? '');

/** The statements that `work` sent to read rows, whatever the connection: not what opens, closes or fences a transaction. */
export async function readsOf(work: () => Promise<unknown>): Promise<string[]> {
  const spy = vi.spyOn(pg.Client.prototype, 'query');
  try {
    await work();
    return spy.mock.calls.map(([query]) => textOf(query)).filter((text) => /^\s*select\s.*\sfrom\s/is.test(text));
  } finally {
    spy.mockRestore();
  }
}
