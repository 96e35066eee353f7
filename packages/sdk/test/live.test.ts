import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { Taiwa, type TaiwaOptions } from '../src/client.ts';
import { systemClock } from '../src/clock.ts';
import type { Document } from '../src/document.ts';
import { ManualClock, until } from './clock.ts';
import { serveLive, serveRaw } from './live-server.ts';

const TICK = 'subscription Tick { tick }' as Document<{ tick: number }, Record<string, never>>;
const OTHER = 'subscription Other { other }' as Document<{ other: number }, Record<string, never>>;

const hasty = { ...systemClock, random: () => 0 };

function client(url: string, options: Partial<TaiwaOptions> = {}): Taiwa {
  const credential = options.fetchToken ? {} : { apiKey: 'key' };
  return new Taiwa({ url, webSocket: WebSocket, clock: hasty, ...credential, ...options } as TaiwaOptions);
}

/** A host that answers t1, t2 and so on. */
function host(): { fetchToken: () => Promise<{ token: string; expiresIn: number }>; fetched: () => number } {
  let count = 0;
  return { fetchToken: async () => ({ token: `t${++count}`, expiresIn: 300 }), fetched: () => count };
}

describe('a live iterator', () => {
  it('gives the state at once and after each change, and tells the server when it is left', async () => {
    const { url, ticker, greetings } = await serveLive();
    const seen: number[] = [];
    for await (const { tick } of client(url, { language: 'ja' }).watch(TICK, {})) {
      seen.push(tick);
      if (tick === 2) break;
      ticker.tick();
    }
    expect(seen).toEqual([0, 1, 2]);
    await until(() => ticker.watchers === 0);
    expect(greetings).toEqual([{ authorization: 'Bearer key', language: 'ja' }]);
  });

  it('connects when it is iterated, not before, and leaves no connection behind', async () => {
    const { url, greetings, sockets } = await serveLive();
    const ticks = client(url).watch(TICK, {});
    expect(greetings).toHaveLength(0);
    await ticks.next();
    expect(sockets.size).toBe(1);
    await ticks.return();
    await until(() => sockets.size === 0);
  });

  it('shares one connection with the others of its client', async () => {
    const { url, greetings, ticker } = await serveLive();
    const taiwa = client(url);
    const [one, two] = [taiwa.watch(TICK, {}), taiwa.watch(TICK, {})];
    await Promise.all([one.next(), two.next()]);
    expect(ticker.watchers).toBe(2);
    expect(greetings).toHaveLength(1);
    await one.return();
    ticker.tick();
    expect((await two.next()).value).toEqual({ tick: 1 });
    taiwa.close();
  });

  it('throws abort when its signal is aborted, and the server sees it', async () => {
    const { url, ticker } = await serveLive();
    const controller = new AbortController();
    const ticks = client(url).watch(TICK, {}, { signal: controller.signal });
    await ticks.next();
    const next = ticks.next();
    controller.abort();
    await expect(next).rejects.toMatchObject({ kind: 'abort' });
    await until(() => ticker.watchers === 0);
  });

  it('throws abort for a signal that is aborted while it connects', async () => {
    const { url, sockets } = await serveRaw(() => undefined);
    const controller = new AbortController();
    const next = client(url).watch(TICK, {}, controller).next();
    await until(() => sockets.size === 1);
    controller.abort();
    await expect(next).rejects.toMatchObject({ kind: 'abort' });
  });

  it('ends when its client is closed', async () => {
    const { url, sockets } = await serveLive();
    const taiwa = client(url);
    const ticks = taiwa.watch(TICK, {});
    await ticks.next();
    const next = ticks.next();
    taiwa.close();
    await expect(next).rejects.toMatchObject({ kind: 'abort' });
    await until(() => sockets.size === 0);
  });

  it('gives every event to a slow reader, or the latest only where an event is the whole state', async () => {
    const { url, ticker } = await serveLive();
    const taiwa = client(url);
    const [all, latest] = [taiwa.watch(TICK, {}, {}, 'all'), taiwa.watch(TICK, {}, {}, 'latest')];
    await Promise.all([all.next(), latest.next()]);
    const quick = taiwa.watch(TICK, {});
    await quick.next();
    for (let turn = 0; turn < 5; turn++) ticker.tick();
    // The server answers in order: what the last subscription was told, the earlier ones have been told before.
    for (let turn = 0; turn < 5; turn++) await quick.next();
    expect((await latest.next()).value).toEqual({ tick: 5 });
    expect((await all.next()).value).toEqual({ tick: 1 });
    taiwa.close();
  });

  it('throws what the server refuses', async () => {
    const { url } = await serveLive();
    const failed = client(url).watch(OTHER, {}).next();
    await expect(failed).rejects.toMatchObject({ kind: 'not_found', code: 'NOT_FOUND', requestId: 'req_1' });
  });

  it('says what to do where there is no WebSocket', async () => {
    const given = globalThis.WebSocket;
    Reflect.deleteProperty(globalThis, 'WebSocket');
    const failed = client('http://127.0.0.1:1', { webSocket: undefined }).watch(TICK, {}).next();
    await expect(failed).rejects.toMatchObject({ code: 'NO_WEBSOCKET' });
    if (given) globalThis.WebSocket = given;
  });
});

describe('a lost connection', () => {
  it('comes back by itself with the state of then', async () => {
    const { url, ticker, sockets, greetings } = await serveLive();
    const ticks = client(url).watch(TICK, {});
    expect((await ticks.next()).value).toEqual({ tick: 0 });
    for (const socket of sockets) socket.terminate();
    await until(() => ticker.watchers === 0);
    // Nobody is told of this change; the state at the next beginning tells it.
    ticker.now = 7;
    expect((await ticks.next()).value).toEqual({ tick: 7 });
    expect(greetings).toHaveLength(2);
    await ticks.return();
  });

  it('backs off with full jitter, also where each new one gives an event first', async () => {
    const clock = new ManualClock();
    const lost: string[] = [];
    const logger = { debug: () => undefined, warn: (line: string) => void lost.push(line) };
    const { url, sockets } = await serveLive();
    const ticks = client(url, { clock, logger }).watch(TICK, {});
    await ticks.next();
    for (const [turn, wait] of [250, 500, 1000].entries()) {
      const next = ticks.next();
      for (const socket of sockets) socket.terminate();
      await until(() => lost.length === turn + 1 && clock.pending.includes(wait));
      expect(lost[turn]).toContain(`back in ${wait} ms`);
      clock.advance(wait);
      expect((await next).value).toEqual({ tick: 0 });
    }
    await ticks.return();
  });

  it('is tried anew no sooner than the server asks when it stops', async () => {
    const clock = new ManualClock();
    const { url, sockets } = await serveLive();
    const ticks = client(url, { clock }).watch(TICK, {});
    await ticks.next();
    const next = ticks.next();
    for (const socket of sockets) socket.close(1012, 'Restarting; retryAfterMs=1200');
    await until(() => clock.pending.includes(1_450));
    clock.advance(1_450);
    expect((await next).value).toEqual({ tick: 0 });
    await ticks.return();
  });

  it('is tried anew at once when the network is back', async () => {
    const clock = new ManualClock();
    const { url, sockets } = await serveLive();
    const ticks = client(url, { clock }).watch(TICK, {});
    await ticks.next();
    const next = ticks.next();
    for (const socket of sockets) socket.terminate();
    await until(() => clock.pending.includes(250));
    clock.wake();
    expect((await next).value).toEqual({ tick: 0 });
    await ticks.return();
  });

  it('is told to the hook once, however many iterators it had', async () => {
    const states: string[] = [];
    const { url, sockets } = await serveLive();
    const taiwa = client(url, { hooks: { onLive: ({ state }) => void states.push(state) } });
    const iterators = [taiwa.watch(TICK, {}), taiwa.watch(TICK, {})];
    await Promise.all(iterators.map((ticks) => ticks.next()));
    for (const socket of sockets) socket.terminate();
    await Promise.all(iterators.map((ticks) => ticks.next()));
    taiwa.close();
    await until(() => states.length === 6);
    const life = ['connecting', 'connected', 'disconnected'];
    expect(states).toEqual([...life, ...life]);
  });

  it('is one that speaks nonsense as well', async () => {
    let connections = 0;
    const { url } = await serveRaw((socket, { type, id }) => {
      if (type === 'connection_init') socket.send(++connections === 1 ? '<html>' : '{"type":"connection_ack"}');
      if (type === 'subscribe') socket.send(JSON.stringify({ type: 'next', id, payload: { data: { tick: 9 } } }));
    });
    const taiwa = client(url);
    expect((await taiwa.watch(TICK, {}).next()).value).toEqual({ tick: 9 });
    taiwa.close();
  });

  it('is noticed when the server answers no ping', async () => {
    const clock = new ManualClock();
    const { url, sockets } = await serveRaw((socket, { type, id }) => {
      if (type === 'connection_init') socket.send('{"type":"connection_ack"}');
      if (type === 'subscribe') socket.send(JSON.stringify({ type: 'next', id, payload: { data: { tick: 1 } } }));
    });
    const taiwa = client(url, { clock });
    const ticks = taiwa.watch(TICK, {});
    expect((await ticks.next()).value).toEqual({ tick: 1 });
    const next = ticks.next();
    clock.advance(20_000);
    clock.advance(5_000);
    await until(() => clock.pending.includes(250));
    await until(() => sockets.size === 0);
    clock.advance(250);
    expect((await next).value).toEqual({ tick: 1 });
    expect(sockets.size).toBe(1);
    taiwa.close();
  });
});

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
