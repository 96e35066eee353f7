import { userEvent } from 'vitest/browser';
import { expect, it } from 'vitest';
import { expectAccessible } from '../../testing/axe.ts';
import { holdToContract, place, settled } from '../../testing/element-contract.ts';
import { byName, find, textOf } from '../../testing/mount.ts';
import { openWorld } from '../../testing/open-world.ts';
import '../provider/provider.define.ts';
import './content-packs.define.ts';

holdToContract({
  tag: 'taiwa-content-packs',
  as: 'ken',
  states: { 'an administrator looks': { admin: true }, 'somebody else looks': {} },
  empty: { story: { admin: true }, says: '標準の内容を使っています' },
});

it('is made one’s own under a name, and taken back', async () => {
  const element = place(await openWorld({ admin: true }), 'taiwa-content-packs', 'ken');
  await settled(element);
  await userEvent.click(byName(element, 'button', '自社用に作る'));
  await expectAccessible(element);
  await userEvent.fill(find(element, '#name'), '営業向け');
  await userEvent.fill(find(element, '#nameEn'), 'For sales');
  await userEvent.click(find(element, 'dialog .primary'));
  await expect.poll(() => textOf(element)).toContain('「営業向け」を作りました');
  expect(textOf(element)).toContain('使用中');
  await userEvent.click(find(element, '.row-menu summary'));
  await userEvent.click(byName(element, '.row-menu button', 'この版を取り消す'));
  await userEvent.click(find(element, 'dialog .grave'));
  await expect.poll(() => textOf(element)).toContain('「営業向け」を取り消しました');
  expect(textOf(element)).not.toContain('使用中');
});

it('is saved as a file', async () => {
  const world = await openWorld({ admin: true });
  const element = place(world, 'taiwa-content-packs', 'ken');
  await settled(element);
  await userEvent.click(byName(element, 'button', '今の内容を保存する'));
  await expect.poll(() => textOf(element)).toContain('保存しました');
  expect((await world.received('ContentPacksFile')).at(-1)?.variables).toEqual({ builtIn: false });
});
