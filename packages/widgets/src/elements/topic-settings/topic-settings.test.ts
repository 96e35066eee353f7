import { userEvent } from 'vitest/browser';
import { expect, it } from 'vitest';
import { expectAccessible } from '../../testing/axe.ts';
import { holdToContract, place, settled } from '../../testing/element-contract.ts';
import { byName, find, textOf } from '../../testing/mount.ts';
import { openWorld } from '../../testing/open-world.ts';
import '../provider/provider.define.ts';
import './topic-settings.define.ts';

holdToContract({
  tag: 'taiwa-topic-settings',
  as: 'ken',
  states: { 'an administrator looks': { admin: true } },
  empty: { story: { admin: true, quiet: true }, says: 'おすすめも必須もありません' },
});

it('requires a topic of a department for a while', async () => {
  const world = await openWorld({ admin: true, quiet: true });
  const element = place(world, 'taiwa-topic-settings', 'ken');
  await settled(element);
  await userEvent.click(byName(element, 'button', 'おすすめ・必須を追加する'));
  await expectAccessible(element);
  await userEvent.selectOptions(find(element, '#topicId'), '心身の状態');
  await userEvent.selectOptions(find(element, '#kind'), '必須');
  await userEvent.fill(find(element, '#from'), '2026-12-01');
  await userEvent.fill(find(element, '#until'), '2026-12-31');
  await userEvent.selectOptions(find(element, '#departmentId'), 'dep_sales');
  await userEvent.fill(find(element, '#why'), '年末は忙しいためです。');
  await userEvent.fill(find(element, '#whyEn'), 'The end of the year is busy.');
  await userEvent.click(byName(element, 'dialog button', '保存する'));
  await expect.poll(() => textOf(element)).toContain('「心身の状態」を設定しました');
  const [asked] = await world.received('TopicSettingsPrioritise');
  expect(asked?.variables).toMatchObject({
    input: { topicId: 'top_condition', kind: 'REQUIRED', addressees: { departmentIds: ['dep_sales'] } },
  });
});

it('shows order and names as a member would see them before they are saved, and keeps what was typed', async () => {
  const world = await openWorld({ admin: true });
  const element = place(world, 'taiwa-topic-settings', 'ken');
  await settled(element);
  await userEvent.click(byName(element, 'button', '並びと名前を変える'));
  await expectAccessible(element);
  await userEvent.fill(find(element, '[id="ja-top_condition"]'), '体と心の調子');
  await userEvent.fill(find(element, '[id="place-top_condition"]'), '1');
  await userEvent.fill(find(element, '[id="place-top_work"]'), '3');
  await userEvent.click(byName(element, 'dialog .primary', '見え方を確かめる'));
  await expect.poll(() => element.shadowRoot?.querySelectorAll('.offered li').length).toBeGreaterThan(3);
  const names = [...(element.shadowRoot?.querySelectorAll('.offered li') ?? [])].map((one) => one.textContent?.trim());
  expect(names[0]).toBe('体と心の調子');
  expect(await world.received('TopicSettingsOrder')).toHaveLength(0);
  expect(await world.received('TopicSettingsUpdate')).toHaveLength(0);
  await userEvent.keyboard('{Escape}');
  await expect.poll(() => element.shadowRoot?.querySelector('dialog')).toBeNull();
  await userEvent.click(byName(element, 'button', '並びと名前を変える'));
  expect(find<HTMLInputElement>(element, '[id="ja-top_condition"]').value).toBe('体と心の調子');
});
