import { describe, expect, it, vi } from 'vitest';
import { type FetchToken, Taiwa } from '../src/client.ts';
import { ManualClock } from './clock.ts';
import { refuse, reply, serve } from './server.ts';

/** A host that answers t1, t2 and so on, each for 300 seconds. */
function numbered(): { fetchToken: ReturnType<typeof vi.fn<FetchToken>>; clock: ManualClock } {
  let count = 0;
  const fetchToken = vi.fn<FetchToken>(async () => ({ token: `t${++count}`, expiresIn: 300 }));
  return { fetchToken, clock: new ManualClock() };
}

const refusal = (status: number) => new Response('signed out', { status });

describe('a request with a token', () => {
  it('is repeated once with a new token when the server says TOKEN_EXPIRED', async () => {
    const { fetchToken, clock } = numbered();
    const { url, asked: requests } = await serve(({ headers }, response) =>
      headers.authorization === 'Bearer t1'
        ? refuse(response, 'TOKEN_EXPIRED', 401)
        : reply(response, { data: { result: { __typename: 'Session', id: 'ses_1' } } }),
    );
    const session = await new Taiwa({ url, fetchToken, clock }).sessions.start('ses_1');
    expect(session.id).toBe('ses_1');
    expect(requests.map(({ headers }) => headers.authorization)).toEqual(['Bearer t1', 'Bearer t2']);
    expect(requests[1]?.headers['idempotency-key']).toBe(requests[0]?.headers['idempotency-key']);
  });

  it('fails with auth when the new token is refused as well', async () => {
    const { fetchToken, clock } = numbered();
    const { url, asked: requests } = await serve((_, response) => refuse(response, 'TOKEN_EXPIRED', 401));
    const call = new Taiwa({ url, fetchToken, clock }).viewer.get();
    await expect(call).rejects.toMatchObject({ kind: 'auth', code: 'TOKEN_EXPIRED' });
    expect(requests).toHaveLength(2);
    expect(fetchToken).toHaveBeenCalledTimes(2);
  });

  it('renews once for all requests that were refused together', async () => {
    const { fetchToken, clock } = numbered();
    const { url } = await serve(({ headers }, response) =>
      headers.authorization === 'Bearer t1'
        ? refuse(response, 'TOKEN_EXPIRED', 401)
        : reply(response, { data: { stages: [] } }),
    );
    const taiwa = new Taiwa({ url, fetchToken, clock });
    await Promise.all([taiwa.topics.stages(), taiwa.topics.stages(), taiwa.topics.stages()]);
    expect(fetchToken).toHaveBeenCalledTimes(2);
  });

  it('does not reach the server when the page is signed out', async () => {
    const { url, asked: requests } = await serve((_, response) => reply(response, { data: {} }));
    const taiwa = new Taiwa({ url, fetchToken: async () => refusal(401), clock: new ManualClock() });
    await expect(taiwa.topics.stages()).rejects.toMatchObject({ kind: 'auth', code: 'SIGNED_OUT' });
    expect(requests).toHaveLength(0);
  });

  it('shares no token with another client', async () => {
    const { url, asked: requests } = await serve((_, response) => reply(response, { data: { stages: [] } }));
    const of = (token: string) =>
      new Taiwa({ url, fetchToken: async () => ({ token, expiresIn: 300 }), clock: new ManualClock() });
    await of('ann').topics.stages();
    await of('bob').topics.stages();
    expect(requests.map(({ headers }) => headers.authorization)).toEqual(['Bearer ann', 'Bearer bob']);
  });
});
