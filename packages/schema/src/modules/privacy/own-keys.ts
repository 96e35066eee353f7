import { type Actor, freshActor } from '../../kernel/actor.ts';
import { database, read, transact } from '../../kernel/database.ts';
import { sealAnew } from '../../kernel/own-columns.ts';
import { now } from '../../kernel/time.ts';
import { selfOf } from './own-copy.ts';

/** Most people of a tenant that one run works through. */
const AT_ONCE = 500;

/** Seals everything of a person under their own key, in small transactions; the last one notes that nothing is left. */
async function sealForPerson(job: Actor, userId: string): Promise<void> {
  const { tenantId } = job;
  for (let left = true; left;) {
    const person = selfOf(job, userId);
    left = await transact(person, async (db) => {
      if ((await sealAnew(db, person)) > 0) return true;
      await db.user.updateMany({ where: { tenantId, id: userId, ownKeyAt: null }, data: { ownKeyAt: now() } });
      return false;
    });
  }
}

/**
 * Seals under people's own keys what an earlier release or a seed sealed under the tenant's, some hundreds of people in a run;
 * goes on where it stopped, and asks for nobody twice. Answers how many people it went through; where a text does not open, its
 * person is left out and it throws once it went through the others.
 */
export async function sealForPeople(job: Actor): Promise<number> {
  const reader = freshActor(job);
  const where = { tenantId: job.tenantId, ownKeyAt: null };
  const people = await read(reader, () =>
    database(reader).user.findMany({ where, orderBy: { id: 'asc' }, take: AT_ONCE, select: { id: true } }),
  );
  const failures: unknown[] = [];
  for (const { id: userId } of people) await sealForPerson(job, userId).catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw new Error(`${failures.length} people were left out.`, { cause: failures[0] });
  return people.length;
}
