import { userEvent } from 'vitest/browser';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { expectAccessible } from '../../testing/axe.ts';
import { place, settled } from '../../testing/element-contract.ts';
import { byName, find, textOf } from '../../testing/mount.ts';
import { openWorld, type OpenWorld } from '../../testing/open-world.ts';
import type { TranscriptOptions } from '../../testing/transcript.ts';
import '../provider/provider.define.ts';
import './live-transcript.define.ts';

beforeEach(() => localStorage.clear());

const story = (transcript: TranscriptOptions) =>
  ({ prepared: true, startsIn: -12, state: 'LIVE', transcript }) as const;

async function open(world: OpenWorld, as: 'aoi' | 'ken' = 'aoi', lang: 'ja' | 'en' = 'ja'): Promise<HTMLElement> {
  const element = place(world, 'taiwa-live-transcript', as, { lang });
  await settled(element);
  await expect.poll(() => element.shadowRoot?.querySelector('.said') ?? null).not.toBeNull();
  return element;
}

const scroller = (element: HTMLElement): HTMLElement => find(element, '.scroller');
const linesOf = (element: HTMLElement): readonly HTMLElement[] => [
  ...(element.shadowRoot?.querySelectorAll<HTMLElement>('.line') ?? []),
];
const wordsOf = (element: HTMLElement): readonly (string | undefined)[] =>
  [...(element.shadowRoot?.querySelectorAll('.line .words') ?? [])].map((one) => one.textContent?.trim());
/** Whether each line on the page is as high as it was taken to be: until then the place one has scrolled to is corrected. */
const areMeasured = (element: HTMLElement): boolean => {
  const places = linesOf(element).map((one) => one.getBoundingClientRect());
  return places.slice(1).every(({ top }, at) => Math.abs(top - (places[at]?.bottom ?? 0)) < 1);
};
const fromEnd = (element: HTMLElement): number => {
  const { scrollHeight, scrollTop, clientHeight } = scroller(element);
  return scrollHeight - scrollTop - clientHeight;
};

function selectWords(element: HTMLElement, from: number, to: number): void {
  const words = element.shadowRoot?.querySelectorAll('.line .words') ?? [];
  const [first, last] = [words[from]?.lastChild, words[to]?.lastChild];
  if (!first || !last) throw new Error('No words');
  document.getSelection()?.setBaseAndExtent(first, 0, last, last.textContent?.length ?? 0);
  onTestFinished(() => document.getSelection()?.removeAllRanges());
}

describe('the newest', () => {
  it('is followed while the reader is at the end', async () => {
    const world = await openWorld(story({ said: 60 }));
    const element = await open(world);
    await expect.poll(() => fromEnd(element)).toBeLessThan(2);
    await world.order({ say: { text: 'では、来週の金曜までに決めましょう。' } });
    await expect.poll(() => wordsOf(element).at(-1)).toBe('では、来週の金曜までに決めましょう。');
    await expect.poll(() => fromEnd(element)).toBeLessThan(2);
    expect(() => byName(element, 'button', '最新へ')).toThrow();
  });

  it('is not followed by who has scrolled up, until they go back', async () => {
    const world = await openWorld(story({ said: 60 }));
    const element = await open(world);
    await expect.poll(() => fromEnd(element)).toBeLessThan(2);
    scroller(element).scrollTop = 500;
    await expect.poll(() => byName(element, 'button', '最新へ')).toBeDefined();
    await expect.poll(() => areMeasured(element)).toBe(true);
    const before = scroller(element).scrollTop;
    await world.order({ say: { text: '一つ目です。' } });
    await world.order({ say: { text: '二つ目です。' } });
    await expect.poll(() => byName(element, 'button', '新しい発言2件')).toBeDefined();
    expect(scroller(element).scrollTop).toBe(before);
    await userEvent.click(byName(element, 'button', '最新へ'));
    await expect.poll(() => wordsOf(element).at(-1)).toBe('二つ目です。');
    await expect.poll(() => fromEnd(element)).toBeLessThan(2);
  });

  it('is not followed while text is selected', async () => {
    const world = await openWorld(story({ said: 60 }));
    const element = await open(world);
    await expect.poll(() => fromEnd(element)).toBeLessThan(2);
    selectWords(element, wordsOf(element).length - 2, wordsOf(element).length - 1);
    await expect.poll(() => byName(element, 'button', '最新へ')).toBeDefined();
    await world.order({ say: { text: '選んでいる間の発言です。'.repeat(20) } });
    await expect.poll(() => byName(element, 'button', '新しい発言')).toBeDefined();
    expect(fromEnd(element)).toBeGreaterThan(20);
    await userEvent.click(byName(element, 'button', '最新へ'));
    await expect.poll(() => fromEnd(element)).toBeLessThan(2);
  });

  it('is drafted lighter until it has been said', async () => {
    const world = await openWorld(story({}));
    const element = await open(world);
    await world.order({ say: { draft: '来週のき' } });
    await expect.poll(() => find(element, '.draft .words').textContent).toBe('来週のき');
    await world.order({ say: { text: '来週の金曜です。' } });
    await expect.poll(() => wordsOf(element).at(-1)).toBe('来週の金曜です。');
    expect(element.shadowRoot?.querySelector('.draft')).toBeNull();
  });
});

describe('five thousand segments', () => {
  it('are all there, and only those in view are on the page', async () => {
    const words = Array.from({ length: 5_000 }, (_, at) => `発言 ${at + 1}`);
    const world = await openWorld(story({ said: 5_000, words }));
    const element = await open(world);
    await expect.poll(() => wordsOf(element).at(-1), { timeout: 15_000 }).toBe('発言 5000');
    expect(linesOf(element).length).toBeLessThan(60);
    expect(linesOf(element).at(-1)?.getAttribute('aria-setsize')).toBe('5001');
    scroller(element).scrollTop = 0;
    await expect.poll(() => wordsOf(element)[0]).toBe('発言 1');
    expect(linesOf(element).length).toBeLessThan(60);
    await expectAccessible(element);
  });
});

describe('who speaks', () => {
  it('is told by name, colour and shape', async () => {
    const element = await open(await openWorld(story({})));
    const said = [...(element.shadowRoot?.querySelectorAll<HTMLElement>('.line .said') ?? [])];
    expect(said.slice(0, 2).map((one) => one.querySelector('bdi')?.textContent)).toEqual(['高橋 健', '佐藤 葵']);
    const [first, second] = said.map((one) => one.querySelector('.shape path'));
    expect(first?.getAttribute('d')).not.toBe(second?.getAttribute('d'));
    expect(first && getComputedStyle(first).fill).not.toBe(second && getComputedStyle(second).fill);
  });

  it('keeps a name that is written from right to left apart, and runs nothing that a name or a sentence says', async () => {
    const evil = '<img src=x onerror="window.hurt=1"><script>window.hurt=1</script>';
    const memberName = `‮يوسف ${evil}`;
    const world = await openWorld({ ...story({ words: ['普通の文', `${evil}{{7*7}}`] }), memberName });
    const element = await open(world);
    await expect.poll(() => wordsOf(element)[1]).toBe(`${evil}{{7*7}}`);
    const name = element.shadowRoot?.querySelectorAll('.line .said')[1]?.querySelector('bdi');
    expect(name?.textContent).toBe(memberName);
    expect(name && getComputedStyle(name).unicodeBidi).toBe('isolate');
    expect(element.shadowRoot?.querySelector('img, script')).toBeNull();
    expect(Reflect.get(window, 'hurt')).toBeUndefined();
  });

  it('is named where a source only knew labels', async () => {
    const world = await openWorld(story({ label: 'Speaker 1' }));
    const element = await open(world);
    expect(textOf(element)).toContain('Speaker 1');
    find(element, '.names summary').click();
    await expectAccessible(element);
    await userEvent.selectOptions(find(element, '.names select'), 'MEMBER');
    await expect.poll(() => find(element, '.line .said bdi').textContent).toBe('佐藤 葵');
  });
});

describe('announcements', () => {
  const announced = (element: HTMLElement): string => find(element, '.announced').textContent?.trim() ?? '';

  it('are made of final segments only, and only for who asks for them', async () => {
    const world = await openWorld(story({}));
    const element = await open(world);
    expect(scroller(element).getAttribute('role')).toBe('log');
    expect(scroller(element).getAttribute('aria-live')).toBe('off');
    await world.order({ say: { text: '聞こえない発言' } });
    await expect.poll(() => wordsOf(element).at(-1)).toBe('聞こえない発言');
    expect(announced(element)).toBe('');
    find(element, '.more summary').click();
    await userEvent.click(byName(element, 'input', '新しい発言を読み上げる'));
    await expect.poll(() => find(element, '.announced').getAttribute('aria-live')).toBe('polite');
    await world.order({ say: { draft: '途中の' } });
    await expect.poll(() => find(element, '.draft .words').textContent).toBe('途中の');
    expect(announced(element)).toBe('');
    await world.order({ say: { text: '途中の発言でした。' } });
    await expect.poll(() => announced(element)).toBe('佐藤 葵: 途中の発言でした。');
    expect(element.shadowRoot?.querySelectorAll('.announced > *')).toHaveLength(1);
  });
});

describe('a lost connection', () => {
  it('is told, and what was said meanwhile comes with the next one, once and in order', async () => {
    const world = await openWorld(story({}));
    const element = await open(world);
    await world.fault({ operation: '*', kind: 'break' });
    await world.order({ dropSockets: true });
    await expect.poll(() => find(element, '.reconnecting').textContent?.trim()).toContain('再接続しています');
    await world.order({ say: { text: '切れている間の一つ目' } });
    await world.order({ say: { text: '切れている間の二つ目' } });
    await world.fault();
    await expect
      .poll(() => wordsOf(element).slice(-2), { timeout: 15_000 })
      .toEqual(['切れている間の一つ目', '切れている間の二つ目']);
    await expect.poll(() => find(element, '.reconnecting').textContent?.trim()).toBe('');
    expect(wordsOf(element)).toHaveLength(6);
  });

  it('leaves nothing of one person for the next', async () => {
    const world = await openWorld(story({}));
    const element = await open(world);
    await world.order({ signedOut: true });
    element.parentElement?.setAttribute('token-endpoint', world.tokenFor('sho'));
    await expect.poll(() => textOf(element)).toContain('サインインしてください');
    expect(textOf(element)).not.toContain('異動の話');
  });
});

describe('how it is shown', () => {
  it('has the size and the contrast that the reader chose, and remembers them', async () => {
    const world = await openWorld(story({}));
    const element = await open(world);
    const size = (one: HTMLElement): number => Number.parseFloat(getComputedStyle(scroller(one)).fontSize);
    const usual = size(element);
    find(element, '.more summary').click();
    await userEvent.click(byName(element, 'button', '文字を大きくする'));
    await userEvent.click(byName(element, 'input', 'コントラストを強くする'));
    await expect.poll(() => size(element)).toBeGreaterThan(usual);
    expect(element.getAttribute('theme')).toBe('contrast');
    await expectAccessible(element);
    const another = await open(world);
    expect(size(another)).toBe(size(element));
    expect(another.getAttribute('theme')).toBe('contrast');
  });
});

describe('copies', () => {
  it('have times and names, all of it or what is selected', async () => {
    const written = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
    onTestFinished(() => written.mockRestore());
    const element = await open(await openWorld(story({})));
    await userEvent.click(byName(element, 'button', 'すべてコピーする'));
    const lines = written.mock.calls[0]?.[0].split('\n') ?? [];
    expect(lines).toHaveLength(4);
    expect(lines[1]).toMatch(/^\[\d{1,2}:\d\d:\d\d\] 佐藤 葵: 異動の話が出ていて、少し迷っています。$/);
    await expect.poll(() => textOf(element)).toContain('4件の発言を時刻つきでコピーしました');
    selectWords(element, 1, 2);
    await expect.poll(() => byName(element, 'button', '選んだ発言をコピーする')).toBeDefined();
    await userEvent.click(byName(element, 'button', '選んだ発言をコピーする'));
    await expect.poll(() => written.mock.calls[1]?.[0].split('\n')).toHaveLength(2);
  });

  it('say so where the browser takes none', async () => {
    const written = vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('denied'));
    onTestFinished(() => written.mockRestore());
    const element = await open(await openWorld(story({})));
    await userEvent.click(byName(element, 'button', 'すべてコピーする'));
    await expect.poll(() => textOf(element)).toContain('コピーできませんでした');
  });
});

describe('by keyboard', () => {
  it('meets one line by the tab key, and the others by the arrows', async () => {
    const element = await open(await openWorld(story({})));
    expect(element.shadowRoot?.querySelectorAll('.grip[tabindex="0"]')).toHaveLength(1);
    scroller(element).focus();
    await userEvent.keyboard('{Tab}');
    const focused = (): string => element.shadowRoot?.activeElement?.closest('.said')?.textContent ?? '';
    expect(focused()).toContain('仕事の内容には');
    await userEvent.keyboard('{ArrowUp}');
    await expect.poll(focused).toContain('いま、どんなところで');
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => byName(element, 'button', '修正する')).toBeDefined();
    await expectAccessible(element);
    await userEvent.keyboard('{Tab}{Escape}');
    await expect.poll(() => element.shadowRoot?.querySelector('.actions') ?? null).toBeNull();
    expect(focused()).toContain('いま、どんなところで');
  });
});
