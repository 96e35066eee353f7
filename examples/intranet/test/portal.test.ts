import { beforeAll, describe, expect, test } from 'vitest';
import { overflowOf } from '../../../scripts/page-checks.mjs';
import { settled, useDemo, type Visitor } from './visitor.ts';

const demo = useDemo();

const TOPIC = '今後のキャリア';
const RESPONSE = '話を聞いてほしい';

describe('one talk, from the choice to the answer', () => {
  let member: Visitor;
  let manager: Visitor;

  beforeAll(async () => {
    member = await demo.visit('member');
    manager = await demo.visit('manager');
  });

  test('the next 1-on-1 is there for both', async () => {
    await member.element('taiwa-next').getByText('高橋 健').first().waitFor();
    await manager.element('taiwa-next').getByText('佐藤 葵').first().waitFor();
  });

  test('the member chooses a topic and a response in two presses, and the brief of the manager shows it without a reload', async () => {
    await manager
      .element('taiwa-brief')
      .getByText(/まだ話したいことを選んでいません/)
      .waitFor();
    const prep = member.element('taiwa-prep');
    await prep.getByRole('radio', { name: TOPIC, exact: true }).click();
    await prep.getByRole('radio', { name: RESPONSE, exact: true }).click();
    await prep.getByText('保存しました').first().waitFor();
    const headline = manager.element('taiwa-brief').getByRole('heading', { level: 2 });
    await headline.getByText(TOPIC).waitFor();
    await manager.element('taiwa-brief').getByText('聴くコーチング').waitFor();
  });

  test('the manager who looks marks it as seen, and the member sees that', async () => {
    await manager.element('taiwa-brief').scrollIntoViewIfNeeded();
    await manager.page.bringToFront();
    await member
      .element('taiwa-prep')
      .getByText(/高橋 健さんが確認しました/)
      .waitFor();
  });

  test('a note arrives as it was written', async () => {
    const note = '𠮷田さんの件も少し話したいです。';
    const field = member.element('taiwa-prep').getByRole('textbox', { name: '先に伝えておきたいこと' });
    await field.fill(note);
    await field.press('Control+Enter');
    await manager.element('taiwa-brief').getByText(note).waitFor();
  });

  test('what is on the page survives a reload', async () => {
    await member.page.reload();
    await member.element('taiwa-prep').getByText(TOPIC).first().waitFor();
  });

  test('the manager starts, both see that it is live and who is there, the member ends it', async () => {
    await manager.element('taiwa-session').getByRole('button', { name: '1on1を始める' }).click();
    await member.element('taiwa-session').getByText('実施中').waitFor();
    await manager.element('taiwa-session').getByText('実施中').waitFor();
    for (const visitor of [member, manager])
      await expect.poll(() => visitor.element('taiwa-session').getByText('参加しています').count()).toBe(2);
    await member.element('taiwa-session').getByRole('button', { name: '1on1を終える' }).click();
    await member.element('taiwa-session').getByRole('button', { name: '終える', exact: true }).click();
    await manager
      .element('taiwa-session')
      .getByText(/終了しました/)
      .waitFor();
  });

  test('the member reads who will see the answer, presses once, and takes it back', async () => {
    const rating = member.element('taiwa-rating');
    await rating
      .getByText(/5人以上の回答をまとめた数字/)
      .first()
      .waitFor();
    await rating.getByRole('radio').first().click();
    const undo = rating.getByRole('button', { name: /取り消|元に戻す/ });
    await undo.click();
    await rating.getByRole('radio').first().waitFor();
    await rating.getByRole('radio').first().click();
    await undo.waitFor();
  });

  test('an impression arrives on the page of the manager at once', async () => {
    const words = '話せてよかったです。ありがとうございました。';
    const field = member.element('taiwa-rating').getByRole('textbox').first();
    await field.fill(words);
    await field.press('Control+Enter');
    await manager.element('taiwa-impressions').getByText(words).first().waitFor();
  });

  test('no browser complained', () => {
    expect(member.complaints).toEqual([]);
    expect(manager.complaints).toEqual([]);
  });
});

describe('who does not take part', () => {
  test.each(['advisor', 'admin'] as const)('the %s sees how often pairs meet, and nothing they said', async (seat) => {
    const visitor = await demo.visit(seat);
    const rows = visitor.page.locator('portal-pairs tbody tr');
    await rows.first().waitFor();
    expect(await rows.count()).toBeGreaterThan(5);
    const text = await visitor.page.locator('main').innerText();
    expect(text).not.toContain(RESPONSE);
    expect(text).toContain('2人だけが見られます');
    expect(visitor.complaints).toEqual([]);
  });

  test('the advisor sees pairs of their department only', async () => {
    const visitor = await demo.visit('advisor');
    const departments = visitor.page.locator('portal-pairs tbody tr td:nth-child(3)');
    await departments.first().waitFor();
    expect(new Set(await departments.allInnerTexts())).toEqual(new Set(['営業部']));
  });

  test('somebody of another company sees none of it', async () => {
    const visitor = await demo.visit('neighbour');
    await visitor.page.locator('portal-pairs tbody tr').first().waitFor();
    const text = await visitor.page.locator('main').innerText();
    for (const name of ['高橋 健', '佐藤 葵']) expect(text).not.toContain(name);
  });
});

test('the page speaks English to who asks for it', async () => {
  const visitor = await demo.visit('english', { lang: 'en' });
  await visitor.element('taiwa-prep').getByText('Where my career goes').first().waitFor();
  await visitor.element('taiwa-next').getByText('Ken Takahashi').first().waitFor();
  expect(await visitor.page.locator('html').getAttribute('lang')).toBe('en');
  expect(visitor.complaints).toEqual([]);
});

test('who reads English sees Latin names in the switch of people, who reads Japanese their own', async () => {
  const namesFor = async (lang: 'ja' | 'en') => {
    const { page } = await demo.visit('member', { lang });
    return page.locator('.person .name').allTextContents();
  };
  expect(await namesFor('en')).toContain('Aoi Sato');
  expect(await namesFor('ja')).toContain('佐藤 葵');
});

test('on a phone what is read later begins closed, and opens by keyboard', async () => {
  const { page } = await demo.visit('manager', { width: 390 });
  const impressions = page.locator('taiwa-impressions');
  await page.locator('taiwa-brief').getByRole('heading').first().waitFor();
  expect(await impressions.isVisible()).toBe(false);
  await page.locator('summary').filter({ hasText: '届いた感想' }).press('Enter');
  await impressions.getByRole('heading').first().waitFor();
  const wide = await demo.visit('manager', { width: 1280 });
  await wide.element('taiwa-impressions').getByRole('heading').first().waitFor();
});

test.each([320, 1280])('nothing is wider than a screen of %i pixels', async (width) => {
  for (const seat of ['member', 'manager', 'admin'] as const) {
    const visitor = await demo.visit(seat, { width });
    await settled(visitor.page);
    expect([seat, await overflowOf(visitor.page)]).toEqual([seat, 0]);
    await visitor.page.context().close();
  }
});
