import { cdp, userEvent } from 'vitest/browser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import '../elements/brief/brief.define.ts';
import '../elements/hints/hints.define.ts';
import '../elements/impressions/impressions.define.ts';
import '../elements/live-transcript/live-transcript.define.ts';
import '../elements/next/next.define.ts';
import '../elements/people/people.define.ts';
import '../elements/prep/prep.define.ts';
import '../elements/provider/provider.define.ts';
import '../elements/rating/rating.define.ts';
import '../elements/session/session.define.ts';
import { place, settled } from '../testing/element-contract.ts';
import { byName, find } from '../testing/mount.ts';
import { openWorld } from '../testing/open-world.ts';
import type { StoryOptions } from '../testing/story.ts';

const emulate = (value: 'active' | 'none'): Promise<unknown> =>
  cdp().send('Emulation.setEmulatedMedia', { features: [{ name: 'forced-colors', value }] });

beforeAll(async () => {
  await emulate('active');
  expect(matchMedia('(forced-colors: active)').matches).toBe(true);
});
afterAll(() => emulate('none'));

const AFTER = { prepared: true, state: 'ENDED', startsIn: -40, earlier: 2, impressions: 2 } as const;
const LIVE = { prepared: true, state: 'LIVE', startsIn: -5 } as const;

async function open(tag: string, as: 'aoi' | 'ken', story: StoryOptions): Promise<HTMLElement> {
  const element = place(await openWorld(story), tag, as);
  await settled(element);
  return element;
}

/** What of a drawn thing is no colour: lines, weight, shapes that are there or not, words. */
function formOf(thing: Element): string {
  const { outlineStyle, outlineWidth, borderStyle, borderWidth, fontWeight, textDecorationLine } =
    getComputedStyle(thing);
  const marks = [...thing.querySelectorAll('*')].map((one) => {
    const { visibility, display, fontWeight: weight } = getComputedStyle(one);
    return `${one.localName} ${visibility} ${display} ${weight}`;
  });
  return [outlineStyle, outlineWidth, borderStyle, borderWidth, fontWeight, textDecorationLine, ...marks].join(' | ');
}

describe('in forced colours', () => {
  it.each([
    ['next', 'aoi', {}],
    ['prep', 'aoi', { openThemes: true }],
    ['brief', 'ken', { prepared: true }],
    ['session', 'aoi', LIVE],
    ['rating', 'aoi', AFTER],
    ['impressions', 'ken', AFTER],
    ['hints', 'aoi', AFTER],
    ['live-transcript', 'aoi', { ...LIVE, transcript: { said: 8 } }],
    ['people', 'ken', { admin: true }],
  ] as const)('what has the focus in <taiwa-%s> has a ring', async (name, as, story) => {
    const element = await open(`taiwa-${name}`, as, story);
    const controls = 'a[href], button, input, select, textarea, [tabindex="0"]';
    await expect.poll(() => element.shadowRoot?.querySelector(controls)).not.toBeNull();
    const reached = new Set<Element>();
    await userEvent.click(document.body);
    for (let step = 0; step < 12; step++) {
      await userEvent.keyboard('{Tab}');
      const focused = element.shadowRoot?.activeElement;
      if (!focused || reached.has(focused)) continue;
      reached.add(focused);
      // A radio button lies invisibly over its card, which has the ring.
      const rings = [focused, focused.closest('label, .choice, .grade')].filter((one) => one !== null);
      const widths = rings.map((one) => {
        const { outlineStyle, outlineWidth } = getComputedStyle(one);
        return outlineStyle === 'none' ? 0 : Number.parseFloat(outlineWidth);
      });
      expect(Math.max(...widths), focused.outerHTML).toBeGreaterThanOrEqual(2);
    }
    expect(reached.size).toBeGreaterThan(0);
  });

  it('what is chosen differs from what is not by more than its colour', async () => {
    const prep = await open('taiwa-prep', 'aoi', {});
    const plain = formOf(byName(prep, '.choice', '今後のキャリア'));
    await userEvent.click(byName(prep, '.choice', '今後のキャリア'));
    await expect.poll(() => byName(prep, '.choice', '今後のキャリア').hasAttribute('data-chosen')).toBe(true);
    expect(formOf(byName(prep, '.choice', '今後のキャリア'))).not.toBe(plain);
  });

  it('the tab that is shown differs from the others by more than its colour', async () => {
    const brief = await open('taiwa-brief', 'ken', { prepared: true });
    await expect.poll(() => brief.shadowRoot?.querySelector('[aria-selected=true]') ?? null).not.toBeNull();
    const form = formOf(find(brief, '[aria-selected=true]'));
    expect(form).not.toBe(formOf(find(brief, '[aria-selected=false]')));
  });

  it('how far a pair has come can be told without colour', async () => {
    const brief = await open('taiwa-brief', 'ken', { prepared: true });
    const forms = [...(brief.shadowRoot?.querySelectorAll('.meter i') ?? [])].map((step) => {
      const { backgroundColor, borderWidth, borderStyle } = getComputedStyle(step);
      return `${backgroundColor} ${borderWidth} ${borderStyle}`;
    });
    expect(new Set(forms).size).toBe(2);
  });

  it('every state of a talk is a word', async () => {
    const session = await open('taiwa-session', 'aoi', LIVE);
    expect(find(session, '.pill').textContent).toContain('実施中');
    expect(getComputedStyle(find(session, '.pill')).borderStyle).toBe('solid');
  });
});
