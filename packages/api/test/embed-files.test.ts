import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { embedFolders } from '../src/http/embed-folders.ts';
import { sendFile } from '../src/http/static-files.ts';

let server: Server;
let url: string;

beforeAll(async () => {
  const widgets = mkdtempSync(join(tmpdir(), 'taiwa-embed-'));
  writeFileSync(join(widgets, 'package.json'), JSON.stringify({ version: '2.3.4' }));
  for (const version of ['2.3.4', '2.3.3']) {
    mkdirSync(join(widgets, 'dist/embed', version), { recursive: true });
    writeFileSync(join(widgets, 'dist/embed', version, 'taiwa.js'), `// ${version}`);
  }
  const folders = embedFolders(widgets);
  server = createServer((request, response) => {
    if (!folders.some((folder) => sendFile(request, response, folder))) response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/embed`;
});
afterAll(() => server?.close());

describe('the files of the elements', () => {
  test('are the newest ones at v1, and asked for again soon', async () => {
    const answer = await fetch(`${url}/v1/taiwa.js`);
    expect(await answer.text()).toBe('// 2.3.4');
    expect(answer.headers.get('cache-control')).toBe('public, max-age=300');
    const again = await fetch(`${url}/v1/taiwa.js`, { headers: { 'if-none-match': answer.headers.get('etag') ?? '' } });
    expect(again.status).toBe(304);
  });

  test.each(['2.3.4', '2.3.3'])('of version %s never change', async (version) => {
    const answer = await fetch(`${url}/${version}/taiwa.js`);
    expect(await answer.text()).toBe(`// ${version}`);
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  });

  test('may be loaded by pages of every origin, as scripts and nothing else', async () => {
    const { headers } = await fetch(`${url}/v1/taiwa.js`);
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    expect(headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('that are not there are not, and nothing beside them is', async () => {
    for (const path of ['v1/nothing.js', '9.9.9/taiwa.js', '..%2f..%2fpackage.json'])
      expect([path, (await fetch(`${url}/${path}`)).status]).toEqual([path, 404]);
  });
});
