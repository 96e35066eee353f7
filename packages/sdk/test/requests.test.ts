import { inspect } from 'node:util';
import { describe, expect, it, vi } from 'vitest';
import { Taiwa, TaiwaError } from '../src/client.ts';
import { systemClock } from '../src/clock.ts';
import { STAGES, client, failure, hasty, ok, status } from './client.ts';
import { ManualClock, until } from './clock.ts';
import { inTurn, refuse, reply, serve } from './server.ts';

describe('a client', () => {
  it('is frozen', () => {
    expect(Object.isFrozen(client('http://localhost'))).toBe(true);
  });

  it('refuses a key together with a token source', () => {
    // @ts-expect-error: the types refuse it as well.
    expect(() => new Taiwa({ url: 'http://localhost', apiKey: 'a', fetchToken: async () => ({}) })).toThrow(TypeError);
  });

  it.each(['taiwa.example.com', 'localhost:4400', 'wss://taiwa.example.com', ''])('refuses the url "%s"', (url) => {
    expect(() => client(url)).toThrow(/url is .*has to look like https:\/\/taiwa.example.com/);
  });

  it.each([['apiKey'], ['fetchToken'], ['tokens']])('refuses an %s that is not set, as of an environment', (name) => {
    expect(() => new Taiwa({ url: 'http://localhost', [name]: undefined })).toThrow(`${name} is undefined`);
  });

  it('tells of any method what the API said beside its answer, and is itself not changed', async () => {
    const cost = { requested: 3, actual: 2, limit: 1000, remaining: 998, restoreRate: 50 };
    const { url, asked } = await serve((_, response) =>
      reply(response, { data: { stages: [] }, extensions: { cost } }, 200, { 'x-request-id': 'req_1' }),
    );
    const onResponse = vi.fn();
    const taiwa = client(url, { hooks: { onResponse } });
    const answer = await taiwa.withResponse((same) => same.topics.stages());
    expect(answer).toMatchObject({ data: [], cost, requestId: 'req_1', status: 200 });
    expect(answer.headers.get('x-request-id')).toBe('req_1');
    expect(onResponse).toHaveBeenCalledOnce();
    await expect(taiwa.withResponse(async () => 'nothing')).rejects.toThrow(/asked nothing/);
    expect(asked[0]?.headers.authorization).toBe('Bearer key_secret');
  });

  it('shares its token with another client of the same tokens, who does not close them', async () => {
    const fetchToken = vi.fn(async () => ({ token: 't1', expiresIn: 300 }));
    const { url, asked } = await serve((_, response) => ok(response));
    const one = new Taiwa({ url, fetchToken, language: 'ja' });
    if (!one.tokens) throw new Error('no tokens');
    const other = new Taiwa({ url, tokens: one.tokens, language: 'en' });
    await Promise.all([one.topics.stages(), other.topics.stages()]);
    other.close();
    await one.topics.stages();
    expect(fetchToken).toHaveBeenCalledOnce();
    expect(asked.map(({ headers }) => headers['accept-language']).sort()).toEqual(['en', 'ja', 'ja']);
  });

  it('posts the document to /graphql with credential and language and tells cost and request id', async () => {
    const cost = { requested: 3, actual: 2, limit: 1000, remaining: 998, restoreRate: 50 };
    const { url, asked } = await serve((_, response) =>
      reply(response, { data: { stages: [] }, extensions: { cost } }, 200, { 'x-request-id': 'req_1' }),
    );
    const answer = await client(`${url}/`, { language: 'ja' }).request(STAGES);
    expect(answer).toMatchObject({ data: { stages: [] }, cost, requestId: 'req_1', attempts: 1 });
    expect(answer.headers.get('content-type')).toBe('application/json');
    expect(asked[0]?.headers).toMatchObject({ authorization: 'Bearer key_secret', 'accept-language': 'ja' });
    expect(asked[0]?.query).toBe(STAGES);
  });

  it('leaves no timer behind', async () => {
    const clock = new ManualClock();
    const { url } = await serve((_, response) => ok(response));
    await client(url, { clock }).request(STAGES);
    expect(clock.pending).toEqual([]);
  });

  it('tells hooks and logger about each try, and never what was sent', async () => {
    const { url } = await serve(inTurn(status(503), (_, response) => ok(response)));
    const logger = { debug: vi.fn(), warn: vi.fn() };
    const hooks = { onRequest: vi.fn(), onResponse: vi.fn(), onRetry: vi.fn() };
    await client(url, { logger, hooks }).request('query Q { stages { name } }', { text: 'a secret' });
    expect(hooks.onRequest.mock.calls.map(([event]) => event.attempt)).toEqual([1, 2]);
    expect(hooks.onResponse.mock.calls.map(([event]) => event.status)).toEqual([503, 200]);
    expect(hooks.onRetry).toHaveBeenCalledOnce();
    const said = JSON.stringify([logger.debug.mock.calls, logger.warn.mock.calls]);
    expect(said).toContain('Q 503');
    expect(said).not.toContain('secret');
  });
});

describe('what may be logged', () => {
  const KEY = 'sk_live_4mN8kQ2z_9aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789abcdefg_a1b2c3';
  const TOKEN = `eyJ${'a'.repeat(30)}.eyJ${'b'.repeat(60)}.${'c'.repeat(80)}`;

  it('bears no key and no token, not even where the server or the host quotes them', async () => {
    const seen: unknown[] = [];
    const note = (event: unknown) => void seen.push(event);
    const hooks = { onRequest: note, onResponse: note, onRetry: note, onError: note, onLive: note };
    const logger = { debug: note, warn: note };
    const { url } = await serve((_, response) =>
      refuse(response, 'BUSY', 503, { message: `no ${KEY}`, docsUrl: 'https://docs' }),
    );
    await failure(client(url, { apiKey: KEY, hooks, logger }).request(STAGES, { text: KEY }));
    const leaking = () => Promise.reject(new TaiwaError('network', `refused: ${TOKEN}`, { code: 'X' }));
    await failure(new Taiwa({ url, fetchToken: leaking, hooks, logger }).topics.stages());
    expect(seen.length).toBeGreaterThan(8);
    const said = inspect(seen, { depth: 8 });
    expect(said).not.toContain(KEY.slice(0, 20));
    expect(said).not.toContain(TOKEN.slice(0, 20));
    expect(said).toContain('refused: [redacted]');
  });

  it('is not in what a client shows of itself', () => {
    const shown = inspect(client('http://localhost', { apiKey: KEY }), { depth: 8, showHidden: true });
    expect(shown + JSON.stringify(client('http://localhost', { apiKey: KEY }))).not.toContain(KEY);
  });

  it('is told once in the end: onError, and never for a call that was given up', async () => {
    const onError = vi.fn();
    const { url } = await serve(status(503));
    const taiwa = client(url, { hooks: { onError } });
    const error = await failure(taiwa.request('query Q { stages { name } }'));
    expect(onError.mock.calls).toEqual([[{ operation: 'Q', error }]]);
    await failure(taiwa.request(STAGES, {}, { signal: AbortSignal.abort() }));
    expect(onError).toHaveBeenCalledOnce();
  });
});

describe('trying again', () => {
  it.each([408, 409, 429, 500, 502, 503])('happens after %i', async (code) => {
    const { url, asked } = await serve(inTurn(status(code), (_, response) => ok(response)));
    await client(url).request(STAGES);
    expect(asked).toHaveLength(2);
  });

  it.each([400, 401, 403, 404, 422])('does not happen after %i', async (code) => {
    const { url, asked } = await serve(status(code));
    await failure(client(url).request(STAGES));
    expect(asked).toHaveLength(1);
  });

  it('ends after maxRetries with the last failure', async () => {
    const { url, asked } = await serve(status(503));
    const error = await failure(client(url, { maxRetries: 3 }).request(STAGES));
    expect(error).toMatchObject({ kind: 'server', retryable: true });
    expect(asked).toHaveLength(4);
  });

  it('waits as long as Retry-After says, and a little more', async () => {
    const clock = new ManualClock();
    const onRetry = vi.fn();
    const { url, asked } = await serve(inTurn(status(429, { 'retry-after': '7' }), (_, response) => ok(response)));
    const call = client(url, { clock, hooks: { onRetry } }).request(STAGES);
    await until(() => onRetry.mock.calls.length === 1);
    expect(onRetry.mock.calls[0]?.[0]).toMatchObject({
      delayMs: 7_250,
      error: { kind: 'rate_limit', retryAfterMs: 7_000 },
    });
    clock.advance(7_249);
    expect(asked).toHaveLength(1);
    clock.advance(1);
    await call;
    expect(asked).toHaveLength(2);
  });

  it('leaves a wait of more than a minute to the caller', async () => {
    const { url, asked } = await serve(status(429, { 'retry-after': '3600' }));
    const error = await failure(client(url).request(STAGES));
    expect(error).toMatchObject({ kind: 'rate_limit', retryAfterMs: 3_600_000 });
    expect(asked).toHaveLength(1);
  });

  it('doubles the bound of the wait each time', async () => {
    const { url } = await serve(status(503));
    const onRetry = vi.fn();
    const clock = {
      ...hasty,
      random: () => 0.9,
      after: (_: number, run: () => void) => systemClock.after(_ > 9_000 ? _ : 0, run),
    };
    await failure(client(url, { clock, maxRetries: 4, hooks: { onRetry } }).request(STAGES));
    expect(onRetry.mock.calls.map(([event]) => event.delayMs)).toEqual([450, 900, 1800, 3600]);
  });

  it('repeats a change under the same idempotency key when the answer was swallowed', async () => {
    const done = new Map<string, number>();
    const { url, asked } = await serve((one, response) => {
      const key = String(one.headers['idempotency-key']);
      if (done.has(key)) return reply(response, { data: { result: { __typename: 'Session', id: 'ses_1' } } });
      done.set(key, 1);
      // The change is made, its answer never arrives.
      response.socket?.destroy();
    });
    const session = await client(url).sessions.accept('ses_1');
    expect(session.id).toBe('ses_1');
    expect(done.size).toBe(1);
    expect(asked).toHaveLength(2);
  });

  it('gives each change its own key, or the one it is given, and none to queries', async () => {
    const { url, asked } = await serve((_, response) => reply(response, { data: { result: {}, stages: [] } }));
    const taiwa = client(url);
    await taiwa.sessions.start('ses_1');
    await taiwa.sessions.start('ses_1');
    await taiwa.sessions.start('ses_1', { idempotencyKey: 'mine' });
    await taiwa.topics.stages();
    const keys = asked.map(({ headers }) => headers['idempotency-key']);
    expect(keys[0]).toMatch(/^\d+(-\d+){3}$/);
    expect(keys[1]).not.toBe(keys[0]);
    expect(keys.slice(2)).toEqual(['mine', undefined]);
  });

  it('takes AlreadyRated on a second try as the success it is', async () => {
    const rated = { __typename: 'AlreadyRated', code: 'ALREADY_RATED', message: 'Once only.' };
    const { url } = await serve(
      inTurn(
        (_, response) => response.socket?.destroy(),
        (_, response) => reply(response, { data: { result: rated } }),
        (_, response) => reply(response, { data: { session: { id: 'ses_1' } } }),
      ),
    );
    const session = await client(url).feedback.rate({ sessionId: 'ses_1', grade: 'CLEAR', use: 'POOL' });
    expect(session.id).toBe('ses_1');
  });

  it('throws AlreadyRated on a first try', async () => {
    const rated = { __typename: 'AlreadyRated', code: 'ALREADY_RATED', message: 'Once only.' };
    const { url } = await serve((_, response) => reply(response, { data: { result: rated } }));
    const error = await failure(client(url).feedback.rate({ sessionId: 'ses_1', grade: 'CLEAR', use: 'POOL' }));
    expect(error.problem).toEqual(rated);
  });
});
