import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { docsUrlOf, useDocs } from '@taiwa/schema/kernel/docs-url';
import { everyReason } from '@taiwa/schema/kernel/problems';
import { SAYS } from '@taiwa/schema/kernel/refusals';
import '@taiwa/schema/schema';
import { buildDocs } from '../../../scripts/docs.mjs';
import { ensureChromium } from '../../../scripts/ensure-chromium.mjs';
import { axeFindings, overflowOf } from '../../../scripts/page-checks.mjs';
import { docsFolder } from '../src/http/docs-folder.ts';
import { REQUEST_CODES } from '../src/http/errors.ts';
import { sendFile } from '../src/http/static-files.ts';

const root = mkdtempSync(join(tmpdir(), 'taiwa-docs-'));
let server: Server;
let browser: Browser;
let url: string;
const complaints: string[] = [];

beforeAll(async () => {
  buildDocs(join(root, 'dist/docs'));
  const folder = docsFolder(root);
  server = createServer((request, response) => {
    if (!sendFile(request, response, folder)) response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await chromium.launch(await ensureChromium());
}, 120_000);
afterAll(async () => {
  await browser?.close();
  server?.close();
  rmSync(root, { recursive: true, force: true });
});

async function open(path: string, { width = 1280, dark = false } = {}): Promise<Page> {
  const colorScheme = dark ? 'dark' : 'light';
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(`${url}${path}`);
  return page;
}

test('the address of the folder leads to its first page, whatever is asked beside it', async () => {
  const answer = await fetch(`${url}/docs?lang=en`, { redirect: 'manual' });
  expect([answer.status, answer.headers.get('location')]).toEqual([308, '/docs/?lang=en']);
  const inner = await fetch(`${url}/docs/ja`, { redirect: 'manual' });
  expect([inner.status, inner.headers.get('location')]).toEqual([308, '/docs/ja/']);
  expect((await fetch(`${url}/docs/elements`)).status).toBe(404);
});

test('the address that an error leads to is there for every code, in both languages', async () => {
  const codes = [...Object.keys(SAYS), ...REQUEST_CODES, 'INTERNAL', ...everyReason().map(({ code }) => code)];
  expect(codes.length).toBeGreaterThan(100);
  for (const base of [`${url}/docs`, `${url}/docs/ja`]) {
    useDocs(base);
    const html = await (await fetch(docsUrlOf('BUSY'))).text();
    const anchors = new Set([...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
    expect(codes.filter((code) => !anchors.has(new URL(docsUrlOf(code)).hash.slice(1)))).toEqual([]);
  }
});

test('a page is there as Markdown, too', async () => {
  const answer = await fetch(`${url}/docs/ja/hosts.md`);
  expect(answer.headers.get('content-type')).toBe('text/markdown; charset=utf-8');
  expect(await answer.text()).toContain('# ポータル別の手順');
});

test('the search finds a field of the schema and leads there, by keyboard', async () => {
  const page = await open('/docs/');
  await page.getByRole('searchbox').fill('session.guidedtopics');
  await page.getByRole('link', { name: 'Session.guidedTopics' }).waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/docs\/graphql\/types\.html#session$/);
  await page.close();
});

describe.each([
  ['/docs/', {}],
  ['/docs/ja/', { dark: true }],
  ['/docs/ja/accessibility.html', {}],
  ['/docs/embedding.html', { dark: true }],
  ['/docs/elements/taiwa-prep.html', {}],
  ['/docs/graphql/mutations.html', {}],
])('%s', (path, look) => {
  test('has nothing that axe finds wrong, and the browser complains of nothing', async () => {
    const page = await open(path, look);
    expect(await axeFindings(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('is no wider than 320 pixels', async () => {
    const page = await open(path, { ...look, width: 320 });
    expect(await overflowOf(page)).toBe(0);
    await page.close();
  });
});
