import { describe, expect, it, onTestFinished } from 'vitest';
import { settled } from './testing/element-contract.ts';
import { byName, textOf } from './testing/mount.ts';
import { openWorld, type OpenWorld } from './testing/open-world.ts';

/** Opens an element in a page of its own that a strict policy guards. */
async function openStrict(
  world: OpenWorld,
  element: string,
  as: string,
): Promise<{ element: Element; violations: () => unknown }> {
  const frame = document.createElement('iframe');
  frame.width = '800';
  frame.height = '900';
  frame.src = `${world.url}/strict?element=${element}&as=${as}`;
  document.body.append(frame);
  onTestFinished(() => frame.remove());
  const inside = (): Element | null => frame.contentDocument?.querySelector(`taiwa-${element}`) ?? null;
  await expect.poll(() => inside()?.shadowRoot?.querySelector('h2') ?? null, { timeout: 15_000 }).not.toBeNull();
  const found = inside();
  if (!found) throw new Error(`No <taiwa-${element}>`);
  await settled(found);
  return { element: found, violations: () => frame.contentWindow && Reflect.get(frame.contentWindow, 'violations') };
}

describe('under a strict content security policy with trusted types', () => {
  it('prep works and breaks no rule', async () => {
    const world = await openWorld({ openThemes: true });
    const { element, violations } = await openStrict(world, 'prep', 'aoi');
    for (const name of ['今後のキャリア', '一緒に考えてほしい']) {
      const input = [...(element.shadowRoot?.querySelectorAll<HTMLElement>('.choice') ?? [])].find((one) =>
        one.textContent?.includes(name),
      );
      input?.click();
    }
    await expect.poll(() => textOf(element)).toContain('保存しました');
    expect(getComputedStyle(element.shadowRoot?.querySelector('.card') ?? element).borderRadius).toBe('16px');
    expect(violations()).toEqual([]);
  });

  it.each([
    ['brief', 'ken', '「今後のキャリア」について'],
    ['session', 'aoi', '実施中'],
    ['next', 'aoi', '高橋 健さんとの1on1'],
  ])('%s works and breaks no rule', async (name, as, says) => {
    const world = await openWorld({ prepared: true, state: 'LIVE', startsIn: -5 });
    const { element, violations } = await openStrict(world, name, as);
    expect(textOf(element)).toContain(says);
    if (name === 'session') byName(element, 'button', '1on1を終える').click();
    expect(violations()).toEqual([]);
  });

  it('live-transcript works and breaks no rule', async () => {
    const story = { prepared: true, state: 'LIVE', startsIn: -5, transcript: { said: 60 } } as const;
    const world = await openWorld(story);
    const { element, violations } = await openStrict(world, 'live-transcript', 'aoi');
    await expect.poll(() => textOf(element)).toContain('異動の話が出ていて');
    await world.order({ say: { text: '新しい発言です。' } });
    await expect.poll(() => textOf(element)).toContain('新しい発言です。');
    const rows = element.shadowRoot?.querySelector('.rows') ?? element;
    expect(Number.parseFloat(getComputedStyle(rows).height)).toBeGreaterThan(2_000);
    expect(violations()).toEqual([]);
  });

  it('transcript-import works and breaks no rule', async () => {
    const transcript = { state: 'STOPPED', said: 0, captions: { state: 'AGREED' } } as const;
    const world = await openWorld({ prepared: true, state: 'ENDED', startsIn: -40, transcript });
    const { element, violations } = await openStrict(world, 'transcript-import', 'aoi');
    element.setAttribute('session-id', 'ses_first');
    await expect.poll(() => textOf(element)).toContain('5件のうち0件');
    await world.order({ captions: 'all' });
    await expect.poll(() => textOf(element)).toContain('5件の発言を取り込みました');
    byName(element, 'button', '取り込みを元に戻す').click();
    await expect.poll(() => textOf(element)).toContain('取り込んだ発言を削除しますか');
    expect(violations()).toEqual([]);
  });

  it.each([
    ['rating', 'aoi', 'どのくらいすっきりしましたか'],
    ['impressions', 'ken', '途中で急がずに待ってくださった'],
    ['hints', 'aoi', '先に紙に三つ書き出してから'],
  ])('%s works and breaks no rule, after the talk', async (name, as, says) => {
    const after = { prepared: true, state: 'ENDED', startsIn: -40, earlier: 2, impressions: 2 } as const;
    const { element, violations } = await openStrict(await openWorld(after), name, as);
    await expect.poll(() => textOf(element)).toContain(says);
    if (name === 'rating') {
      byName(element, '.grade', 'とてもすっきり').click();
      await expect.poll(() => textOf(element)).toContain('ほかの人にも役立ちそうなこと');
    }
    expect(violations()).toEqual([]);
  });

  it.each([
    ['pairs', '.top .button'],
    ['sign-ups', '.top .button'],
    ['sign-up', ''],
    ['legal-holds', '.top .button'],
    ['erasures', '.top .button'],
    ['restrictions', '.top .button'],
    ['retention', '.row-menu button'],
    ['hint-sharing', '.notice .button'],
    ['settings', '.row-menu button'],
    ['content-packs', '.row .button'],
    ['topic-settings', '.top .button'],
    ['privacy', ''],
  ])('%s of the console opens its sheets and breaks no rule', async (name, opener) => {
    const world = await openWorld({ admin: true, myHints: true, sharing: true, protected: true });
    const { element, violations } = await openStrict(world, name, 'ken');
    if (opener) {
      await expect.poll(() => element.shadowRoot?.querySelector(opener)).not.toBeNull();
      element.shadowRoot?.querySelector<HTMLElement>(opener)?.click();
      await expect.poll(() => element.shadowRoot?.querySelector('dialog[open] button[type=submit]')).not.toBeNull();
    }
    expect(violations()).toEqual([]);
  });
});
