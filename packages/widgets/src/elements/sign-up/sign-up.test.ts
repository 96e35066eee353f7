import { userEvent } from 'vitest/browser';
import { expect, it } from 'vitest';
import { holdToContract, place, settled } from '../../testing/element-contract.ts';
import { byName, textOf } from '../../testing/mount.ts';
import { openWorld } from '../../testing/open-world.ts';
import '../provider/provider.define.ts';
import './sign-up.define.ts';

const AT_ONE = { 'sign-up-id': 'sup_1' };

holdToContract({
  tag: 'taiwa-sign-up',
  as: 'aoi',
  attributes: AT_ONE,
  states: { 'it is open': {}, 'it is closed': { signUp: 'closed' } },
  empty: { story: { signUp: 'none' }, says: 'この募集は見つかりません' },
});

it('takes a volunteer with their wish, lets them change it, and lets them go again', async () => {
  const world = await openWorld({});
  const element = place(world, 'taiwa-sign-up', 'aoi', {}, AT_ONE);
  await settled(element);
  await userEvent.click(byName(element, 'input[type=radio]', '自分の話をしたい'));
  await userEvent.click(byName(element, 'button', '申し込む'));
  await expect.poll(() => textOf(element)).toContain('申し込み済みです（希望：自分の話をしたい）');
  expect((await world.received('SignUpJoin')).at(-1)?.variables).toMatchObject({ input: { wish: 'MEMBER' } });
  await userEvent.click(byName(element, 'input[type=radio]', '相手の話を聞きたい'));
  await userEvent.click(byName(element, 'button', '希望を変える'));
  await expect.poll(() => textOf(element)).toContain('希望：相手の話を聞きたい');
  await userEvent.click(byName(element, 'button', '申し込みを取り下げる'));
  await expect.poll(() => textOf(element)).toContain('申し込みを取り下げました');
  expect(textOf(element)).not.toContain('申し込み済みです');
  await userEvent.click(byName(element, '.outcome button', '元に戻す'));
  await expect.poll(() => textOf(element)).toContain('希望：相手の話を聞きたい');
});

it('finds its invitation in the address of the page', async () => {
  const element = place(await openWorld({ signUp: 'none' }), 'taiwa-sign-up', 'aoi');
  await settled(element);
  expect(textOf(element)).toContain('リンクが途中で切れていないか');
});
