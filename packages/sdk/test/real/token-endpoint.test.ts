import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import express from 'express';
import type { Actor } from '@taiwa/schema/kernel/actor';
import { allowOrigin } from '@taiwa/schema/modules/access/allowed-origin';
import { aSession } from '@taiwa/schema/testing/world';
import { keyOf } from '../../../api/test/caller.ts';
import { useTestServer } from '../../../api/test/server.ts';
import { Taiwa, tokenEndpoint } from '../../src/client.ts';
import trusted from '../../src/generated/documents.json' with { type: 'json' };
import { proofKey } from '../../src/proof.ts';
import { embedTokenEndpoint, type EmbedTokenOptions, type NodeRequest } from '../../src/server.ts';
import { failure } from '../client.ts';

const server = useTestServer({ trusted: Object.values(trusted) });
const opened: Taiwa[] = [];
afterEach(() => {
  for (const taiwa of opened.splice(0)) taiwa.close();
});

/** Serves on a free port for this test. */
async function serve(listener: RequestListener): Promise<string> {
  const host = createServer(listener);
  await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void host.close());
  return `http://127.0.0.1:${(host.address() as AddressInfo).port}`;
}

/** A listener of node:http over a fetch handler, as frameworks have one. */
function listening(handler: (request: Request) => Promise<Response>): RequestListener {
  return (request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
      const headers = new Headers(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
      const body = chunks.length > 0 ? Buffer.concat(chunks) : null;
      const answer = await handler(
        new Request(`http://host${request.url}`, { method: request.method ?? 'GET', headers, body }),
      );
      response.writeHead(answer.status, Object.fromEntries(answer.headers));
      response.end(await answer.text());
    })();
  };
}

const ORIGIN = 'https://intranet.example.com';

/** The session of a host, as far as this one has any. */
const signedIn = (headers: NodeRequest['headers'] | Headers): string | undefined => {
  const value = headers instanceof Headers ? headers.get('x-signed-in') : headers['x-signed-in'];
  return typeof value === 'string' ? value : undefined;
};

async function host() {
  const world = await aSession();
  await allowOrigin({ ...world.admin }, { origin: ORIGIN });
  const { secret: apiKey } = await keyOf(world, 'embeds:write');
  const externalId = await externalIdOf(world.ann);
  const shared = { url: server.url, apiKey, origins: [ORIGIN], elements: ['prep'] };
  return { ...world, externalId, shared };
}

const externalIdOf = async (actor: Actor): Promise<string> => {
  const [row] = await server.tables.query('admin', 'select external_id from app_user where id = $1', [actor.userId]);
  return String(row?.external_id);
};

const forNode = (options: Omit<EmbedTokenOptions<NodeRequest>, 'userOf'>) =>
  embedTokenEndpoint({ ...options, userOf: (request: NodeRequest) => signedIn(request.headers) });

type Shared = Omit<EmbedTokenOptions<NodeRequest>, 'userOf'>;

const HOSTS: readonly [what: string, serve: (shared: Shared) => Promise<string>][] = [
  ['node:http', (shared) => serve(forNode(shared))],
  ['express', (shared) => serve(express().post('/taiwa-token', forNode(shared)))],
  ['express that parses JSON', (shared) => serve(express().use(express.json()).post('/taiwa-token', forNode(shared)))],
  [
    'a fetch handler',
    (shared) => serve(listening(embedTokenEndpoint({ ...shared, userOf: (request) => signedIn(request.headers) }))),
  ],
];

/** A page of somebody at that host. */
function page(address: string, who: string | undefined, proof = false): Taiwa {
  const headers = { 'content-type': 'application/json', origin: ORIGIN, ...(who && { 'x-signed-in': who }) };
  // What a browser adds by itself.
  const fetchFrom: typeof fetch = (input, init) =>
    fetch(input, { ...init, headers: { ...Object(init?.headers), origin: ORIGIN } });
  const fetchToken = tokenEndpoint(`${address}/taiwa-token`, { headers });
  const taiwa = new Taiwa({ url: server.url, fetchToken, fetch: fetchFrom, ...(proof && { proof: proofKey() }) });
  opened.push(taiwa);
  return taiwa;
}

describe.each(HOSTS)('the token endpoint with %s', (_what, serveHost) => {
  it('gives the page of who is signed in a token, renews its grant, and binds to a key on demand', async () => {
    const { ann, externalId, shared } = await host();
    const address = await serveHost(shared);
    const taiwa = page(address, externalId);
    expect((await taiwa.viewer.get()).user.id).toBe(ann.userId);
    await taiwa.tokens?.renew();
    expect((await taiwa.viewer.get()).user.id).toBe(ann.userId);
    expect((await page(address, externalId, true).viewer.get()).user.id).toBe(ann.userId);
    const grants = await server.tables.query(
      'admin',
      'select key_thumbprint is not null as bound from embed_grant where user_id = $1 order by bound',
      [ann.userId],
    );
    expect(grants.map(({ bound }) => bound)).toEqual([false, true]);
  });

  it('answers 401 where nobody is signed in and 403 for whom Taiwa does not know: the page is signed out', async () => {
    const address = await serveHost((await host()).shared);
    for (const who of [undefined, 'E-unknown'])
      expect(await failure(page(address, who).viewer.get())).toMatchObject({ kind: 'auth', code: 'SIGNED_OUT' });
  });

  it.each([
    ['another method', { method: 'GET' }, 405],
    ['a page of another origin', { headers: { origin: 'https://evil.example' } }, 403],
    ['a body that is no JSON', { body: '{' }, 400],
    ['a thumbprint that is none', { body: '{"keyThumbprint":"x"}' }, 400],
    ['a body that is long', { body: JSON.stringify({ x: 'x'.repeat(5_000) }) }, 413],
  ])('refuses %s', async (_case, init: RequestInit, status) => {
    const { externalId, shared } = await host();
    const headers = { 'x-signed-in': externalId, 'content-type': 'text/plain', ...init.headers };
    const answer = await fetch(`${await serveHost(shared)}/taiwa-token`, { method: 'POST', ...init, headers });
    // A router has an answer of its own to another method.
    expect(status === 405 ? [404, 405] : [status]).toContain(answer.status);
    expect(await answer.text()).not.toContain(shared.apiKey);
  });

  it('answers 502 without a word of why where its key is not good, and tells the host', async () => {
    const { externalId, shared } = await host();
    const onError = vi.fn();
    const address = await serveHost({ ...shared, apiKey: 'sk_live_wrong', onError });
    const answer = await fetch(`${address}/taiwa-token`, { method: 'POST', headers: { 'x-signed-in': externalId } });
    expect([answer.status, await answer.text()]).toEqual([502, '{"message":"No token could be obtained."}']);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(onError.mock.calls[0]?.[0]).toMatchObject({ kind: 'auth' });
  });
});

describe('grants', () => {
  it('are made anew when the one remembered is over, and remembered where the host says', async () => {
    const { externalId, shared } = await host();
    const held = new Map<string, string>();
    const address = await serve(forNode({ ...shared, grants: held }));
    const ask = async () => {
      const answer = await fetch(`${address}/taiwa-token`, { method: 'POST', headers: { 'x-signed-in': externalId } });
      return (await answer.json()) as { token: string; expiresIn: number };
    };
    expect(await ask()).toEqual({ token: expect.stringMatching(/^eyJ/), expiresIn: 300 });
    const [first] = held.values();
    await server.tables.query('admin', 'update embed_grant set revoked_at = now() where id = $1', [first]);
    await ask();
    expect([...held.values()]).not.toEqual([first]);
  });

  it('need an origin', () => {
    expect(() => forNode({ url: server.url, apiKey: 'sk', origins: [] })).toThrow(/origins is empty/);
  });
});
