import { chromium, type Browser, type Locator, type Page } from 'playwright';
import { afterAll, beforeAll, expect } from 'vitest';
import { ensureChromium } from '../../../scripts/ensure-chromium.mjs';
import type { Seat } from '../src/people.ts';
import { clockworkOf, type Clockwork } from './clockwork.ts';
import { startDemo, type DemoServer } from './demo-server.ts';

/** A page in a browser of its own. */
export interface OpenPage {
  readonly page: Page;
  /** What the browser complained about: errors on the console, violated policies, failed scripts. */
  readonly complaints: readonly string[];
}

/** A person at the portal. */
export interface Visitor extends OpenPage {
  /** The element with this tag. */
  element(tag: string): Locator;
  /** Where something can be read anywhere on the page. */
  text(words: string | RegExp): Locator;
  button(name: string | RegExp): Locator;
}

/** How somebody looks at a page. */
export interface Look {
  readonly lang?: 'ja' | 'en';
  readonly width?: number;
}

/** The built product with its demo, and a browser. */
export interface Demo {
  readonly url: string;
  readonly clockwork: Clockwork;
  /** Opens a path of it. */
  open(path: string, look?: Look): Promise<OpenPage>;
  /** Somebody opens the portal. */
  visit(seat: Seat, look?: Look): Promise<Visitor>;
}

/** Opens a Chromium. */
export async function openBrowser(): Promise<Browser> {
  const { executablePath, args, env } = await ensureChromium();
  return chromium.launch({ executablePath, args, ...(env && { env }) });
}

async function openPage(browser: Browser, url: string, { lang = 'ja', width = 1280 }: Look): Promise<OpenPage> {
  const context = await browser.newContext({ viewport: { width, height: 1000 }, locale: lang });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(url);
  return { page, complaints };
}

/** Waits until every element of a page shows something else than that it is waiting. */
export async function settled(page: Page): Promise<void> {
  const areDrawn = (): boolean => {
    const all = [...document.querySelectorAll('taiwa-provider *')].filter(({ localName }) =>
      localName.startsWith('taiwa-'),
    );
    const isDrawn = ({ shadowRoot }: Element): boolean =>
      shadowRoot?.querySelector('h2') != null && !shadowRoot.querySelector('.skeleton, [aria-busy=true]');
    return all.length > 0 && all.every(isDrawn) && !document.querySelector('portal-pairs [role=status]');
  };
  await expect.poll(() => page.evaluate(areDrawn), { timeout: 30_000 }).toBe(true);
}

/** Gives the test file that calls it (at its top) a demo and a Chromium, from before its first test until after its last. */
export function useDemo(): Demo {
  let started: { readonly server: DemoServer; readonly browser: Browser } | undefined;
  const running = () => {
    if (!started) throw new Error('The demo is there from the first test on, not before.');
    return started;
  };
  beforeAll(async () => {
    const [server, browser] = await Promise.all([startDemo(), openBrowser()]);
    started = { server, browser };
  });
  afterAll(async () => {
    await started?.browser.close();
    await started?.server.stop();
  });
  const open = (path: string, look: Look = {}) => openPage(running().browser, `${running().server.url}${path}`, look);
  return {
    get url() {
      return running().server.url;
    },
    get clockwork() {
      return clockworkOf(running().server.folder);
    },
    open,
    async visit(seat, look = {}) {
      const opened = await open(`/?as=${seat}&lang=${look.lang ?? 'ja'}`, look);
      const { page } = opened;
      await page.getByRole('main').waitFor();
      return {
        ...opened,
        element: (tag) => page.locator(tag),
        text: (words) => page.getByText(words),
        button: (name) => page.getByRole('button', { name }),
      };
    },
  };
}
