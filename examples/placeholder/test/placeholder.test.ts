import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPortal, type OpenPortal } from '../../plain-html/test/portal-server.ts';

let portal: OpenPortal;
beforeAll(async () => {
  portal = await openPortal(fileURLToPath(new URL('../index.html', import.meta.url)));
});
afterAll(() => portal?.close());

test('a div becomes the element, in the language of the page', async () => {
  await portal.page.locator('taiwa-next').getByText('Ken Takahashi').first().waitFor();
  expect(portal.complaints).toEqual([]);
});
