import { userEvent } from 'vitest/browser';
import { describe, expect, it } from 'vitest';
import { expectAccessible } from '../../testing/axe.ts';
import { holdToContract, place, settled } from '../../testing/element-contract.ts';
import { byName, find, textOf } from '../../testing/mount.ts';
import { openWorld } from '../../testing/open-world.ts';
import '../provider/provider.define.ts';
import './guideline.define.ts';

holdToContract({
  tag: 'taiwa-guideline',
  as: 'ken',
  states: { 'an administrator looks': { admin: true }, 'one of the two looks': {} },
  empty: { story: { admin: true, quiet: true }, says: '実施ルールはまだありません' },
});

async function shown(story = {}) {
  const world = await openWorld({ admin: true, ...story });
  const element = place(world, 'taiwa-guideline', 'ken');
  await settled(element);
  return { world, element };
}

describe('who is behind', () => {
  it('is narrowed, and the page is told', async () => {
    const { world, element } = await shown();
    await expect.poll(() => textOf(element)).toContain('1回分の遅れ');
    expect(textOf(element)).toContain('順調です');
    const filtered = new Promise((resolve) => element.addEventListener('taiwa-filtered', resolve, { once: true }));
    await userEvent.selectOptions(find(element, '.tools select'), '遅れているペアだけ');
    expect(await filtered).toMatchObject({ filter: 'behind=1' });
    await expect.poll(() => textOf(element)).not.toContain('順調です');
    const asked = await world.received('GuidelineStandings');
    expect(asked.at(-1)?.variables).toMatchObject({ filter: { behindOnly: true } });
  });
});

describe('rules', () => {
  it('are added, and what the server refuses stays in the form', async () => {
    const { element } = await shown();
    await userEvent.click(byName(element, 'button', 'ルールを追加する'));
    await expectAccessible(element);
    await userEvent.selectOptions(find(element, '#departmentId'), '開発部');
    await userEvent.fill(find(element, '#sessions'), '31');
    await userEvent.fill(find(element, '#from'), '2026-12-01');
    await userEvent.click(byName(element, 'dialog button', '保存する'));
    await expect.poll(() => textOf(element)).toContain('回数が多すぎます');
    expect(find<HTMLInputElement>(element, '#sessions').value).toBe('31');
    await userEvent.fill(find(element, '#sessions'), '2');
    await userEvent.click(byName(element, 'dialog button', '保存する'));
    await expect.poll(() => textOf(element)).toContain('月に2回、30分');
  });

  it('come back as they were typed after a reload', async () => {
    const { world, element } = await shown();
    await userEvent.click(byName(element, 'button', 'ルールを追加する'));
    await userEvent.fill(find(element, '#minutes'), '45');
    element.remove();
    const again = place(world, 'taiwa-guideline', 'ken');
    await settled(again);
    await userEvent.click(byName(again, 'button', 'ルールを追加する'));
    expect(find<HTMLInputElement>(again, '#minutes').value).toBe('45');
  });

  it('end after a question', async () => {
    const { world, element } = await shown();
    await userEvent.click(find(element, '.row-menu summary'));
    await userEvent.click(byName(element, '.row-menu button', '今日で終える'));
    expect(await world.received('GuidelineEnd')).toHaveLength(0);
    await userEvent.click(byName(element, 'dialog button', '今日で終える'));
    await expect.poll(() => textOf(element)).toContain('ルールを終えました');
    await expect.poll(() => textOf(element)).toContain('実施ルールはまだありません');
  });

  it('are only read by who is no administrator', async () => {
    const { element } = await shown({ admin: false });
    expect(textOf(element)).toContain('月に1回、30分');
    expect(element.shadowRoot?.querySelector('.row-menu, .primary')).toBeNull();
  });
});
