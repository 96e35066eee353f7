import { userEvent } from 'vitest/browser';
import { expect, it } from 'vitest';
import { holdToContract, place, settled } from '../../testing/element-contract.ts';
import { byName, find, textOf } from '../../testing/mount.ts';
import { openWorld } from '../../testing/open-world.ts';
import '../provider/provider.define.ts';
import './audit-log.define.ts';

holdToContract({
  tag: 'taiwa-audit-log',
  as: 'ken',
  states: { 'an administrator looks': { admin: true }, 'somebody else looks': {} },
  empty: { story: { admin: true, quiet: true }, says: '記録はまだありません' },
});

it('is narrowed as the page says, and tells the page of each change', async () => {
  const element = place(await openWorld({ admin: true }), 'taiwa-audit-log', 'ken');
  element.setAttribute('filter', 'action=apiKey.created');
  await settled(element);
  expect(element.shadowRoot?.querySelectorAll('tbody tr')).toHaveLength(1);
  const filtered = new Promise((resolve) => element.addEventListener('taiwa-filtered', resolve, { once: true }));
  const field = find<HTMLInputElement>(element, '.tools input');
  expect(field.value).toBe('apiKey.created');
  await userEvent.fill(field, 'user.created');
  await userEvent.keyboard('{Enter}');
  expect(await filtered).toMatchObject({ filter: 'action=user.created' });
});

it('is checked to its end, however many pieces that takes', async () => {
  const world = await openWorld({ admin: true });
  const element = place(world, 'taiwa-audit-log', 'ken');
  await settled(element);
  await userEvent.click(byName(element, 'button', '改ざんがないか確かめる'));
  await expect.poll(() => textOf(element)).toContain('3番の記録が、書かれたときと違っています');
  expect(await world.received('AuditLogVerdict')).toHaveLength(2);
});
