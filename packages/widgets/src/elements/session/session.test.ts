import { userEvent } from 'vitest/browser';
import { html } from 'lit';
import { describe, expect, it, vi } from 'vitest';
import { holdToContract, place, settled } from '../../testing/element-contract.ts';
import { byName, find, mount, textOf } from '../../testing/mount.ts';
import { openWorld } from '../../testing/open-world.ts';
import { minutesFromNow } from '../../testing/story.ts';
import { TaiwaSession } from './session.ts';
import { figuresOf, progressOf } from './talk-timer.ts';
import '../provider/provider.define.ts';
import './session.define.ts';

const LIVE = { prepared: true, startsIn: -12, state: 'LIVE' } as const;

holdToContract({
  tag: 'taiwa-session',
  as: 'aoi',
  states: {
    'it can be started': { prepared: true, startsIn: 5 },
    'it is too early': { prepared: true, startsIn: 60 },
    'it is going on': LIVE,
  },
  empty: { story: { without: 'sessions' }, says: '始められる1on1はありません' },
});

/** Asks the server again, until the answer is shown. */
async function reload(element: HTMLElement): Promise<void> {
  if (!(element instanceof TaiwaSession)) throw new Error('Not a <taiwa-session>.');
  await element.reload();
  await element.updateComplete;
}

describe('the talk', () => {
  it('is started by either and seen by both at once', async () => {
    const world = await openWorld({ prepared: true, startsIn: 5 });
    const member = place(world, 'taiwa-session', 'aoi');
    const counterpart = place(world, 'taiwa-session', 'ken');
    await settled(member);
    await settled(counterpart);
    await userEvent.click(byName(counterpart, 'button', '1on1を始める'));
    await expect.poll(() => textOf(member)).toContain('実施中');
    await expect.poll(() => textOf(counterpart)).toContain('残り30分');
    expect(byName(member, 'button', '1on1を終える')).toBeDefined();
  });

  it('takes nothing back that was told since it asked, however late the answer comes', async () => {
    const world = await openWorld({ prepared: true, startsIn: 5 });
    const element = place(world, 'taiwa-session', 'aoi');
    await settled(element);
    await world.fault({ operation: 'Talk', kind: 'late' });
    const reading = reload(element);
    await expect.poll(async () => (await world.received('Talk')).length).toBe(2);
    await world.order({ session: { id: 'ses_first', state: 'LIVE', startedAt: minutesFromNow(0) } });
    await expect.poll(() => textOf(element)).toContain('実施中');
    await world.fault();
    await reading;
    expect(textOf(element)).toContain('実施中');
  });

  it('asks again where it was told something while it waited for the answer of a press', async () => {
    const world = await openWorld({ prepared: true, startsIn: 5 });
    const element = place(world, 'taiwa-session', 'aoi');
    await settled(element);
    await world.fault({ operation: 'TalkStart', kind: 'late' });
    await userEvent.click(byName(element, 'button', '1on1を始める'));
    await expect.poll(() => textOf(element)).toContain('実施中');
    await world.order({ session: { id: 'ses_first', state: 'ENDED', endedAt: minutesFromNow(0) } });
    await expect.poll(() => textOf(element)).toContain('終了しました');
    const states: string[] = [];
    element.addEventListener('taiwa-session-changed', ({ state }) => states.push(state));
    await world.fault();
    await expect.poll(async () => (await world.received('Talk')).length).toBe(2);
    await settled(element);
    expect(textOf(element)).toContain('終了しました');
    expect(states).toEqual([]);
  });

  it('is started by who pressed, though their page went on before there was a new token', async () => {
    const world = await openWorld({ prepared: true, startsIn: 5 });
    const member = place(world, 'taiwa-session', 'aoi');
    const counterpart = place(world, 'taiwa-session', 'ken');
    await settled(member);
    await settled(counterpart);
    const tokens = counterpart instanceof TaiwaSession ? counterpart.client?.tokens : undefined;
    tokens?.expire(await tokens.get());
    byName(counterpart, 'button', '1on1を始める').click();
    counterpart.remove();
    await expect.poll(() => textOf(member)).toContain('実施中');
  });

  it('asks no more and uses no connection once its element left, though an answer still came', async () => {
    const world = await openWorld({ prepared: true, startsIn: 5 });
    const element = mount(
      html`<taiwa-session url=${world.url} token-endpoint=${world.tokenFor('ken')}></taiwa-session>`,
    );
    if (!(element instanceof TaiwaSession)) throw new Error('Not a <taiwa-session>.');
    await settled(element);
    await world.fault({ operation: 'TalkStart', kind: 'late' });
    byName(element, 'button', '1on1を始める').click();
    await expect.poll(async () => (await world.received('TalkStart')).length).toBe(1);
    const { client } = element;
    element.remove();
    await world.fault();
    await expect.poll(async () => client?.tokens?.get().catch(({ kind }) => String(kind))).toBe('abort');
    await element.updateComplete;
    expect(element.client).toBeUndefined();
    expect(await world.received('Talk')).toHaveLength(1);
  });

  it('shows nothing of it any more once the person signed out', async () => {
    const world = await openWorld(LIVE);
    const element = place(world, 'taiwa-session', 'aoi');
    await expect.poll(() => textOf(element)).toContain('今後のキャリア');
    document.querySelector('taiwa-provider')?.signOut();
    await expect.poll(() => textOf(element)).toContain('サインインしてください');
    expect(textOf(element)).not.toContain('今後のキャリア');
  });

  it('shows nothing of it to the next person while they wait for what is theirs', async () => {
    const world = await openWorld(LIVE);
    const element = place(world, 'taiwa-session', 'aoi');
    await expect.poll(() => textOf(element)).toContain('今後のキャリア');
    // The second keeps live data from filling in.
    await world.fault({ operation: '*', kind: 'hold' }, { operation: '*', kind: 'break' });
    document.querySelector('taiwa-provider')?.setAttribute('token-endpoint', world.tokenFor('sho'));
    await expect.poll(() => textOf(element)).toContain('読み込んでいます');
    expect(textOf(element)).not.toContain('今後のキャリア');
  });

  it('shows who is there, and who left', async () => {
    const world = await openWorld({ prepared: true, startsIn: 5 });
    const member = place(world, 'taiwa-session', 'aoi');
    await expect.poll(() => textOf(member)).toContain('あなた 参加しています 高 高橋 健さん まだ来ていません');
    const counterpart = place(world, 'taiwa-session', 'ken');
    await expect.poll(() => textOf(member)).toContain('高橋 健さん 参加しています');
    counterpart.parentElement?.remove();
    await expect.poll(() => textOf(member)).toContain('高橋 健さん まだ来ていません');
  });

  it('asks before it ends for both, and either may end it', async () => {
    const world = await openWorld(LIVE);
    const member = place(world, 'taiwa-session', 'aoi');
    const counterpart = place(world, 'taiwa-session', 'ken');
    await settled(member);
    await settled(counterpart);
    const told = vi.fn();
    counterpart.addEventListener('taiwa-session-changed', ({ state }) => told(state));
    await userEvent.click(byName(member, 'button', '1on1を終える'));
    expect(await world.received('TalkEnd')).toHaveLength(0);
    await userEvent.click(byName(member, 'button', '続ける'));
    await userEvent.click(byName(member, 'button', '1on1を終える'));
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => textOf(counterpart)).toContain('終了しました');
    await expect.poll(() => textOf(member)).toContain('お疲れさまでした');
    expect(told.mock.calls).toEqual([['ENDED']]);
  });

  it('says that a theme could not be marked, and takes the tick back', async () => {
    const world = await openWorld(LIVE);
    const element = place(world, 'taiwa-session', 'aoi');
    await settled(element);
    await world.fault({ operation: 'TalkThemeDone', kind: 'break', times: 9 });
    await userEvent.click(find(element, 'input[type=checkbox]'));
    await expect.poll(() => find(element, '[role=alert]').textContent).toContain('もう一度お試しください');
    await expect.poll(() => find<HTMLInputElement>(element, 'input[type=checkbox]').checked).toBe(false);
  });

  it('marks a theme as talked about, for both', async () => {
    const world = await openWorld(LIVE);
    const member = place(world, 'taiwa-session', 'aoi');
    const counterpart = place(world, 'taiwa-session', 'ken');
    await settled(member);
    await settled(counterpart);
    await userEvent.click(find(member, 'input[type=checkbox]'));
    await expect.poll(() => find<HTMLInputElement>(counterpart, 'input[type=checkbox]').checked).toBe(true);
    await userEvent.click(find(counterpart, 'input[type=checkbox]'));
    await expect.poll(() => find<HTMLInputElement>(member, 'input[type=checkbox]').checked).toBe(false);
  });

  it('says why it could not be started', async () => {
    const world = await openWorld({ prepared: true, startsIn: 5 });
    const element = place(world, 'taiwa-session', 'aoi');
    await settled(element);
    await world.fault({ operation: 'TalkStart', kind: 'break', times: 9 });
    await userEvent.click(byName(element, 'button', '1on1を始める'));
    await expect.poll(() => find(element, '[role=alert]').textContent).toContain('もう一度お試しください');
  });

  it('says from when on it can be started', async () => {
    const element = place(await openWorld({ startsIn: 60 }), 'taiwa-session', 'aoi');
    await expect.poll(() => textOf(element)).toMatch(/\d:\d\dから始められます/);
  });
});

describe('the time', () => {
  const talk = {
    startsAt: '2026-11-21T00:30:00.000Z',
    endsAt: '2026-11-21T01:00:00.000Z',
    startedAt: '2026-11-21T00:33:00.000Z',
  };
  const at = (time: string): ReturnType<typeof progressOf> => progressOf(talk, Date.parse(`2026-11-21T${time}.000Z`));

  it('counts from when the talk really began, against the length that was planned', () => {
    expect(at('00:45:30')).toEqual({ seconds: 750, minutesLeft: 18, share: 750 / 1800 });
  });

  it('is read in hours, minutes and seconds, without empty places before them', () => {
    expect([9, 125, 725, 3_723, 36_000].map(figuresOf)).toEqual(['0:09', '2:05', '12:05', '1:02:03', '10:00:00']);
  });

  it('says how far it went over', () => {
    expect(at('01:08:00')).toMatchObject({ minutesLeft: -5, share: 1 });
  });
});

it('shows nothing of a talk any more that is withheld from who looks', async () => {
  const world = await openWorld({ prepared: true, state: 'LIVE', startsIn: -5 });
  const element = place(world, 'taiwa-session', 'ken', {}, { 'session-id': 'ses_first' });
  await settled(element);
  await expect.poll(() => textOf(element)).toContain('佐藤 葵');
  await world.order({ withhold: 'ses_first' });
  await expect.poll(() => textOf(element)).toContain('始められる1on1はありません');
  expect(textOf(element)).not.toContain('佐藤 葵');
});
