import { describe, expect, it } from 'vitest';
import { Taiwa } from '../src/client.ts';
import { reply, serve } from './server.ts';

const HELD = ['ses_1', 'ses_2', 'ses_3', 'ses_4', 'ses_5'];

/** A server with five sessions that pages as the API does, and a client of it. */
async function fiveSessions() {
  const { url, asked } = await serve(({ variables }, response) => {
    const { first = 2, after } = variables as { first?: number; after?: string };
    const begin = after ? HELD.indexOf(after) + 1 : 0;
    const nodes = HELD.slice(begin, begin + first).map((id) => ({ id }));
    const pageInfo = { hasNextPage: begin + first < HELD.length, endCursor: nodes.at(-1)?.id ?? null };
    reply(response, { data: { sessions: { nodes, pageInfo } } });
  });
  return { taiwa: new Taiwa({ url, apiKey: 'key' }), asked };
}

describe('a list', () => {
  it('is read page by page while it is iterated', async () => {
    const { taiwa, asked } = await fiveSessions();
    const ids: string[] = [];
    for await (const { id } of taiwa.sessions.list()) ids.push(id);
    expect(ids).toEqual(HELD);
    expect(asked.map(({ variables }) => variables.after)).toEqual([undefined, 'ses_2', 'ses_4']);
  });

  it('asks nothing before it is iterated, and no more after break', async () => {
    const { taiwa, asked } = await fiveSessions();
    const sessions = taiwa.sessions.list();
    expect(asked).toHaveLength(0);
    for await (const { id } of sessions) if (id === 'ses_2') break;
    expect(asked).toHaveLength(1);
  });

  it('begins anew each time it is iterated', async () => {
    const { taiwa } = await fiveSessions();
    const sessions = taiwa.sessions.list({ first: 3 });
    const count = async () => {
      let seen = 0;
      for await (const _ of sessions) seen++;
      return seen;
    };
    expect([await count(), await count()]).toEqual([5, 5]);
  });

  it('gives pages one by one, and empty ones behind the last', async () => {
    const { taiwa } = await fiveSessions();
    const first = await taiwa.sessions.list({ first: 4 }).page();
    expect(first).toMatchObject({ hasNextPage: true, endCursor: 'ses_4' });
    const last = await first.next();
    expect(last.nodes.map(({ id }) => id)).toEqual(['ses_5']);
    expect(last.hasNextPage).toBe(false);
    expect((await last.next()).nodes).toEqual([]);
  });

  it('goes on behind a cursor that was kept', async () => {
    const { taiwa } = await fiveSessions();
    const page = await taiwa.sessions.list({ first: 10, after: 'ses_3' }).page();
    expect(page.nodes.map(({ id }) => id)).toEqual(['ses_4', 'ses_5']);
  });

  it('sends the filter with every page, one state as a list of one', async () => {
    const { taiwa, asked } = await fiveSessions();
    for await (const _ of taiwa.sessions.list({ state: 'ENDED', pairId: 'pai_1' }));
    expect(asked).toHaveLength(3);
    for (const { variables } of asked) expect(variables.filter).toEqual({ state: ['ENDED'], pairId: 'pai_1' });
  });
});
