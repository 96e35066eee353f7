import { userEvent } from 'vitest/browser';
import { beforeEach, describe, expect, it } from 'vitest';
import { expectAccessible } from '../../testing/axe.ts';
import { place, settled } from '../../testing/element-contract.ts';
import { byName, find, textOf } from '../../testing/mount.ts';
import { openWorld, type OpenWorld } from '../../testing/open-world.ts';
import '../provider/provider.define.ts';
import './live-transcript.define.ts';

beforeEach(() => localStorage.clear());

const RECORDING = { prepared: true, startsIn: -12, state: 'LIVE', transcript: {} } as const;
const SAID = '異動の話が出ていて、少し迷っています。';

async function open(world: OpenWorld, as: 'aoi' | 'ken' = 'aoi'): Promise<HTMLElement> {
  const element = place(world, 'taiwa-live-transcript', as);
  await settled(element);
  await expect.poll(() => textOf(element)).toContain(SAID);
  return element;
}

const line = (element: HTMLElement, words: string): HTMLElement => byName(element, '.said', words);
const grip = (element: HTMLElement, words: string): Element =>
  line(element, words).querySelector('.grip') ?? document.body;

async function correct(element: HTMLElement, words: string): Promise<HTMLTextAreaElement> {
  await userEvent.click(grip(element, words));
  await userEvent.click(byName(element, 'button', '修正する'));
  await expect.poll(() => element.shadowRoot?.activeElement?.id).toBe('correction');
  return find<HTMLTextAreaElement>(element, '#correction');
}

describe('a correction', () => {
  it('is seen by both, marked, with who made it and what was there before', async () => {
    const world = await openWorld(RECORDING);
    const member = await open(world);
    const counterpart = await open(world, 'ken');
    const field = await correct(member, SAID);
    expect(field.value).toBe(SAID);
    await expectAccessible(member);
    await userEvent.fill(field, '部署を変わる話が出ています。');
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await expect.poll(() => textOf(counterpart)).toContain('部署を変わる話が出ています。');
    const words = line(counterpart, '部署を変わる話');
    expect(words.textContent).toContain('修正済み');
    await userEvent.click(grip(counterpart, '部署を変わる話'));
    await expect.poll(() => words.textContent).toContain('に修正しました');
    expect(words.textContent).toContain(`修正前：「${SAID}」`);
    await expect.poll(() => member.shadowRoot?.querySelector('#correction')).toBeNull();
  });

  it('gives the words to the other speaker', async () => {
    const element = await open(await openWorld(RECORDING));
    await correct(element, SAID);
    await userEvent.selectOptions(find(element, '#spoken-by'), 'COUNTERPART');
    await userEvent.click(byName(element, 'button', '修正を保存する'));
    await expect.poll(() => line(element, SAID).querySelector('bdi')?.textContent).toBe('高橋 健');
  });

  it('keeps what was typed through a reload', async () => {
    const world = await openWorld(RECORDING);
    const first = await open(world);
    await userEvent.fill(await correct(first, SAID), '書きかけの修正');
    first.parentElement?.remove();
    const second = await open(world);
    expect((await correct(second, SAID)).value).toBe('書きかけの修正');
  });

  it('keeps what was typed where the server did not take it', async () => {
    const world = await openWorld(RECORDING);
    const element = await open(world);
    await userEvent.fill(await correct(element, SAID), '送れない修正');
    await world.fault({ operation: 'TranscriptCorrect', kind: 'break', times: 9 });
    await userEvent.click(byName(element, 'button', '修正を保存する'));
    await expect.poll(() => find(element, '.correct [role=alert]').textContent).toContain('もう一度お試しください');
    expect(find<HTMLTextAreaElement>(element, '#correction').value).toBe('送れない修正');
    await world.fault();
    await userEvent.click(byName(element, 'button', '修正を保存する'));
    await expect.poll(() => line(element, '送れない修正').textContent).toContain('修正済み');
  });

  it('shows what the other put there first, and loses neither', async () => {
    const world = await openWorld(RECORDING);
    const member = await open(world);
    const counterpart = await open(world, 'ken');
    await userEvent.fill(await correct(member, SAID), '葵の修正');
    await userEvent.fill(await correct(counterpart, SAID), '健の修正');
    await userEvent.click(byName(counterpart, 'button', '修正を保存する'));
    await expect.poll(() => textOf(member)).toContain('先に修正されています：「健の修正」');
    expect(find<HTMLTextAreaElement>(member, '#correction').value).toBe('葵の修正');
    await userEvent.click(byName(member, 'button', '修正を保存する'));
    await expect.poll(() => textOf(counterpart)).toContain('葵の修正');
  });

  it('leaves the key that ends a composition to the input method', async () => {
    const world = await openWorld(RECORDING);
    const element = await open(world);
    const field = await correct(element, SAID);
    field.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true, composed: true }));
    const enter = { key: 'Enter', ctrlKey: true, isComposing: true, bubbles: true, composed: true };
    field.dispatchEvent(new KeyboardEvent('keydown', enter));
    expect(await world.received('TranscriptCorrect')).toHaveLength(0);
  });
});

describe('a deletion', () => {
  it('of one segment is asked about once more', async () => {
    const world = await openWorld(RECORDING);
    const element = await open(world);
    await userEvent.click(grip(element, SAID));
    await userEvent.click(byName(element, 'button', 'この発言を削除する'));
    await expect.poll(() => textOf(element)).toContain('1件の発言を削除しますか？');
    await userEvent.click(find(element, '.confirm .back'));
    expect(await world.received('TranscriptDelete')).toHaveLength(0);
    await userEvent.click(grip(element, SAID));
    await userEvent.click(byName(element, 'button', 'この発言を削除する'));
    await userEvent.click(find(element, '.confirm .danger'));
    await expect.poll(() => textOf(element)).not.toContain(SAID);
    expect(textOf(element)).toContain('お疲れさまです');
  });

  it('of a range goes from the one segment to the other', async () => {
    const world = await openWorld(RECORDING);
    const element = await open(world);
    await userEvent.click(grip(element, 'いま、どんなところで'));
    await userEvent.click(byName(element, 'button', 'ここから範囲を選んで削除する'));
    await expect.poll(() => textOf(element)).toContain('最後の発言を選んでください');
    await expectAccessible(element);
    await userEvent.click(grip(element, 'お疲れさまです'));
    await expect.poll(() => textOf(element)).toContain('3件の発言を削除しますか？');
    await userEvent.click(find(element, '.confirm .danger'));
    await expect.poll(() => textOf(element)).not.toContain(SAID);
    expect(textOf(element)).toContain('仕事の内容には');
    const [asked] = await world.received('TranscriptDelete');
    expect(asked?.variables).toMatchObject({ input: { fromSeq: 2, toSeq: 4 } });
  });
});
