import { describe, expect, it, vi } from 'vitest';
import { type FetchToken, type Token, TokenSource, type TokenState, tokenEndpoint } from '../src/tokens.ts';
import { ManualClock, until } from './clock.ts';
import { reply, serve } from './server.ts';

/** A source whose host answers t1, t2 and so on, each for 300 seconds. */
function numbered(): { fetchToken: ReturnType<typeof vi.fn<FetchToken>>; clock: ManualClock; tokens: TokenSource } {
  let count = 0;
  const fetchToken = vi.fn<FetchToken>(async () => ({ token: `t${++count}`, expiresIn: 300 }));
  const clock = new ManualClock();
  return { fetchToken, clock, tokens: new TokenSource(fetchToken, clock) };
}

/** A source whose host answers as the test says, one settled by hand after the other. */
function byHand(): {
  answers: { resolve(token: Token | Response): void; reject(error: unknown): void; signal: AbortSignal }[];
  clock: ManualClock;
  tokens: TokenSource;
} {
  const answers: ReturnType<typeof byHand>['answers'] = [];
  const clock = new ManualClock();
  const fetchToken: FetchToken = ({ signal }) =>
    new Promise((resolve, reject) => answers.push({ resolve, reject, signal }));
  return { answers, clock, tokens: new TokenSource(fetchToken, clock) };
}

const refusal = (status: number) => new Response('signed out', { status });
const asked = (answers: unknown[], count: number) => until(() => answers.length === count);

const LIMIT_MS = 10_000;

describe('a token source', () => {
  it('fetches nothing before it is asked', () => {
    const { fetchToken, tokens } = numbered();
    expect(tokens.state).toEqual({ status: 'idle' });
    expect(fetchToken).not.toHaveBeenCalled();
  });

  it('has one fetch at a time for all who ask', async () => {
    const { fetchToken, tokens } = numbered();
    expect(await Promise.all([tokens.get(), tokens.get(), tokens.get()])).toEqual(['t1', 't1', 't1']);
    expect(await tokens.get()).toBe('t1');
    expect(fetchToken).toHaveBeenCalledOnce();
  });

  it('gives a host 10 seconds and aborts its fetch then', async () => {
    const { answers, clock, tokens } = byHand();
    const failed = expect(tokens.get()).rejects.toMatchObject({ kind: 'timeout', retryable: true });
    await asked(answers, 1);
    clock.advance(9_999);
    expect(answers[0]?.signal.aborted).toBe(false);
    clock.advance(1);
    await failed;
    expect(answers[0]?.signal.aborted).toBe(true);
  });

  it('renews at 80 % of the life it was told, whatever the wall clock says', async () => {
    vi.setSystemTime('1999-01-01');
    const { fetchToken, clock, tokens } = numbered();
    await tokens.get();
    vi.setSystemTime('2035-01-01');
    clock.advance(239_999);
    expect(fetchToken).toHaveBeenCalledOnce();
    clock.advance(1);
    await until(() => fetchToken.mock.calls.length === 2);
    expect(await tokens.get()).toBe('t2');
    vi.useRealTimers();
  });

  it('hands the old token out while a renewal is under way, and waits once it is over', async () => {
    const { answers, clock, tokens } = byHand();
    const first = tokens.get();
    await asked(answers, 1);
    answers[0]?.resolve({ token: 'a', expiresIn: 40 });
    await first;
    clock.advance(32_000);
    await asked(answers, 2);
    expect(await tokens.get()).toBe('a');
    clock.advance(8_000);
    const next = tokens.get();
    answers[1]?.resolve({ token: 'b', expiresIn: 40 });
    expect(await next).toBe('b');
    expect(answers).toHaveLength(2);
  });

  it('backs off with full jitter after each failure', async () => {
    const { answers, clock, tokens } = byHand();
    tokens.get().catch(() => undefined);
    const waits: (number | undefined)[] = [];
    for (let turn = 1; turn <= 8; turn++) {
      await asked(answers, turn);
      answers[turn - 1]?.reject(new Error('unreachable'));
      await until(() => clock.pending.length === 1 && clock.pending[0] !== LIMIT_MS);
      waits.push(clock.pending[0]);
      clock.advance(clock.pending[0] ?? 0);
    }
    expect(waits).toEqual([250, 500, 1000, 2000, 4000, 8000, 15_000, 15_000]);
  });

  it('begins its backoff anew after a success', async () => {
    const { answers, clock, tokens } = byHand();
    tokens.get().catch(() => undefined);
    await asked(answers, 1);
    answers[0]?.reject(new Error('unreachable'));
    await until(() => clock.pending[0] === 250);
    clock.advance(250);
    await asked(answers, 2);
    answers[1]?.resolve({ token: 'a', expiresIn: 100 });
    await until(() => tokens.state.status === 'ready');
    clock.advance(80_000);
    await asked(answers, 3);
    answers[2]?.reject(new Error('unreachable'));
    await until(() => clock.pending[0] !== LIMIT_MS);
    expect(clock.pending).toEqual([250]);
  });

  it('lets who asks during a backoff wait for the next try instead of asking again', async () => {
    const { answers, clock, tokens } = byHand();
    const failed = expect(tokens.get()).rejects.toMatchObject({ kind: 'network', code: 'TOKEN_FETCH_FAILED' });
    await asked(answers, 1);
    answers[0]?.reject(new Error('unreachable'));
    await failed;
    const patient = tokens.get();
    expect(answers).toHaveLength(1);
    clock.advance(250);
    await asked(answers, 2);
    answers[1]?.resolve({ token: 'a', expiresIn: 100 });
    expect(await patient).toBe('a');
  });

  it('tries at once when the network is back or the page is looked at again', async () => {
    const { answers, clock, tokens } = byHand();
    const failed = expect(tokens.get()).rejects.toMatchObject({ kind: 'network' });
    await asked(answers, 1);
    answers[0]?.resolve(new Response('', { status: 503 }));
    await failed;
    clock.wake();
    await asked(answers, 2);
    answers[1]?.resolve({ token: 'a', expiresIn: 100 });
    expect(await tokens.get()).toBe('a');
    clock.wake();
    expect(answers).toHaveLength(2);
  });

  it('keeps a token that holds when its renewal fails', async () => {
    const { answers, clock, tokens } = byHand();
    const first = tokens.get();
    await asked(answers, 1);
    answers[0]?.resolve({ token: 'a', expiresIn: 100 });
    await first;
    clock.advance(80_000);
    await asked(answers, 2);
    answers[1]?.reject(new Error('unreachable'));
    await until(() => clock.pending.includes(250));
    expect(await tokens.get()).toBe('a');
    expect(tokens.state).toEqual({ status: 'ready' });
  });

  it('says that the endpoint is cached when it answers the expired token again', async () => {
    const clock = new ManualClock();
    const tokens = new TokenSource(async () => ({ token: 'same', expiresIn: 300 }), clock);
    tokens.expire(await tokens.get());
    const failed = tokens.get();
    await expect(failed).rejects.toMatchObject({ kind: 'auth', code: 'TOKEN_NOT_RENEWED', retryable: false });
    await expect(failed).rejects.toThrow(/no-store/);
  });

  it.each([401, 403])('is signed out by a %i of the endpoint and asks no more', async (status) => {
    const { answers, clock, tokens } = byHand();
    const failed = expect(tokens.get()).rejects.toMatchObject({ kind: 'auth', code: 'SIGNED_OUT' });
    await asked(answers, 1);
    answers[0]?.resolve(refusal(status));
    await failed;
    await expect(tokens.get()).rejects.toMatchObject({ code: 'SIGNED_OUT' });
    clock.wake();
    clock.advance(3_600_000);
    expect(tokens.state).toMatchObject({ status: 'signed_out' });
    expect(answers).toHaveLength(1);
  });

  it('is signed out by an error that bears the status as well', async () => {
    const tokens = new TokenSource(
      () => Promise.reject(Object.assign(new Error('no'), { status: 401 })),
      new ManualClock(),
    );
    await expect(tokens.get()).rejects.toMatchObject({ code: 'SIGNED_OUT' });
  });

  it('comes back from signed out when it is told to', async () => {
    const { answers, tokens } = byHand();
    tokens.get().catch(() => undefined);
    await asked(answers, 1);
    answers[0]?.resolve(refusal(401));
    await until(() => tokens.state.status === 'signed_out');
    const renewed = tokens.renew();
    await asked(answers, 2);
    answers[1]?.resolve({ token: 'a', expiresIn: 100 });
    expect(await renewed).toBe('a');
    expect(await tokens.get()).toBe('a');
  });

  it('refuses an answer that is no token', async () => {
    const tokens = new TokenSource(async () => Response.json({ access_token: 'a' }), new ManualClock());
    await expect(tokens.get()).rejects.toMatchObject({ code: 'TOKEN_MALFORMED' });
  });

  it('tells its states in order', async () => {
    const { answers, clock, tokens } = byHand();
    const states: TokenState['status'][] = [];
    const stop = tokens.watch(({ status }) => states.push(status));
    tokens.get().catch(() => undefined);
    await asked(answers, 1);
    answers[0]?.reject(new Error('unreachable'));
    await until(() => states.includes('failing'));
    clock.advance(250);
    await asked(answers, 2);
    answers[1]?.resolve({ token: 'a', expiresIn: 100 });
    await until(() => states.includes('ready'));
    stop();
    expect(states).toEqual(['fetching', 'failing', 'ready']);
  });

  it('keeps tokens in memory only', async () => {
    const touched = vi.fn();
    const trap = new Proxy({}, { get: touched, set: () => (touched(), true) });
    for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches', 'cookieStore'])
      vi.stubGlobal(name, trap);
    const { tokens } = numbered();
    await tokens.get();
    await tokens.renew();
    vi.unstubAllGlobals();
    expect(touched).not.toHaveBeenCalled();
  });

  it('gives up for one who aborts, and goes on for the others', async () => {
    const { answers, tokens } = byHand();
    const controller = new AbortController();
    const impatient = expect(tokens.get(controller.signal)).rejects.toMatchObject({ kind: 'abort' });
    const patient = tokens.get();
    controller.abort();
    await impatient;
    answers[0]?.resolve({ token: 'a', expiresIn: 100 });
    expect(await patient).toBe('a');
  });

  it('aborts what is under way when it is closed, and runs no more timers', async () => {
    const { answers, clock, tokens } = byHand();
    const failed = expect(tokens.get()).rejects.toMatchObject({ kind: 'abort' });
    await asked(answers, 1);
    tokens.close();
    await failed;
    expect(answers[0]?.signal.aborted).toBe(true);
    expect(clock.pending).toEqual([]);
  });

  it('tries no more when it is closed during a backoff', async () => {
    const { answers, clock, tokens } = byHand();
    tokens.get().catch(() => undefined);
    await asked(answers, 1);
    answers[0]?.reject(new Error('unreachable'));
    await until(() => clock.pending[0] === 250);
    tokens.close();
    clock.wake();
    expect(clock.pending).toEqual([]);
    expect(answers).toHaveLength(1);
  });

  it('posts to the host through tokenEndpoint', async () => {
    const { url, asked: requests } = await serve((_, response) => reply(response, { token: 'a', expiresIn: 300 }));
    const tokens = new TokenSource(tokenEndpoint(`${url}/taiwa-token`), new ManualClock());
    expect(await tokens.get()).toBe('a');
    expect(requests).toHaveLength(1);
  });
});
