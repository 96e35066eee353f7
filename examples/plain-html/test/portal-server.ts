import { spawn } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Taiwa } from '@taiwa/sdk';
import type { Page } from 'playwright';
import { startDemo } from '../../intranet/test/demo-server.ts';
import { openBrowser } from '../../intranet/test/visitor.ts';

/** Administrates the demo there, as its README lets one do by hand. */
export async function adminOf(url: string): Promise<Taiwa> {
  const demo = new Taiwa({ url });
  const admin = (await demo.demo.people()).find(({ externalId }) => externalId === 'demo-4-admin');
  return new Taiwa({ url, fetchToken: () => demo.demo.signIn(admin?.userId ?? '') });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** A page that is open in a browser, and what the browser complained about. */
export interface OpenPortal {
  readonly page: Page;
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

/** Starts a demo and the portal's server with this page, and opens it. */
export async function openPortal(...pages: readonly string[]): Promise<OpenPortal> {
  const [demo, browser, port] = await Promise.all([startDemo(), openBrowser(), freePort()]);
  const admin = await adminOf(demo.url);
  await admin.access.allowOrigin(`http://localhost:${port}`);
  const { secret } = await admin.access.createApiKey({ name: 'portal', scopes: ['embeds:write'] });
  const script = fileURLToPath(new URL('../server.mjs', import.meta.url));
  const env = { ...process.env, TAIWA_URL: demo.url, TAIWA_API_KEY: secret, PORT: String(port) };
  const child = spawn(process.execPath, [script, ...pages], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(`http://localhost:${port}/`);
  return {
    page,
    complaints,
    async close() {
      child.kill();
      await browser.close();
      await demo.stop();
    },
  };
}
