import { describe, expect, it } from 'vitest';
import { until } from './clock.ts';
import { client, OTHER, TICK } from './live-client.ts';
import { serveLive, serveRaw } from './live-server.ts';

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
