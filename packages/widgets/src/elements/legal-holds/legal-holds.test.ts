import { userEvent } from 'vitest/browser';
import { expect, it } from 'vitest';
import { expectAccessible } from '../../testing/axe.ts';
import { holdToContract, place, settled } from '../../testing/element-contract.ts';
import { byName, find, textOf } from '../../testing/mount.ts';
import { openWorld } from '../../testing/open-world.ts';
import '../provider/provider.define.ts';
import './legal-holds.define.ts';

holdToContract({
  tag: 'taiwa-legal-holds',
  as: 'ken',
  states: { 'an administrator looks': { admin: true, protected: true }, 'somebody else looks': {} },
  empty: { story: { admin: true }, says: '保全しているデータはありません' },
});

/** Until when it is asked for: a request whose time is over waits for nobody. */
const inThreeMonths = (): string => new Date(Date.now() + 90 * 86_400_000).toISOString().slice(0, 10);

it('is asked for by one administrator and confirmed by another, who may lift it again', async () => {
  const world = await openWorld({ admin: true });
  const element = place(world, 'taiwa-legal-holds', 'ken');
  await settled(element);
  await userEvent.click(byName(element, '.top button', '保全を依頼する'));
  await userEvent.fill(find(element, '[id="personIds-search"]'), '佐藤 蓮');
  await expect.poll(() => find(element, '.found').textContent).toContain('佐藤 蓮');
  await userEvent.click(find(element, '.found button'));
  await expectAccessible(element);
  await userEvent.fill(find(element, '#reason'), '労務の調査のため');
  await userEvent.fill(find(element, '#expiresOn'), inThreeMonths());
  await userEvent.click(byName(element, 'dialog .primary', '保全を依頼する'));
  await expect.poll(() => textOf(element)).toContain('別の管理者の承認を待っています');
  // Whoever asked cannot confirm.
  expect(find(element, '.row-menu').textContent).not.toContain('承認する');
  element.remove();

  const second = place(world, 'taiwa-legal-holds', 'sho');
  await settled(second);
  await userEvent.click(find(second, '.row-menu summary'));
  await userEvent.click(byName(second, '.row-menu button', '承認する'));
  expect(find(second, 'dialog').textContent).toContain('労務の調査のため');
  await userEvent.click(byName(second, 'dialog .primary', '承認する'));
  await expect.poll(() => textOf(second)).toContain('保全中');
  await userEvent.click(find(second, '.row-menu summary'));
  await userEvent.click(byName(second, '.row-menu button', '保全を解除する'));
  await userEvent.click(find(second, 'dialog .grave'));
  await expect.poll(() => textOf(second)).toContain('保全を終えました');
});
