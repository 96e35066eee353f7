import type { Actor } from '../../kernel/actor.ts';
import type { Db } from '../../kernel/database.ts';
import { record } from '../../kernel/events.ts';
import { now } from '../../kernel/time.ts';
import { signalRestriction } from './restricted-tenants.ts';

declare module '../../kernel/events.ts' {
  interface Events {
    'user.restricted': Record<never, string>;
    'user.unrestricted': Record<never, string>;
  }
}

/** The people of a tenant whose data is restricted, so that it is used for nothing. */
export async function restrictedPeople(db: Pick<Db, 'user'>, tenantId: string): Promise<string[]> {
  const where = { tenantId, restrictedAt: { not: null } };
  return (await db.user.findMany({ where, select: { id: true } })).map(({ id }) => id);
}

/**
 * Restricts a person's data or lifts that, in the transaction of the module that decides it: everybody but they and the jobs
 * sees nothing of it from now on, by `inUse` in the policies. Again changes nothing.
 */
export async function restrictPerson(db: Db, actor: Actor, userId: string, isRestricted: boolean): Promise<void> {
  const { tenantId } = actor;
  const { count } = await db.user.updateMany({
    where: { tenantId, id: userId, restrictedAt: isRestricted ? null : { not: null } },
    data: { restrictedAt: isRestricted ? now() : null },
  });
  if (count === 0) return;
  await signalRestriction(db, actor);
  const type = isRestricted ? 'user.restricted' : 'user.unrestricted';
  await record(db, { type, subject: { type: 'User', id: userId }, ids: {}, actor });
}
