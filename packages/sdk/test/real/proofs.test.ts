import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { calculateJwkThumbprint, exportJWK, SignJWT, UnsecuredJWT } from 'jose';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { startSession } from '@taiwa/schema/modules/sessions/talk';
import { aSession } from '@taiwa/schema/testing/world';
import { codeOf, embedTokenOf, openSocket, send } from '../../../api/test/caller.ts';
import { useTestServer } from '../../../api/test/server.ts';
import { Taiwa, type FetchToken } from '../../src/client.ts';
import trusted from '../../src/generated/documents.json' with { type: 'json' };
import { RenewConnection } from '../../src/generated/connection.ts';
import { GetViewer } from '../../src/generated/viewer.ts';
import { proofKey } from '../../src/proof.ts';
import { failure } from '../client.ts';

const server = useTestServer({ trusted: Object.values(trusted) });
const opened: Taiwa[] = [];
afterEach(() => {
  for (const taiwa of opened.splice(0)) taiwa.close();
});

const digest = async (text: string) =>
  Buffer.from(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))).toString('base64url');

interface Thief {
  readonly token: string;
  readonly thumbprint: string;
  readonly keys: { readonly privateKey: KeyObject; readonly publicKey: KeyObject };
}

/** A person's token bound to a key, with the key, as no page ever has it. */
async function bound(): Promise<Thief> {
  const { ann } = await aSession();
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const thumbprint = await calculateJwkThumbprint(await exportJWK(keys.publicKey));
  return { keys, thumbprint, token: await embedTokenOf(ann, { keyThumbprint: thumbprint }) };
}

interface Bend {
  readonly keys?: Thief['keys'];
  readonly claims?: Record<string, unknown>;
  readonly header?: Record<string, unknown>;
  readonly method?: string;
}

/** A proof made by hand, bent as a test wants it. */
async function proofOf({ token, keys: own }: Thief, { keys = own, claims, header, method = 'POST' }: Bend = {}) {
  const usual = {
    jti: crypto.randomUUID(),
    htm: method,
    htu: `${server.url}/graphql`,
    iat: Math.floor(Date.now() / 1_000),
    ath: await digest(token),
  };
  const jwk = await exportJWK(keys.publicKey);
  return new SignJWT({ ...usual, ...claims })
    .setProtectedHeader({ typ: 'dpop+jwt', alg: 'ES256', jwk, ...header })
    .sign(keys.privateKey);
}

async function unsigned(thief: Thief): Promise<string> {
  const { claims, header } = decode(await proofOf(thief));
  const none = new UnsecuredJWT(claims).encode().split('.')[1];
  return `${Buffer.from(JSON.stringify({ ...header, alg: 'none' })).toString('base64url')}.${none}.`;
}

function decode(jwt: string): { header: Record<string, unknown>; claims: Record<string, unknown> } {
  const [header = '', claims = ''] = jwt.split('.').map((part) => Buffer.from(part, 'base64url').toString());
  return { header: JSON.parse(header), claims: JSON.parse(claims) };
}

/** What the server answers over HTTP. */
async function overHttp(token: string, proof: string | null, scheme = 'DPoP') {
  const headers = { authorization: `${scheme} ${token}`, ...(proof !== null && { dpop: proof }) };
  const answer = await send(server.url, GetViewer, { headers });
  return { status: answer.status, code: codeOf(answer), challenge: answer.headers.get('www-authenticate') };
}

/** How a socket ends or opens. */
async function overSocket(token: string, dpop: string | null): Promise<number | 'open'> {
  const socket = await openSocket(server.socketUrl);
  socket.send({ type: 'connection_init', payload: { authorization: `DPoP ${token}`, ...(dpop !== null && { dpop }) } });
  const opened = socket.next(({ type }) => type === 'connection_ack').then(() => 'open' as const);
  const outcome = await Promise.race([socket.closed.then(({ code }) => code), opened]);
  socket.close();
  return outcome;
}

const NOW = () => Math.floor(Date.now() / 1_000);
const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' });

const BAD: readonly [what: string, make: (thief: Thief, method: string) => Promise<string | null>][] = [
  ['no proof', async () => null],
  ['nonsense', async () => 'a.b.c'],
  ['a proof of 3 KB', async (thief, method) => proofOf(thief, { method, claims: { x: 'x'.repeat(3_000) } })],
  ['another key', async (thief, method) => proofOf(thief, { method, keys: stranger })],
  [
    'another key that claims to be the right one',
    async (thief, method) => {
      const jwk = await exportJWK(thief.keys.publicKey);
      return proofOf(thief, { method, keys: stranger, header: { jwk } });
    },
  ],
  ['no signature (alg none)', async (thief) => unsigned(thief)],
  ['another algorithm', async (thief, method) => proofOf(thief, { method, keys: p384, header: { alg: 'ES384' } })],
  [
    'a private key in its header',
    async (thief, method) => {
      const jwk = await exportJWK(thief.keys.privateKey);
      return proofOf(thief, { method, header: { jwk } });
    },
  ],
  ['another type', async (thief, method) => proofOf(thief, { method, header: { typ: 'JWT' } })],
  ['another method', async (thief) => proofOf(thief, { method: 'PUT' })],
  [
    'another host',
    async (thief, method) => proofOf(thief, { method, claims: { htu: 'https://evil.example/graphql' } }),
  ],
  ['another path', async (thief, method) => proofOf(thief, { method, claims: { htu: `${server.url}/other` } })],
  ['an address that is none', async (thief, method) => proofOf(thief, { method, claims: { htu: 'graphql' } })],
  ['another token', async (thief, method) => proofOf(thief, { method, claims: { ath: await digest('other') } })],
  ['no token (ath)', async (thief, method) => proofOf(thief, { method, claims: { ath: undefined } })],
  ['an old time', async (thief, method) => proofOf(thief, { method, claims: { iat: NOW() - 70 } })],
  ['a time to come', async (thief, method) => proofOf(thief, { method, claims: { iat: NOW() + 70 } })],
  ['no time', async (thief, method) => proofOf(thief, { method, claims: { iat: undefined } })],
  ['no id', async (thief, method) => proofOf(thief, { method, claims: { jti: undefined } })],
];

describe('a bound token', () => {
  it('is taken with a good proof, query and fragment aside', async () => {
    const thief = await bound();
    expect(await overHttp(thief.token, await proofOf(thief))).toMatchObject({ status: 200 });
    const claims = { htu: `${server.url}/graphql?x=1#y` };
    expect(await overHttp(thief.token, await proofOf(thief, { claims }))).toMatchObject({ status: 200 });
    expect(await overSocket(thief.token, await proofOf(thief, { method: 'GET' }))).toBe('open');
  });

  it.each(BAD)('is refused over HTTP with %s', async (_what, make) => {
    const thief = await bound();
    expect(await overHttp(thief.token, await make(thief, 'POST'))).toEqual({
      status: 401,
      code: 'PROOF_INVALID',
      challenge: 'DPoP error="invalid_dpop_proof", algs="ES256"',
    });
  });

  it.each(BAD)('opens no socket with %s', async (_what, make) => {
    const thief = await bound();
    expect(await overSocket(thief.token, await make(thief, 'GET'))).toBe(4403);
  });

  it('is refused with a proof that was used, on either way', async () => {
    const thief = await bound();
    const [proof, greeting] = [await proofOf(thief), await proofOf(thief, { method: 'GET' })];
    expect(await overHttp(thief.token, proof)).toMatchObject({ status: 200 });
    expect(await overHttp(thief.token, proof)).toMatchObject({ status: 401, code: 'PROOF_INVALID' });
    expect(await overSocket(thief.token, greeting)).toBe('open');
    expect(await overSocket(thief.token, greeting)).toBe(4403);
  });

  it('is refused as if it were not bound', async () => {
    const thief = await bound();
    expect(await overHttp(thief.token, null, 'Bearer')).toMatchObject({ code: 'PROOF_INVALID' });
    expect(await overHttp(thief.token, await proofOf(thief), 'Bearer')).toMatchObject({ code: 'PROOF_INVALID' });
    const socket = await openSocket(server.socketUrl);
    socket.send({ type: 'connection_init', payload: { token: thief.token } });
    expect((await socket.closed).code).toBe(4403);
  });
});

describe('a socket that has proven a key', () => {
  it('goes on with another token of this key without another proof, and with none of another key', async () => {
    const { ann } = await aSession();
    const [own, other] = [await bound(), await bound()];
    const tokenOf = ({ thumbprint }: Thief) => embedTokenOf(ann, { id: 'gra_1', keyThumbprint: thumbprint });
    const thief = { ...own, token: await tokenOf(own) };
    const socket = await openSocket(server.socketUrl);
    const dpop = await proofOf(thief, { method: 'GET' });
    socket.send({ type: 'connection_init', payload: { authorization: `DPoP ${thief.token}`, dpop } });
    await socket.next(({ type }) => type === 'connection_ack');
    const renewed = async (token: string) => {
      const id = socket.begin(RenewConnection, { input: { token } });
      const { payload } = await socket.next((one) => one.id === id && one.type === 'next');
      return payload.data?.result?.__typename ?? payload.errors[0].extensions.code;
    };
    expect(await renewed(await tokenOf(other))).toBe('PROOF_INVALID');
    expect(await renewed(await tokenOf(own))).toBe('RenewedConnection');
    socket.close();
  });
});

describe('a token that is bound to no key', () => {
  it('is taken as before, and refused where it claims to be bound', async () => {
    const thief = await bound();
    const { ann } = await aSession();
    const token = await embedTokenOf(ann);
    expect(await overHttp(token, null, 'Bearer')).toMatchObject({ status: 200 });
    expect(await overHttp(token, await proofOf({ ...thief, token }))).toMatchObject({ code: 'PROOF_INVALID' });
  });
});

describe('a page with a proof key', () => {
  /** A page of Ann whose host binds its tokens to the key it is told, and what it was told. */
  async function page() {
    const world = await aSession();
    const told: (string | undefined)[] = [];
    const fetchToken: FetchToken = async ({ keyThumbprint }) => {
      told.push(keyThumbprint);
      const token = await embedTokenOf(world.ann, { id: 'gra_1', keyThumbprint: keyThumbprint ?? null });
      return { token, expiresIn: 300 };
    };
    const taiwa = new Taiwa({ url: server.url, fetchToken, proof: proofKey(), webSocket: WebSocket });
    opened.push(taiwa);
    return { ...world, taiwa, told };
  }

  it('tells its host the thumbprint, and proves each request and its socket', async () => {
    const { taiwa, told, ann, bob, session } = await page();
    expect((await taiwa.viewer.get()).user.id).toBe(ann.userId);
    await Promise.all([taiwa.topics.stages(), taiwa.sessions.get(session)]);
    const changes = taiwa.sessions.changes(session);
    expect((await changes.next()).value?.state).toBe('SCHEDULED');
    await startSession({ ...bob }, { sessionId: session });
    expect((await changes.next()).value?.state).toBe('LIVE');
    expect(told).toEqual([expect.stringMatching(/^[\w-]{43}$/)]);
  });

  it('asks the server for its time, not the clock on the wall', async () => {
    const wrong = vi.spyOn(Date, 'now').mockReturnValue(Date.parse('1999-01-01'));
    const key = proofKey();
    const end = Date.parse('2026-11-21T10:05:00Z') / 1_000;
    const token = ['', Buffer.from(JSON.stringify({ exp: end })).toString('base64url'), ''].join('.');
    key.accept({ token, expiresIn: 120 });
    const proof = await key.prove({ method: 'POST', url: 'https://taiwa.example/graphql?x#y', token });
    wrong.mockRestore();
    const { claims } = decode(proof);
    expect(claims.htu).toBe('https://taiwa.example/graphql');
    expect([0, 1]).toContain(Number(claims.iat) - (end - 120));
  });

  it('slept through the minute of its proofs, and comes back with a new token', async () => {
    const { taiwa, told } = await page();
    await taiwa.viewer.get();
    const real = performance.now.bind(performance);
    // While a machine sleeps this clock may stand still: for the server its proofs are two minutes old.
    const asleep = vi.spyOn(performance, 'now').mockImplementation(() => real() - 120_000);
    await taiwa.viewer.get().finally(() => asleep.mockRestore());
    expect(told).toHaveLength(2);
  });

  it('is told apart from one with a stolen token', async () => {
    const { taiwa, ann } = await page();
    const stolen = { token: (await taiwa.tokens?.get()) ?? '', expiresIn: 300 };
    const thief = new Taiwa({ url: server.url, fetchToken: async () => stolen });
    expect(await failure(thief.viewer.get())).toMatchObject({ kind: 'auth' });
    expect(await overHttp(stolen.token, null, 'Bearer')).toMatchObject({ code: 'PROOF_INVALID' });
    const withKey = new Taiwa({ url: server.url, fetchToken: async () => stolen, proof: proofKey() });
    expect(await failure(withKey.viewer.get())).toMatchObject({ kind: 'auth' });
    expect((await taiwa.viewer.get()).user.id).toBe(ann.userId);
  });
});
