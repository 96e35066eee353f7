import { userEvent } from 'vitest/browser';
import { expect, it } from 'vitest';
import { expectAccessible } from '../../testing/axe.ts';
import { holdToContract, place, settled } from '../../testing/element-contract.ts';
import { byName, find, textOf } from '../../testing/mount.ts';
import { openWorld } from '../../testing/open-world.ts';
import '../provider/provider.define.ts';
import './erasures.define.ts';

holdToContract({
  tag: 'taiwa-erasures',
  as: 'ken',
  states: { 'an administrator looks': { admin: true, protected: true }, 'somebody else looks': {} },
  empty: { story: { admin: true }, says: '消去の予定はありません' },
});

it('is asked for only by who types the name, and called off again', async () => {
  const world = await openWorld({ admin: true });
  const element = place(world, 'taiwa-erasures', 'ken');
  await settled(element);
  await userEvent.click(byName(element, '.top button', '消去を依頼する'));
  await userEvent.fill(find(element, '[id="userId-search"]'), '佐藤 蓮');
  await expect.poll(() => find(element, '.found').textContent).toContain('佐藤 蓮');
  await userEvent.click(find(element, '.found button'));
  await userEvent.click(byName(element, 'dialog .primary', '消えるものを確かめる'));
  await expect.poll(() => find(element, 'dialog').textContent).toContain('佐藤 蓮さんのデータを消去しますか');
  const lines = [...(element.shadowRoot?.querySelectorAll('.counted li') ?? [])].map((one) =>
    one.textContent?.trim().split(/\s+/),
  );
  expect(lines.map((line) => line?.at(-1))).toEqual(['1件', 'すべて', 'すべて', '2件', '31件', 'すべて']);
  await expectAccessible(element);
  await userEvent.fill(find(element, '#typedName'), '佐藤 葵');
  await userEvent.click(find(element, 'dialog .grave'));
  await expect.poll(() => find(element, 'dialog').textContent).toContain('名前が一致しません');
  expect(await world.received('ErasuresRequest')).toHaveLength(0);
  await userEvent.fill(find(element, '#typedName'), '佐藤　蓮');
  await userEvent.click(find(element, 'dialog .grave'));
  await expect.poll(() => textOf(element)).toContain('佐藤 蓮さんのデータを7日後に消去します');
  expect(textOf(element)).toContain('あと6日で消去します');
  await userEvent.click(find(element, '.row-menu summary'));
  await userEvent.click(byName(element, '.row-menu button', '消去を取り消す'));
  await expect.poll(() => textOf(element)).toContain('に取り消されました');
});
