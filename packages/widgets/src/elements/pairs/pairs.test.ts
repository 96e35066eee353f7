import { userEvent } from 'vitest/browser';
import { describe, expect, it, vi } from 'vitest';
import { expectAccessible } from '../../testing/axe.ts';
import { holdToContract, place, settled } from '../../testing/element-contract.ts';
import { byName, find, textOf } from '../../testing/mount.ts';
import { openWorld, type OpenWorld } from '../../testing/open-world.ts';
import '../provider/provider.define.ts';
import './pairs.define.ts';
import { TaiwaPairs } from './pairs.ts';

holdToContract({
  tag: 'taiwa-pairs',
  as: 'ken',
  states: { 'an administrator looks': { admin: true }, 'an advisor looks': {} },
  empty: { story: { admin: true, colleagues: 0 }, says: 'まだペアがありません' },
});

async function shown(filter = '', story = {}): Promise<{ world: OpenWorld; element: HTMLElement }> {
  const world = await openWorld({ admin: true, ...story });
  const element = place(world, 'taiwa-pairs', 'ken');
  if (filter) element.setAttribute('filter', filter);
  await settled(element);
  return { world, element };
}

const rows = (element: HTMLElement): number => element.shadowRoot?.querySelectorAll('.records tbody tr').length ?? 0;

const choose = async (element: HTMLElement, field: string, name: string): Promise<void> => {
  await userEvent.fill(find(element, `[id="${field}-search"]`), name);
  await expect.poll(() => element.shadowRoot?.querySelectorAll('.found button').length).toBeGreaterThan(0);
  await userEvent.click(find(element, '.found button'));
};

describe('the list of pairs', () => {
  it('is narrowed as the page says, and tells the page of each change', async () => {
    const { world, element } = await shown('kind=MENTOR_MENTEE');
    await expect.poll(() => textOf(element)).toContain('条件に合うものがありません');
    const told: string[] = [];
    element.addEventListener('taiwa-filtered', ({ filter }) => told.push(filter));
    await userEvent.selectOptions(find(element, '.tools label:nth-child(2) select'), 'MANAGER_MEMBER');
    await userEvent.selectOptions(find(element, '.tools label:nth-child(1) select'), 'dep_engineering');
    expect(told).toEqual(['kind=MANAGER_MEMBER', 'kind=MANAGER_MEMBER&department=dep_engineering']);
    await expect.poll(() => rows(element)).toBeGreaterThan(0);
    const asked = (await world.received('Pairs')).at(-1)?.variables;
    expect(asked).toMatchObject({
      filter: { kind: ['MANAGER_MEMBER'], departmentId: 'dep_engineering', active: true },
    });
  });

  it('shows who is behind the guideline, and by how much', async () => {
    const { world, element } = await shown('state=behind');
    await expect.poll(() => textOf(element)).toContain('1回分の遅れ');
    expect(rows(element)).toBe(1);
    expect(await world.received('Pairs')).toHaveLength(0);
  });

  it('offers no change to advisors', async () => {
    const { element } = await shown('', { admin: false });
    await expect.poll(() => rows(element)).toBeGreaterThan(0);
    for (const selector of ['input[type=checkbox]', '.row-menu', '.top .button'])
      expect(element.shadowRoot?.querySelector(selector)).toBeNull();
  });
});

describe('a pair', () => {
  it('is made of two people who are found by name, and what was chosen survives a reload of the page', async () => {
    const { world, element } = await shown();
    await userEvent.click(byName(element, '.top button', 'ペアを作る'));
    await choose(element, 'memberId', '鈴木 結衣');
    await expectAccessible(element);
    await userEvent.click(byName(element, 'dialog button', 'ペアを作る'));
    await expect.poll(() => find(element, 'dialog').textContent).toContain('メンバーと相手を選んでください');
    element.remove();
    const again = place(world, 'taiwa-pairs', 'ken');
    await settled(again);
    await userEvent.click(byName(again, '.top button', 'ペアを作る'));
    expect(find(again, 'dialog .people').textContent).toContain('鈴木 結衣');
    await choose(again, 'counterpartId', '高橋 蓮');
    await userEvent.click(byName(again, 'dialog button', 'ペアを作る'));
    await expect.poll(() => textOf(again)).toContain('鈴木 結衣さん × 高橋 蓮さんのペアを作りました');
  });

  it('gets another manager, and the former pair is among those that have ended', async () => {
    const { element } = await shown();
    const [name] = find(element, '.records tbody bdi').textContent.split('\n');
    await userEvent.click(find(element, '.row-menu summary'));
    await userEvent.click(byName(element, '.row-menu button', '上司を変える'));
    await choose(element, 'managerId', '小林 凪');
    await userEvent.click(byName(element, 'dialog .primary', '上司を変える'));
    await expect.poll(() => textOf(element)).toContain('1人の上司を変えました');
    await userEvent.selectOptions(find(element, '.tools label:nth-child(3) select'), '終わったペア');
    await expect.poll(() => textOf(element)).toContain('に終了');
    expect(find(element, '.records tbody bdi').textContent).toBe(name);
  });
});

describe('pairs that are ticked', () => {
  it('rest together, are found by that, and go on again by the way back', async () => {
    const { element } = await shown();
    await userEvent.click(find(element, 'thead input'));
    await userEvent.click(byName(element, '.bulk button', '休止する'));
    await userEvent.click(byName(element, 'dialog .primary', '休止する'));
    await expect.poll(() => textOf(element)).toContain('22組を休止しました');
    expect(element.shadowRoot?.querySelectorAll('.records .pill.accent')).toHaveLength(0);
    await userEvent.click(byName(element, '.outcome button', '元に戻す'));
    await expect.poll(() => element.shadowRoot?.querySelectorAll('.records .pill.accent').length).toBe(22);
  });

  it('end after a question; those for which it failed stay ticked, with the reason', async () => {
    const { world, element } = await shown();
    await userEvent.click(find(element, 'tbody input'));
    await userEvent.click(byName(element, 'tbody tr:nth-child(2) input', ''));
    await world.fault({ operation: 'PairsEnd', kind: 'break', times: 1 });
    await userEvent.click(byName(element, '.bulk button', '終了する'));
    expect(await world.received('PairsEnd')).toHaveLength(0);
    await userEvent.click(find(element, 'dialog .grave'));
    await expect.poll(() => textOf(element)).toContain('1組は完了、1組はできませんでした');
    expect(textOf(element)).toContain('1件を選んでいます');
  });

  it('go on again where their end is taken back, at once or within a day', async () => {
    const { world, element } = await shown();
    const before = rows(element);
    const end = async (): Promise<void> => {
      await userEvent.click(find(element, 'tbody .row-menu summary'));
      await userEvent.click(byName(element, 'tbody .row-menu button', '終了する'));
      await userEvent.click(find(element, 'dialog .grave'));
      await expect.poll(() => rows(element)).toBe(before - 1);
    };
    await end();
    await expect.poll(() => byName(element, '.outcome button', '元に戻す')).toBeDefined();
    await userEvent.click(byName(element, '.outcome button', '元に戻す'));
    await expect.poll(() => rows(element)).toBe(before);
    await end();
    await userEvent.selectOptions(find(element, '.tools label:nth-child(3) select'), '終わったペア');
    await expect.poll(() => rows(element)).toBe(1);
    await userEvent.click(find(element, '.row-menu summary'));
    await userEvent.click(byName(element, '.row-menu button', '終了を取り消す'));
    await expect.poll(() => textOf(element)).toContain('1組の終了を取り消しました');
    expect(await world.received('PairsReopen')).toHaveLength(2);
  });
});

it('makes pairs from the tree of departments after a look at them, and takes them back', async () => {
  const { element } = await shown();
  const before = rows(element);
  await userEvent.click(byName(element, '.top button', '部署からまとめて作る'));
  await userEvent.click(byName(element, 'dialog button', '内容を確認する'));
  await expect.poll(() => find(element, '.current').textContent).toContain('反映すると、次のように変わります');
  await expect.poll(() => find(element, '.current').textContent).toContain('ペアを作る');
  await expectAccessible(element);
  await userEvent.click(byName(element, '.current button', '反映する'));
  await expect.poll(() => rows(element)).toBe(before + 2);
  await expect.poll(() => byName(element, '.current button', '元に戻す')).toBeDefined();
  await userEvent.click(byName(element, '.current button', '元に戻す'));
  await expect.poll(() => rows(element)).toBe(before);
});

it('takes nothing back that was told of a bulk change, however late the answer of a press comes', async () => {
  const { element, world } = await shown();
  if (!(element instanceof TaiwaPairs)) throw new Error('Not a <taiwa-pairs>.');
  const before = rows(element);
  await userEvent.click(byName(element, '.top button', '部署からまとめて作る'));
  await userEvent.click(byName(element, 'dialog button', '内容を確認する'));
  await expect.poll(() => byName(element, '.current button', '反映する')).toBeDefined();
  await world.fault({ operation: 'ImportApply', kind: 'late' });
  await userEvent.click(byName(element, '.current button', '反映する'));
  await expect.poll(() => byName(element, '.current button', '元に戻す')).toBeDefined();
  await userEvent.click(byName(element, '.current button', '元に戻す'));
  await expect.poll(() => find(element, '.current').textContent).toContain('元に戻しました');
  await expect.poll(() => rows(element)).toBe(before);
  const drawn = vi.spyOn(element, 'requestUpdate');
  await world.fault();
  await expect.poll(() => drawn.mock.calls.length).toBeGreaterThan(0);
  expect(find(element, '.current').textContent).toContain('元に戻しました');
});
