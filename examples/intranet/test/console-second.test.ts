import { expect, test } from 'vitest';
import { useDemo } from './visitor.ts';

const demo = useDemo();

const A_YEAR_ON = `${new Date().getFullYear() + 1}-03-31`;

test('an administrator makes a pair from the tree after a look, lets it rest, and goes on', async () => {
  const { page, complaints } = await demo.open('/console?as=admin#pairs');
  const element = page.locator('taiwa-pairs');
  const rows = element.locator('.records tbody tr');
  await rows.first().waitFor();
  await rows.first().getByRole('checkbox').check();
  await element.getByRole('button', { name: '休止する' }).first().click();
  await element.getByRole('dialog').getByRole('button', { name: '休止する' }).click();
  await element.getByText('1組を休止しました').waitFor();
  await element.getByLabel('状態').selectOption('休止中');
  await element.getByText('休止中').last().waitFor();
  expect(new URL(page.url()).hash).toBe('#pairs?state=paused');
  await element.getByRole('button', { name: '元に戻す' }).click();
  await element.getByText('条件に合うものがありません').waitFor();

  await element.getByRole('button', { name: '部署からまとめて作る' }).click();
  await element.getByRole('dialog').getByRole('button', { name: '内容を確認する' }).click();
  await element.getByText('確認できました').waitFor();
  await element.getByRole('button', { name: '反映する' }).click();
  await element.getByText('反映しました。').waitFor();
  await element.getByRole('button', { name: 'この取り込みを元に戻す' }).click();
  await element.getByText('元に戻しました。').waitFor();
  expect(complaints).toEqual([]);
});

test('a volunteer follows the link of an invitation, and the administrator pairs who came', async () => {
  const { page, complaints } = await demo.open('/console?as=admin#sign-ups');
  const element = page.locator('taiwa-sign-ups');
  await element.getByRole('button', { name: '募集を始める' }).click();
  await element.getByLabel('募集の名前').fill('冬のナナメ1on1');
  await element.getByLabel('受付の最終日').fill(A_YEAR_ON);
  await element.getByRole('dialog').getByRole('button', { name: '募集を始める' }).click();
  const line = await element.getByText(/\/join\/\?sign-up=/).innerText();
  const link = new URL(line.trim());

  for (const seat of ['member', 'english']) {
    const volunteer = await demo.open(`${link.pathname}${link.search}&as=${seat}`);
    await volunteer.page.getByRole('button', { name: '申し込む' }).click();
    await volunteer.page.getByText('申し込み済みです').waitFor();
    expect(volunteer.complaints).toEqual([]);
  }
  await page.reload();
  await element.getByText('組み合わせ待ち').first().waitFor();
  await element.getByRole('button', { name: '希望に合わせて組み合わせる' }).click();
  await element.getByRole('dialog').getByRole('button', { name: '希望に合わせて組み合わせる' }).click();
  await element.getByText('にペア成立').first().waitFor();
  expect(await element.getByText('組み合わせ待ち').count()).toBe(0);
  expect(complaints).toEqual([]);
});

test('data is held by two administrators, and its person sees why', async () => {
  const { page, complaints } = await demo.open('/console?as=admin#protection');
  const element = page.locator('taiwa-legal-holds');
  await element.getByRole('button', { name: '保全を依頼する' }).click();
  await element.getByRole('searchbox', { name: '対象の人' }).fill('佐藤 葵');
  await element.locator('.found button').first().click();
  await element.getByLabel('理由').fill('労務の調査のため');
  await element.getByLabel('期限').fill(A_YEAR_ON);
  await element.getByRole('dialog').getByRole('button', { name: '保全を依頼する' }).click();
  await element.getByText('承認待ち').waitFor();

  const second = await demo.open('/console?as=deputy#protection');
  const theirs = second.page.locator('taiwa-legal-holds');
  await theirs.locator('.row-menu summary').click();
  await theirs.locator('.row-menu[open]').getByRole('button', { name: '承認する' }).click();
  await theirs.getByRole('dialog').getByRole('button', { name: '承認する' }).click();
  await theirs.getByText('保全中').waitFor();
  expect(second.complaints).toEqual([]);

  const member = await demo.open('/my-data/?as=member');
  await member.page.getByText('労務の調査のため').waitFor();
  await member.page.getByRole('button', { name: 'データを用意する' }).click();
  const download = member.page.waitForEvent('download');
  await member.page.getByRole('button', { name: 'ダウンロードする' }).click();
  expect((await download).suggestedFilename()).toMatch(/^taiwa-.*\.zip$/);
  expect(member.complaints).toEqual([]);

  // What is held cannot be erased.
  const erasures = page.locator('taiwa-erasures');
  await erasures.getByRole('button', { name: '消去を依頼する' }).click();
  await erasures.getByRole('searchbox', { name: '消去する人' }).fill('佐藤 葵');
  await erasures.locator('.found button').first().click();
  await erasures.getByRole('dialog').getByRole('button', { name: '消えるものを確かめる' }).click();
  await erasures.getByLabel('確認のため').fill('佐藤 葵');
  await erasures.getByRole('dialog').getByRole('button', { name: '消去を依頼する' }).click();
  await erasures.getByText('保全の対象になっているため').waitFor();
  expect(complaints).toEqual([]);
});

test('what the company calls a talk reaches the pages of its people', async () => {
  const { page, complaints } = await demo.open('/console?as=admin#settings');
  const element = page.locator('taiwa-settings');
  await element.locator('summary[aria-label^="2人の話し合い"]').click();
  await element.locator('.row-menu[open]').getByRole('button', { name: '変更する' }).click();
  await element.getByLabel('日本語').fill('面談');
  await element.getByRole('dialog').getByRole('button', { name: '保存する' }).click();
  await element.getByRole('cell', { name: '面談' }).waitFor();
  const member = await demo.open('/my-data/?as=member');
  await member.page.getByText('あなたの面談について').waitFor();
  await element.getByRole('button', { name: '元に戻す' }).click();
  await element.getByRole('cell', { name: '1on1' }).waitFor();
  expect(complaints).toEqual([]);
});

test('a pack is saved, changed, and brought back after a look at what changes', async () => {
  const { page, complaints } = await demo.open('/console?as=admin#packs');
  const element = page.locator('taiwa-content-packs');
  const download = page.waitForEvent('download');
  await element.getByRole('button', { name: '今の内容を保存する' }).click();
  const stream = await (await download).createReadStream();
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  const saved = Buffer.concat(chunks).toString();
  const bring = async (text: string): Promise<void> => {
    await element.getByRole('button', { name: 'ファイルから取り込む' }).click();
    const file = { name: 'pack.json', mimeType: 'application/json', buffer: Buffer.from(text) };
    await element.locator('input[type=file]').setInputFiles(file);
    await element.getByRole('button', { name: '内容を確認する' }).click();
  };
  await bring('{"not": "a pack"}');
  await element.getByRole('alert').waitFor();
  await element.getByRole('button', { name: 'やめる' }).click();
  await bring(saved.replace('業務の進捗や進め方', '仕事の進み方'));
  await element.getByText('次のように変わります').waitFor();
  await element.getByRole('button', { name: '反映する' }).click();
  await element.getByText('使用中').waitFor();
  await page.goto(`${demo.url}/console?as=admin#topics`);
  await page.locator('taiwa-topic-settings').getByText('仕事の進み方').first().waitFor();
  expect(complaints).toEqual([]);
});

test('an advisor sees the pairs of those they were given, and nothing to change', async () => {
  const { page, complaints } = await demo.open('/console?as=advisor#pairs');
  const element = page.locator('taiwa-pairs');
  await element.locator('.records tbody tr').first().waitFor();
  for (const name of ['ペアを作る', '部署からまとめて作る'])
    expect(await element.getByRole('button', { name }).count()).toBe(0);
  for (const name of ['参加者の募集', 'データの保護', '会社の設定'])
    expect(await page.getByRole('link', { name }).count()).toBe(0);
  expect(complaints).toEqual([]);
});
