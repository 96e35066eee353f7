import type { Locator, Page } from 'playwright';
import { describe, expect, test } from 'vitest';
import { settled, useDemo } from './visitor.ts';

const demo = useDemo();

const MEMBER = '佐藤 葵';

const openProtection = (seat: 'admin' | 'deputy') => demo.open(`/console/?as=${seat}#protection`);

const ownRestriction = (page: Page): Locator => page.locator('taiwa-privacy');

async function choosePerson(element: Locator, field: string, name: string): Promise<void> {
  await element.getByRole('searchbox', { name: field }).fill(name);
  await element.locator('.found button').first().click();
}

async function openMenu(element: Locator, row: string | RegExp, action: string): Promise<void> {
  const line = element.getByRole('row', { name: row });
  await line.locator('summary').click();
  await line.getByRole('button', { name: action }).click();
}

describe('data that is restricted', () => {
  test('is asked for by its person, kept from everybody else while it holds, and there again afterwards', async () => {
    const manager = await demo.visit('manager');
    await manager.element('taiwa-next').getByText(MEMBER).first().waitFor();
    expect(await manager.page.locator('main').getByText(MEMBER).count()).toBeGreaterThan(0);

    const member = await demo.open('/my-data/?as=member');
    const own = ownRestriction(member.page);
    await own.getByRole('button', { name: '利用制限を申し出る' }).click();
    await own.getByRole('dialog').getByText('あなた以外のだれにも表示されません').waitFor();
    await own.getByLabel('理由').fill('入社日がまちがっています。');
    await own.getByRole('dialog').getByRole('button', { name: '利用制限を申し出る' }).click();
    await own.getByText('管理者の判断を待っています').waitFor();

    const admin = await openProtection('admin');
    const restrictions = admin.page.locator('taiwa-restrictions');
    await restrictions.getByText('1件の申し出が判断を待っています').waitFor();
    await openMenu(restrictions, MEMBER, '制限を始める');
    await restrictions.getByRole('dialog').getByText('入社日がまちがっています。').waitFor();
    await restrictions.getByRole('dialog').getByRole('button', { name: '制限を始める' }).click();
    await restrictions.getByText(`${MEMBER}さんのデータの利用を制限しました`).waitFor();

    // What is open of the talk to come withdraws what it shows, and a page that is opened shows nothing of them.
    const shown = (): Promise<number> => manager.page.locator('main').getByText(MEMBER).count();
    const ofTheTalk = (): Promise<number> =>
      manager.page.locator('taiwa-next, taiwa-session, taiwa-brief').getByText(MEMBER).count();
    await expect.poll(ofTheTalk).toBe(0);
    await manager.page.reload();
    await settled(manager.page);
    expect(await shown()).toBe(0);
    const people = await demo.open(`/console/?as=admin#people?search=${encodeURIComponent(MEMBER)}`);
    await people.page.locator('taiwa-people').getByText('条件に合うものがありません').waitFor();

    await member.page.reload();
    await own.getByText('あなたのデータの利用を制限しています').waitFor();
    const herself = await demo.visit('member');
    await herself.element('taiwa-next').getByText('高橋 健').first().waitFor();

    await openMenu(restrictions, MEMBER, '制限を解除する');
    await restrictions.getByLabel('本人への回答').fill('確認できました。入社日を直します。');
    await restrictions.getByRole('dialog').getByRole('button', { name: '制限を解除する' }).click();
    await restrictions.getByText('回答：確認できました。入社日を直します。').waitFor();
    await member.page.reload();
    await own.getByText('管理者からの回答：確認できました。入社日を直します。').waitFor();
    await manager.page.reload();
    await manager.element('taiwa-next').getByText(MEMBER).first().waitFor();
    for (const { complaints } of [manager, member, admin, people, herself]) expect(complaints).toEqual([]);
  });
});

describe('how long things are kept', () => {
  test('is chosen after a look at what goes, which then goes', async () => {
    // An administrator who looks at pairs leaves lines for those whose pairs they are.
    const looking = await demo.open('/console/?as=admin#pairs');
    await looking.page.locator('taiwa-pairs .records tbody tr').first().waitFor();
    const member = await demo.open('/my-data/?as=manager');
    const lines = member.page.locator('taiwa-privacy').getByRole('table', { name: 'だれが見たか' }).locator('tbody tr');
    await lines.first().waitFor();
    await demo.clockwork.age(`update person_read set day = day - 200`);

    const { page, complaints } = await openProtection('admin');
    const retention = page.locator('taiwa-retention');
    await openMenu(retention, /だれが見たかの記録/, '変更する');
    await retention.getByLabel('残す日数').fill('90');
    await retention.getByRole('dialog').getByRole('button', { name: '消えるものを確かめる' }).click();
    const warning = retention.getByRole('dialog').getByText(/1時間以内に\d+件が消えます/);
    await warning.waitFor();
    expect(Number(/(\d+)件/.exec(await warning.innerText())?.[1])).toBeGreaterThan(0);
    await retention.getByRole('dialog').getByRole('button', { name: '変更する' }).click();
    await retention.getByText('だれが見たかの記録を残す期間を90日にしました').waitFor();
    await member.page.reload();
    await lines.first().waitFor();

    await demo.clockwork.run('privacy.purgeByChoice');
    await member.page.reload();
    await member.page.getByText('まだだれも見ていません').waitFor();
    expect([...complaints, ...member.complaints]).toEqual([]);
  });
});

describe('an erasure', () => {
  test('is seen coming, carried out when its days have passed, and leaves a former member to the other', async () => {
    const { page, complaints } = await openProtection('admin');
    const erasures = page.locator('taiwa-erasures');
    await erasures.getByRole('button', { name: '消去を依頼する' }).click();
    await choosePerson(erasures, '消去する人', MEMBER);
    await erasures.getByRole('dialog').getByRole('button', { name: '消えるものを確かめる' }).click();
    await erasures.getByLabel('確認のため').fill(MEMBER);
    await erasures.getByRole('dialog').getByRole('button', { name: '消去を依頼する' }).click();
    await erasures.getByText(/あと\d日で消去します/).waitFor();
    const member = await demo.open('/my-data/?as=member');
    await member.page.getByText('あなたのデータは消去される予定です').waitFor();

    await demo.clockwork.run('privacy.eraseDue');
    await page.reload();
    await erasures.getByText(/あと\d日で消去します/).waitFor();
    await demo.clockwork.age(`update erasure set due_at = now() - interval '1 minute'`);
    await demo.clockwork.run('privacy.eraseDue');
    await page.reload();
    await erasures.getByText(/に消去しました/).waitFor();
    expect(await erasures.getByText(MEMBER).count()).toBe(0);

    const pairs = await demo.open('/console/?as=admin#pairs?state=ended');
    await pairs.page.locator('taiwa-pairs').getByText('退職した方').first().waitFor();
    const people = await demo.open(`/console/?as=admin#people?search=${encodeURIComponent(MEMBER)}`);
    await people.page.locator('taiwa-people').getByText('条件に合うものがありません').waitFor();
    const manager = await demo.visit('manager');
    await settled(manager.page);
    expect(await manager.page.locator('main').getByText(MEMBER).count()).toBe(0);
    expect([...complaints, ...member.complaints, ...pairs.complaints, ...manager.complaints]).toEqual([]);
  });
});
