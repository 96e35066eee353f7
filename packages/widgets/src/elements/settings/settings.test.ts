import { userEvent } from 'vitest/browser';
import { expect, it } from 'vitest';
import { expectAccessible } from '../../testing/axe.ts';
import { holdToContract, place, settled } from '../../testing/element-contract.ts';
import { byName, find, textOf } from '../../testing/mount.ts';
import { openWorld } from '../../testing/open-world.ts';
import '../provider/provider.define.ts';
import './settings.define.ts';

holdToContract({
  tag: 'taiwa-settings',
  as: 'ken',
  states: { 'an administrator looks': { admin: true } },
  empty: { story: {}, says: '変えられるのは管理者だけです' },
});

const openRow = async (element: HTMLElement, name: string): Promise<void> => {
  await userEvent.click(byName(element, '.row-menu summary', name));
  await userEvent.click(byName(element, '.row-menu[open] button', '変更する'));
};

it('changes what the company calls a talk, and takes it back', async () => {
  const world = await openWorld({ admin: true });
  const element = place(world, 'taiwa-settings', 'ken');
  await settled(element);
  expect(textOf(element)).toContain('1on1');
  await openRow(element, '2人の話し合い');
  await expectAccessible(element);
  await userEvent.fill(find(element, '#ja'), '面談');
  await userEvent.click(find(element, 'dialog .primary'));
  await expect.poll(() => find(element, 'section td [lang=ja]').textContent).toBe('面談');
  await userEvent.click(byName(element, '.outcome button', '元に戻す'));
  await expect.poll(() => find(element, 'section td [lang=ja]').textContent).toBe('1on1');
  expect((await world.received('SettingsTerms')).at(-1)?.variables).toMatchObject({
    input: { terms: [{ key: 'TALK', ja: null, en: null }] },
  });
});

it('says why a number cannot be lowered, and keeps what was typed', async () => {
  const element = place(await openWorld({ admin: true }), 'taiwa-settings', 'ken');
  await settled(element);
  await openRow(element, '数字を出す最少の人数');
  await userEvent.fill(find(element, '#anonymityFloor'), '4');
  await userEvent.click(find(element, 'dialog .primary'));
  await expect.poll(() => find(element, 'dialog').textContent).toContain('増やすことだけができます');
  expect(find<HTMLInputElement>(element, '#anonymityFloor').value).toBe('4');
  await userEvent.fill(find(element, '#anonymityFloor'), '8');
  await userEvent.click(find(element, 'dialog .primary'));
  await expect.poll(() => textOf(element)).toContain('8人');
});

it('changes language and zone together', async () => {
  const world = await openWorld({ admin: true });
  const element = place(world, 'taiwa-settings', 'ken');
  await settled(element);
  await openRow(element, '言語とタイムゾーン');
  await userEvent.selectOptions(find(element, '#timeZone'), 'Europe/Berlin');
  await userEvent.selectOptions(find(element, '#language'), 'en');
  await userEvent.click(find(element, 'dialog .primary'));
  await expect.poll(() => textOf(element)).toContain('英語 / Europe/Berlin');
  expect(await world.received('SettingsUpdate')).toHaveLength(1);
});
