import { describe, expect, test } from 'vitest';
import pg from 'pg';
import { aCompany, aPair, aSession } from '@taiwa/schema/testing/world';
import { errorForLog } from '../src/observe/log.ts';
import { ask, codeOf, demoTokenOf, keyOf, send } from './caller.ts';
import { useTestServer } from './server.ts';

const server = useTestServer();

describe('errors', () => {
  test('of the database are masked: a reference, and no word of it', async () => {
    const token = await demoTokenOf((await aPair()).ann);
    await server.tables.query('admin', 'alter table department rename to "canary_table"');
    const answer = await send(server.url, '{ departments { name } }', { token });
    await server.tables.query('admin', 'alter table "canary_table" rename to department');
    const [error] = answer.body.errors ?? [];
    expect(error?.extensions).toMatchObject({ code: 'INTERNAL', retryable: true, requestId: expect.any(String) });
    expect(error?.message).toContain(error?.extensions.reference);
    expect(answer.text).not.toMatch(/prisma|P20|42P01|relation|table|department" does/i);
    const line = server.lines.find((one) => one.includes(error?.extensions.reference));
    expect(line).toBeDefined();
    expect((await send(server.url, '{ departments { name } }', { token })).body.errors).toBeUndefined();
  });

  test('keep the id that the caller gave the request, in the answer and its header', async () => {
    const headers = { 'x-request-id': 'my-request-0001' };
    const answer = await send(server.url, '{ nothing }', { headers });
    expect(answer.headers.get('x-request-id')).toBe('my-request-0001');
    expect(answer.body.errors?.[0]?.extensions).toMatchObject({ requestId: 'my-request-0001', retryable: false });
    const odd = await send(server.url, '{ nothing }', { headers: { 'x-request-id': 'a b"<script>' } });
    expect(odd.headers.get('x-request-id')).toMatch(/^req_/);
  });

  test('of who showed nothing, and of who may not, have their status', async () => {
    const nobody = await send(server.url, '{ topics { id } }');
    expect([nobody.status, codeOf(nobody)]).toEqual([401, 'UNAUTHENTICATED']);
    const narrow = await keyOf(await aCompany(), 'topics:read', 'api');
    const key = await send(server.url, '{ users(first: 1) { nodes { id } } }', { token: narrow.secret });
    expect([key.status, codeOf(key)]).toEqual([403, 'FORBIDDEN']);
  });

  test('beside data leave the status as it is', async () => {
    const { ann } = await aPair();
    const answer = await send(server.url, '{ topics { id } node(id: "ses_00000000000000000000000000") { id } }', {
      token: await demoTokenOf(ann),
    });
    expect([answer.status, answer.body.data?.node]).toEqual([200, null]);
  });

  test('that wait for a lock are BUSY: 503, when to come back, and all is well afterwards', async () => {
    const token = await demoTokenOf((await aPair()).ann);
    const query = '{ departments { name } }';
    const holder = new pg.Client(server.tables.config('admin'));
    await holder.connect();
    await holder.query('begin; lock table department in access exclusive mode');
    const answer = await send(server.url, query, { token });
    await holder.query('rollback');
    await holder.end();
    expect([answer.status, codeOf(answer)]).toEqual([503, 'BUSY']);
    expect(answer.body.errors?.[0]?.extensions).toMatchObject({ retryable: true, retryAfterMs: 1_000 });
    expect(answer.headers.get('retry-after')).toBe('1');
    expect((await send(server.url, query, { token })).status).toBe(200);
  });
});

describe('Idempotency-Key', () => {
  const query =
    'mutation($name: String!) { createDepartment(input: { name: $name }) { __typename ... on Department { id name } ... on Conflict { code } } }';
  const create = async (token: string, key: string, name: string) =>
    (await send(server.url, query, { token, variables: { name }, headers: { 'idempotency-key': key } })).body.data
      ?.createDepartment;

  test('makes a repeated request do nothing twice, for each caller alone', async () => {
    const { admin } = await aCompany();
    const token = await demoTokenOf(admin);
    const first = await create(token, 'k-1', 'One');
    expect(first.__typename).toBe('Department');
    expect(await create(token, 'k-1', 'One')).toEqual(first);
    expect(await create(token, 'k-1', 'Two')).toEqual({ __typename: 'Conflict', code: 'IDEMPOTENCY_CONFLICT' });
    const other = await demoTokenOf((await aCompany()).admin);
    expect((await create(other, 'k-1', 'One')).id).not.toBe(first.id);
  });

  test('at the same time makes one', async () => {
    const token = await demoTokenOf((await aCompany()).admin);
    const made = await Promise.all(Array.from({ length: 5 }, () => create(token, 'k-2', 'Once')));
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
  });

  test.each(['', 'x'.repeat(256), 'a b'])('that is none (%j) is refused, not passed over', async (key) => {
    const answer = await send(server.url, '{ __typename }', { headers: { 'idempotency-key': key } });
    expect([answer.status, codeOf(answer)]).toEqual([400, 'BAD_REQUEST']);
  });
});

describe('what may not be written', () => {
  test.each(['tenantId', 'role', 'id'])('an input field %s that the schema has not is an error', async (field) => {
    const token = await demoTokenOf((await aCompany()).admin);
    const query = `mutation { createDepartment(input: { name: "x", ${field}: "y" }) { __typename } }`;
    expect((await send(server.url, query, { token })).status).toBe(400);
  });

  test('filters of the database are no values', async () => {
    const token = await demoTokenOf((await aSession()).ann);
    const query = 'query($id: ID!) { node(id: $id) { id } }';
    for (const id of [{ not: '' }, { startsWith: 'a' }, ['ses_1', 'ses_2']]) {
      const answer = await send(server.url, query, { token, variables: { id } });
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.status).toBeLessThan(500);
    }
  });
});

describe('the log', () => {
  test('bears no credential and nothing that people wrote, whatever goes wrong', async () => {
    const company = await aPair();
    const token = await demoTokenOf(company.ann);
    const { secret } = await keyOf(company, 'people:read', 'api');
    const canary = 'CANARY-かなりや-1234567890';
    const query =
      'mutation($text: String!) { leaveHint(input: { kind: WHAT_HELPED, topicCode: WORK, response: ADVICE, text: $text }) { __typename } }';
    await send(server.url, query, { token, variables: { text: canary } });
    await send(server.url, query, { token: `${token}x`, variables: { text: canary } });
    await send(server.url, `{ ${canary} }`, { token: secret });
    await server.tables.query('admin', 'alter table hint rename to hint_away');
    await send(server.url, query, { token, variables: { text: canary } });
    await server.tables.query('admin', 'alter table hint_away rename to hint');
    server.log.error({ err: new Error(`duplicate (text)=(${canary}) "${canary}"`), token, variables: { canary } }, 'x');
    const written = server.lines.join('');
    expect(written).not.toMatch(/CANARY|かなりや/);
    expect(written).not.toContain(secret.slice(20));
    expect(written).not.toContain(token.slice(-40));
  });

  test('keeps of an error its kind, code and places', () => {
    const error = Object.assign(new Error('Key (name)=(田中) and "quoted"'), { code: '23505', detail: 'secret' });
    const logged = errorForLog(error);
    expect(logged).toMatchObject({ type: 'Error', code: '23505', message: 'Key (name)=(…) and …' });
    expect(logged.stack.length).toBeGreaterThan(0);
    expect(JSON.stringify(logged)).not.toMatch(/secret|田中|quoted/);
  });
});

describe('pages', () => {
  test('/livez and /readyz say how things stand', async () => {
    expect(await ask(`${server.url}/livez`)).toMatchObject({ status: 200, body: { status: 'ok' } });
    expect(await ask(`${server.url}/readyz`)).toMatchObject({ status: 200, body: { status: 'ok' } });
  });

  test('/schema.graphql is the schema, for everybody', async () => {
    const { status, text } = await ask(`${server.url}/schema.graphql`);
    expect(status).toBe(200);
    const { buildSchema } = await import('graphql');
    expect(buildSchema(text).getQueryType()?.getFields()).toHaveProperty('viewer');
  });

  test('/llms.txt is a text', async () => {
    const { status, headers } = await ask(`${server.url}/llms.txt`);
    expect([status, headers.get('content-type')]).toEqual([200, 'text/plain; charset=utf-8']);
  });

  test('/.well-known/jwks.json has the keys that sign now and next, and no private part', async () => {
    const { text } = await ask(`${server.url}/.well-known/jwks.json`);
    const { keys } = JSON.parse(text) as { keys: Record<string, string>[] };
    expect(keys.length).toBeGreaterThanOrEqual(2);
    for (const key of keys) {
      expect(key).toMatchObject({ kty: 'OKP', crv: 'Ed25519', alg: 'EdDSA', use: 'sig' });
      expect(key).not.toHaveProperty('d');
    }
  });

  test('/explorer is one page of ours that may reach nothing else', async () => {
    const { status, headers, text } = await ask(`${server.url}/explorer`);
    expect(status).toBe(200);
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(text).not.toMatch(/<(?:script|link)[^>]+(?:src|href)="https?:/);
  });

  test('anything else is not there, and files above a folder are not reached', async () => {
    for (const path of [
      '/nothing',
      '/explorer/..%2f..%2fpackage.json',
      '/explorer/%2e%2e/package.json',
      '/explorer/%00',
    ])
      expect((await ask(server.url + path)).status).toBe(404);
    expect((await ask(`${server.url}/livez`, { method: 'POST' })).status).toBe(405);
  });
});
