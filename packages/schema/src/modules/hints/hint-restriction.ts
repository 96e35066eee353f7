import { type Actor, freshActor } from '../../kernel/actor.ts';
import { transact } from '../../kernel/database.ts';
import { restrictedPeople } from '../tenancy/user-restriction.ts';
import { authorMark } from './hint.policy.ts';

/**
 * Hides the hints of those whose data is restricted, and shows those of all others again. For a job at night: a hint that
 * disappeared with a restriction would name its author.
 */
export function applyRestrictions(job: Actor): Promise<void> {
  const { tenantId } = job;
  return transact(freshActor(job), async (db) => {
    const people = await restrictedPeople(db, tenantId);
    const marks = people.map((userId) => authorMark({ tenantId, userId }));
    const theirs = { authorPseudonym: { in: marks } };
    await db.hint.updateMany({ where: { tenantId, restricted: false, ...theirs }, data: { restricted: true } });
    await db.hint.updateMany({ where: { tenantId, restricted: true, NOT: theirs }, data: { restricted: false } });
  });
}
