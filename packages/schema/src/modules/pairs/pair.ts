import { z } from 'zod';
import type { Actor } from '../../kernel/actor.ts';
import { isUniqueViolation } from '../../kernel/database-errors.ts';
import { type Db, transact } from '../../kernel/database.ts';
import { record } from '../../kernel/events.ts';
import { newId, registerIds } from '../../kernel/ids.ts';
import { id, parseInput } from '../../kernel/parse.ts';
import { Conflict, NotNow } from '../../kernel/problems.ts';
import { forbidden, orNotFound } from '../../kernel/refusals.ts';
import { now } from '../../kernel/time.ts';
import { invalidAt } from '../tenancy/invalid.ts';
import { lockPeople } from '../tenancy/people-lock.ts';
import { visibleUsers } from '../tenancy/user.policy.ts';
import { says as tenancySays } from '../tenancy/words.ts';
import { canArrangePairs, isParticipant, visiblePairs } from './pair.policy.ts';
import { says } from './words.ts';

registerIds({ pai: 'Pair' });

declare module '../../kernel/events.ts' {
  interface Events {
    'pair.created': { memberId: string; counterpartId: string };
    'pair.ended': { memberId: string; counterpartId: string };
    'pair.reopened': { memberId: string; counterpartId: string };
    'pair.removed': { memberId: string; counterpartId: string };
  }
}

const CreatePair = z
  .object({
    memberId: id('usr'),
    counterpartId: id('usr'),
    kind: z.enum(['MANAGER_MEMBER', 'MENTOR_MENTEE', 'OTHER']),
  })
  .refine((given) => given.memberId !== given.counterpartId, {
    path: ['counterpartId'],
    params: { reason: says.SAME_PERSON },
  });

/** Throws NOT_FOUND for somebody the actor cannot see and InvalidInput for who has left. Keeps both from leaving meanwhile. */
async function demandPeople(db: Db, actor: Actor, two: { memberId: string; counterpartId: string }): Promise<void> {
  await lockPeople(db, actor.tenantId, [two.memberId, two.counterpartId]);
  for (const [path, userId] of Object.entries(two)) {
    const person = orNotFound(await db.user.findFirst({ where: { AND: visibleUsers(actor), id: userId } }));
    if (person.deactivatedAt) throw invalidAt(actor, path, says.HAS_LEFT);
  }
}

/**
 * Makes two people a pair, the first of them the one whose talk it is. Throws InvalidInput, Conflict DUPLICATE while the
 * same two are an active pair of this kind; FORBIDDEN, NOT_FOUND.
 */
export async function createPair(actor: Actor, input: z.input<typeof CreatePair>): Promise<{ id: string }> {
  if (!canArrangePairs(actor)) throw forbidden();
  const { kind, ...two } = parseInput(actor, CreatePair, input);
  const pairId = newId('pai');
  try {
    return await transact(actor, async (db) => {
      await demandPeople(db, actor, two);
      await db.pair.create({ data: { tenantId: actor.tenantId, id: pairId, kind, ...two, startedAt: now() } });
      await record(db, { type: 'pair.created', subject: { type: 'Pair', id: pairId }, ids: two, actor });
      return { id: pairId };
    });
  } catch (error) {
    throw isUniqueViolation(error) ? new Conflict(tenancySays.DUPLICATE) : error;
  }
}

/** The pair as the actor may see it, locked until the transaction ends. Throws NOT_FOUND. */
export async function lockPair(db: Db, actor: Actor, pairId: string) {
  await db.$queryRaw`select 1 from pair where tenant_id = ${actor.tenantId} and id = ${pairId} for no key update`;
  return orNotFound(await db.pair.findFirst({ where: { AND: visiblePairs(actor), id: pairId } }));
}

/** The pair, locked, where the actor is one of the two and it has not ended. Throws NOT_FOUND, FORBIDDEN, NotNow ENDED. */
export async function lockOwnPair(db: Db, actor: Actor, pairId: string) {
  const pair = await lockPair(db, actor, pairId);
  if (!isParticipant(actor, pair)) throw forbidden();
  if (pair.endedAt) throw new NotNow(says.ENDED);
  return pair;
}

const EndPair = z.object({ pairId: id('pai') });

/** Marks a pair as ended and says so. */
export async function closePair(
  db: Db,
  actor: Actor,
  pair: { id: string; memberId: string; counterpartId: string },
): Promise<void> {
  const { memberId, counterpartId } = pair;
  await db.pair.update({
    where: { tenantId_id: { tenantId: actor.tenantId, id: pair.id } },
    data: { endedAt: now() },
  });
  const subject = { type: 'Pair', id: pair.id };
  await record(db, { type: 'pair.ended', subject, ids: { memberId, counterpartId }, actor });
}

/**
 * Ends a pair; its planned sessions are cancelled soon after, its history stays with the two. An ended pair stays as it is.
 * Throws NotNow LIVE while the two talk; InvalidInput, FORBIDDEN, NOT_FOUND.
 */
export async function endPair(actor: Actor, input: z.input<typeof EndPair>): Promise<{ id: string }> {
  const { pairId } = parseInput(actor, EndPair, input);
  return transact(actor, async (db) => {
    const pair = await lockPair(db, actor, pairId);
    if (!canArrangePairs(actor)) throw forbidden();
    if (pair.endedAt) return { id: pairId };
    const live = await db.session.findFirst({
      where: { tenantId: actor.tenantId, pairId, state: 'LIVE' },
      select: { id: true },
    });
    if (live) throw new NotNow(says.LIVE);
    await closePair(db, actor, pair);
    return { id: pairId };
  });
}
