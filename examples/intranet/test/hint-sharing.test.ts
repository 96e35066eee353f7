import type { TaiwaHints } from '@taiwa/widgets/hints';
import type { Locator } from 'playwright';
import { describe, expect, test } from 'vitest';
import { useDemo } from './visitor.ts';

const demo = useDemo();

const HINT = '選択肢を二つ示して、どちらを試すかは任せてくれた。';
const OTHER = '似た場面での失敗談を先に話してくれて、相談しやすくなった。';
const THEIRS = '自分の手順書を見せながら、どこで迷ったかまで話してくれた。';

async function openSharing(seat: 'admin' | 'neighbour-admin') {
  const { page, complaints } = await demo.open(`/console/?as=${seat}#hints`);
  return { page, complaints, sharing: page.locator('taiwa-hint-sharing') };
}

/** Somebody looks for hints on their work, where advice is wished for. */
async function readHints(seat: 'member' | 'manager' | 'neighbour'): Promise<Locator> {
  const { page } = await demo.visit(seat);
  const hints = page.locator('taiwa-hints');
  await hints.getByLabel('話したいこと').selectOption({ label: '業務の進捗や進め方' });
  await hints.getByLabel('どう応じてほしいか').selectOption({ label: '具体的なアドバイスが欲しい' });
  // Those of other companies come by a question of their own, and nothing tells that there are none.
  await hints.evaluate(async (element: TaiwaHints) => {
    await element.updateComplete;
    await element.reload();
    await element.updateComplete;
  });
  return hints;
}

const isShown = async (hints: Locator, text: string): Promise<boolean> => (await hints.getByText(text).count()) > 0;

/** What somebody reads now, as often as it is asked. */
const reads = (seat: 'member' | 'manager' | 'neighbour', text: string) => async () => {
  const hints = await readHints(seat);
  const isThere = await isShown(hints, text);
  await hints.page().context().close();
  return isThere;
};

const report = async (hints: Locator, text: string): Promise<void> => {
  await hints.getByRole('button', { name: `気になる点を知らせる 「${text}」` }).click();
  await hints.getByRole('button', { name: 'だれのことかわかってしまう' }).click();
  await hints.getByText('知らせました').waitFor();
};

describe('hints between companies', () => {
  test('end with the sharing at once, on both sides', async () => {
    const { sharing, complaints } = await openSharing('admin');
    expect(await reads('neighbour', HINT)()).toBe(true);
    expect(await reads('member', THEIRS)()).toBe(true);
    await sharing.getByRole('button', { name: '共有をやめる' }).click();
    await sharing.getByRole('dialog').getByText('公開した写しはすべて削除され').waitFor();
    await sharing.getByRole('dialog').getByRole('button', { name: '共有をやめる' }).click();
    await sharing.getByText('ほかの企業とは共有していません').waitFor();
    await expect.poll(reads('neighbour', HINT), { timeout: 30_000 }).toBe(false);
    expect(await reads('member', THEIRS)()).toBe(false);
    expect(await reads('member', HINT)()).toBe(true);
    expect(complaints).toEqual([]);
  });

  test('are published with the next day once the company opts in and releases them, one by one', async () => {
    const { sharing, complaints } = await openSharing('admin');
    await sharing.getByRole('button', { name: '共有を始める' }).click();
    await sharing.getByRole('dialog').getByRole('button', { name: '共有を始める' }).click();
    await sharing.getByText('から、ほかの企業と共有しています').waitFor();
    const waiting = sharing.getByRole('table', { name: '公開を待つヒント' });
    for (const text of [HINT, OTHER]) await waiting.getByRole('row', { name: text }).getByRole('checkbox').check();
    await sharing.getByRole('button', { name: '公開する' }).first().click();
    await sharing.getByText('2件を公開しました').waitFor();
    expect(await reads('neighbour', HINT)()).toBe(false);
    await demo.clockwork.run('hints.publish');
    expect(await reads('neighbour', HINT)()).toBe(true);
    expect(await reads('member', THEIRS)()).toBe(true);
    expect(complaints).toEqual([]);
  });

  test('take thanks and reports of the other company, once each', async () => {
    const hints = await readHints('neighbour');
    const others = hints.locator('.others');
    await others.getByRole('button', { name: `役に立った 「${HINT}」` }).click();
    await others.getByText('役に立ったと伝えました').waitFor();
    await report(others, OTHER);
    // One voice hides nothing.
    expect(await reads('neighbour', OTHER)()).toBe(true);
  });

  test('that two colleagues report are gone until an administrator looked again', async () => {
    for (const seat of ['member', 'manager'] as const) await report(await readHints(seat), OTHER);
    await expect.poll(reads('member', OTHER), { timeout: 30_000 }).toBe(false);
    await expect.poll(reads('neighbour', OTHER), { timeout: 30_000 }).toBe(false);
    const { sharing, complaints } = await openSharing('admin');
    const queue = sharing.getByRole('table', { name: '確認を待つヒント' });
    await queue.getByRole('row', { name: OTHER }).getByText('だれかがわかる').waitFor();
    await queue.getByRole('row', { name: OTHER }).locator('summary').click();
    await queue.getByRole('button', { name: '社内で紹介する' }).click();
    await sharing.getByText('社内で紹介しました').waitFor();
    await expect.poll(reads('member', OTHER), { timeout: 30_000 }).toBe(true);
    expect(complaints).toEqual([]);
  });

  test('are taken away with a reason, and are gone from the other company', async () => {
    const { sharing, complaints } = await openSharing('admin');
    const shown = sharing.getByRole('table', { name: '紹介しているヒント' });
    await sharing.getByRole('searchbox').fill('選択肢を二つ');
    await shown.getByRole('row', { name: HINT }).locator('summary').click();
    await shown.getByRole('button', { name: '公開を取りやめる' }).click();
    await sharing.getByLabel('理由').fill('社内の進め方がわかるため');
    await sharing.getByRole('dialog').getByRole('button', { name: '社内にとどめる' }).click();
    await sharing.getByText('社内にとどめました').waitFor();
    await expect.poll(reads('neighbour', HINT), { timeout: 30_000 }).toBe(false);
    expect(await reads('member', HINT)()).toBe(true);
    expect(complaints).toEqual([]);
  });
});
