import { z } from 'zod';
import type { Actor } from '../../kernel/actor.ts';
import { transact } from '../../kernel/database.ts';
import { record } from '../../kernel/events.ts';
import { newId, registerIds } from '../../kernel/ids.ts';
import { id, parseInput } from '../../kernel/parse.ts';
import { now } from '../../kernel/time.ts';
import { lockOwnPair } from './pair.ts';

registerIds({ lev: 'PairLevel' });

declare module '../../kernel/events.ts' {
  interface Events {
    'pair.levelSet': Record<never, string>;
  }
}

const SetPairLevel = z.object({ pairId: id('pai'), level: z.int().min(1).max(6) });

/**
 * Sets the stage of the relationship, 1 to 6, as one of the two sees it; the same level again adds nothing to the history.
 * Throws InvalidInput, NotNow ENDED, FORBIDDEN, NOT_FOUND.
 */
export async function setPairLevel(actor: Actor, input: z.input<typeof SetPairLevel>): Promise<{ id: string }> {
  const { pairId, level } = parseInput(actor, SetPairLevel, input);
  return transact(actor, async (db) => {
    const pair = await lockOwnPair(db, actor, pairId);
    if (pair.level === level) return { id: pairId };
    const { tenantId } = actor;
    const { memberId, counterpartId } = pair;
    await db.pair.update({ where: { tenantId_id: { tenantId, id: pairId } }, data: { level } });
    const row = { tenantId, id: newId('lev'), pairId, memberId, counterpartId, level };
    await db.pairLevel.create({ data: { ...row, setById: actor.userId, setAt: now() } });
    await record(db, { type: 'pair.levelSet', subject: { type: 'Pair', id: pairId }, ids: {}, actor });
    return { id: pairId };
  });
}
