import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { client, failure } from './client.ts';
import { reply } from './server.ts';

const BEGUN = { __typename: 'Import', id: 'ipt_1', state: 'WAITING' };

interface Sent {
  readonly method: string | undefined;
  readonly path: string | undefined;
  readonly authorization: string | undefined;
  readonly body: string;
}

/** A server that answers GraphQL by the name of the operation, and files with each of the given answers in turn. */
async function serveFiles(results: Record<string, object>, files: readonly [status: number, body: object][]) {
  const sent: Sent[] = [];
  const bodyOf = async (request: IncomingMessage) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    return Buffer.concat(chunks).toString();
  };
  let turn = 0;
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const { method, url: path, headers } = request;
      sent.push({ method, path, authorization: headers.authorization, body });
      if (path === '/graphql') {
        const { operationName } = JSON.parse(body) as { operationName: string };
        return reply(response, { data: { result: results[operationName] } });
      }
      const [status, answer] = files[Math.min(turn++, files.length - 1)] ?? [500, {}];
      return reply(response, answer, status);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise((resolve) => server.close(() => resolve())));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, sent };
}

const TICKET = { __typename: 'UploadTicket', uploadId: 'upl_1', url: '/uploads/ticket', bytes: 5, expiresAt: '' };

describe('a file of people', () => {
  it('is announced, sent with the same credential, and taken as a dry run', async () => {
    const { url, sent } = await serveFiles({ CreateUpload: TICKET, ImportPeople: BEGUN }, [
      [201, { uploadId: 'upl_1' }],
    ]);
    const file = new File(['hello'], 'people.csv');
    expect(await client(url).imports.people(file)).toMatchObject({ id: 'ipt_1' });
    const [announced, put, begun] = sent;
    expect(JSON.parse(announced?.body ?? '').variables.input).toEqual({
      purpose: 'PEOPLE_CSV',
      fileName: 'people.csv',
      bytes: 5,
    });
    expect(put).toEqual({ method: 'PUT', path: '/uploads/ticket', authorization: 'Bearer key_secret', body: 'hello' });
    expect(JSON.parse(begun?.body ?? '').variables.input).toEqual({
      uploadId: 'upl_1',
      dryRun: true,
      withManagers: false,
    });
  });

  it('is sent again under its ticket where the sending broke off', async () => {
    const { url, sent } = await serveFiles({ CreateUpload: TICKET, ImportPeople: BEGUN }, [
      [503, { code: 'BUSY', message: 'busy' }],
      [201, {}],
    ]);
    await client(url).imports.people(new Blob(['hello']));
    expect(sent.filter(({ method }) => method === 'PUT')).toHaveLength(2);
  });

  it('that the server does not take ends the import with its reason', async () => {
    const { url } = await serveFiles({ CreateUpload: TICKET }, [[404, { code: 'NOT_FOUND', message: 'nothing' }]]);
    expect(await failure(client(url).imports.people(new Blob(['hello'])))).toMatchObject({ kind: 'not_found' });
  });
});

it('an import in use says what of it is', async () => {
  const dependents = [{ kind: 'USED_PAIRS', count: 2, labels: ['a – b'] }];
  const inUse = { __typename: 'ImportInUse', code: 'IMPORT_IN_USE', message: 'in use', dependents };
  const { url } = await serveFiles({ UndoImport: inUse }, []);
  const error = await failure(client(url).imports.undo('ipt_1'));
  expect(error).toMatchObject({ kind: 'problem', code: 'IMPORT_IN_USE', problem: { dependents } });
});

it('a list has an address on the same server', async () => {
  const pass = { __typename: 'ExportPass', url: '/exports/ten_1.secret', expiresAt: '' };
  const { url } = await serveFiles({ CreateExport: pass }, []);
  expect(await client(url).exports.url({ kind: 'PEOPLE' })).toBe(`${url}/exports/ten_1.secret`);
});
