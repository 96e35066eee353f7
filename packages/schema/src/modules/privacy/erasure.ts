import { z } from 'zod';
import { type Actor, freshActor } from '../../kernel/actor.ts';
import { database, type Db, read, transact } from '../../kernel/database.ts';
import { record } from '../../kernel/events.ts';
import { newId, registerIds } from '../../kernel/ids.ts';
import { id, parseInput } from '../../kernel/parse.ts';
import { forgetShreddedKeys } from '../../kernel/person-keys.ts';
import { personalRules } from '../../kernel/personal.ts';
import { Conflict, NotNow, Problem } from '../../kernel/problems.ts';
import { forbidden, orNotFound } from '../../kernel/refusals.ts';
import { after, now } from '../../kernel/time.ts';
import { deactivateUser } from '../tenancy/user.ts';
import { isHeld } from './legal-hold.ts';
import { selfOf } from './own-copy.ts';
import { canProtect, visibleErasures } from './privacy.policy.ts';
import { says } from './words.ts';

registerIds({ ers: 'Erasure' });

declare module '../../kernel/events.ts' {
  interface Events {
    'erasure.requested': { personId: string };
    'erasure.cancelled': { personId: string };
    'erasure.done': { personId: string };
  }
}

/** Days between asking and erasing, in which it can be called off. */
export const ERASE_AFTER_DAYS = 7;

async function demandErasable(db: Db, actor: Actor, userId: string): Promise<void> {
  const { tenantId } = actor;
  const person = orNotFound(await db.user.findFirst({ where: { tenantId, id: userId } }));
  if (await isHeld(db, tenantId, userId)) throw new NotNow(says.HELD);
  const planned = { tenantId, userId, cancelledAt: null };
  if (await db.erasure.findFirst({ where: planned, select: { id: true } })) throw new Conflict(says.ERASURE_ASKED);
  if (!person.roles.includes('ADMIN') || person.deactivatedAt) return;
  const others = { tenantId, id: { not: userId }, roles: { has: 'ADMIN' as const }, deactivatedAt: null };
  if (!(await db.user.findFirst({ where: others, select: { id: true } }))) throw new NotNow(says.ERASE_ADMIN);
}

const EraseUser = z.object({ userId: id('usr') });

/**
 * Plans the erasure of a person's data in seven days; they see it and may call it off, as may every admin. Throws NotNow HELD
 * under a legal hold or for the last administrator, Conflict where it is planned or done, InvalidInput, FORBIDDEN, NOT_FOUND.
 */
export async function eraseUser(actor: Actor, input: z.input<typeof EraseUser>): Promise<{ id: string }> {
  if (!canProtect(actor)) throw forbidden();
  const { userId } = parseInput(actor, EraseUser, input);
  return transact(actor, async (db) => {
    const { tenantId, userId: requestedById } = actor;
    await db.$queryRaw`select 1 from app_user where tenant_id = ${tenantId} and id = ${userId} for no key update`;
    await demandErasable(db, actor, userId);
    const made = newId('ers');
    const times = { requestedAt: now(), dueAt: after(now(), ERASE_AFTER_DAYS, 'days') };
    await db.erasure.create({ data: { tenantId, id: made, userId, requestedById, ...times } });
    const subject = { type: 'Erasure', id: made };
    await record(db, { type: 'erasure.requested', subject, ids: { personId: userId }, actor });
    return { id: made };
  });
}

const CancelErasure = z.object({ erasureId: id('ers') });

/** Calls a planned erasure off: its person or an admin. Throws NotNow once it is over, InvalidInput, NOT_FOUND. */
export async function cancelErasure(actor: Actor, input: z.input<typeof CancelErasure>): Promise<{ id: string }> {
  const { erasureId } = parseInput(actor, CancelErasure, input);
  return transact(actor, async (db) => {
    const { tenantId } = actor;
    const { userId } = orNotFound(
      await db.erasure.findFirst({ where: { AND: visibleErasures(actor), id: erasureId }, select: { userId: true } }),
    );
    const open = { tenantId, id: erasureId, cancelledAt: null, erasedAt: null };
    const { count } = await db.erasure.updateMany({ where: open, data: { cancelledAt: now() } });
    if (count === 0) throw new NotNow(says.ERASURE_OVER);
    const subject = { type: 'Erasure', id: erasureId };
    await record(db, { type: 'erasure.cancelled', subject, ids: { personId: userId }, actor });
    return { id: erasureId };
  });
}

/** Removes what is a person's own from every table, each by its rule, and their keys; what they share with others stays, with a former member. Again changes nothing. */
export async function erasePerson(job: Actor, userId: string): Promise<void> {
  const person = selfOf(job, userId);
  await transact(person, async (db) => {
    for (const { erased } of personalRules().values()) if (typeof erased === 'function') await erased(db, person);
  });
  forgetShreddedKeys();
}

/** Whether the person has left, now at the latest; the last administrator cannot. */
const hasLeft = (job: Actor, userId: string): Promise<boolean> =>
  deactivateUser(freshActor(job), { userId }).then(
    () => true,
    (error: unknown) => {
      if (error instanceof Problem) return false;
      throw error;
    },
  );

async function carryOut(job: Actor, erasureId: string, userId: string): Promise<void> {
  const { tenantId } = job;
  const reader = freshActor(job);
  if (await read(reader, () => isHeld(database(reader), tenantId, userId))) return;
  // Their pairs and planned talks end as for anybody who leaves.
  if (!(await hasLeft(job, userId))) return;
  await erasePerson(job, userId);
  await transact(freshActor(job), async (db) => {
    const open = { tenantId, id: erasureId, erasedAt: null };
    const { count } = await db.erasure.updateMany({ where: open, data: { erasedAt: now() } });
    const subject = { type: 'Erasure', id: erasureId };
    if (count === 1) await record(db, { type: 'erasure.done', subject, ids: { personId: userId }, actor: job });
  });
}

/** Carries out the erasures of a tenant that are due and not held. */
export async function eraseDue(job: Actor): Promise<void> {
  const reader = freshActor(job);
  const due = await read(reader, () =>
    database(reader).erasure.findMany({
      where: { tenantId: job.tenantId, dueAt: { lte: now() }, cancelledAt: null, erasedAt: null },
      orderBy: { dueAt: 'asc' },
    }),
  );
  for (const { id: erasureId, userId } of due) await carryOut(job, erasureId, userId);
}

/** Leaves an erasure to the job that carries out what is due, once nothing holds the data any more. */
const putOff = (job: Actor, userId: string): Promise<unknown> =>
  transact(freshActor(job), (db) =>
    db.erasure.updateMany({ where: { tenantId: job.tenantId, userId, cancelledAt: null }, data: { erasedAt: null } }),
  );

/**
 * Erases again whoever was erased before: after a restore of an older backup. Whose data is held there is erased once the hold
 * ends or is released. Answers how many people were erased.
 */
export async function eraseAgain(job: Actor, personIds: readonly string[]): Promise<number> {
  const reader = freshActor(job);
  const known = await read(reader, () =>
    database(reader).user.findMany({
      where: { tenantId: job.tenantId, id: { in: [...personIds] } },
      select: { id: true },
    }),
  );
  let erased = 0;
  for (const { id: userId } of known) {
    const asked = freshActor(job);
    if (await read(asked, () => isHeld(database(asked), job.tenantId, userId))) await putOff(job, userId);
    else {
      await erasePerson(job, userId);
      erased += 1;
    }
  }
  return erased;
}
