import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { elementNames } from '../../scripts/build-embed.ts';
import { openStrictPortal, VERSIONS, type StrictPortal } from '../testing/strict-portal.ts';

const [OLD, NEW] = VERSIONS;
const script = (version: string, attributes = ''): string =>
  `<script src="TAIWA/embed/${version}/taiwa.js" data-url="WORLD" data-token-endpoint="TOKEN" ${attributes} defer></script>`;

// Each of these loads pages in a browser.
vi.setConfig({ testTimeout: 60_000 });

let portal: StrictPortal;
beforeAll(async () => {
  portal = await openStrictPortal();
}, 120_000);
afterAll(() => portal?.close());

describe('the autoloader, on a page of another origin under the strictest policy', () => {
  const after = { prepared: true, state: 'ENDED', startsIn: -40, earlier: 2, impressions: 2 } as const;
  const live = { prepared: true, state: 'LIVE', startsIn: -5 } as const;

  it.each([
    ['next', 'aoi', {}, '高橋 健さんとの1on1'],
    ['brief', 'ken', live, '「今後のキャリア」について'],
    ['session', 'aoi', live, '実施中'],
    ['rating', 'aoi', after, 'どのくらいすっきりしましたか'],
    ['impressions', 'ken', after, '途中で急がずに待ってくださった'],
    ['hints', 'aoi', after, '先に紙に三つ書き出してから'],
  ])('loads %s, which works and breaks no rule', async (name, as, story, says) => {
    const { page, violations, notes } = await portal.open({
      head: script(NEW),
      body: `<taiwa-${name}></taiwa-${name}>`,
      story,
      as,
    });
    await page.locator(`taiwa-${name}`).getByText(says).first().waitFor();
    expect(await violations()).toEqual([]);
    expect(notes).toEqual([]);
  });

  const talk = { transcript: { said: 8 }, ...live };

  it.each(elementNames.filter((name) => name !== 'provider'))(
    'knows <taiwa-%s>, which breaks no rule',
    async (name) => {
      const story = { admin: true, ...(name === 'live-transcript' ? talk : after) };
      const { page, violations, notes } = await portal.open({
        head: script(NEW),
        body: `<taiwa-${name}></taiwa-${name}><div id="place" data-taiwa-widget="${name}"></div>`,
        story,
        as: 'ken',
      });
      for (const place of [`body > taiwa-${name}`, `#place > taiwa-${name}`])
        await page.locator(place).getByRole('heading').first().waitFor();
      expect(await violations()).toEqual([]);
      expect(notes).toEqual([]);
    },
  );

  it('lets a person prepare: what they choose is saved, live data arrives', async () => {
    const { page, violations } = await portal.open({ head: script(NEW), body: '<taiwa-prep></taiwa-prep>' });
    const prep = page.locator('taiwa-prep');
    await prep.locator('.choice', { hasText: '今後のキャリア' }).click();
    await prep.locator('.choice', { hasText: '一緒に考えてほしい' }).click();
    await prep.getByText('保存しました').first().waitFor();
    expect(await prep.locator('.card').evaluate((card) => getComputedStyle(card).borderRadius)).toBe('16px');
    expect(await violations()).toEqual([]);
  });

  it('loads only what the page needs, and more when more comes', async () => {
    const { page } = await portal.open({ head: script(NEW), body: '<taiwa-next></taiwa-next>' });
    const loaded = async () => {
      const files = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
      const names = files.map((file) => /\/([a-z-]+)-[\w-]{8}\.js$/.exec(file)?.[1] ?? '');
      return names.filter((name) => elementNames.includes(name));
    };
    await page.locator('taiwa-next h2').waitFor();
    expect(await loaded()).toEqual(['next']);
    await page.evaluate(() => document.body.append(document.createElement('taiwa-hints')));
    await page.locator('taiwa-hints h2').first().waitFor();
    expect(await loaded()).toEqual(['next', 'hints']);
  });

  it('loads the words of the language it shows, and others when that changes', async () => {
    const { page } = await portal.open({ head: script(NEW), body: '<taiwa-next></taiwa-next>' });
    const languages = () =>
      page.evaluate(() => [
        ...new Set(
          performance
            .getEntriesByType('resource')
            .flatMap(({ name }) => /(?:^|[-/])(ja|en)-[^/]*\.js$/.exec(name)?.slice(1) ?? []),
        ),
      ]);
    await page.locator('taiwa-next').getByText('次の1on1').waitFor();
    expect(await languages()).toEqual(['ja']);
    await page.evaluate(() => document.documentElement.setAttribute('lang', 'en'));
    await page.locator('taiwa-next').getByText('Your next 1-on-1').waitFor();
    expect(await languages()).toEqual(['ja', 'en']);
  });

  it('waits for words that a bad connection did not bring, and shows them when they come', async () => {
    const { page } = await portal.open({ head: script(NEW), body: '<p>nothing yet</p>' });
    let refused = 0;
    await page.route(/next-ja-/, (route) => (refused++ === 0 ? route.abort() : route.continue()));
    await page.evaluate(() => document.body.append(document.createElement('taiwa-next')));
    await page.locator('taiwa-next').getByText('次の1on1').waitFor();
    expect(refused).toBeGreaterThan(1);
  });

  it('says that what a bad connection did not bring is missing, and fetches it when it is asked for again', async () => {
    const story = { admin: true };
    const body = '<taiwa-pairs></taiwa-pairs>';
    const { page, violations } = await portal.open({ head: script(NEW), body, story, as: 'ken' });
    let isGone = true;
    await page.route(/pair-bulk-/, (route) => (isGone ? route.abort() : route.continue()));
    const pairs = page.locator('taiwa-pairs');
    const missing = pairs.getByText('必要な部品を読み込めませんでした');
    await pairs.getByRole('button', { name: '部署からまとめて作る' }).click();
    await pairs.getByRole('button', { name: '内容を確認する' }).click();
    await pairs.locator('dialog').getByText('必要な部品を読み込めませんでした').waitFor();
    await page.keyboard.press('Escape');
    await pairs.getByRole('button', { name: 'ファイルから作る' }).click();
    await missing.waitFor();
    isGone = false;
    await pairs.getByRole('button', { name: 'もう一度試す' }).click();
    await pairs.locator('dialog input[type=file]').waitFor();
    await missing.waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    await pairs.locator('dialog').waitFor({ state: 'detached' });
    expect(await pairs.locator('button:focus').textContent()).toContain('ファイルから作る');
    expect(await violations()).toEqual([]);
  });

  it('finds elements inside shadow roots, of hosts that are defined later too', async () => {
    const { page, violations } = await portal.open({
      head: script(NEW),
      body: '<portal-box></portal-box>',
      script: `addEventListener('load', () => customElements.define('portal-box', class extends HTMLElement {
        connectedCallback() {
          const root = this.attachShadow({ mode: 'open' });
          setTimeout(() => root.append(document.createElement('taiwa-next')));
        }
      }));`,
    });
    await page.locator('portal-box taiwa-next h2').waitFor();
    expect(await violations()).toEqual([]);
  });

  it('makes elements of placeholders, with their attributes and what stood in them, and follows changes', async () => {
    const { page, violations } = await portal.open({
      head: script(NEW),
      body: `<div id="place" data-taiwa-widget="next" data-taiwa-theme="dark" data-taiwa-lang="en"><p>Loading</p></div>`,
    });
    const next = page.locator('#place > taiwa-next');
    await next.getByRole('heading', { name: /Ken Takahashi/ }).waitFor();
    expect(await next.evaluate((one) => getComputedStyle(one).colorScheme)).toBe('dark');
    expect(await next.locator('> p').count()).toBe(1);
    await page.locator('#place').evaluate((place) => place.setAttribute('data-taiwa-theme', 'light'));
    await expect.poll(() => next.getAttribute('theme')).toBe('light');
    expect(await violations()).toEqual([]);
  });

  it('takes its settings from the element first, then a provider, then the script', async () => {
    const { page } = await portal.open({
      head: script(NEW, 'data-theme="dark" data-lang="en"'),
      body: `<taiwa-next id="bare"></taiwa-next>
        <taiwa-provider theme="light" lang="ja" url="WORLD" token-endpoint="TOKEN"><taiwa-next id="in"></taiwa-next></taiwa-provider>`,
    });
    await page
      .locator('#bare')
      .getByRole('heading', { name: /Ken Takahashi/ })
      .waitFor();
    await page
      .locator('#in')
      .getByRole('heading', { name: /高橋 健/ })
      .waitFor();
    const schemes = await Promise.all(
      ['#bare', '#in'].map((one) => page.locator(one).evaluate((element) => getComputedStyle(element).colorScheme)),
    );
    expect(schemes).toEqual(['dark', 'light']);
  });

  it('takes what the portal says in its own script', async () => {
    const { page, violations } = await portal.open({
      head: '<script src="TAIWA/embed/1.1.0/taiwa.js" defer></script>',
      body: '<taiwa-next></taiwa-next>',
      script: `taiwa.configure({ url: 'WORLD', lang: 'en', fetchToken: async ({ signal }) => (await fetch('token', { method: 'POST', signal })).json() });`,
    });
    await page
      .locator('taiwa-next')
      .getByRole('heading', { name: /Ken Takahashi/ })
      .waitFor();
    expect(await violations()).toEqual([]);
  });

  it('loaded twice says so once, and nothing breaks', async () => {
    const { page, violations, notes } = await portal.open({
      head: script(NEW) + script(NEW),
      body: '<taiwa-next></taiwa-next>',
    });
    await page.locator('taiwa-next h2').waitFor();
    expect(notes).toEqual(['taiwa 1.1.0: loaded twice; once is enough.']);
    expect(await violations()).toEqual([]);
  });
});

describe('two versions on one page', () => {
  it('do not quarrel: who finds an element first has it, and says so', async () => {
    const { page, violations, notes } = await portal.open({
      head: script(OLD) + script(NEW),
      body: '<taiwa-next></taiwa-next><div data-taiwa-widget="hints"></div>',
    });
    await page.locator('taiwa-next h2').waitFor();
    await page.locator('taiwa-hints h2').first().waitFor();
    expect(await page.locator('taiwa-hints').count()).toBe(1);
    expect(notes).toContain(
      'taiwa 1.1.0: version 1.0.0 is here too; each element is of the version that found it first.',
    );
    expect(notes.filter((one) => one.includes('<taiwa-next> is already registered by version 1.0.0'))).toHaveLength(1);
    expect(await violations()).toEqual([]);
  });

  it('both work side by side where one has a prefix', async () => {
    const { page, violations, notes } = await portal.open({
      head: script(OLD) + script(NEW, 'data-prefix="acme" data-lang="en"'),
      body: `<taiwa-next></taiwa-next><acme-taiwa-next></acme-taiwa-next><div data-acme-taiwa-widget="hints"></div>`,
    });
    await page
      .locator('taiwa-next')
      .getByRole('heading', { name: /高橋 健/ })
      .waitFor();
    await page
      .locator('acme-taiwa-next')
      .getByRole('heading', { name: /Ken Takahashi/ })
      .waitFor();
    await page.locator('acme-taiwa-hints h2').first().waitFor();
    expect(
      await page.evaluate(() => [Reflect.get(window, 'taiwa').version, Reflect.get(window, 'acmeTaiwa').version]),
    ).toEqual([OLD, NEW]);
    expect(notes).toEqual([]);
    expect(await violations()).toEqual([]);
  });
});

describe('the files', () => {
  it('come with hashes that browsers accept, and a wrong one is refused', async () => {
    const integrity: Record<string, string> = await (await fetch(`${portal.taiwa}/embed/${NEW}/integrity.json`)).json();
    const tag = (hash: string | undefined) =>
      `<script src="TAIWA/embed/${NEW}/taiwa.js" integrity="${hash}" crossorigin data-url="WORLD" data-token-endpoint="TOKEN" defer></script>`;
    const good = await portal.open({ head: tag(integrity['taiwa.js']), body: '<taiwa-next></taiwa-next>' });
    await good.page.locator('taiwa-next h2').waitFor();
    const bad = await portal.open({
      head: tag(integrity['core.js'] ?? `sha384-${'A'.repeat(64)}`),
      body: '<taiwa-next></taiwa-next>',
    });
    await expect.poll(() => bad.notes.join()).toContain('integrity');
    expect(await bad.page.evaluate(() => 'taiwa' in window)).toBe(false);
  });
});
