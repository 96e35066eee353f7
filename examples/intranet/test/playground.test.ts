import { describe, expect, test } from 'vitest';
import { axeFindings, overflowOf } from '../../../scripts/page-checks.mjs';
import { type Look, useDemo } from './visitor.ts';

const demo = useDemo();

const play = (query: string, look?: Look) => demo.open(`/playground?${query}`, look);

test('a real element asks the real server, and says what it does', async () => {
  const { page, complaints } = await play('element=prep&as=member&lang=en');
  await page.locator('taiwa-prep').getByText('Where my career goes').first().waitFor();
  await page.locator('taiwa-prep').getByRole('radio', { name: 'Where my career goes', exact: true }).click();
  await page
    .locator('taiwa-prep')
    .getByRole('radio', { name: 'Advise me', exact: true })
    .or(page.locator('taiwa-prep').getByRole('radio', { name: /advi/i }))
    .first()
    .click();
  await page.locator('.events').getByText('taiwa-prepared').first().waitFor();
  expect(complaints).toEqual([]);
  await page.close();
});

describe('each state is the element’s own', () => {
  test.each([
    ['waiting', '読み込んでいます'],
    ['failed', '表示できませんでした'],
    ['offline', 'インターネットにつながっていません'],
    ['signedOut', 'サインインしてください'],
  ])('%s', async (state, words) => {
    const { page } = await play('element=next&lang=ja');
    await page.locator('taiwa-next').getByText('高橋 健').first().waitFor();
    await page.getByRole('combobox', { name: '状態' }).selectOption(state);
    await page.locator('taiwa-next').getByText(words).first().waitFor({ state: 'attached' });
    await page.getByRole('combobox', { name: '状態' }).selectOption('there');
    await page.locator('taiwa-next').getByText('高橋 健').first().waitFor();
    await page.close();
  });

  test('empty is what somebody without 1-on-1s sees', async () => {
    const { page } = await play('element=next&lang=ja&state=empty');
    await page.locator('taiwa-next h2').first().waitFor();
    expect(await page.locator('taiwa-next').innerText()).not.toContain('高橋');
    await page.close();
  });
});

test('the code follows what is chosen, and its element, theme and attribute stand in it', async () => {
  const { page } = await play('element=rating&lang=en');
  await page.getByRole('combobox', { name: 'Colours' }).selectOption('dark');
  await page.getByRole('combobox', { name: 'Preset' }).selectOption('fluent');
  await page.getByRole('textbox', { name: 'session-id' }).fill('ses_1"2');
  await page.getByRole('textbox', { name: 'session-id' }).blur();
  const code = page.locator('pre');
  expect(await code.textContent()).toContain(
    '<taiwa-rating session-id="ses_1&quot;2" theme="dark" preset="fluent" lang="en"></taiwa-rating>',
  );
  await page.getByRole('button', { name: 'Placeholder' }).click();
  expect(await code.textContent()).toContain('<div data-taiwa-widget="rating" data-taiwa-session-id="ses_1&quot;2"');
  await page.getByRole('button', { name: 'React' }).click();
  expect(await code.textContent()).toContain(
    '<TaiwaRating sessionId={"ses_1\\"2"} theme={"dark"} preset={"fluent"} />',
  );
  expect(new URL(page.url()).searchParams.get('theme')).toBe('dark');
  await page.close();
});

test.each(['ja', 'en'])('in %s it has nothing that axe finds wrong, and is no wider than 320 pixels', async (lang) => {
  const { page } = await play(`element=prep&lang=${lang}`, { width: 320 });
  await page.locator('taiwa-prep h2').first().waitFor();
  expect(await overflowOf(page)).toBe(0);
  expect(await axeFindings(page)).toEqual([]);
  await page.close();
});
