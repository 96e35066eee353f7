import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser } from 'playwright';
import { build } from 'vite';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { allowOrigin } from '@taiwa/schema/modules/access/allowed-origin';
import { startSession } from '@taiwa/schema/modules/sessions/talk';
import { heardAll } from '@taiwa/schema/testing/heard';
import { aSession } from '@taiwa/schema/testing/world';
import { ensureChromium } from '../../../../scripts/ensure-chromium.mjs';
import { keyOf } from '../../../api/test/caller.ts';
import { useTestServer } from '../../../api/test/server.ts';
import trusted from '../../src/generated/documents.json' with { type: 'json' };
import { embedTokenEndpoint, type NodeRequest } from '../../src/server.ts';

const server = useTestServer({ trusted: Object.values(trusted) });
let browser: Browser;
beforeAll(async () => {
  const { executablePath, args, env } = await ensureChromium();
  browser = await chromium.launch({ executablePath, args, ...(env && { env }) });
});
afterAll(() => browser.close());

/** The worker as a bundler makes it: modules with the live part in a file of its own. */
async function bundle(): Promise<Map<string, string>> {
  const input = fileURLToPath(new URL('worker-entry.ts', import.meta.url));
  const made = await build({
    configFile: false,
    logLevel: 'error',
    root: fileURLToPath(new URL('../..', import.meta.url)),
    build: {
      write: false,
      modulePreload: false,
      rolldownOptions: { input: { worker: input }, output: { entryFileNames: '[name].js' } },
    },
  });
  if (Array.isArray(made) || !('output' in made)) throw new Error('one build was asked for');
  return new Map(made.output.map((one) => [`/${one.fileName}`, 'code' in one ? one.code : String(one.source)]));
}

const PAGE = `<!doctype html><script type="module">
  const worker = new Worker('/worker.js', { type: 'module' });
  window.heard = [];
  worker.onmessage = ({ data }) => window.heard.push(data);
  worker.onerror = (event) => window.heard.push({ error: event.message });
  window.order = (order) => worker.postMessage(order);
</script>`;

/** A host with a page, its worker and its token endpoint, where one person is signed in. */
async function openHost(apiKey: string, externalId: string): Promise<string> {
  const files = await bundle();
  const host = createServer((request, response) => {
    if (request.url === '/taiwa-token') return void endpoint(request, response);
    const file = files.get(request.url ?? '');
    response.writeHead(200, { 'content-type': file === undefined ? 'text/html' : 'text/javascript' });
    response.end(file ?? PAGE);
  });
  await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => host.closeAllConnections());
  onTestFinished(() => void host.close());
  const origin = `http://127.0.0.1:${(host.address() as AddressInfo).port}`;
  const userOf = (_request: NodeRequest) => externalId;
  const endpoint = embedTokenEndpoint({ url: server.url, apiKey, origins: [origin], userOf });
  return origin;
}

it('a worker in Chromium reads and watches with a token bound to a key of its own, from origin to origin', async () => {
  const world = await aSession();
  const { ann, bob, admin, session } = world;
  const { secret } = await keyOf(world, 'embeds:write');
  const [row] = await server.tables.query('admin', 'select external_id from app_user where id = $1', [ann.userId]);
  const origin = await openHost(secret, String(row?.external_id));
  await allowOrigin({ ...admin }, { origin });
  const page = await browser.newPage();
  onTestFinished(() => page.close());
  await page.goto(origin);
  const heard = () => page.evaluate(() => Reflect.get(window, 'heard') as unknown[]);
  await heardAll(server.tables);
  await page.evaluate((order) => Reflect.get(window, 'order')(order), { url: server.url, session });
  const first = { userId: ann.userId, state: 'SCHEDULED', page: 'undefined' };
  await expect.poll(heard).toEqual([first]);
  await startSession({ ...bob }, { sessionId: session });
  await expect.poll(heard).toEqual([first, { ...first, state: 'LIVE' }]);
  const [grant] = await server.tables.query('admin', 'select key_thumbprint from embed_grant where user_id = $1', [
    ann.userId,
  ]);
  expect(grant?.key_thumbprint).toMatch(/^[\w-]{43}$/);
});
