import { userEvent } from 'vitest/browser';
import { describe, expect, it, vi } from 'vitest';
import { holdToContract, place, settled } from '../../testing/element-contract.ts';
import { expectAccessible } from '../../testing/axe.ts';
import { byName, find, textOf } from '../../testing/mount.ts';
import { openWorld, type OpenWorld } from '../../testing/open-world.ts';
import '../provider/provider.define.ts';
import './live-transcript.define.ts';

const LIVE = { prepared: true, startsIn: -12, state: 'LIVE' } as const;
const RECORDING = { ...LIVE, transcript: {} } as const;

holdToContract({
  tag: 'taiwa-live-transcript',
  as: 'aoi',
  states: {
    'it is recorded': RECORDING,
    'nobody asked': LIVE,
    'the other asks': { ...LIVE, transcript: { state: 'ASKED', askedBy: 'COUNTERPART' } },
    'the other is asked': { ...LIVE, transcript: { state: 'ASKED', askedBy: 'MEMBER' } },
    'it is paused': { ...LIVE, transcript: { state: 'PAUSED' } },
    'consent was taken back': { ...LIVE, transcript: { state: 'WITHDRAWN' } },
    'the talk has not begun': { prepared: true, startsIn: 60 },
    'the talk is over': { ...LIVE, state: 'ENDED', transcript: { state: 'STOPPED' } },
  },
  empty: { story: { without: 'sessions' }, says: '文字起こしをする1on1はありません' },
});

async function both(world: OpenWorld): Promise<{ member: HTMLElement; counterpart: HTMLElement }> {
  const member = place(world, 'taiwa-live-transcript', 'aoi');
  const counterpart = place(world, 'taiwa-live-transcript', 'ken');
  await settled(member);
  await settled(counterpart);
  return { member, counterpart };
}

const canPress = (element: HTMLElement, name: string): boolean =>
  byName(element, 'button', name).ariaDisabled !== 'true';

const press = async (element: HTMLElement, name: string): Promise<void> => {
  await expect.poll(() => canPress(element, name)).toBe(true);
  await userEvent.click(byName(element, 'button', name));
};

describe('agreeing', () => {
  it('asks with the text that both read, and begins once both have said yes', async () => {
    const world = await openWorld(LIVE);
    const { member, counterpart } = await both(world);
    await press(member, '文字起こしを提案する');
    await expect.poll(() => textOf(member)).toContain('読めるのはお二人だけです。');
    await press(member, '同意して');
    await expect.poll(() => textOf(member)).toContain('お返事を待っています');
    expect(textOf(member)).toContain('記録していません');
    await expect.poll(() => textOf(counterpart)).toContain('この1on1を文字起こししますか');
    await press(counterpart, 'はい、同意します');
    await expect.poll(() => find(member, '.state').textContent).toContain('記録中');
    await expect.poll(() => find(counterpart, '.state').textContent).toContain('記録中');
    const [asked] = await world.received('TranscriptAsk');
    expect(asked?.variables).toMatchObject({ input: { textVersion: '1' } });
  });

  it('takes a no, and asks nothing more of either', async () => {
    const { member, counterpart } = await both(
      await openWorld({ ...LIVE, transcript: { state: 'ASKED', askedBy: 'MEMBER' } }),
    );
    await press(counterpart, 'いいえ、今回はしません');
    await expect.poll(() => textOf(member)).toContain('さんから提案があれば始められます');
    expect(() => byName(member, 'button', '文字起こしを提案する')).toThrow();
    await expect.poll(() => textOf(counterpart)).not.toContain('はい、同意します');
    expect(byName(counterpart, 'button', '文字起こしを提案する')).toBeDefined();
  });

  it('lets who asked take the question back', async () => {
    const { member, counterpart } = await both(
      await openWorld({ ...LIVE, transcript: { state: 'ASKED', askedBy: 'MEMBER' } }),
    );
    await press(member, '提案を取り下げる');
    await expect.poll(() => textOf(counterpart)).not.toContain('はい、同意します');
    await expect.poll(() => byName(member, 'button', '文字起こしを提案する')).toBeDefined();
  });

  it('says why a step was not taken', async () => {
    const world = await openWorld({ ...LIVE, transcript: { state: 'ASKED', askedBy: 'COUNTERPART' } });
    const { member } = await both(world);
    await world.fault({ operation: 'TranscriptAnswer', kind: 'break', times: 9 });
    await press(member, 'はい、同意します');
    await expect.poll(() => find(member, '[role=alert]').textContent).toContain('もう一度お試しください');
    expect(find(member, '[role=alert]').textContent).toContain('お問い合わせ番号：req_7k2m');
    expect(textOf(member)).toContain('はい、同意します');
  });
});

describe('the recording', () => {
  it('is paused, resumed and ended by either, and both see it', async () => {
    const { member, counterpart } = await both(await openWorld(RECORDING));
    const told = vi.fn();
    counterpart.addEventListener('taiwa-transcript-changed', ({ state }) => told(state));
    await press(member, '一時停止する');
    await expect.poll(() => find(counterpart, '.state').textContent).toContain('一時停止中');
    await press(counterpart, '再開する');
    await expect.poll(() => find(member, '.state').textContent).toContain('記録中');
    await press(member, '記録を終える');
    await expect.poll(() => find(counterpart, '.state').textContent).toContain('記録を終えました');
    await expect.poll(() => textOf(counterpart)).toContain('佐藤 葵さん⁩が記録を終えました');
    await expect.poll(() => told.mock.calls.flat()).toEqual(['PAUSED', 'RECORDING', 'STOPPED']);
  });

  it('shows that a step is under way, and loses none that is taken meanwhile', async () => {
    const world = await openWorld(RECORDING);
    const { member } = await both(world);
    await world.fault({ operation: 'TranscriptPause', kind: 'late' });
    await press(member, '一時停止する');
    await expect.poll(() => find(member, '.state').textContent).toContain('一時停止中');
    expect(canPress(member, '再開する')).toBe(false);
    byName(member, 'button', '再開する').click();
    find(member, '.seldom summary').click();
    await press(member, '同意を取り消す');
    await userEvent.click(find(member, '.confirm .danger'));
    await world.fault();
    await expect.poll(() => find(member, '.state').textContent).toContain('同意の取り消しで終了');
    expect(await world.received('TranscriptResume')).toEqual([]);
  });

  it('is told what was pressed before the element left the page, though a step was under way', async () => {
    const world = await openWorld(RECORDING);
    const { member, counterpart } = await both(world);
    await world.fault({ operation: 'TranscriptPause', kind: 'late' });
    await press(member, '一時停止する');
    find(member, '.seldom summary').click();
    await press(member, '同意を取り消す');
    await userEvent.click(find(member, '.confirm .danger'));
    member.remove();
    await world.fault();
    await expect.poll(() => find(counterpart, '.state').textContent).toContain('同意の取り消しで終了');
  });

  it('says of steps that were taken one after the other why the first was not', async () => {
    const world = await openWorld(RECORDING);
    const { member } = await both(world);
    await world.fault(
      { operation: 'TranscriptWithdraw', kind: 'break' },
      { operation: 'TranscriptPause', kind: 'drop' },
    );
    find(member, '.seldom summary').click();
    await press(member, '同意を取り消す');
    find(member, '.confirm .danger').click();
    byName(member, 'button', '一時停止する').click();
    await expect.poll(() => canPress(member, '一時停止する')).toBe(false);
    await expect.poll(() => canPress(member, '一時停止する')).toBe(true);
    // Only the first reached a server that could give it a number.
    expect(find(member, '[role=alert]').textContent).toContain('お問い合わせ番号');
  });

  it('ends at once for who leaves', async () => {
    const { member, counterpart } = await both(await openWorld(RECORDING));
    find(member, '.seldom summary').click();
    await press(member, '退出する');
    await expect.poll(() => textOf(counterpart)).toContain('が退出したため、記録を終えました');
  });

  it('ends when consent is taken back, after one more question, and is then offered for deletion', async () => {
    const world = await openWorld(RECORDING);
    const { member, counterpart } = await both(world);
    find(member, '.seldom summary').click();
    await press(member, '同意を取り消す');
    await expectAccessible(member);
    expect(await world.received('TranscriptWithdraw')).toHaveLength(0);
    expect(member.shadowRoot?.activeElement?.textContent?.trim()).toBe('やめる');
    await userEvent.click(find(member, '.confirm .danger'));
    await expect.poll(() => find(counterpart, '.state').textContent).toContain('同意の取り消しで終了');
    await press(member, '記録をすべて削除する');
    await userEvent.click(find(member, '.confirm .danger'));
    await expect.poll(() => textOf(counterpart)).toContain('が発言を削除しました');
    expect(textOf(counterpart)).not.toContain('異動の話');
    await expect.poll(() => textOf(member)).not.toContain('異動の話');
  });
});

it('shows nothing of a talk any more that is withheld from who looks', async () => {
  const world = await openWorld({ ...LIVE, transcript: { said: 5 } });
  const element = place(world, 'taiwa-live-transcript', 'aoi', {}, { 'session-id': 'ses_first' });
  await settled(element);
  await expect.poll(() => element.shadowRoot?.querySelectorAll('.line').length).toBeGreaterThan(0);
  const heading = find(element, 'h2').textContent;
  await world.order({ withhold: 'ses_first' });
  await expect.poll(() => textOf(element)).toContain('文字起こしをする1on1はありません');
  expect(textOf(element)).not.toContain(heading);
  expect(element.shadowRoot?.querySelectorAll('.line')).toHaveLength(0);
});
