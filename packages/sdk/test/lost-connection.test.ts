import { describe, expect, it } from 'vitest';
import { ManualClock, until } from './clock.ts';
import { client, TICK } from './live-client.ts';
import { serveLive, serveRaw } from './live-server.ts';

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
      expect(lost[turn]).toContain(`trying again in ${wait} ms`);
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
