import { page, userEvent } from 'vitest/browser';
import { expect, it, onTestFinished } from 'vitest';
import { expectAccessible } from '../../testing/axe.ts';
import { holdToContract, place, settled } from '../../testing/element-contract.ts';
import { byName, find, textOf } from '../../testing/mount.ts';
import { openWorld } from '../../testing/open-world.ts';
import '../provider/provider.define.ts';
import './privacy.define.ts';

holdToContract({
  tag: 'taiwa-privacy',
  as: 'aoi',
  states: { 'somebody has looked': {} },
  empty: { story: { quiet: true }, says: 'まだだれも見ていません' },
});

it('says who may read and who has looked', async () => {
  const element = place(await openWorld({}), 'taiwa-privacy', 'aoi');
  await settled(element);
  expect(textOf(element)).toContain('お二人だけが読めます');
  const rows = [...(element.shadowRoot?.querySelectorAll('table:last-of-type tbody tr') ?? [])];
  const cells = rows.map((row) => [...row.children].map((one) => one.textContent?.trim()));
  expect(cells).toContainEqual(['2026年11月2日', '連携システム', 'だれと1on1をするか']);
});

it('says why the data is held and lets its person keep it', async () => {
  const world = await openWorld({ protected: true });
  const element = place(world, 'taiwa-privacy', 'aoi');
  await expect.poll(() => textOf(element)).toContain('あなたのデータは消去される予定です');
  // It waits for the second administrator and holds nothing yet.
  expect(textOf(element)).not.toContain('保全されています');
  await userEvent.click(byName(element, 'button', '消去を取り消す'));
  await expect.poll(() => textOf(element)).toContain('消去を取り消しました');
  expect(textOf(element)).not.toContain('消去される予定です');
  expect(await world.received('PrivacyKeep')).toHaveLength(1);
});

it('shows its person with every number what goes and what stays, and keeps it from there', async () => {
  const world = await openWorld({ protected: true });
  const element = place(world, 'taiwa-privacy', 'aoi');
  await expect.poll(() => textOf(element)).toContain('あなたのデータは消去される予定です');
  await userEvent.click(byName(element, 'button', '消えるものを確かめる'));
  await expect.poll(() => element.shadowRoot?.querySelector('dialog')?.textContent).toContain('12件');
  expect(find(element, 'dialog').textContent).not.toContain('すべて');
  await expectAccessible(element);
  await userEvent.click(find(element, 'dialog .primary'));
  await expect.poll(() => textOf(element)).toContain('消去を取り消しました');
});

it('hands over the own copy once it is made', async () => {
  const world = await openWorld({});
  const element = place(world, 'taiwa-privacy', 'aoi');
  await expect.poll(() => textOf(element)).toContain('自分のデータを受け取る');
  await userEvent.click(byName(element, 'button', 'データを用意する'));
  await expect.poll(() => textOf(element)).toContain('用意しています');
  await expect.poll(() => textOf(element), { timeout: 15_000 }).toContain('まで受け取れます');
  await userEvent.click(byName(element, 'button', 'ダウンロードする'));
  await expect.poll(() => textOf(element)).toContain('ダウンロードしました');
  await expect.poll(() => textOf(element)).toContain('データを用意する');
});

it('asks for a restriction after saying what it does, and takes it back', async () => {
  const world = await openWorld({});
  const element = place(world, 'taiwa-privacy', 'aoi');
  await expect.poll(() => textOf(element)).toContain('データの利用制限');
  await userEvent.click(byName(element, 'button', '利用制限を申し出る'));
  expect(find(element, 'dialog').textContent).toContain('あなた以外のだれにも表示されません');
  await expectAccessible(element);
  await userEvent.fill(find(element, '#reason'), '入社日がまちがっています。');
  await userEvent.click(find(element, 'dialog .primary'));
  await expect.poll(() => textOf(element)).toContain('管理者の判断を待っています');
  await expectAccessible(element);
  await userEvent.click(byName(element, 'button', '申し出を取り下げる'));
  await expect.poll(() => textOf(element)).toContain('申し出を取り下げました');
  await expect.poll(() => textOf(element)).toContain('利用制限を申し出る');
});

it('shows the restriction that holds, and lifts it after a question', async () => {
  const element = place(await openWorld({ restriction: 'HOLDS' }), 'taiwa-privacy', 'aoi');
  await expect.poll(() => textOf(element)).toContain('あなたのデータの利用を制限しています');
  await expectAccessible(element);
  await userEvent.click(byName(element, 'button', '制限を解除する'));
  expect(find(element, 'dialog').textContent).toContain('これまでどおり表示されるようになります');
  await userEvent.click(find(element, 'dialog .primary'));
  await expect.poll(() => textOf(element)).toContain('利用制限を解除しました');
});

it('shows what an administrator answered', async () => {
  const element = place(await openWorld({ restriction: 'DECLINED' }), 'taiwa-privacy', 'aoi');
  await expect.poll(() => textOf(element)).toContain('管理者からの回答：今日、入社日を直しました。');
});

it('says what a restriction does before anything else, also where the screen is small', async () => {
  await page.viewport(320, 480);
  onTestFinished(() => page.viewport(414, 896));
  const element = place(await openWorld({}), 'taiwa-privacy', 'aoi');
  await expect.poll(() => textOf(element)).toContain('データの利用制限');
  await userEvent.click(byName(element, 'button', '利用制限を申し出る'));
  const sheet = find(element, 'dialog');
  expect(sheet.scrollHeight).toBeGreaterThan(sheet.clientHeight);
  expect(sheet.scrollTop).toBe(0);
});
