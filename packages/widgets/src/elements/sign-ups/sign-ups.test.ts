import { userEvent } from 'vitest/browser';
import { expect, it } from 'vitest';
import { expectAccessible } from '../../testing/axe.ts';
import { holdToContract, place, settled } from '../../testing/element-contract.ts';
import { byName, find, textOf } from '../../testing/mount.ts';
import { openWorld } from '../../testing/open-world.ts';
import '../provider/provider.define.ts';
import './sign-ups.define.ts';

holdToContract({
  tag: 'taiwa-sign-ups',
  as: 'ken',
  states: { 'an administrator looks': { admin: true }, 'somebody else looks': {} },
  empty: { story: { admin: true, signUp: 'none' }, says: '募集はまだありません' },
});

async function shown(filter = '', story = {}): Promise<HTMLElement> {
  const element = place(await openWorld({ admin: true, ...story }), 'taiwa-sign-ups', 'ken');
  element.setAttribute('join-page', '/join');
  element.setAttribute('filter', filter);
  await settled(element);
  return element;
}

it('opens an invitation until a day, with a link to hand on', async () => {
  const element = await shown('', { signUp: 'none' });
  await userEvent.click(byName(element, '.top button', '募集を始める'));
  await expectAccessible(element);
  await userEvent.fill(find(element, '#name'), '冬のナナメ1on1');
  await userEvent.fill(find(element, '#closesOn'), '2030-12-24');
  await userEvent.click(byName(element, 'dialog button', '募集を始める'));
  await expect.poll(() => textOf(element)).toContain('「冬のナナメ1on1」の募集を始めました');
  await expect.poll(() => textOf(element)).toContain('2030年12月24日まで受付中');
  await expect.poll(() => textOf(element)).toContain('/join?sign-up=sup_new_');
  expect(textOf(element)).toContain('まだ申し込みはありません');
});

it('shows who came, and pairs them as they wish', async () => {
  const element = await shown('sign-up=sup_1');
  await expect.poll(() => textOf(element)).toContain('鈴木 葵');
  expect(textOf(element)).toContain('組み合わせ待ち');
  await userEvent.click(byName(element, 'section button', '希望に合わせて組み合わせる'));
  await userEvent.click(byName(element, 'dialog button', '希望に合わせて組み合わせる'));
  await expect.poll(() => textOf(element)).toContain('にペア成立');
  expect(textOf(element)).not.toContain('組み合わせ待ち');
});

it('closes an invitation after a question, and then offers its link no more', async () => {
  const element = await shown();
  await userEvent.click(find(element, '.row-menu summary'));
  await userEvent.click(byName(element, '.row-menu button', '受付を終える'));
  await userEvent.click(byName(element, 'dialog button', '受付を終える'));
  await expect.poll(() => textOf(element)).toContain('「秋のナナメ1on1」の受付を終えました');
  expect(find(element, '.row-menu').textContent).not.toContain('リンクをコピーする');
});
