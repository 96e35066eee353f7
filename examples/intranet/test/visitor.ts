import { chromium, type Browser, type Locator, type Page } from 'playwright';
import { ensureChromium } from '../../../scripts/ensure-chromium.mjs';
import type { Seat } from '../src/people.ts';

/** A person at the portal, in a browser of their own. */
export interface Visitor {
  readonly page: Page;
  /** What the browser complained about: errors on the console, violated policies, failed scripts. */
  readonly complaints: readonly string[];
  /** The element with this tag. */
  element(tag: string): Locator;
  /** Where something can be read anywhere on the page. */
  text(words: string | RegExp): Locator;
  button(name: string | RegExp): Locator;
}

/** Opens a Chromium. */
export async function openBrowser(): Promise<Browser> {
  const { executablePath, args, env } = await ensureChromium();
  return chromium.launch({ executablePath, args, ...(env && { env }) });
}

/** Somebody opens the portal. */
export async function visit(
  browser: Browser,
  url: string,
  seat: Seat,
  options: { lang?: 'ja' | 'en'; width?: number } = {},
): Promise<Visitor> {
  const { lang = 'ja', width = 1280 } = options;
  const context = await browser.newContext({ viewport: { width, height: 1000 }, locale: lang });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(`${url}/?as=${seat}&lang=${lang}`);
  await page.getByRole('main').waitFor();
  return {
    page,
    complaints,
    element: (tag) => page.locator(tag),
    text: (words) => page.getByText(words),
    button: (name) => page.getByRole('button', { name }),
  };
}
