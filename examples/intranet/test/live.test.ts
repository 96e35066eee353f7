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
const FIRST = 'お疲れさまです。今日は何から話しましょうか。';

/** What was said at the beginning: only lines in view are on the page, six of them however high each is. */
const linesOf = async (seat: 'member' | 'manager'): Promise<string[]> => {
  await transcript(seat)
    .locator('.scroller')
    .evaluateAll((logs) => logs.forEach((log) => log.scrollTo(0, 0)));
  return (await transcript(seat).locator('.line .words').allInnerTexts()).slice(0, 6);
};

/** The same, once three sentences are there. */
async function heardBy(seat: 'member' | 'manager'): Promise<string[]> {
  let heard: string[] = [];
  const hear = async (): Promise<boolean> => {
    heard = await linesOf(seat);
    return heard[0] === FIRST && heard.length > 2;
  };
  await expect.poll(hear, { timeout: 60_000 }).toBe(true);
  return heard;
}

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
    for (const seat of ['member', 'manager'] as const) await transcript(seat).getByText(FIRST).first().waitFor();
    const heard = await heardBy('member');
    await expect.poll(async () => (await linesOf('manager')).slice(0, heard.length)).toEqual(heard);
  });

  test('a reload brings back all that was said', async () => {
    const before = await heardBy('member');
    await page.reload();
    await expect.poll(async () => (await linesOf('member')).slice(0, before.length)).toEqual(before);
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
    await expect.poll(() => linesOf('manager')).toEqual([]);
  });

  test('no browser complained', () => expect(complaints).toEqual([]));
});
