import { startDemo, type DemoServer } from '../../intranet/test/demo-server.ts';
import { openBrowser } from '../../intranet/test/visitor.ts';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { renderOnServer, serveApp, type BuiltApp } from './built-app.ts';

// Each version of React begins with a demo of its own, so that neither finds what the other chose.
describe.each([19, 18] as const)('under React %i', (version) => {
  let demo: DemoServer;
  let browser: Browser;
  let app: BuiltApp;
  let page: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    [demo, browser, app] = await Promise.all([startDemo(), openBrowser(), serveApp(version)]);
    page = await browser.newPage({ locale: 'en' });
    page.on('console', (message) => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(`${app.url}/?taiwa=${encodeURIComponent(demo.url)}`);
  });
  afterAll(async () => {
    await browser?.close();
    await app?.close();
    await demo?.stop();
  });

  test('the elements are there, with the data of the person', async () => {
    await page.locator('taiwa-next').getByText('Your next 1-on-1').waitFor();
    expect(await page.locator('taiwa-next').getAttribute('class')).toBe('next');
  });

  test('a prop that changes reaches the element', async () => {
    const scheme = () => page.locator('taiwa-next').evaluate((one) => getComputedStyle(one).colorScheme);
    expect(await scheme()).toBe('light');
    await page.getByRole('button', { name: 'Dark' }).click();
    await expect.poll(scheme).toBe('dark');
  });

  test('a ref is the element, and its methods work', async () => {
    await page.locator('taiwa-prep .choice').first().waitFor();
    await page.getByRole('button', { name: 'Go to the choice' }).click();
    expect(await page.evaluate(() => document.activeElement?.localName)).toBe('taiwa-prep');
  });

  test('an event arrives once with what it carries, though the app is strict, and children follow it', async () => {
    const prep = page.locator('taiwa-prep');
    await prep.locator('.topic .choice').first().click();
    await prep.locator('.response .choice').first().click();
    const heard = page.getByRole('list', { name: 'What happened' }).getByRole('listitem');
    await heard.first().waitFor();
    expect(await heard.allInnerTexts()).toEqual([expect.stringMatching(/^prepared ses_/)]);
    await page.locator('taiwa-next').getByText('1 changes so far').waitFor();
  });

  test('an element that leaves and comes back works', async () => {
    await page.getByRole('button', { name: 'Hide' }).click();
    await page.locator('taiwa-prep').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Prepare' }).click();
    await page.locator('taiwa-prep h2').first().waitFor();
  });

  test('nothing was complained about', () => {
    expect(complaints).toEqual([]);
  });

  test('a server renders it, without a document and without a word', async () => {
    const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const html = await renderOnServer(version);
    expect(html).toMatch(/<taiwa-provider[^>]* url="https:\/\/taiwa\.example\.com"/);
    expect(html).toMatch(/<taiwa-next[^>]* class="next"/);
    expect(html).toContain('<taiwa-prep');
    expect(said).not.toHaveBeenCalled();
    said.mockRestore();
  });
});
