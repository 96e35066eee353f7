import { describe, expect, test } from 'vitest';
import { aCompany, aPair, type Company } from '@taiwa/schema/testing/world';
import { ask, demoTokenOf, embedTokenOf, keyOf, send } from './caller.ts';
import { useTestServer } from './server.ts';

const server = useTestServer();

const CREATE = `mutation($input: CreateUploadInput!) { createUpload(input: $input) { __typename
  ... on UploadTicket { uploadId url bytes } ... on InvalidInput { issues { path message } } ... on LimitReached { limit } } }`;

const announce = async (token: string, bytes: number, fileName = 'people.csv') =>
  send(server.url, CREATE, { token, variables: { input: { purpose: 'PEOPLE_CSV', fileName, bytes } } });

async function aTicket({ admin }: Company, bytes: number): Promise<{ token: string; url: string; uploadId: string }> {
  const token = await demoTokenOf(admin);
  const { body } = await announce(token, bytes);
  const { url, uploadId } = body.data?.createUpload ?? {};
  return { token, uploadId, url: server.url + url };
}

const put = (url: string, body: string | Uint8Array<ArrayBuffer>, token?: string, headers = {}) =>
  ask(url, { method: 'PUT', body, headers: { ...(token && { authorization: `Bearer ${token}` }), ...headers } });

const kept = async (uploadId: string) => {
  const text = 'select content, file_name, received_at from upload where id = $1';
  return (await server.tables.query<{ content: Buffer | null; file_name: Buffer }>('admin', text, [uploadId]))[0];
};

describe('a file', () => {
  test('comes once under its ticket and is kept sealed', async () => {
    const { token, url, uploadId } = await aTicket(await aCompany(), 5);
    expect(await put(url, 'hello', token)).toMatchObject({ status: 201, body: { uploadId } });
    expect(String((await kept(uploadId))?.content)).not.toContain('hello');
    expect(await put(url, 'again', token)).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
  });

  test('of another size than was announced is refused, and can be sent again', async () => {
    const { token, url, uploadId } = await aTicket(await aCompany(), 5);
    expect((await put(url, 'hello world', token)).status).toBe(413);
    expect((await put(url, 'hell', token)).status).toBe(400);
    expect((await kept(uploadId))?.content).toBeNull();
    expect((await put(url, 'hello', token)).status).toBe(201);
  });

  test('that is longer than its length says is refused', async () => {
    const { token, url } = await aTicket(await aCompany(), 5);
    const body = new ReadableStream({
      start: (controller) => {
        controller.enqueue(new TextEncoder().encode('hello, and more'));
        controller.close();
      },
    });
    const headers = { authorization: `Bearer ${token}` };
    const init: RequestInit & { duplex: 'half' } = { method: 'POST', body, headers, duplex: 'half' };
    expect((await ask(url, init)).status).toBe(413);
  });

  test('of more than five megabytes is not announced', async () => {
    const { admin } = await aCompany();
    const { body } = await announce(await demoTokenOf(admin), 5 * 1024 * 1024 + 1);
    expect(body.data?.createUpload).toMatchObject({ __typename: 'InvalidInput', issues: [{ path: ['bytes'] }] });
  });

  test('of five megabytes comes whole', async () => {
    const bytes = 5 * 1024 * 1024;
    const { token, url } = await aTicket(await aCompany(), bytes);
    expect((await put(url, new Uint8Array(bytes).fill(65), token)).status).toBe(201);
  });

  test('comes from its sender only: not from a colleague, another company, or nobody', async () => {
    const within = await aPair();
    const { url, uploadId } = await aTicket(within, 5);
    const colleague = await demoTokenOf(await within.hire('Other', ['ADMIN']));
    const stranger = await demoTokenOf((await aCompany()).admin);
    for (const token of [colleague, stranger, undefined])
      expect(await put(url, 'hello', token)).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
    expect((await put(url, 'hello', 'wrong')).status).toBe(401);
    expect((await kept(uploadId))?.content).toBeNull();
  });

  test('does not come after its ticket has ended', async () => {
    const { token, url, uploadId } = await aTicket(await aCompany(), 5);
    await server.tables.query('admin', "update upload set expires_at = now() - interval '1 second' where id = $1", [
      uploadId,
    ]);
    expect((await put(url, 'hello', token)).status).toBe(404);
  });
});

describe('who may announce a file', () => {
  test('are administrators and servers with the scope, not members', async () => {
    const within = await aPair();
    const { secret } = await keyOf(within, 'people:write', 'api');
    expect((await announce(secret, 5)).body.data?.createUpload.__typename).toBe('UploadTicket');
    const { secret: reader } = await keyOf(within, 'people:read', 'api');
    for (const token of [await demoTokenOf(within.ann), reader])
      expect((await announce(token, 5)).body.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  test('have at most twenty that wait', async () => {
    const { admin } = await aCompany();
    const token = await demoTokenOf(admin);
    for (let count = 0; count < 20; count += 1) await announce(token, 5);
    expect((await announce(token, 5)).body.data?.createUpload).toEqual({ __typename: 'LimitReached', limit: 20 });
  });
});

test('whatever a client calls a file, it is stored under a random id', async () => {
  const { admin } = await aCompany();
  const token = await demoTokenOf(admin);
  const names = ['../../etc/passwd', '%2e%2e/x.csv', 'C:\\people.csv', '.htaccess', 'あ'.repeat(255), '／'];
  for (const name of names) {
    const { uploadId, url } = (await announce(token, 5, name)).body.data?.createUpload ?? {};
    expect(uploadId).toMatch(/^upl_[0-9a-hjkmnp-tv-z]{26}$/);
    expect(url).toMatch(/^\/uploads\/[\w-]{43}$/);
    expect(String((await kept(uploadId))?.file_name)).not.toContain(name);
  }
  for (const name of ['a\0b.csv', 'x'.repeat(300), '', '\ud800'])
    expect((await announce(token, 5, name)).body.data?.createUpload?.__typename ?? 'refused').toMatch(
      /InvalidInput|refused/,
    );
});

test('a page of another origin than the token names cannot send, any other may', async () => {
  const { admin } = await aCompany();
  const preflight = await ask(`${server.url}/uploads/x`, { method: 'OPTIONS' });
  expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
  expect(preflight.headers.get('access-control-allow-methods')).toContain('PUT');
  const token = await embedTokenOf(admin, { origins: ['https://intra.example'] });
  const elsewhere = await put(`${server.url}/uploads/x`, 'hello', token, { origin: 'https://evil.example' });
  expect(elsewhere.status).toBe(401);
  const there = await put(`${server.url}/uploads/x`, 'hello', token, { origin: 'https://intra.example' });
  expect(there.status).toBe(404);
});

test('an address that is no ticket has nothing, and nothing can be read there', async () => {
  const token = await demoTokenOf((await aCompany()).admin);
  for (const path of ['..%2f..%2fetc', 'a'.repeat(5000), "' or 1=1", '%00'])
    expect((await put(`${server.url}/uploads/${path}`, 'hello', token)).status, path).toBe(404);
  expect((await ask(`${server.url}/uploads/x`)).status).toBe(405);
});
