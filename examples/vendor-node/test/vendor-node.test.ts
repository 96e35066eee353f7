import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startDemo, type DemoServer } from '../../intranet/test/demo-server.ts';
import { adminOf } from '../../plain-html/test/portal-server.ts';

const script = fileURLToPath(new URL('../vendor.mjs', import.meta.url));
let demo: DemoServer;
beforeAll(async () => {
  demo = await startDemo();
});
afterAll(() => demo?.stop());

test('people and pairs come in once, however often it runs, and their talks come out', async () => {
  const domains = ['people', 'pairs', 'sessions'].flatMap((domain) => [`${domain}:read`, `${domain}:write`]);
  const { secret } = await (await adminOf(demo.url)).access.createApiKey({ name: 'vendor', scopes: domains });
  const env = { ...process.env, TAIWA_URL: demo.url, TAIWA_API_KEY: secret };
  const run = async () => (await promisify(execFile)(process.execPath, [script], { env })).stdout;
  const first = await run();
  for (const name of ['Yo Ogawa', 'Misaki Ishii']) expect(first.split(name)).toHaveLength(2);
  expect(first.match(/SCHEDULED/g)).toHaveLength(2);
  expect(await run()).toBe(first);
});
