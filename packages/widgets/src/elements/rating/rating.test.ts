import { userEvent } from 'vitest/browser';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { expectAccessible } from '../../testing/axe.ts';
import { holdToContract, place, settled } from '../../testing/element-contract.ts';
import { byName, find, textOf } from '../../testing/mount.ts';
import { openWorld, type OpenWorld } from '../../testing/open-world.ts';
import { minutesFromNow } from '../../testing/story.ts';
import '../prep/prep.define.ts';
import '../provider/provider.define.ts';
import './rating.define.ts';

const AFTER = { prepared: true, startsIn: -40, state: 'ENDED' } as const;

afterEach(() => localStorage.clear());

holdToContract({
  tag: 'taiwa-rating',
  as: 'aoi',
  states: { 'it asks': AFTER, 'the member first chooses what becomes of the answer': { ...AFTER, few: true } },
  empty: { story: {}, says: '今、答えるものはありません' },
});

async function asked(story = {}): Promise<{ world: OpenWorld; element: HTMLElement }> {
  const world = await openWorld({ ...AFTER, ...story });
  const element = place(world, 'taiwa-rating', 'aoi');
  await settled(element);
  return { world, element };
}

async function answered(word: string, story = {}): Promise<{ world: OpenWorld; element: HTMLElement }> {
  const all = await asked(story);
  await userEvent.click(byName(all.element, '.grade', word));
  await expect.poll(() => textOf(all.element)).toContain('ありがとうございます');
  await expect.poll(() => all.element.shadowRoot?.querySelector('textarea')).not.toBeNull();
  return all;
}

describe('the answer', () => {
  it('is given by one press, below the words on who will see it', async () => {
    const { world, element } = await asked();
    const line = find(element, '.audience');
    expect(line.textContent).toContain('あなたの回答だけを見る人は、人事も含めて誰もいません');
    expect(line.nextElementSibling).toBe(find(element, '.scale'));
    const told = vi.fn();
    document.addEventListener('taiwa-rated', told, { once: true });
    await userEvent.click(byName(element, '.grade', 'まあまあ'));
    await expect.poll(() => textOf(element)).toContain('ありがとうございます');
    const [sent] = await world.received('RatingPress');
    expect(sent?.variables).toEqual({
      input: { sessionId: 'ses_first', grade: 'SOMEWHAT', use: 'COUNTERPART', hintIds: [] },
    });
    expect(JSON.stringify(told.mock.calls[0]?.[0])).not.toContain('SOMEWHAT');
    expect(Object.keys(told.mock.calls[0]?.[0] ?? {})).toEqual(expect.not.arrayContaining(['grade']));
  });

  it('says which hints were shown when the talk was prepared', async () => {
    const world = await openWorld({ prepared: true });
    const prep = place(world, 'taiwa-prep', 'aoi');
    await expect.poll(() => prep.shadowRoot?.querySelectorAll('.hints li').length).toBe(2);
    await expect.poll(() => Object.keys(localStorage).join()).toContain('ses_first:shown');
    await world.order({ session: { id: 'ses_first', state: 'ENDED', endedAt: minutesFromNow(-10) } });
    const element = place(world, 'taiwa-rating', 'aoi');
    await settled(element);
    await userEvent.click(byName(element, '.grade', 'まあまあ'));
    await expect.poll(() => world.received('RatingPress')).toHaveLength(1);
    const [shown] = await world.received('RatingPress');
    const hintIds = [0, 1].map((index) => `hin_career_think_together_${index}`);
    expect(shown?.variables).toMatchObject({ input: { hintIds } });
  });

  it('leaves no trace on the device and on the page', async () => {
    const { element } = await answered('とてもすっきり');
    expect(JSON.stringify(localStorage)).not.toMatch(/VERY_CLEAR|hint/);
    expect(element.shadowRoot?.querySelector('.scale')).toBeNull();
  });

  it('can be given by keyboard: arrows look around, only Space or Enter answers', async () => {
    const { world, element } = await asked();
    find<HTMLInputElement>(element, '.grade input').focus();
    await userEvent.keyboard('{ArrowRight}{ArrowRight}{ArrowLeft}');
    expect(await world.received('RatingPress')).toHaveLength(0);
    expect(element.shadowRoot?.activeElement).toBe(element.shadowRoot?.querySelectorAll('.grade input')[1]);
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => textOf(element)).toContain('ありがとうございます');
    expect(element.shadowRoot?.activeElement?.localName).toBe('h2');
    await expectAccessible(element);
  });

  it('is taken back within ten seconds', async () => {
    const { world, element } = await answered('少しだけ');
    expect(textOf(element)).toMatch(/あと\d+秒、取り消せます/);
    await userEvent.click(byName(element, 'button', '回答を取り消す'));
    await expect.poll(() => textOf(element)).toContain('回答を取り消しました');
    expect(await world.received('RatingUndo')).toHaveLength(1);
    await userEvent.click(byName(element, '.grade', 'まあまあ'));
    await expect.poll(() => textOf(element)).toContain('ありがとうございます');
  });

  it('says so when nothing arrived, keeps nothing, and lets the member press again', async () => {
    const { world, element } = await asked();
    await world.fault({ operation: 'RatingPress', kind: 'drop' });
    await userEvent.click(byName(element, '.grade', 'まあまあ'));
    await expect.poll(() => textOf(element), { timeout: 15_000 }).toContain('回答は送られていません');
    expect(JSON.stringify(localStorage)).not.toContain('SOMEWHAT');
    expect(element.shadowRoot?.querySelector('.grade input:checked')).toBeNull();
    await expectAccessible(element);
    await world.fault();
    await userEvent.click(byName(element, '.grade', 'まあまあ'));
    await expect.poll(() => textOf(element)).toContain('ありがとうございます');
  });

  it('says so when the member is signed out meanwhile', async () => {
    const { world, element } = await asked();
    await world.order({ signedOut: true });
    await userEvent.click(byName(element, '.grade', 'まあまあ'));
    await expect.poll(() => textOf(element), { timeout: 15_000 }).toContain('サインインが切れているようです');
  });

  it('is known when it was given in another window', async () => {
    const { world, element } = await asked();
    const other = place(world, 'taiwa-rating', 'aoi');
    await settled(other);
    await userEvent.click(byName(other, '.grade', 'まあまあ'));
    await expect.poll(() => textOf(other)).toContain('ありがとうございます');
    await userEvent.click(byName(element, '.grade', 'すっきり'));
    await expect.poll(() => textOf(element)).toContain('もう回答済みです');
  });

  it('is asked for anew when who will see it has changed', async () => {
    const { world, element } = await asked();
    await world.order({ few: true });
    await userEvent.click(byName(element, '.grade', 'まあまあ'));
    await expect.poll(() => textOf(element)).toContain('この回答をどう使いますか');
    expect(textOf(element)).toContain('回答の届く範囲が変わりました');
    await userEvent.click(byName(element, '.use', '部署のまとめにだけ入れる'));
    expect(find(element, '.audience').textContent).toContain('営業部（24人）の数字にだけ入ります');
    await userEvent.click(byName(element, '.grade', 'まあまあ'));
    await expect.poll(() => textOf(element)).toContain('ありがとうございます');
    const sent = await world.received('RatingPress');
    expect(sent.at(-1)?.variables).toMatchObject({ input: { use: 'POOL' } });
  });

  it('need not be given', async () => {
    const { world, element } = await asked();
    await userEvent.click(byName(element, 'button', '今回は答えない'));
    await expect.poll(() => textOf(element)).toContain('答えなかったことは、誰にも伝わりません');
    const again = place(world, 'taiwa-rating', 'aoi');
    await expect.poll(() => textOf(again)).toContain('今、答えるものはありません');
    await userEvent.click(byName(element, 'button', 'やっぱり答える'));
    await expect.poll(() => textOf(element)).toContain('どのくらいすっきりしましたか');
    expect(await world.received('RatingPress')).toHaveLength(0);
  });

  it('is asked for once the talk is over, without a reload', async () => {
    const world = await openWorld({ prepared: true, startsIn: -20, state: 'LIVE' });
    const element = place(world, 'taiwa-rating', 'aoi');
    await expect.poll(() => textOf(element)).toContain('今、答えるものはありません');
    await world.order({ session: { id: 'ses_first', state: 'ENDED', endedAt: new Date().toISOString() } });
    await expect.poll(() => textOf(element)).toContain('どのくらいすっきりしましたか');
  });

  it('goes on to the next talk that waits', async () => {
    const { element } = await answered('まあまあ', { earlier: 1 });
    await userEvent.click(byName(element, '.go-on button', '高橋 健さんとの1on1にも答える'));
    await expect.poll(() => textOf(element)).toContain('どのくらいすっきりしましたか');
    expect(textOf(element)).not.toContain('ありがとうございます');
  });
});

describe('afterwards', () => {
  it('an impression is sent with Ctrl and Enter, never while composing', async () => {
    const { world, element } = await answered('まあまあ');
    await userEvent.type(find(element, 'textarea'), 'ありがとうございました');
    const composing = { key: 'Enter', ctrlKey: true, isComposing: true, bubbles: true };
    find(element, 'textarea').dispatchEvent(new KeyboardEvent('keydown', composing));
    expect(await world.received('RatingImpression')).toHaveLength(0);
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await expect.poll(() => textOf(element)).toContain('感想を高橋 健さんに送りました');
    expect(JSON.stringify(localStorage)).not.toContain('ありがとうございました');
  });

  it('an impression that could not be sent is still there after a reload', async () => {
    const { world, element } = await answered('まあまあ');
    await world.fault({ operation: 'RatingImpression', kind: 'break' });
    await userEvent.type(find(element, 'textarea'), 'また話したいです');
    await userEvent.click(byName(element, 'button', '感想を送る'));
    await expect.poll(() => textOf(element)).toContain('書いた内容はこの端末に残してあります');
    await world.fault();
    element.remove();
    const again = place(world, 'taiwa-rating', 'aoi');
    again.setAttribute('session-id', 'ses_first');
    await expect.poll(() => textOf(again)).toContain('もう回答済みです');
    await expect.poll(() => find<HTMLTextAreaElement>(again, 'textarea').value).toBe('また話したいです');
  });

  it('counts characters as people do and sends nothing that is too long', async () => {
    const { world, element } = await answered('まあまあ');
    const field = find<HTMLTextAreaElement>(element, 'textarea');
    field.value = '👩‍👧'.repeat(4_001);
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await expect.poll(() => textOf(element)).toContain('1文字超えています');
    await userEvent.click(byName(element, 'button', '感想を送る'));
    expect(await world.received('RatingImpression')).toHaveLength(0);
  });

  it('a hint is asked for after a good talk only, and left without a name', async () => {
    const { element: plain } = await answered('まあまあ');
    expect(textOf(plain)).not.toContain('ほかの人にも役立ちそうなこと');
    const { world, element } = await answered('とてもすっきり');
    await userEvent.type(find(element, '#hint'), '最後まで待ってもらえました');
    await userEvent.click(byName(element, 'button', 'ヒントを残す'));
    await expect.poll(() => textOf(element)).toContain('ヒントを受け取りました');
    const [sent] = await world.received('RatingHint');
    expect(sent?.variables).toEqual({
      input: { sessionId: 'ses_first', kind: 'WHAT_HELPED', text: '最後まで待ってもらえました' },
    });
  });
});
