import { userEvent } from 'vitest/browser';
import { afterEach, describe, expect, it } from 'vitest';
import { expectAccessible } from '../../testing/axe.ts';
import { holdToContract, place, settled } from '../../testing/element-contract.ts';
import { byName, find, textOf } from '../../testing/mount.ts';
import { openWorld, type OpenWorld } from '../../testing/open-world.ts';
import '../provider/provider.define.ts';
import '../rating/rating.define.ts';
import './impressions.define.ts';

const HELD = { prepared: true, startsIn: -40, state: 'ENDED', earlier: 4, impressions: 3 } as const;

afterEach(() => localStorage.clear());

holdToContract({
  tag: 'taiwa-impressions',
  as: 'ken',
  states: { 'impressions have arrived': HELD, 'talks were held and nobody wrote': { ...HELD, impressions: 0 } },
  empty: { story: {}, says: '感想はまだありません' },
});

async function read(story = {}): Promise<{ world: OpenWorld; element: HTMLElement }> {
  const world = await openWorld({ ...HELD, ...story });
  const element = place(world, 'taiwa-impressions', 'ken');
  await settled(element);
  return { world, element };
}

describe('for the counterpart', () => {
  it('shows who wrote about which talk, newest first, and what was told openly', async () => {
    const { element } = await read();
    const names = [...(element.shadowRoot?.querySelectorAll('.entry[part] h3') ?? [])].map((one) => one.textContent);
    expect(names).toEqual(['佐藤 葵さん', '田中 翔さん', '佐藤 葵さん']);
    expect(textOf(element)).toContain('途中で急がずに待ってくださった');
    expect(textOf(element)).toContain('すっきり度：すっきり（ご本人からの回答）');
  });

  it('lets an impression arrive without a reload, marked as new', async () => {
    const { world, element } = await read({ impressions: 0 });
    const member = place(world, 'taiwa-rating', 'aoi');
    await settled(member);
    await userEvent.click(byName(member, '.grade', 'まあまあ'));
    await expect.poll(() => textOf(member)).toContain('ありがとうございます');
    await userEvent.type(find(member, 'textarea'), '次もお願いします');
    await userEvent.click(byName(member, 'button', '感想を送る'));
    await expect.poll(() => textOf(element)).toContain('次もお願いします');
    expect(textOf(element)).toContain('佐藤 葵さんから感想が届きました');
    expect(find(element, '.pill').textContent).toBe('新着');
  });

  it('marks what is in view as read, once, and keeps showing that it was new', async () => {
    const { world, element } = await read();
    find(element, '[data-new]').scrollIntoView();
    await expect.poll(() => world.received('ImpressionsRead')).toHaveLength(1);
    await expect.poll(() => element.shadowRoot?.querySelector('[data-unread]')).toBeNull();
    expect(find(element, '.pill').textContent).toBe('新着');
    const member = place(world, 'taiwa-impressions', 'aoi');
    await expect.poll(() => textOf(member)).toContain('高橋 健さんが読みました');
  });

  it('marks nothing as read that nobody can see', async () => {
    const world = await openWorld(HELD);
    const element = place(world, 'taiwa-impressions', 'ken');
    element.style.display = 'none';
    await settled(element);
    expect(await world.received('ImpressionsRead')).toHaveLength(0);
    element.style.display = '';
    await expect.poll(() => world.received('ImpressionsRead')).toHaveLength(1);
  });

  it('shows earlier ones on demand', async () => {
    const { element } = await read({ earlier: 12, impressions: 12 });
    const count = (): number => element.shadowRoot?.querySelectorAll('blockquote').length ?? 0;
    expect(count()).toBe(5);
    await userEvent.click(byName(element, 'button', 'さらに前の感想を見る'));
    await expect.poll(count).toBe(10);
    await userEvent.click(byName(element, 'button', 'さらに前の感想を見る'));
    await expect.poll(count).toBe(12);
    expect(element.shadowRoot?.querySelector('.more')).toBeNull();
  });

  it('shows a few recent talks and the others on demand', async () => {
    const { element } = await read({ earlier: 8, impressions: 0 });
    const count = (): number => element.shadowRoot?.querySelectorAll('.plain').length ?? 0;
    expect(count()).toBe(4);
    await userEvent.click(byName(element, 'button', '最近の1on1をすべて見る（6件）'));
    await expect.poll(count).toBe(6);
    await expect
      .poll(() => element.shadowRoot?.activeElement?.getAttribute('aria-label'))
      .toContain('試したことを書く');
  });

  it('keeps what was tried, and lets it be edited', async () => {
    const { world, element } = await read();
    await userEvent.click(byName(element, 'button', '佐藤 葵さんとの1on1で試したことを書く'));
    expect(element.shadowRoot?.activeElement?.id).toBe('attempt');
    await expectAccessible(element);
    await userEvent.keyboard('質問を一つに絞りました');
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await expect.poll(() => textOf(element)).toContain('質問を一つに絞りました');
    expect(element.shadowRoot?.querySelector('textarea')).toBeNull();
    await userEvent.click(byName(element, 'button', '書き直す'));
    expect(find<HTMLTextAreaElement>(element, 'textarea').value).toBe('質問を一つに絞りました');
    expect(await world.received('ImpressionsAttempt')).toHaveLength(1);
  });

  it('lets what was tried be passed on as a hint, in words of its own and without a name', async () => {
    const { world, element } = await read();
    await userEvent.click(byName(element, 'button', '試したことを書く'));
    await userEvent.keyboard('葵さんに、質問を一つに絞りました');
    await userEvent.click(byName(element, 'button', '保存する'));
    const passOn = '佐藤 葵さんとの1on1で試したことを、ヒントとして社内に伝える';
    await expect.poll(() => byName(element, 'button', passOn)).toBeDefined();
    await userEvent.click(byName(element, 'button', passOn));
    expect(element.shadowRoot?.activeElement?.id).toBe('hint');
    expect(find<HTMLTextAreaElement>(element, 'textarea').value).toBe('');
    expect(textOf(element)).toContain('匿名です。');
    await expectAccessible(element);
    await world.fault({ operation: 'ImpressionsHint', kind: 'break' });
    await userEvent.keyboard('質問を一つに絞ると、話しやすくなります');
    await userEvent.click(byName(element, 'button', 'ヒントを残す'));
    await expect.poll(() => textOf(element)).toContain('まだ保存できていません');
    await world.fault();
    await userEvent.click(byName(element, 'button', 'ヒントを残す'));
    await expect.poll(() => textOf(element)).toContain('ヒントを受け取りました');
    expect(element.shadowRoot?.activeElement?.className).toContain('left');
    const sent = (await world.received('ImpressionsHint')).at(-1);
    expect(JSON.stringify(sent)).toContain('"kind":"WHAT_I_DID","text":"質問を一つに絞ると、話しやすくなります"');
    expect(textOf(element)).toContain('葵さんに、質問を一つに絞りました');
  });

  it('keeps the draft of what was tried over a lost connection and a reload', async () => {
    const { world, element } = await read();
    await world.fault({ operation: 'ImpressionsAttempt', kind: 'break' });
    await userEvent.click(byName(element, 'button', '試したことを書く'));
    await userEvent.keyboard('沈黙を待ちました');
    await userEvent.click(byName(element, 'button', '保存する'));
    await expect.poll(() => textOf(element)).toContain('まだ保存できていません');
    await world.fault();
    element.remove();
    const again = place(world, 'taiwa-impressions', 'ken');
    await settled(again);
    await userEvent.click(byName(again, 'button', '試したことを書く'));
    expect(find<HTMLTextAreaElement>(again, 'textarea').value).toBe('沈黙を待ちました');
  });
});

describe('for the member', () => {
  it('shows without a reload that the counterpart has read it', async () => {
    const world = await openWorld(HELD);
    const member = place(world, 'taiwa-impressions', 'aoi');
    await settled(member);
    expect(textOf(member)).toContain('高橋 健さんはまだ読んでいません');
    const counterpart = place(world, 'taiwa-impressions', 'ken');
    await settled(counterpart);
    find(counterpart, '[data-new]').scrollIntoView();
    await expect.poll(() => textOf(member)).not.toContain('高橋 健さんはまだ読んでいません');
  });

  it('shows what they wrote and what the other tried', async () => {
    const world = await openWorld(HELD);
    const element = place(world, 'taiwa-impressions', 'sho');
    await settled(element);
    expect(textOf(element)).toContain('送った感想と、相手が試したこと');
    expect(textOf(element)).toContain('最後まで聞いていただいて');
    expect(textOf(element)).toContain('高橋 健さんが試したこと');
    expect(element.shadowRoot?.querySelector('textarea, .write')).toBeNull();
  });
});
