import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Taiwa } from '@taiwa/sdk';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { startDemo, type DemoServer } from '../../intranet/test/demo-server.ts';

let demo: DemoServer;
beforeAll(async () => {
  demo = await startDemo();
});
afterAll(() => demo?.stop());

test('what is chosen elsewhere is printed as it happens, and Ctrl+C ends it in peace', async () => {
  const script = fileURLToPath(new URL('../live.mjs', import.meta.url));
  const env = { ...process.env, TAIWA_URL: demo.url };
  const child = spawn(process.execPath, [script, 'demo-1-member'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const ended = new Promise((resolve) => child.on('close', resolve));
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await expect.poll(() => said, { timeout: 30_000 }).toContain('Aoi Sato: SCHEDULED');
  expect(said).not.toContain('About the new team');

  const free = new Taiwa({ url: demo.url });
  const member = (await free.demo.people()).find(({ externalId }) => externalId === 'demo-1-member');
  const taiwa = new Taiwa({ url: demo.url, fetchToken: () => free.demo.signIn(member?.userId ?? '') });
  const sessionId = (await taiwa.viewer.get()).nextSession?.id ?? '';
  await taiwa.sessions.prepare({ sessionId, themes: [{ freeTopic: 'About the new team', response: 'ADVICE' }] });
  await expect.poll(() => said, { timeout: 30_000 }).toContain('About the new team');

  child.kill('SIGINT');
  expect(await ended).toBe(0);
});
