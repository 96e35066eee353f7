import { userEvent } from 'vitest/browser';
import { describe, expect, it } from 'vitest';
import { holdToContract, place, settled } from '../../testing/element-contract.ts';
import { byName, find, textOf } from '../../testing/mount.ts';
import { openWorld } from '../../testing/open-world.ts';
import '../provider/provider.define.ts';
import './departments.define.ts';

holdToContract({
  tag: 'taiwa-departments',
  as: 'ken',
  states: { 'an administrator looks': { admin: true }, 'somebody else looks': {} },
  empty: { story: { admin: true, colleagues: 0 }, says: 'まだ部署がありません' },
});

async function shown(admin = true): Promise<HTMLElement> {
  const element = place(await openWorld({ admin }), 'taiwa-departments', 'ken');
  await settled(element);
  return element;
}

const names = (element: HTMLElement): (string | undefined)[] =>
  [...(element.shadowRoot?.querySelectorAll('.node .name') ?? [])].map((one) => one.textContent?.trim());

describe('the tree of departments', () => {
  it('is walked, closed and opened by arrow keys', async () => {
    const element = await shown();
    find(element, '[role=treeitem]').focus();
    await userEvent.keyboard('{ArrowDown}');
    await expect.poll(() => element.shadowRoot?.activeElement?.getAttribute('data-id')).toBe('dep_sales');
    await userEvent.keyboard('{ArrowLeft}');
    await expect.poll(() => names(element)).toEqual(['全社', '営業部', '開発部']);
    await userEvent.keyboard('{ArrowRight}');
    await expect.poll(() => names(element)).toContain('東京営業課');
    await userEvent.keyboard('{End}');
    await expect.poll(() => element.shadowRoot?.activeElement?.getAttribute('data-id')).toBe('dep_engineering');
  });

  it('is changed, and a new name is taken back', async () => {
    const element = await shown();
    await userEvent.click(byName(element, '[role=treeitem]', '営業部'));
    await userEvent.click(byName(element, '.chosen button', '名前を変える'));
    await userEvent.fill(find(element, '#name'), '第一営業部');
    await userEvent.click(byName(element, 'dialog button', '保存する'));
    await expect.poll(() => names(element)).toContain('第一営業部');
    await userEvent.click(byName(element, '.outcome button', '元に戻す'));
    await expect.poll(() => names(element)).toContain('営業部');
    await userEvent.click(byName(element, '.chosen button', 'この下に追加する'));
    await userEvent.fill(find(element, '#name'), '大阪営業課');
    await userEvent.click(byName(element, 'dialog button', '保存する'));
    await expect.poll(() => textOf(element)).toContain('大阪営業課を追加しました');
  });

  it('is only read by who is no administrator', async () => {
    expect((await shown(false)).shadowRoot?.querySelector('.chosen')).toBeNull();
  });
});
