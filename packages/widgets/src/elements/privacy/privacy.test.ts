import { userEvent } from 'vitest/browser';
import { expect, it } from 'vitest';
import { holdToContract, place, settled } from '../../testing/element-contract.ts';
import { byName, textOf } from '../../testing/mount.ts';
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
