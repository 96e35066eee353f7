import { fillDemo } from '@taiwa/schema/demo/fill';
import { refreshScene } from '@taiwa/schema/demo/refresh';
import { type Browser, chromium, type Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensureChromium } from '../../../scripts/ensure-chromium.mjs';
import { useTestServer } from './server.ts';

const server = useTestServer();
let browser: Browser;
let page: Page;
const complaints: string[] = [];
const elsewhere: string[] = [];

beforeAll(async () => {
  await fillDemo(server.tables.config('owner'));
  await refreshScene();
  browser = await chromium.launch(await ensureChromium());
  page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    if (!/^(?:data|blob):/.test(request.url()) && new URL(request.url()).host !== new URL(server.url).host)
      elsewhere.push(request.url());
  });
  await page.goto(`${server.url}/explorer`);
}, 120_000);
afterAll(() => browser?.close());

const run = () => page.keyboard.press('Control+Enter');
const result = () => page.locator('.result-window');

async function write(document: string): Promise<void> {
  await page.locator('.graphiql-query-editor .CodeMirror, .graphiql-query-editor .monaco-editor').first().click();
  await page.keyboard.press('Control+a');
  await page.evaluate((text) => navigator.clipboard?.writeText(text).catch(() => {}), document);
  await page.keyboard.insertText(document);
}

test('the explorer lets one be a person, runs a sample and watches, without a word to anybody else', async () => {
  const people = page.locator('#person option');
  await expect.poll(() => people.count()).toBeGreaterThanOrEqual(6);
  await expect.poll(() => page.locator('#state').textContent()).toBe('');
  await page.locator('.graphiql-query-editor').waitFor();

  await page.locator('.graphiql-query-editor').click();
  await run();
  await expect.poll(() => result().textContent()).toMatch(/"viewer"/);
  const first = await page.locator('#person option:checked').textContent();

  const other = await people.nth(1).getAttribute('value');
  await page.locator('#person').selectOption(other);
  await page.waitForLoadState('load');
  await expect.poll(() => page.locator('#person option:checked').textContent()).not.toBe(first);

  await write('subscription { homeChanged { user { name } } }');
  await page.locator('.graphiql-query-editor').click();
  await run();
  await expect.poll(() => result().textContent()).toMatch(/"homeChanged"/);
  const menu = page.locator('#sample');
  await expect.poll(() => menu.locator('option').allTextContents()).toContain('Watch a session');
  await menu.selectOption('Watch a session');
  await page.waitForLoadState('load');
  await expect.poll(() => page.locator('.graphiql-editors').textContent()).toMatch(/WatchSession[^]*"id":\s*"ses_/);
  await page.locator('.graphiql-query-editor').click();
  await run();
  await expect.poll(() => result().textContent()).toMatch(/"sessionChanged"/);
  expect(await result().textContent()).not.toMatch(/"errors"/);

  if (process.env.TAIWA_SCREENSHOT) await page.screenshot({ path: process.env.TAIWA_SCREENSHOT });

  expect(complaints).toEqual([]);
  expect(elsewhere).toEqual([]);
}, 120_000);
