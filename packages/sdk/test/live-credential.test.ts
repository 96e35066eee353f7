import { describe, expect, it } from 'vitest';
import type { WebSocket } from 'ws';
import { ManualClock, until } from './clock.ts';
import { client, host, TICK } from './live-client.ts';
import { serveLive, serveRaw } from './live-server.ts';

/** The API's side of the renewal of a connection. */
const renewals = (socket: WebSocket, heard: unknown[]) => (message: Heard) => {
  const { type, id, payload } = message;
  if (type === 'connection_init') {
    heard.push(payload?.authorization);
    socket.send('{"type":"connection_ack"}');
  }
  if (type !== 'subscribe') return;
  if (!payload?.query?.includes('renewConnection'))
    return socket.send(JSON.stringify({ type: 'next', id, payload: { data: { tick: 1 } } }));
  heard.push(payload.variables);
  const result = { __typename: 'RenewedConnection' };
  socket.send(JSON.stringify({ type: 'next', id, payload: { data: { result } } }));
  socket.send(JSON.stringify({ type: 'complete', id }));
};

interface Heard {
  readonly type: string;
  readonly id: string;
  readonly payload?: { authorization?: string; query?: string; variables?: unknown };
}

describe('a live credential', () => {
  it('is renewed on the same connection as soon as there is a newer token', async () => {
    const clock = new ManualClock();
    const { fetchToken } = host();
    const heard: unknown[] = [];
    const { url, sockets } = await serveRaw((socket, message) => renewals(socket, heard)(message));
    const taiwa = client(url, { fetchToken, clock });
    const ticks = taiwa.watch(TICK, {});
    await ticks.next();
    const next = ticks.next();
    for (const turn of [1, 2]) {
      await taiwa.tokens?.renew();
      await until(() => heard.length === turn + 1);
    }
    expect(heard).toEqual(['Bearer t1', { input: { token: 't2' } }, { input: { token: 't3' } }]);
    expect(sockets.size).toBe(1);
    taiwa.close();
    await expect(next).rejects.toMatchObject({ kind: 'abort' });
  });

  it('is renewed when the server closes with 4403, and the iterator goes on', async () => {
    const { fetchToken, fetched } = host();
    const { url, sockets, greetings, ticker } = await serveLive();
    const taiwa = client(url, { fetchToken });
    const ticks = taiwa.watch(TICK, {});
    await ticks.next();
    const next = ticks.next();
    for (const socket of sockets) socket.close(4403, 'expired');
    expect((await next).value).toEqual({ tick: 0 });
    expect(greetings.map(({ authorization }) => authorization)).toEqual(['Bearer t1', 'Bearer t2']);
    expect(fetched()).toBe(2);
    expect(ticker.watchers).toBe(1);
    taiwa.close();
  });

  it('is renewed once for all iterators of the connection', async () => {
    const { fetchToken, fetched } = host();
    const { url, sockets, greetings } = await serveLive();
    const taiwa = client(url, { fetchToken });
    const iterators = [taiwa.watch(TICK, {}), taiwa.watch(TICK, {}), taiwa.watch(TICK, {})];
    await Promise.all(iterators.map((ticks) => ticks.next()));
    const next = Promise.all(iterators.map((ticks) => ticks.next()));
    for (const socket of sockets) socket.close(4403, 'expired');
    await next;
    expect(fetched()).toBe(2);
    expect(greetings).toHaveLength(2);
    taiwa.close();
  });

  it('fails with auth when a fresh token is refused as well', async () => {
    const { fetchToken, fetched } = host();
    const { url, greetings } = await serveLive(() => 4403);
    const taiwa = client(url, { fetchToken });
    await expect(taiwa.watch(TICK, {}).next()).rejects.toMatchObject({ kind: 'auth', code: 'UNAUTHENTICATED' });
    expect(greetings).toHaveLength(2);
    expect(fetched()).toBe(2);
    taiwa.close();
  });

  it('fails at once with a key that is refused', async () => {
    const { url, greetings } = await serveLive(() => 4403);
    await expect(client(url).watch(TICK, {}).next()).rejects.toMatchObject({ kind: 'auth' });
    expect(greetings).toHaveLength(1);
  });

  it('opens no connection when the page is signed out', async () => {
    const { url, greetings } = await serveLive();
    const taiwa = client(url, { fetchToken: async () => new Response('', { status: 401 }) });
    await expect(taiwa.watch(TICK, {}).next()).rejects.toMatchObject({ kind: 'auth', code: 'SIGNED_OUT' });
    expect(greetings).toHaveLength(0);
  });
});
