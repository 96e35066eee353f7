import { userEvent } from 'vitest/browser';
import { expect, it } from 'vitest';
import { expectAccessible } from '../../testing/axe.ts';
import { holdToContract, place, settled } from '../../testing/element-contract.ts';
import { byName, find, textOf } from '../../testing/mount.ts';
import { openWorld } from '../../testing/open-world.ts';
import '../provider/provider.define.ts';
import './retention.define.ts';

holdToContract({
  tag: 'taiwa-retention',
  as: 'ken',
  states: { 'an administrator looks': { admin: true } },
  empty: { story: {}, says: '管理者だけです' },
});

it('shows how much goes before anything is chosen', async () => {
  const world = await openWorld({ admin: true });
  const element = place(world, 'taiwa-retention', 'ken');
  await settled(element);
  await userEvent.click(find(element, '.row-menu summary'));
  await userEvent.click(byName(element, '.row-menu button', '変更する'));
  await expectAccessible(element);
  await userEvent.fill(find(element, '#days'), '30');
  await userEvent.click(byName(element, 'dialog .primary', '消えるものを確かめる'));
  await expect.poll(() => textOf(element)).toContain('1時間以内に12件が消えます');
  expect(await world.received('RetentionSet')).toHaveLength(0);
  await userEvent.click(find(element, 'dialog .grave'));
  await expect.poll(() => textOf(element)).toContain('文字起こしを残す期間を30日にしました');
  // What may have deleted something cannot be taken back.
  expect(find(element, '.outcome').textContent).not.toContain('元に戻す');
});
