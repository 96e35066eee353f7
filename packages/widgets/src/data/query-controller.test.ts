import { expect, it } from 'vitest';
import { LitElement } from 'lit';
import type { Client } from './client.ts';
import { QueryController, type ClientHost } from './query-controller.ts';

interface Data {
  readonly text: string;
}

class Host extends LitElement implements ClientHost {
  readonly client: Client | undefined = undefined;
  readonly query = new QueryController<Data, object>(this, { document: '', variables: () => ({}) });

  hold(): void {}

  report(): void {}
}
customElements.define('query-host', Host);

/** The answer of a mutation, which arrives when the test says so. */
function answering(): { answer: Promise<string | undefined>; arrives: (text?: string) => void } {
  let arrives!: (text?: string) => void;
  const answer = new Promise<string | undefined>((resolve) => (arrives = resolve));
  return { answer, arrives };
}

it('puts in place what a mutation answers, where nothing was told meanwhile', async () => {
  const { query } = new Host();
  query.put({ text: 'before' });
  const { answer, arrives } = answering();
  const done = query.after(answer, (text) => ({ text }));
  arrives('answered');
  expect(await done).toBe('answered');
  expect(query.data).toEqual({ text: 'answered' });
});

it('keeps what an event told before the answer of a mutation arrived', async () => {
  const { query } = new Host();
  query.put({ text: 'before' });
  const { answer, arrives } = answering();
  const done = query.after(answer, (text) => ({ text }));
  query.tell({ text: 'told' });
  arrives('answered');
  expect(await done).toBe('answered');
  expect(query.data).toEqual({ text: 'told' });
});

it('changes a part of what is there, and nothing where nothing is', () => {
  const { query } = new Host();
  query.change(() => ({ text: 'of nothing' }));
  expect(query.data).toBeUndefined();
  query.put({ text: 'a' });
  query.change(({ text }) => ({ text: `${text}b` }));
  expect(query.data).toEqual({ text: 'ab' });
});
