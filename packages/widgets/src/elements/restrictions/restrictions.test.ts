import { userEvent } from 'vitest/browser';
import { expect, it } from 'vitest';
import { expectAccessible } from '../../testing/axe.ts';
import { holdToContract, place, settled } from '../../testing/element-contract.ts';
import { byName, find, textOf } from '../../testing/mount.ts';
import { openWorld } from '../../testing/open-world.ts';
import '../provider/provider.define.ts';
import './restrictions.define.ts';

holdToContract({
  tag: 'taiwa-restrictions',
  as: 'ken',
  states: {
    'somebody asked': { admin: true, restriction: 'ASKED' },
    'one holds': { admin: true, restriction: 'HOLDS' },
    'somebody else looks': {},
  },
  empty: { story: { admin: true }, says: '利用制限の申し出はありません' },
});

async function openMenu(element: Element, action: string): Promise<void> {
  await userEvent.click(find(element, '.row-menu summary'));
  await userEvent.click(byName(element, '.row-menu button', action));
}

it('is put in force after a look at what it does, and lifted with an answer', async () => {
  const world = await openWorld({ admin: true, restriction: 'ASKED' });
  const element = place(world, 'taiwa-restrictions', 'ken');
  await settled(element);
  expect(textOf(element)).toContain('1件の申し出が判断を待っています');
  await openMenu(element, '制限を始める');
  expect(find(element, 'dialog').textContent).toContain('本人以外のだれにも表示されません');
  expect(find(element, 'dialog').textContent).toContain('入社日がまちがっています');
  await expectAccessible(element);
  await userEvent.click(byName(element, 'dialog .primary', '制限を始める'));
  await expect.poll(() => textOf(element)).toContain('佐藤 葵さんのデータの利用を制限しました');
  expect(textOf(element)).toContain('制限中');
  await openMenu(element, '制限を解除する');
  await userEvent.click(byName(element, 'dialog .primary', '制限を解除する'));
  // Nothing goes out without a word to the person.
  expect(await world.received('RestrictionsLift')).toHaveLength(0);
  await userEvent.fill(find(element, '#answer'), '入社日を直します。');
  await userEvent.click(byName(element, 'dialog .primary', '制限を解除する'));
  await expect.poll(() => textOf(element)).toContain('回答：入社日を直します。');
  expect(textOf(element)).toContain('解除済み');
});

it('is declined with an answer, by keyboard, and a draft of the answer stays', async () => {
  const world = await openWorld({ admin: true, restriction: 'ASKED' });
  const element = place(world, 'taiwa-restrictions', 'ken');
  await settled(element);
  find(element, '.row-menu summary').focus();
  await userEvent.keyboard('{Enter}{Tab}{Tab}{Enter}');
  expect(find(element, 'dialog h3').textContent).toContain('見送りますか');
  await userEvent.fill(find(element, '#answer'), '入社日は正しいことを確かめました。');
  await userEvent.keyboard('{Escape}');
  await expect.poll(() => element.shadowRoot?.querySelector('dialog')).toBeNull();
  await openMenu(element, '見送る');
  expect(find(element, '#answer')).toHaveProperty('value', '入社日は正しいことを確かめました。');
  await userEvent.click(byName(element, 'dialog .primary', '見送る'));
  await expect.poll(() => textOf(element)).toContain('佐藤 葵さんの申し出を見送りました');
  expect(await world.received('RestrictionsDecline')).toHaveLength(1);
});

it('is entered for somebody who asked in person, with their reason', async () => {
  const world = await openWorld({ admin: true });
  const element = place(world, 'taiwa-restrictions', 'ken');
  await settled(element);
  await userEvent.click(byName(element, '.top button', '本人に代わって制限する'));
  await userEvent.fill(find(element, '#reason'), '住所がちがうそうです。');
  await userEvent.click(byName(element, 'dialog .primary', '制限を始める'));
  await expect.poll(() => find(element, 'dialog').textContent).toContain('対象の人を選んでください');
  await userEvent.fill(find(element, '[id="userId-search"]'), '佐藤 蓮');
  await expect.poll(() => find(element, '.found').textContent).toContain('佐藤 蓮');
  await userEvent.click(find(element, '.found button'));
  await expectAccessible(element);
  await userEvent.click(byName(element, 'dialog .primary', '制限を始める'));
  await expect.poll(() => textOf(element)).toContain('佐藤 蓮さんのデータの利用を制限しました');
  const [{ variables } = { variables: {} }] = await world.received('RestrictionsBegin');
  expect(variables).toMatchObject({ input: { reason: '住所がちがうそうです。' } });
});
