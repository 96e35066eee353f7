import type { Locator, Page } from 'playwright';
import { beforeAll, describe, expect, test } from 'vitest';
import { useDemo } from './visitor.ts';

const demo = useDemo();
let page: Page;
let complaints: readonly string[];
beforeAll(async () => {
  ({ page, complaints } = await demo.open('/live'));
});

const of = (seat: 'member' | 'manager', tag: string): Locator => page.locator(`[data-seat=${seat}] ${tag}`);
const transcript = (seat: 'member' | 'manager'): Locator => of(seat, 'taiwa-live-transcript');
const linesOf = (seat: 'member' | 'manager'): Promise<string[]> =>
  transcript(seat).locator('.line .words').allInnerTexts();

describe('two people side by side', () => {
  test('one asks, the other agrees, and both see that it is recorded', async () => {
    await of('manager', 'taiwa-session').getByRole('button', { name: '1on1を始める' }).click();
    await transcript('manager').getByRole('button', { name: '文字起こしを提案する' }).click();
    await transcript('manager').getByRole('button', { name: '同意して' }).click();
    await transcript('member').getByRole('button', { name: 'はい、同意します' }).click();
    for (const seat of ['member', 'manager'] as const)
      await transcript(seat).locator('.state').getByText('記録中', { exact: true }).waitFor();
  });

  test('what is said arrives on both sides, in the same words', async () => {
    await page.getByRole('button', { name: /4倍速/ }).click();
    for (const seat of ['member', 'manager'] as const)
      await transcript(seat).getByText('お疲れさまです。今日は何から話しましょうか。').first().waitFor();
    await expect.poll(async () => (await linesOf('member')).length, { timeout: 60_000 }).toBeGreaterThan(2);
    const heard = await linesOf('member');
    await expect
      .poll(async () => (await linesOf('manager')).slice(0, heard.length), { timeout: 20_000 })
      .toEqual(heard);
  });

  test('a reload brings back all that was said', async () => {
    const before = await linesOf('member');
    await page.reload();
    await expect
      .poll(async () => (await linesOf('member')).slice(0, before.length), { timeout: 20_000 })
      .toEqual(before);
    await transcript('member').locator('.state').getByText('記録中', { exact: true }).waitFor();
  });

  test('who takes consent back stops it for both, and what was said can be deleted', async () => {
    const mine = transcript('member');
    await mine.locator('.seldom summary').click();
    await mine.getByRole('button', { name: '同意を取り消す' }).click();
    await mine.locator('.confirm .danger').click();
    for (const seat of ['member', 'manager'] as const)
      await transcript(seat).locator('.state').getByText('同意の取り消しで終了').waitFor();
    await mine.locator('.withdrawn button').first().click();
    await mine.locator('.confirm .danger').click();
    await expect.poll(() => linesOf('manager'), { timeout: 20_000 }).toEqual([]);
  });

  test('no browser complained', () => expect(complaints).toEqual([]));
});
