import { z } from 'zod';
import type { Actor } from '../../kernel/actor.ts';
import { type Db, transact } from '../../kernel/database.ts';
import { record } from '../../kernel/events.ts';
import { newId, registerIds } from '../../kernel/ids.ts';
import { id, instant, parseInput } from '../../kernel/parse.ts';
import { NotNow } from '../../kernel/problems.ts';
import { forbidden } from '../../kernel/refusals.ts';
import { after } from '../../kernel/time.ts';
import { todayOf } from '../tenancy/tenant-day.ts';
import { canArrangePairs, isParticipant } from './pair.policy.ts';
import { lockPair } from './pair.ts';
import { says } from './words.ts';

registerIds({ pau: 'PairPause' });

declare module '../../kernel/events.ts' {
  interface Events {
    'pair.paused': Record<never, string>;
    'pair.resumed': Record<never, string>;
  }
}

const PausePair = z
  .object({ pairId: id('pai'), from: instant(), until: instant().nullish() })
  .refine(({ from, until }) => !until || from.getTime() <= until.getTime(), {
    path: ['until'],
    params: { reason: says.PAUSE_ORDER },
  });

async function lockPausable(db: Db, actor: Actor, pairId: string) {
  const pair = await lockPair(db, actor, pairId);
  if (!isParticipant(actor, pair) && !canArrangePairs(actor)) throw forbidden();
  if (pair.endedAt) throw new NotNow(says.ENDED);
  return pair;
}

/**
 * Notes days in which a pair need not meet, open-ended without `until`; either of the two may, and who arranges pairs.
 * Throws InvalidInput, NotNow PAUSED where another pause overlaps or ENDED, FORBIDDEN, NOT_FOUND.
 */
export async function pausePair(actor: Actor, input: z.input<typeof PausePair>): Promise<{ id: string }> {
  const { pairId, from, until = null } = parseInput(actor, PausePair, input);
  const { tenantId } = actor;
  return transact(actor, async (db) => {
    await lockPausable(db, actor, pairId);
    const overlap = await db.pairPause.findFirst({
      where: {
        tenantId,
        pairId,
        ...(until ? { from: { lte: until } } : {}),
        OR: [{ until: null }, { until: { gte: from } }],
      },
    });
    if (overlap) throw new NotNow(says.PAUSED);
    await db.pairPause.create({ data: { tenantId, id: newId('pau'), pairId, from, until } });
    await record(db, { type: 'pair.paused', subject: { type: 'Pair', id: pairId }, ids: {}, actor });
    return { id: pairId };
  });
}

const ResumePair = z.object({ pairId: id('pai') });

/**
 * Ends the pause that covers today (tenant's zone): yesterday becomes its last day. Throws InvalidInput, NotNow WRONG_STATE
 * without one, or ENDED, FORBIDDEN, NOT_FOUND.
 */
export async function resumePair(actor: Actor, input: z.input<typeof ResumePair>): Promise<{ id: string }> {
  const { pairId } = parseInput(actor, ResumePair, input);
  const { tenantId } = actor;
  return transact(actor, async (db) => {
    await lockPausable(db, actor, pairId);
    const today = await todayOf(db, tenantId);
    const pause = await db.pairPause.findFirst({
      where: { tenantId, pairId, from: { lte: today }, OR: [{ until: null }, { until: { gte: today } }] },
    });
    if (!pause) throw new NotNow(says.WRONG_STATE);
    const where = { tenantId_id: { tenantId, id: pause.id } };
    const startsToday = pause.from.getTime() === today.getTime();
    if (startsToday) await db.pairPause.delete({ where });
    else await db.pairPause.update({ where, data: { until: after(today, -1, 'days') } });
    await record(db, { type: 'pair.resumed', subject: { type: 'Pair', id: pairId }, ids: {}, actor });
    return { id: pairId };
  });
}
