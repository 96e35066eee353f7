import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium, type Browser, type Page } from 'playwright';
import { createServer } from 'vite';
import { ensureChromium } from '../../../scripts/ensure-chromium.mjs';

/*
 * Takes a picture of every demo page in both languages, light, dark and with more contrast, wide and narrow:
 *   npm run pictures -- --out ../pictures [--only prep] [--lang ja] [--theme light]
 */
const { values } = parseArgs({
  options: {
    out: { type: 'string', default: 'pictures' },
    only: { type: 'string' },
    lang: { type: 'string' },
    theme: { type: 'string' },
    width: { type: 'string' },
  },
});

/** A state of an element worth a picture, and what a person did to reach it. */
interface Scene {
  readonly name: string;
  readonly element: string;
  readonly as: string;
  readonly story: object;
  readonly act?: (page: Page) => Promise<void>;
}

const AFTER = { prepared: true, startsIn: -40, state: 'ENDED' };

const scenes: readonly Scene[] = [
  { name: 'next', element: 'next', as: 'aoi', story: { prepared: true } },
  { name: 'next-manager', element: 'next', as: 'ken', story: {} },
  { name: 'next-proposed', element: 'next', as: 'aoi', story: { state: 'PROPOSED' } },
  { name: 'next-empty', element: 'next', as: 'aoi', story: { without: 'sessions' } },
  {
    name: 'next-propose',
    element: 'next',
    as: 'aoi',
    story: { without: 'sessions' },
    act: (page) => page.locator('taiwa-next .button').first().click(),
  },
  { name: 'prep-first', element: 'prep', as: 'aoi', story: { openThemes: true } },
  { name: 'prep-chosen', element: 'prep', as: 'aoi', story: {}, act: chooseTwo },
  { name: 'prep-again', element: 'prep', as: 'aoi', story: { prepared: true, openThemes: true } },
  { name: 'prep-empty', element: 'prep', as: 'aoi', story: { without: 'sessions' } },
  { name: 'brief', element: 'brief', as: 'ken', story: { prepared: true, openThemes: true } },
  { name: 'brief-nothing', element: 'brief', as: 'ken', story: {} },
  { name: 'session-soon', element: 'session', as: 'ken', story: { prepared: true, startsIn: 5 } },
  { name: 'session-live', element: 'session', as: 'aoi', story: { prepared: true, startsIn: -12, state: 'LIVE' } },
  { name: 'session-ended', element: 'session', as: 'aoi', story: { prepared: true, startsIn: -40, state: 'ENDED' } },
  ...transcriptScenes(),
  { name: 'rating', element: 'rating', as: 'aoi', story: AFTER },
  { name: 'rating-choose', element: 'rating', as: 'aoi', story: { ...AFTER, few: true } },
  { name: 'rating-sent', element: 'rating', as: 'aoi', story: { ...AFTER, earlier: 1 }, act: answer },
  { name: 'impressions', element: 'impressions', as: 'ken', story: { ...AFTER, earlier: 4, impressions: 3 } },
  { name: 'impressions-member', element: 'impressions', as: 'sho', story: { ...AFTER, earlier: 4, impressions: 4 } },
  { name: 'impressions-empty', element: 'impressions', as: 'ken', story: {} },
  { name: 'hints', element: 'hints', as: 'aoi', story: { prepared: true, myHints: true } },
  { name: 'hints-admin', element: 'hints', as: 'ken', story: { prepared: true, myHints: true, admin: true } },
  { name: 'guideline', element: 'guideline', as: 'ken', story: { admin: true } },
  { name: 'topic-settings', element: 'topic-settings', as: 'ken', story: { admin: true } },
  { name: 'audit-log', element: 'audit-log', as: 'ken', story: { admin: true } },
  { name: 'keys', element: 'keys', as: 'ken', story: { admin: true } },
  { name: 'privacy', element: 'privacy', as: 'aoi', story: {} },
  ...protectionScenes(),
  { name: 'hints-empty', element: 'hints', as: 'sho', story: { noHints: true } },
  { name: 'rating-empty', element: 'rating', as: 'aoi', story: {} },
];

function protectionScenes(): readonly Scene[] {
  const press = (selector: string) => (page: Page) => page.locator(selector).first().click();
  const menu = async (page: Page): Promise<void> => {
    await press('taiwa-restrictions .row-menu summary')(page);
    await press('taiwa-restrictions .row-menu button')(page);
  };
  const story = { admin: true, restriction: 'ASKED' };
  return [
    { name: 'restrictions', element: 'restrictions', as: 'ken', story },
    { name: 'restrictions-holds', element: 'restrictions', as: 'ken', story: { admin: true, restriction: 'HOLDS' } },
    {
      name: 'restrictions-declined',
      element: 'restrictions',
      as: 'ken',
      story: { admin: true, restriction: 'DECLINED' },
    },
    { name: 'restrictions-empty', element: 'restrictions', as: 'ken', story: { admin: true } },
    { name: 'restrictions-begin', element: 'restrictions', as: 'ken', story, act: menu },
    {
      name: 'restrictions-add',
      element: 'restrictions',
      as: 'ken',
      story,
      act: press('taiwa-restrictions .top button'),
    },
    { name: 'privacy-restricted', element: 'privacy', as: 'aoi', story: { restriction: 'HOLDS' } },
    { name: 'privacy-asked', element: 'privacy', as: 'aoi', story: { restriction: 'ASKED' } },
    { name: 'privacy-declined', element: 'privacy', as: 'aoi', story: { restriction: 'DECLINED' } },
    {
      name: 'privacy-ask',
      element: 'privacy',
      as: 'aoi',
      story: {},
      act: press('taiwa-privacy section.stack .row .button'),
    },
  ];
}

function transcriptScenes(): readonly Scene[] {
  const live = { prepared: true, startsIn: -12, state: 'LIVE' };
  const scene = (name: string, transcript: object, act?: Scene['act']): Scene => ({
    name: `live-transcript${name}`,
    element: 'live-transcript',
    as: 'aoi',
    story: { ...live, transcript },
    ...(act && { act }),
  });
  const open = (selector: string) => (page: Page) => page.locator(`taiwa-live-transcript ${selector}`).last().click();
  return [
    scene('', {}),
    scene('-long', { said: 60 }),
    scene('-up', { said: 60 }, (page) =>
      page.locator('taiwa-live-transcript .scroller').evaluate((one) => void (one.scrollTop = 400)),
    ),
    scene('-off', { state: 'OFF' }),
    scene('-asks', { state: 'ASKED', askedBy: 'COUNTERPART' }),
    scene('-asked', { state: 'ASKED', askedBy: 'MEMBER' }),
    scene('-paused', { state: 'PAUSED' }),
    scene('-withdrawn', { state: 'WITHDRAWN' }),
    scene('-actions', {}, open('.grip')),
    scene('-correct', {}, async (page) => {
      await open('.grip')(page);
      await page.locator('taiwa-live-transcript .actions .button').first().click();
    }),
    scene('-tools', { label: 'Speaker 1' }, async (page) => {
      for (const one of await page.locator('taiwa-live-transcript summary').all()) await one.click();
    }),
  ];
}

const server = await createServer({
  root: fileURLToPath(new URL('..', import.meta.url)),
  configFile: fileURLToPath(new URL('../vite.demo.config.ts', import.meta.url)),
  server: { port: 0 },
});
await server.listen();
const home = server.resolvedUrls?.local[0] ?? '';
const { executablePath, args, env } = await ensureChromium();
const browser = await chromium.launch({ executablePath, args, ...(env && { env }) });
await mkdir(values.out, { recursive: true });
for (const scene of scenes.filter(({ name }) => name.startsWith(values.only ?? ''))) {
  for (const lang of values.lang ? [values.lang] : ['ja', 'en']) {
    for (const theme of values.theme ? [values.theme] : ['light', 'dark', 'contrast']) {
      for (const width of values.width ? [Number(values.width)] : [860, 352])
        await shoot(browser, scene, lang, theme, width);
    }
  }
}
await browser.close();
await server.close();

async function shoot(one: Browser, scene: Scene, lang: string, theme: string, width: number): Promise<void> {
  const page = await one.newPage({ viewport: { width, height: 700 }, timezoneId: 'Asia/Tokyo' });
  page.on('console', (message) => message.type() === 'error' && console.error(scene.name, message.text()));
  const query = new URLSearchParams({ lang, theme, as: scene.as, story: JSON.stringify(scene.story) });
  await page.goto(`${home}src/elements/${scene.element}/${scene.element}.demo.html?${query}`);
  await page.locator(`taiwa-${scene.element} h2`).first().waitFor();
  await scene.act?.(page);
  await page.waitForLoadState('networkidle');
  await page.evaluate(() =>
    Promise.all([...document.fonts].filter(({ status }) => status === 'loading').map(({ loaded }) => loaded)),
  );
  await page.screenshot({ path: join(values.out, `${scene.name}-${lang}-${theme}-${width}.png`), fullPage: true });
  await page.close();
}

async function chooseTwo(page: Page): Promise<void> {
  await page.locator('taiwa-prep .topic .choice').nth(3).click();
  await page.locator('taiwa-prep .response .choice').nth(1).click();
  await page.locator('taiwa-prep .done').waitFor();
  await page.locator('taiwa-prep .questions li').first().waitFor();
}

async function answer(page: Page): Promise<void> {
  await page.locator('taiwa-rating .grade').nth(1).click();
  await page.locator('taiwa-rating .undo').waitFor();
}
