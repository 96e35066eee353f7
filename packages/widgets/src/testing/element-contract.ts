import { html, unsafeStatic } from 'lit/static-html.js';
import { describe, expect, it } from 'vitest';
import { expectAccessible } from './axe.ts';
import { find, mount, textOf } from './mount.ts';
import { openWorld, type OpenWorld } from './open-world.ts';
import type { StoryOptions } from './story.ts';

/** Which element, whose eyes, and the states of it worth a look. */
export interface ElementContract {
  readonly tag: string;
  readonly as: 'aoi' | 'ken';
  /** What the page gives it. */
  readonly attributes?: Readonly<Record<string, string>>;
  /** By name, how the world is in which the element shows that state. */
  readonly states: Readonly<Record<string, StoryOptions>>;
  /** A world in which it has nothing to show, and the words it has for that. */
  readonly empty: { readonly story: StoryOptions; readonly says: string };
}

/** An element on the page, asking a world as one of its people. */
export function place(
  world: OpenWorld,
  tag: string,
  as: 'aoi' | 'ken' | 'sho',
  { lang = 'ja', theme = 'light' }: { lang?: 'ja' | 'en'; theme?: string } = {},
  attributes: Readonly<Record<string, string>> = {},
): HTMLElement {
  const name = unsafeStatic(tag);
  const provider = mount(
    html`<taiwa-provider url=${world.url} token-endpoint=${world.tokenFor(as)} theme=${theme}><${name}></${name}></taiwa-provider>`,
    lang,
  );
  provider.style.colorScheme = theme === 'dark' ? 'dark' : 'light';
  document.body.style.background = theme === 'dark' ? '#17191d' : '#ffffff';
  const element = provider.querySelector<HTMLElement>(tag);
  if (!element) throw new Error(`No <${tag}>`);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
  return element;
}

/** Waits until an element shows something else than that it is waiting. */
export async function settled(element: Element): Promise<void> {
  await expect
    .poll(() => element.shadowRoot?.querySelector('h2') !== null && !element.shadowRoot?.querySelector('.skeleton'))
    .toBe(true);
}

/** What every element that shows something of the server is held to. */
export function holdToContract({ tag, as, attributes = {}, states, empty }: ElementContract): void {
  const placed = (world: OpenWorld, look: { lang?: 'ja' | 'en'; theme?: string } = {}): HTMLElement =>
    place(world, tag, as, look, attributes);
  const [plain = {}] = Object.values(states);

  describe.each(['ja', 'en'] as const)('in %s', (lang) => {
    describe.each(['light', 'dark', 'contrast'])('and %s', (theme) => {
      it.each(Object.entries(states))('is accessible when %s', async (_, story) => {
        const element = placed(await openWorld(story), { lang, theme });
        await settled(element);
        await expectAccessible(element);
      });
    });
  });

  describe('in each state', () => {
    it('says that it is loading', async () => {
      const world = await openWorld(plain);
      await world.fault({ operation: '*', kind: 'hold' });
      const element = placed(world);
      await expect.poll(() => textOf(element)).toContain('読み込んでいます');
      await expectAccessible(element);
      await world.fault();
      await settled(element);
    });

    it('says what to do while there is nothing', async () => {
      const element = placed(await openWorld(empty.story));
      await expect.poll(() => textOf(element)).toContain(empty.says);
      await expectAccessible(element);
    });

    it('says that something failed and comes back on demand', async () => {
      const world = await openWorld(plain);
      await world.fault({ operation: '*', kind: 'break' });
      const element = placed(world);
      await expect.poll(() => textOf(element)).toContain('表示できませんでした');
      await expectAccessible(element);
      await world.fault();
      find(element, '.panel button').click();
      await settled(element);
      await expect.poll(() => textOf(element)).not.toContain('表示できませんでした');
    });

    it('says that there is no connection and comes back with it', async () => {
      const world = await openWorld(plain);
      // The first fault is for requests; the second keeps live data from filling in.
      await world.fault({ operation: '*', kind: 'drop' }, { operation: '*', kind: 'break' });
      const element = placed(world);
      await expect.poll(() => textOf(element), { timeout: 15_000 }).toContain('インターネットにつながっていません');
      await expectAccessible(element);
      await world.fault();
      window.dispatchEvent(new Event('online'));
      await settled(element);
      await expect.poll(() => textOf(element)).not.toContain('インターネットにつながっていません');
    });

    it('says that nobody is signed in', async () => {
      const world = await openWorld(plain);
      await world.order({ signedOut: true });
      const element = placed(world);
      await expect.poll(() => textOf(element)).toContain('サインインしてください');
      await expectAccessible(element);
    });
  });

  it('keeps within 320 pixels', async () => {
    const element = placed(await openWorld(plain));
    element.parentElement?.parentElement?.style.setProperty('width', '320px');
    await settled(element);
    const wide = [...(element.shadowRoot?.querySelectorAll('*') ?? [])].filter(
      (one) =>
        one.getBoundingClientRect().right > 320.5 + element.getBoundingClientRect().left && !one.closest('.unseen'),
    );
    expect(wide.map((one) => `${one.localName}.${one.className}`)).toEqual([]);
  });

  it('offers nothing to press that is smaller than a finger', async () => {
    const element = placed(await openWorld(plain));
    await settled(element);
    const controls = element.shadowRoot?.querySelectorAll('button, select, textarea, .choice, label:has(input)') ?? [];
    const small = [...controls].filter((one) => one.getBoundingClientRect().height < 38);
    expect(small.map((one) => one.textContent?.trim())).toEqual([]);
  });
}
