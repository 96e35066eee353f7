import type { Locator } from 'playwright';
import { describe, expect, test } from 'vitest';
import { overflowOf } from '../../../scripts/page-checks.mjs';
import { settled, useDemo } from './visitor.ts';

const demo = useDemo();

/** Somebody opens a section of the console. */
const openConsole = (seat: 'admin' | 'advisor', section: string) => demo.open(`/console?as=${seat}#${section}`);

const choose = async (element: Locator, lines: readonly string[]): Promise<void> => {
  const buffer = Buffer.from(`\uFEFF${['社員番号,姓,名,部署', ...lines].join('\r\n')}\r\n`);
  await element.locator('input[type=file]').setInputFiles({ name: '新入社員.csv', mimeType: 'text/csv', buffer });
  await element.getByRole('button', { name: '内容を確認する' }).click();
};

describe('an administrator', () => {
  test('imports a file with a bad line, mends it, applies it, and takes it back', async () => {
    const { page, complaints } = await openConsole('admin', 'import');
    const element = page.locator('taiwa-import');
    const good = 'N-1,春日,光,全社 / 営業部';
    await choose(element, [good, 'N-2,,空,全社 / 営業部']);
    await element.getByText('直すところがあります').waitFor();
    await element.getByRole('row', { name: /3行目/ }).waitFor();
    await choose(element, [good, 'N-2,夏目,空,全社 / 営業部']);
    await element.getByText('確認できました').waitFor();
    await element.getByRole('button', { name: '反映する' }).click();
    await element.getByText('反映しました。').waitFor();

    await page.getByRole('link', { name: '社員' }).click();
    const people = page.locator('taiwa-people');
    await people.getByRole('searchbox').fill('夏目');
    await people.getByRole('rowheader', { name: /夏目 空/ }).waitFor();
    expect(decodeURIComponent(new URL(page.url()).hash)).toBe('#people?search=夏目');

    await page.getByRole('link', { name: '取り込み' }).click();
    await element.getByRole('button', { name: /見る/ }).first().click();
    await element.getByRole('button', { name: 'この取り込みを元に戻す' }).click();
    await element.getByText('元に戻しました。').waitFor();
    await page.goto(`${demo.url}/console?as=admin#people?search=${encodeURIComponent('夏目')}`);
    await page.locator('taiwa-people').getByText('条件に合うものがありません').waitFor();
    expect(complaints).toEqual([]);
  });
});

describe('an advisor', () => {
  test('sees the people they were given, and no import', async () => {
    const { page, complaints } = await openConsole('advisor', 'people');
    const rows = page.locator('taiwa-people tbody tr');
    await rows.first().waitFor();
    expect(new Set(await page.locator('taiwa-people td[data-title=部署]').allInnerTexts())).toEqual(
      new Set(['営業部']),
    );
    expect(await page.getByRole('link', { name: '取り込み' }).count()).toBe(0);
    expect(await page.getByRole('button', { name: '社員を登録する' }).count()).toBe(0);
    expect(complaints).toEqual([]);
  });
});

test.each(['ja', 'en'] as const)('in %s no section is wider than a screen of 320 pixels', async (lang) => {
  const { page } = await demo.open(`/console/?as=neighbour-admin&lang=${lang}`, { lang, width: 320 });
  const links = page.locator('nav.sections a');
  // They are drawn together.
  await links.first().waitFor();
  const sections = await links.evaluateAll((all) => all.map((one) => one.getAttribute('href')));
  expect(sections.length).toBeGreaterThan(10);
  for (const section of sections) {
    const link = page.locator(`nav.sections a[href="${section}"]`);
    await link.click();
    await link.and(page.locator('[aria-current=page]')).waitFor();
    await page.locator('main h2').first().waitFor();
    await settled(page);
    expect([section, await overflowOf(page)]).toEqual([section, 0]);
  }
});
