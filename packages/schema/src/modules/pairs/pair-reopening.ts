import { z } from 'zod';
import type { Actor } from '../../kernel/actor.ts';
import { isUniqueViolation } from '../../kernel/database-errors.ts';
import { type Db, transact } from '../../kernel/database.ts';
import { id, parseInput } from '../../kernel/parse.ts';
import { Conflict, NotNow } from '../../kernel/problems.ts';
import { forbidden, orNotFound } from '../../kernel/refusals.ts';
import { after, now } from '../../kernel/time.ts';
import { lockPeople } from '../tenancy/people-lock.ts';
import { says as tenancySays } from '../tenancy/words.ts';
import { reopenPairs } from './pair-bulk.ts';
import { canArrangePairs, visiblePairs } from './pair.policy.ts';
import { lockPair } from './pair.ts';
import { says } from './words.ts';

/** How many hours the end of a pair can be taken back. */
const REOPENABLE_HOURS = 24;

/** Until when the end of a pair can be taken back; null for one that goes on. */
export const reopenableUntil = ({ endedAt }: { endedAt: Date | null }): Date | null =>
  endedAt && after(endedAt, REOPENABLE_HOURS, 'hours');

const ReopenPair = z.object({ pairId: id('pai') });

/** The pair, locked, with its two people. Throws NOT_FOUND, FORBIDDEN. */
async function lockReopenable(db: Db, actor: Actor, pairId: string) {
  const two = orNotFound(await db.pair.findFirst({ where: { AND: visiblePairs(actor), id: pairId } }));
  if (!canArrangePairs(actor)) throw forbidden();
  await lockPeople(db, actor.tenantId, [two.memberId, two.counterpartId]);
  return lockPair(db, actor, pairId);
}

/**
 * Takes the end of a pair back within a day: it goes on with its history, level and purpose, and the sessions that were
 * cancelled with it are planned again soon after as they were, unless one of the two has something else then. A pair that goes
 * on stays as it is. Throws NotNow PAIR_REOPEN_TOO_LATE, or HAS_LEFT where one of the two has left; Conflict DUPLICATE where
 * they are a pair of this kind again; InvalidInput, FORBIDDEN, NOT_FOUND.
 */
export async function reopenPair(actor: Actor, input: z.input<typeof ReopenPair>): Promise<{ id: string }> {
  const { pairId } = parseInput(actor, ReopenPair, input);
  try {
    return await transact(actor, async (db) => {
      const pair = await lockReopenable(db, actor, pairId);
      const until = reopenableUntil(pair);
      if (!until) return { id: pairId };
      if (until <= now()) throw new NotNow(says.PAIR_REOPEN_TOO_LATE);
      const { tenantId } = actor;
      const gone = { tenantId, id: { in: [pair.memberId, pair.counterpartId] }, deactivatedAt: { not: null } };
      if ((await db.user.count({ where: gone })) > 0) throw new NotNow(says.HAS_LEFT);
      await reopenPairs(db, actor, [pair]);
      return { id: pairId };
    });
  } catch (error) {
    throw isUniqueViolation(error) ? new Conflict(tenancySays.DUPLICATE) : error;
  }
}
