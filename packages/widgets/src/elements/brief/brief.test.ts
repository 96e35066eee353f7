import { afterEach, describe, expect, it, vi } from 'vitest';
import { holdToContract, place, settled } from '../../testing/element-contract.ts';
import { find, textOf } from '../../testing/mount.ts';
import { openWorld } from '../../testing/open-world.ts';
import '../prep/prep.define.ts';
import '../provider/provider.define.ts';
import './brief.define.ts';

afterEach(() => localStorage.clear());

holdToContract({
  tag: 'taiwa-brief',
  as: 'ken',
  states: {
    'the member has prepared': { prepared: true, openThemes: true },
    'nothing is chosen yet': {},
  },
  empty: { story: { without: 'sessions' }, says: '予定されている1on1はありません' },
});

describe('what the company requires', () => {
  it('is said with why and until when, beside what the member wants', async () => {
    const world = await openWorld({ prepared: true, guided: true });
    const element = place(world, 'taiwa-brief', 'ken');
    await settled(element);
    const required = find(element, '[part=required]').textContent ?? '';
    expect(required).toContain('会社や部署の方針');
    expect(required).toContain('新しい方針が始まりました。');
    expect(required).toContain('4月30日');
    expect(required).not.toContain('スキル');
  });
});

describe('before the talk', () => {
  it('says in its first line what is wanted', async () => {
    const element = place(await openWorld({ prepared: true }), 'taiwa-brief', 'ken');
    await settled(element);
    expect(find(element, 'h2').textContent).toBe('「今後のキャリア」について、一緒に考えてほしいそうです。');
  });

  it('shows the style that answers it, hints, the stage, what is open and the note', async () => {
    const element = place(await openWorld({ prepared: true, openThemes: true }), 'taiwa-brief', 'ken');
    await settled(element);
    for (const text of [
      '問いかけるコーチング',
      '最初の小さな一歩は何でしょう',
      '自分の正解へ誘導すること',
      '「結論は今日でなくていい」',
      '関係の段階 3／6',
      'スキルや力の向上',
      '少し迷っています',
      '業務の進捗や進め方',
    ]) {
      // The questions come last.
      await expect.poll(() => textOf(element)).toContain(text);
    }
  });

  it('marks it as seen by being looked at, and the member sees that without a reload', async () => {
    const world = await openWorld({ prepared: true });
    const member = place(world, 'taiwa-prep', 'aoi');
    await settled(member);
    expect(textOf(member)).toContain('まだ確認していません');
    const told = vi.fn();
    document.addEventListener('taiwa-seen', told, { once: true });
    const element = place(world, 'taiwa-brief', 'ken');
    await settled(element);
    element.scrollIntoView();
    await expect.poll(() => textOf(member)).toContain('高橋 健さんが確認しました');
    // The other page may hear of it before this one is answered.
    await expect.poll(() => told.mock.calls).toHaveLength(1);
    expect(await world.received('BriefSeen')).toHaveLength(1);
  });

  it('marks nothing while nobody can see it', async () => {
    const world = await openWorld({ prepared: true });
    const element = place(world, 'taiwa-brief', 'ken');
    element.style.display = 'none';
    await settled(element);
    expect(await world.received('BriefSeen')).toHaveLength(0);
    element.style.display = '';
    await expect.poll(() => world.received('BriefSeen')).toHaveLength(1);
  });

  it('follows what the member chooses without a reload, and marks the new version too', async () => {
    const world = await openWorld();
    const element = place(world, 'taiwa-brief', 'ken');
    await settled(element);
    expect(textOf(element)).toContain('佐藤 葵さんはまだ話したいことを選んでいません');
    const member = place(world, 'taiwa-prep', 'aoi');
    await settled(member);
    for (const selector of ['.topic .choice:nth-child(2)', '.response .choice:nth-child(3)'])
      find(member, selector).click();
    await expect.poll(() => find(element, 'h2').textContent).toBe('「人間関係」について、話を聞いてほしいそうです。');
    expect(textOf(element)).toContain('更新されました');
    element.scrollIntoView();
    await expect.poll(() => textOf(member)).toContain('高橋 健さんが確認しました');
  });

  it('comes back by itself after its socket was lost', async () => {
    const world = await openWorld({ prepared: true });
    const element = place(world, 'taiwa-brief', 'ken');
    await settled(element);
    await expect.poll(() => world.received('BriefSeen')).toHaveLength(1);
    await world.order({ dropSockets: true });
    const preparation = {
      note: '追記しました',
      preparedAt: new Date().toISOString(),
      revision: 2,
      seenAt: null,
      seenRevision: null,
    };
    await world.order({ session: { id: 'ses_first', preparation } });
    await expect.poll(() => textOf(element), { timeout: 10_000 }).toContain('追記しました');
  });
});

it('shows nothing of a talk any more that is withheld from who looks', async () => {
  const world = await openWorld({ prepared: true });
  const element = place(world, 'taiwa-brief', 'ken', {}, { 'session-id': 'ses_first' });
  await settled(element);
  await expect.poll(() => textOf(element)).toContain('佐藤 葵');
  await world.order({ withhold: 'ses_first' });
  await expect.poll(() => textOf(element)).toContain('予定されている1on1はありません');
  expect(textOf(element)).not.toContain('佐藤 葵');
});
