import { userEvent } from 'vitest/browser';
import { describe, expect, it } from 'vitest';
import { holdToContract, place, settled } from '../../testing/element-contract.ts';
import { byName, find, textOf } from '../../testing/mount.ts';
import { openWorld, type OpenWorld } from '../../testing/open-world.ts';
import type { StoryOptions } from '../../testing/story.ts';
import '../provider/provider.define.ts';
import './next.define.ts';

async function next(as: 'aoi' | 'ken', story: StoryOptions = {}): Promise<{ world: OpenWorld; element: HTMLElement }> {
  const world = await openWorld(story);
  const element = place(world, 'taiwa-next', as);
  await settled(element);
  return { world, element };
}

/** Opens the form for a time by its button; the form comes when it is first needed. */
async function openTimes(element: HTMLElement, button = '別の日時を提案する'): Promise<void> {
  await userEvent.click(byName(element, 'button', button));
  await expect.poll(() => element.shadowRoot?.querySelector('#day')).not.toBeNull();
}

holdToContract({
  tag: 'taiwa-next',
  as: 'ken',
  states: {
    'several are planned': { prepared: true },
    'a time is proposed': { state: 'PROPOSED' },
    'one is going on': { state: 'LIVE', startsIn: -5 },
  },
  empty: { story: { without: 'pairs' }, says: '1on1の相手が登録されると' },
});

describe('the next 1-on-1', () => {
  it('says when, with whom and whether it is prepared', async () => {
    const { element } = await next('aoi', { prepared: true });
    expect(textOf(element)).toContain('高橋 健さんとの1on1');
    expect(textOf(element)).toMatch(/\d+月\d+日\(.\) \d+:\d\d〜\d+:\d\d/);
    expect(textOf(element)).toContain('話したいこと：今後のキャリア');
  });

  it('lists the later ones of somebody with several partners', async () => {
    const { element } = await next('ken');
    expect(textOf(element)).toContain('その後の予定 田中 翔さん');
  });

  it('lets the one who was asked accept a proposed time; both see it', async () => {
    const { world, element } = await next('aoi', { state: 'PROPOSED' });
    const other = place(world, 'taiwa-next', 'ken');
    await expect.poll(() => textOf(other)).toContain('佐藤 葵さんの承諾を待っています');
    expect(textOf(element)).toContain('高橋 健さんからの提案です');
    await userEvent.click(byName(element, 'button', 'この日時で承諾する'));
    await expect.poll(() => textOf(other)).not.toContain('日程調整中');
    await expect.poll(() => textOf(element)).not.toContain('日程調整中');
  });

  it('proposes another time in the zone it shows', async () => {
    const { world, element } = await next('aoi');
    await openTimes(element);
    await userEvent.fill(find(element, '#day'), '2099-01-15');
    await userEvent.fill(find(element, '#time'), '14:30');
    await userEvent.click(byName(element, 'button', '新しい日時を送る'));
    await expect.poll(() => world.received('NextMove')).toHaveLength(1);
    const [move] = await world.received('NextMove');
    expect(move?.variables).toEqual({
      input: { sessionId: 'ses_first', localTime: '2099-01-15T14:30', timeZone: 'Asia/Tokyo', minutes: 30 },
    });
  });

  it('sends an odd time on as it stands', async () => {
    const toOddMinute = 20 + ((8 - (new Date().getMinutes() % 5)) % 5);
    const { world, element } = await next('aoi', { startsIn: toOddMinute });
    await openTimes(element);
    await userEvent.fill(find(element, '#day'), '2099-01-15');
    await userEvent.click(byName(element, 'button', '新しい日時を送る'));
    await expect.poll(() => world.received('NextMove')).toHaveLength(1);
  });

  it('asks before it cancels', async () => {
    const { world, element } = await next('aoi');
    await userEvent.click(byName(element, 'button', '中止する'));
    expect(await world.received('NextCancel')).toHaveLength(0);
    expect(textOf(element)).toContain('この1on1を中止しますか？');
    await userEvent.click(byName(element, '.notice button', '中止する'));
    await expect.poll(() => world.received('NextCancel')).toHaveLength(1);
    await expect.poll(() => textOf(element)).not.toContain('中止しますか');
  });

  it('teaches the rhythm where nothing is planned, and sends a proposal', async () => {
    const { world, element } = await next('ken', { without: 'sessions' });
    expect(textOf(element)).toContain('月に2回、30分ほど');
    await openTimes(element, '日時を提案する');
    await userEvent.selectOptions(find(element, '#partner'), 'pai_sho');
    await userEvent.selectOptions(find(element, '#minutes'), '45');
    await userEvent.click(byName(element, 'button', '提案を送る'));
    await expect.poll(() => textOf(element)).toContain('田中 翔さんとの1on1');
    const [proposal] = await world.received('NextPropose');
    expect(proposal?.variables).toMatchObject({ input: { pairId: 'pai_sho', minutes: 45, timeZone: 'Asia/Tokyo' } });
  });
});
