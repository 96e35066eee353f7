import { z } from 'zod';
import type { Actor } from '../../kernel/actor.ts';
import { transact } from '../../kernel/database.ts';
import { record } from '../../kernel/events.ts';
import { id, parseInput, text } from '../../kernel/parse.ts';
import { seal, unseal } from '../../kernel/seal.ts';
import { isParticipant, type TwoPeople } from './pair.policy.ts';
import { lockOwnPair } from './pair.ts';

declare module '../../kernel/events.ts' {
  interface Events {
    'pair.purposeSet': Record<never, string>;
  }
}

const SetPairPurpose = z.object({ pairId: id('pai'), purpose: text({ max: 500, lines: true }).nullish() });

/** Where the purpose of a pair is sealed. */
export const purposePlace = (pairId: string) => ({ table: 'Pair', row: pairId, column: 'purpose' });

/**
 * Writes down what the two meet for, up to 500 characters, readable by the two only; nothing or blank clears it.
 * Throws InvalidInput, NotNow ENDED, FORBIDDEN, NOT_FOUND.
 */
export async function setPairPurpose(actor: Actor, input: z.input<typeof SetPairPurpose>): Promise<{ id: string }> {
  const { pairId, purpose } = parseInput(actor, SetPairPurpose, input);
  return transact(actor, async (db) => {
    await lockOwnPair(db, actor, pairId);
    await db.pair.update({
      where: { tenantId_id: { tenantId: actor.tenantId, id: pairId } },
      data: { purpose: purpose?.trim() ? await seal(actor, purposePlace(pairId), purpose) : null },
    });
    await record(db, { type: 'pair.purposeSet', subject: { type: 'Pair', id: pairId }, ids: {}, actor });
    return { id: pairId };
  });
}

/** What the two meet for; null for everybody but the two, and where nothing is written down. */
export async function purposeOf(
  actor: Actor,
  pair: TwoPeople & { id: string; purpose: Uint8Array | null },
): Promise<string | null> {
  if (!pair.purpose || !isParticipant(actor, pair)) return null;
  return unseal(actor, purposePlace(pair.id), pair.purpose);
}
