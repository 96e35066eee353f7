import { z } from 'zod';
import type { Actor } from '../../kernel/actor.ts';
import { transact, type Db } from '../../kernel/database.ts';
import { record } from '../../kernel/events.ts';
import { newId, registerIds } from '../../kernel/ids.ts';
import { id, instant, parseInput } from '../../kernel/parse.ts';
import { Conflict } from '../../kernel/problems.ts';
import { forbidden, orNotFound } from '../../kernel/refusals.ts';
import { retain } from '../../kernel/retention.ts';
import { after, now } from '../../kernel/time.ts';
import { canArrangePairs, visiblePairs } from '../pairs/pair.policy.ts';
import { visibleDepartments } from '../tenancy/department.policy.ts';
import { todayOf } from '../tenancy/tenant-day.ts';
import { visibleUsers } from '../tenancy/user.policy.ts';
import { visibleGuidelines } from './guideline.policy.ts';
import { says } from './words.ts';

registerIds({ gui: 'Guideline' });

declare module '../../kernel/events.ts' {
  interface Events {
    'guideline.set': Record<never, string>;
    'guideline.ended': Record<never, string>;
  }
}

const SetGuideline = z
  .object({
    departmentId: id('dep').nullish(),
    userId: id('usr').nullish(),
    pairId: id('pai').nullish(),
    sessions: z.int().min(0).max(31),
    everyMonths: z.int().min(1).max(3).nullish(),
    minutes: z.int().min(5).max(240).nullish(),
    from: instant(),
    until: instant().nullish(),
  })
  .refine(({ departmentId, userId, pairId }) => [departmentId, userId, pairId].filter(Boolean).length <= 1, {
    params: { reason: says.GUIDELINE_FOR_ONE },
  })
  .refine(({ from, until }) => !until || from <= until, {
    path: ['until'],
    params: { reason: says.GUIDELINE_ORDER },
  });

interface Target {
  readonly departmentId: string | null;
  readonly userId: string | null;
  readonly pairId: string | null;
}

async function demandTarget(db: Db, actor: Actor, { departmentId, userId, pairId }: Target): Promise<void> {
  if (departmentId)
    orNotFound(await db.department.findFirst({ where: { AND: visibleDepartments(actor), id: departmentId } }));
  if (userId) orNotFound(await db.user.findFirst({ where: { AND: visibleUsers(actor), id: userId } }));
  if (pairId) orNotFound(await db.pair.findFirst({ where: { AND: visiblePairs(actor), id: pairId } }));
}

/** Lets one transaction at a time write the tenant's guidelines; held until it ends. */
const lockGuidelines = (db: Db, tenantId: string) =>
  db.$queryRaw`select pg_advisory_xact_lock(hashtextextended(${`guideline:${tenantId}`}, 0))::text`;

/** Cuts what held before short, so that one guideline holds for one target on one day. Throws Conflict GUIDELINE_LATER. */
async function makeRoom(db: Db, tenantId: string, target: Target, from: Date, until: Date | null): Promise<void> {
  const overlapping = await db.guideline.findMany({
    where: {
      tenantId,
      ...target,
      ...(until && { from: { lte: until } }),
      OR: [{ until: null }, { until: { gte: from } }],
    },
  });
  const standing = overlapping.filter((other) => !other.until || other.until >= other.from);
  if (standing.some((other) => other.from > from)) throw new Conflict(says.GUIDELINE_LATER);
  const ids = standing.map((other) => other.id);
  await db.guideline.updateMany({ where: { tenantId, id: { in: ids } }, data: { until: after(from, -1, 'days') } });
}

/**
 * Sets how often and how long people are to meet from a day on (tenant's zone): in the tenant, in a department with what is
 * below it, or as an exception for a person's talks as the member or for a pair. What held for the same until then ends the
 * day before. For who arranges pairs. Throws InvalidInput, Conflict GUIDELINE_LATER, FORBIDDEN, NOT_FOUND.
 */
export async function setGuideline(actor: Actor, input: z.input<typeof SetGuideline>): Promise<{ id: string }> {
  if (!canArrangePairs(actor)) throw forbidden();
  const { departmentId = null, userId = null, pairId = null, ...given } = parseInput(actor, SetGuideline, input);
  const { tenantId } = actor;
  const target = { departmentId, userId, pairId };
  const { sessions, everyMonths, minutes, from, until = null } = given;
  const asked = { sessions, everyMonths: everyMonths ?? 1, minutes: minutes ?? 30, from, until };
  const made = newId('gui');
  return transact(actor, async (db) => {
    await lockGuidelines(db, tenantId);
    await demandTarget(db, actor, target);
    await makeRoom(db, tenantId, target, from, until);
    await db.guideline.create({ data: { tenantId, id: made, ...target, ...asked, createdAt: now() } });
    await record(db, { type: 'guideline.set', subject: { type: 'Guideline', id: made }, ids: {}, actor });
    return { id: made };
  });
}

const EndGuideline = z.object({ guidelineId: id('gui'), until: instant().nullish() });

const earlier = (one: Date, other: Date | null): Date => (other && other < one ? other : one);

/**
 * Ends a guideline with a day, today where none is given; one that has not begun by then never holds. What is over stays as
 * it is. For who arranges pairs. Throws InvalidInput, FORBIDDEN, NOT_FOUND.
 */
export async function endGuideline(actor: Actor, input: z.input<typeof EndGuideline>): Promise<{ id: string }> {
  if (!canArrangePairs(actor)) throw forbidden();
  const { guidelineId, until } = parseInput(actor, EndGuideline, input);
  const { tenantId } = actor;
  return transact(actor, async (db) => {
    await lockGuidelines(db, tenantId);
    const where = { id: guidelineId, AND: visibleGuidelines(actor) };
    const guideline = orNotFound(await db.guideline.findFirst({ where }));
    const last = until ?? (await todayOf(db, tenantId));
    const day = last < guideline.from ? after(guideline.from, -1, 'days') : last;
    const data = { until: earlier(day, guideline.until) };
    await db.guideline.update({ where: { tenantId_id: { tenantId, id: guidelineId } }, data });
    await record(db, { type: 'guideline.ended', subject: { type: 'Guideline', id: guidelineId }, ids: {}, actor });
    return { id: guidelineId };
  });
}

retain('Guideline', { says: 'Kept while the tenant is: past months are measured by what was asked of them.' });
