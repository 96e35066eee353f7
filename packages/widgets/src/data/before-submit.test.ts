import { userEvent } from 'vitest/browser';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import '../elements/hints/hints.define.ts';
import '../elements/impressions/impressions.define.ts';
import '../elements/next/next.define.ts';
import '../elements/prep/prep.define.ts';
import '../elements/provider/provider.define.ts';
import '../elements/rating/rating.define.ts';
import '../elements/session/session.define.ts';
import { place, settled } from '../testing/element-contract.ts';
import { byName, find, textOf } from '../testing/mount.ts';
import { openWorld, type OpenWorld } from '../testing/open-world.ts';
import type { StoryOptions } from '../testing/story.ts';
import { BeforeSubmitEvent } from './element-events.ts';

afterEach(() => localStorage.clear());

const HELD = { prepared: true, state: 'ENDED', startsIn: -40, earlier: 2, impressions: 2 } as const;

/** A page that holds back everything until it is told to let it pass, and writes down what it was asked. */
function guard() {
  const asked: string[] = [];
  const page = { holds: true, asked };
  const listen = (event: Event): void => {
    if (!(event instanceof BeforeSubmitEvent)) return;
    asked.push(event.action);
    if (page.holds) event.preventDefault();
  };
  document.addEventListener('taiwa-before-submit', listen);
  onTestFinished(() => document.removeEventListener('taiwa-before-submit', listen));
  return page;
}

async function open(tag: string, as: 'aoi' | 'ken', story: StoryOptions) {
  const page = guard();
  const world = await openWorld(story);
  const element = place(world, tag, as);
  await settled(element);
  return { page, world, element };
}

const sentOf = async (world: OpenWorld, operation: string): Promise<number> => (await world.received(operation)).length;
const field = (element: HTMLElement): HTMLTextAreaElement => find<HTMLTextAreaElement>(element, 'textarea');

describe('a page that holds something back', () => {
  it('keeps what a member chose and wrote on the page, and lets it go with the next change', async () => {
    const { page, world, element } = await open('taiwa-prep', 'aoi', { prepared: true });
    await userEvent.fill(field(element), 'あとで');
    await expect.poll(() => page.asked).toContain('prepare');
    expect(await sentOf(world, 'PrepSave')).toBe(0);
    expect(field(element).value).toBe('あとで');
    expect(textOf(element)).not.toContain('保存しました');
    page.holds = false;
    await userEvent.fill(field(element), 'あとで話す');
    await expect.poll(() => textOf(element)).toContain('保存しました');
    const [save] = await world.received('PrepSave');
    expect(save?.variables).toMatchObject({ input: { note: 'あとで話す' } });
  });

  it('sends no answer about clarity, and the event says nothing of it', async () => {
    const { page, world, element } = await open('taiwa-rating', 'aoi', HELD);
    const events: BeforeSubmitEvent[] = [];
    element.addEventListener('taiwa-before-submit', (event) => events.push(event));
    await userEvent.click(byName(element, '.grade', 'とてもすっきり'));
    await expect.poll(() => page.asked).toEqual(['rate']);
    expect(await sentOf(world, 'RatingPress')).toBe(0);
    expect(textOf(element)).toContain('どのくらいすっきりしましたか');
    expect(JSON.stringify(Object.assign({}, events[0]))).not.toMatch(/CLEAR/);
    page.holds = false;
    await userEvent.click(byName(element, '.grade', 'とてもすっきり'));
    await expect.poll(() => textOf(element)).toContain('ありがとうございます');
    page.holds = true;
    await expect.poll(() => element.shadowRoot?.querySelector('textarea')).not.toBeNull();
    await userEvent.type(field(element), 'また話したいです');
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await expect.poll(() => page.asked).toContain('send-impression');
    expect(await sentOf(world, 'RatingImpression')).toBe(0);
    expect(field(element).value).toBe('また話したいです');
  });

  it('keeps what a manager wrote about what they tried', async () => {
    const { page, world, element } = await open('taiwa-impressions', 'ken', HELD);
    await userEvent.click(byName(element, 'button', '試したことを書く'));
    await userEvent.type(field(element), '沈黙を待ちました');
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await expect.poll(() => page.asked).toEqual(['record-attempt']);
    expect(await sentOf(world, 'ImpressionsAttempt')).toBe(0);
    expect(field(element).value).toBe('沈黙を待ちました');
    page.holds = false;
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await expect.poll(() => sentOf(world, 'ImpressionsAttempt')).toBe(1);
  });

  it('lets no talk begin', async () => {
    const { page, world, element } = await open('taiwa-session', 'ken', { prepared: true, startsIn: 5 });
    await userEvent.click(byName(element, 'button', '1on1を始める'));
    await expect.poll(() => page.asked).toEqual(['start']);
    expect(await sentOf(world, 'TalkStart')).toBe(0);
    page.holds = false;
    await userEvent.click(byName(element, 'button', '1on1を始める'));
    await expect.poll(() => textOf(element)).toContain('実施中');
  });

  it('withdraws no hint and says thanks for none', async () => {
    const { page, world, element } = await open('taiwa-hints', 'aoi', HELD);
    await expect.poll(() => textOf(element)).toContain('役に立った');
    await userEvent.click(byName(element, 'button', '役に立った'));
    await expect.poll(() => page.asked).toEqual(['thank-hint']);
    expect(await sentOf(world, 'HintsHelped')).toBe(0);
  });

  it('moves and cancels no talk', async () => {
    const { page, world, element } = await open('taiwa-next', 'aoi', {});
    await userEvent.click(byName(element, 'button', '中止する'));
    await userEvent.click(byName(element, '.notice button', '中止する'));
    await expect.poll(() => page.asked).toEqual(['cancel']);
    expect(await sentOf(world, 'NextCancel')).toBe(0);
  });
});
