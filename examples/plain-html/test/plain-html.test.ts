import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPortal, type OpenPortal } from './portal-server.ts';

let portal: OpenPortal;
beforeAll(async () => {
  portal = await openPortal();
});
afterAll(() => portal?.close());

test('the elements are there for who is signed in, and what they choose is saved', async () => {
  const { page } = portal;
  await page.locator('taiwa-next').getByText('高橋 健').first().waitFor();
  const prep = page.locator('taiwa-prep');
  await prep.getByRole('radio', { name: '今後のキャリア', exact: true }).click();
  await prep.getByRole('radio', { name: '話を聞いてほしい', exact: true }).click();
  await prep.getByText('保存しました').first().waitFor();
});

test('the policy of the page was not violated', () => {
  expect(portal.complaints).toEqual([]);
});
