import { afterEach, expect, test } from 'vitest';
import { freshActor, jobActor } from '../../kernel/actor.ts';
import { after, freezeTime, now } from '../../kernel/time.ts';
import { useTestDatabase } from '../../testing/database.ts';
import { aPair, seenBy } from '../../testing/world.ts';
import { eraseAgain, eraseDue, eraseUser } from './erasure.ts';
import { confirmLegalHold, requestLegalHold } from './legal-hold.ts';
import './privacy.personal.ts';
import '../tenancy/tenancy.personal.ts';

const tables = useTestDatabase();
let thaw = () => {};
afterEach(() => thaw());

test('a restored backup erases again whose data nothing holds, and the others once their hold ends', async () => {
  const { ann, bob, admin, hire, tenantId } = await aPair();
  const second = await hire('Abe', ['ADMIN']);
  const job = () => jobActor(tenantId, 'test');
  for (const { userId } of [ann, bob]) await eraseUser(freshActor(admin), { userId });
  // As the tombstones of a restore lay it: both were erased, and the backup still holds bob's data.
  await tables.query('admin', 'update erasure set erased_at = now() where tenant_id = $1', [tenantId]);
  const hold = { personIds: [bob.userId], reason: 'A claim.', expiresAt: after(now(), 30, 'days') };
  const { id: holdId } = await requestLegalHold(freshActor(admin), hold);
  await confirmLegalHold(freshActor(second), { holdId });
  expect(await eraseAgain(job(), [ann.userId, bob.userId])).toBe(1);
  const nameOf = ({ userId }: { userId: string }) =>
    seenBy(job(), async (db) => (await db.user.findFirstOrThrow({ where: { tenantId, id: userId } })).latinName);
  expect([await nameOf(ann), await nameOf(bob)]).toEqual(['Former member', null]);
  thaw = freezeTime(after(now(), 8, 'days'));
  await eraseDue(job());
  expect(await nameOf(bob)).toBeNull();
  freezeTime(after(now(), 31, 'days'));
  await eraseDue(job());
  expect(await nameOf(bob)).toBe('Former member');
});
