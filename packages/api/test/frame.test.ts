import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { freshActor } from '@taiwa/schema/kernel/actor';
import { allowOrigin } from '@taiwa/schema/modules/access/allowed-origin';
import { aSession } from '@taiwa/schema/testing/world';
import { chromium, type Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ensureChromium } from '../../../scripts/ensure-chromium.mjs';
import { embedFolders } from '../src/http/embed-folders.ts';
import { framePage } from '../src/http/frame-page.ts';
import { ask, embedTokenOf } from './caller.ts';
import { useTestServer } from './server.ts';

const WIDGETS = fileURLToPath(new URL('../../widgets', import.meta.url));
const documents = JSON.parse(readFileSync(`${WIDGETS}/src/generated/documents.json`, 'utf8')) as Record<string, string>;
const server = useTestServer({
  trusted: Object.values(documents),
  serves: {
    folders: embedFolders(WIDGETS),
    places: [{ path: '/embed/frame/', page: framePage(WIDGETS) }],
  },
});

/** A portal that allows frames and scripts of the Taiwa server, and no connection to it. */
interface Portal {
  readonly url: string;
  /** Answers tokens with this from now on. */
  answer: () => Promise<{ status: number; body: object }>;
  readonly server: Server;
}

async function openPortal(): Promise<Portal> {
  const policy = [
    "default-src 'none'",
    `script-src ${server.url}`,
    `frame-src ${server.url}`,
    "connect-src 'self'",
    "require-trusted-types-for 'script'",
    "trusted-types lit-html 'allow-duplicates'",
  ].join('; ');
  const page = `<!doctype html><html lang="ja"><head><meta charset="utf-8"><title>portal</title>
    <script src="${server.url}/embed/v1/taiwa.js" data-isolation="frame" data-token-endpoint="/token" defer></script>
    </head><body><taiwa-next></taiwa-next></body></html>`;
  const listener = createServer((request, response) => {
    if (request.url !== '/token') {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy });
      return void response.end(request.url === '/' ? page : '');
    }
    void portal.answer().then(({ status, body }) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const portal: Portal = {
    url: `http://127.0.0.1:${(listener.address() as AddressInfo).port}`,
    answer: async () => ({ status: 401, body: {} }),
    server: listener,
  };
  return portal;
}

let browser: Browser;
let portal: Portal;
let company: Awaited<ReturnType<typeof aSession>>;

beforeAll(async () => {
  const { executablePath, args, env } = await ensureChromium();
  [browser, portal, company] = await Promise.all([
    chromium.launch({ executablePath, args, ...(env && { env }) }),
    openPortal(),
    aSession(),
  ]);
  await allowOrigin(freshActor(company.admin), { origin: portal.url });
});
afterAll(async () => {
  await browser?.close();
  portal?.server.close();
});

async function visit() {
  const page = await browser.newPage({ locale: 'ja' });
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  await page.goto(portal.url);
  return { page, complaints };
}

describe('an element in a frame', () => {
  beforeAll(() => {
    portal.answer = async () => ({
      status: 200,
      // The frame is a page of the Taiwa server, so that is where its token is used.
      body: { token: await embedTokenOf(company.ann, { origins: [server.url] }), expiresIn: 300 },
    });
  });

  test('shows what it shows elsewhere, as high as it is, where the page can see nothing of it', async () => {
    const { page, complaints } = await visit();
    const frame = page.frameLocator('taiwa-next iframe');
    await frame.getByRole('heading', { level: 2 }).waitFor();
    const size = () => page.locator('taiwa-next iframe').evaluate((one) => one.getBoundingClientRect().height);
    await expect.poll(size).toBeGreaterThan(100);
    const seen = await page.locator('taiwa-next').evaluate((element) => ({
      text: element.shadowRoot?.textContent?.trim(),
      inside: element.shadowRoot?.querySelector('iframe')?.contentDocument,
    }));
    expect(seen).toEqual({ text: '', inside: null });
    expect(complaints).toEqual([]);
  });

  test('takes attributes that change, and its forms work', async () => {
    const { page, complaints } = await visit();
    const frame = page.frameLocator('taiwa-next iframe');
    await frame.getByRole('heading', { level: 2 }).waitFor();
    await page.locator('taiwa-next').evaluate((element) => element.setAttribute('lang', 'en'));
    await frame.getByText('Your next 1-on-1').waitFor();
    await frame.getByRole('button', { name: 'Propose another time' }).click();
    await frame.getByRole('button', { name: 'Send new time' }).click();
    await frame.locator('form').waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
  });

  test('listens to nobody without its nonce', async () => {
    const { page } = await visit();
    const frame = page.frameLocator('taiwa-next iframe');
    await frame.getByText('次の1on1').first().waitFor();
    await page.locator('taiwa-next').evaluate((element) => {
      const inside = element.shadowRoot?.querySelector('iframe')?.contentWindow;
      for (const nonce of ['', 'x', undefined])
        inside?.postMessage({ taiwa: 1, nonce, kind: 'show', attributes: { lang: 'en' } }, '*');
      // Neither does the page: a window of its own is not the frame.
      postMessage({ taiwa: 1, nonce: 'x', kind: 'height', height: 7 }, '*');
    });
    await page.locator('taiwa-next').evaluate((element) => element.setAttribute('theme', 'dark'));
    await frame.locator('taiwa-next[theme=dark]').waitFor();
    expect(await frame.locator('taiwa-next').getAttribute('lang')).toBe('ja');
  });
});

test('a page that nobody is signed in at hears so', async () => {
  portal.answer = async () => ({ status: 401, body: {} });
  const page = await browser.newPage();
  await page.addInitScript(() => {
    addEventListener('taiwa-auth-required', () => Reflect.set(window, 'heard', true));
  });
  await page.goto(portal.url);
  await page.waitForFunction(() => Reflect.get(window, 'heard') === true);
  expect(await page.locator('taiwa-next iframe').count()).toBe(0);
});

describe('the page of the frame', () => {
  const policyOf = async (tenantId: string) =>
    (await ask(`${server.url}/embed/frame/${tenantId}/next`)).headers.get('content-security-policy') ?? '';

  test('stands only in pages of origins that the tenant allowed', async () => {
    expect(await policyOf(company.admin.tenantId)).toContain(`frame-ancestors ${portal.url};`);
    expect(await policyOf((await aSession()).admin.tenantId)).toContain("frame-ancestors 'none';");
    expect(await policyOf('ten_00000000000000000000000000')).toContain("frame-ancestors 'none';");
  });

  test('loads and reaches its own server only', async () => {
    const policy = await policyOf(company.admin.tenantId);
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(policy).not.toContain('unsafe');
  });

  test('is there for tenants and elements only', async () => {
    for (const path of ['', 'ten_1/Next', 'x/next', "ten_1/next/'", 'ten_1'])
      expect([path, (await ask(`${server.url}/embed/frame/${path}`)).status]).toEqual([path, 404]);
  });
});
