import { WebSocket } from 'ws';
import { afterEach, describe, expect, it } from 'vitest';
import { freezeTime, now } from '@taiwa/schema/kernel/time';
import { startSession } from '@taiwa/schema/modules/sessions/talk';
import { heardAll } from '@taiwa/schema/testing/heard';
import { aSession } from '@taiwa/schema/testing/world';
import { demoTokenOf, embedTokenOf, keyOf } from '../../../api/test/caller.ts';
import { useTestServer } from '../../../api/test/server.ts';
import { Taiwa, type Hooks } from '../../src/client.ts';
import trusted from '../../src/generated/documents.json' with { type: 'json' };
import { failure } from '../client.ts';

const server = useTestServer({ trusted: Object.values(trusted) });
const opened: Taiwa[] = [];
let melt = () => {};
afterEach(() => {
  melt();
  for (const taiwa of opened.splice(0)) taiwa.close();
});

/**
 * A token that ended so many seconds ago; the server lets sockets live ten seconds longer. Its clock stands still until `melt`
 * is called or the test ends, so that the token grows no older while pages connect, however long that takes.
 */
async function ended(seconds: number, make: () => Promise<string>): Promise<string> {
  const began = now();
  freezeTime(new Date(began.getTime() - (300 + seconds) * 1_000));
  const token = await make();
  melt = freezeTime(began);
  return token;
}

/** A page whose host answers these tokens in turn, the last one for good. */
function page(tokens: readonly string[], hooks: Hooks = {}): Taiwa {
  let turn = 0;
  const fetchToken = async () => ({ token: tokens[Math.min(turn++, tokens.length - 1)] ?? '', expiresIn: 300 });
  const taiwa = new Taiwa({ url: server.url, fetchToken, webSocket: WebSocket, hooks });
  opened.push(taiwa);
  return taiwa;
}

describe('before the real server', () => {
  it('an expired token is renewed once and the request repeated', async () => {
    const { ann } = await aSession();
    const taiwa = page([await ended(20, () => demoTokenOf(ann)), await demoTokenOf(ann)]);
    expect((await taiwa.viewer.get()).user.id).toBe(ann.userId);
  });

  it('a socket whose token ended is closed, opened with a new one, and misses no change', async () => {
    const { ann, bob, session } = await aSession();
    await heardAll(server.tables);
    const states: string[] = [];
    const tokens = [await ended(5, () => embedTokenOf(ann)), await embedTokenOf(ann)];
    const taiwa = page(tokens, { onLive: ({ state }) => void states.push(state) });
    const changes = taiwa.sessions.changes(session);
    expect((await changes.next()).value?.state).toBe('SCHEDULED');
    melt();
    const next = changes.next();
    await expect.poll(() => states.filter((state) => state === 'connected').length).toBe(2);
    expect((await next).value?.state).toBe('SCHEDULED');
    await startSession({ ...bob }, { sessionId: session });
    expect((await changes.next()).value?.state).toBe('LIVE');
  });

  it('a socket whose token was renewed in time goes on without being closed', async () => {
    const { ann, bob, session } = await aSession();
    await heardAll(server.tables);
    const states: string[] = [];
    const tokens = [await ended(2, () => embedTokenOf(ann, { id: 'gra_1' })), await embedTokenOf(ann, { id: 'gra_1' })];
    const taiwa = page(tokens, { onLive: ({ state }) => void states.push(state) });
    const changes = taiwa.sessions.changes(session);
    await changes.next();
    const others = page([tokens[0] ?? '', tokens[1] ?? ''], {
      onLive: ({ state }) => void states.push(`other ${state}`),
    });
    const unrenewed = others.sessions.changes(session);
    await unrenewed.next();
    melt();
    await taiwa.tokens?.renew();
    const next = unrenewed.next();
    // By the time the connection that was not renewed has ended, the other one would have ended too.
    await expect.poll(() => states).toContain('other disconnected');
    await next;
    await startSession({ ...bob }, { sessionId: session });
    expect((await changes.next()).value?.state).toBe('LIVE');
    expect(states.filter((state) => !state.startsWith('other'))).toEqual(['connecting', 'connected']);
  });

  it('input that the schema does not take is a problem, and a scope that is none names those there are', async () => {
    const { admin } = await aSession();
    const asAdmin = page([await demoTokenOf(admin)]);
    const wrongType = await failure(asAdmin.access.createApiKey({ name: 1, scopes: [] } as never));
    expect(wrongType).toMatchObject({ kind: 'problem', code: 'BAD_USER_INPUT', retryable: false });
    const wrongScope = await failure(asAdmin.access.createApiKey({ name: 'HR sync', scopes: ['people'] }));
    expect(wrongScope.problem?.issues?.[0]).toMatchObject({
      path: ['scopes', '0'],
      message: expect.stringContaining('people:read, people:write'),
    });
  });

  it('the cost and the id of a request stand beside its answer', async () => {
    const { secret } = await keyOf(await aSession(), 'topics:read');
    const taiwa = new Taiwa({ url: server.url, apiKey: secret });
    const { data, cost, requestId, headers } = await taiwa.withResponse((same) => same.topics.stages());
    expect(data.length).toBeGreaterThan(0);
    expect(cost?.remaining).toBeGreaterThan(0);
    expect(requestId).toBe(headers.get('x-request-id'));
  });
});
