import type { PairKind } from '../../generated/prisma/client.ts';
import type { Actor } from '../../kernel/actor.ts';
import type { Db } from '../../kernel/database.ts';
import { recordAll } from '../../kernel/events.ts';
import { inSlices, insertRows } from '../../kernel/insert-rows.ts';
import { now } from '../../kernel/time.ts';

/** A pair with its two people. */
export interface PairRow {
  readonly id: string;
  readonly memberId: string;
  readonly counterpartId: string;
  readonly kind: PairKind;
}

type Change = 'created' | 'ended' | 'reopened' | 'removed';

const recordPairs = (db: Db, actor: Actor, change: Change, pairs: readonly PairRow[]) =>
  recordAll(
    db,
    pairs.map(({ id, memberId, counterpartId }) => ({
      type: `pair.${change}` as const,
      subject: { type: 'Pair', id },
      ids: { memberId, counterpartId },
      actor,
    })),
  );

const idsOf = (pairs: readonly PairRow[]): string[] => pairs.map(({ id }) => id);

/** Makes pairs of people who were looked at before. */
export async function makePairs(db: Db, actor: Actor, pairs: readonly PairRow[]): Promise<void> {
  const startedAt = now();
  const rows = pairs.map((pair) => ({ ...pair, tenantId: actor.tenantId, startedAt }));
  await insertRows(db, 'pair', rows);
  await recordPairs(db, actor, 'created', pairs);
}

/** Ends pairs; planned sessions are cancelled soon after, history stays with the two. */
export async function closePairs(db: Db, actor: Actor, pairs: readonly PairRow[]): Promise<void> {
  const { tenantId } = actor;
  const endedAt = now();
  await inSlices(idsOf(pairs), (ids) =>
    db.pair.updateMany({ where: { tenantId, id: { in: ids }, endedAt: null }, data: { endedAt } }),
  );
  await recordPairs(db, actor, 'ended', pairs);
}

/** Lets ended pairs go on; sessions that were cancelled with them are planned again soon after, where their time is still free. */
export async function reopenPairs(db: Db, actor: Actor, pairs: readonly PairRow[]): Promise<void> {
  const { tenantId } = actor;
  await inSlices(idsOf(pairs), (ids) =>
    db.pair.updateMany({ where: { tenantId, id: { in: ids } }, data: { endedAt: null } }),
  );
  await recordPairs(db, actor, 'reopened', pairs);
}

/** Removes pairs as if they had never been made; only those that have nothing yet. */
export async function removePairs(db: Db, actor: Actor, pairs: readonly PairRow[]): Promise<void> {
  const { tenantId } = actor;
  await inSlices(idsOf(pairs), (ids) => db.pair.deleteMany({ where: { tenantId, id: { in: ids } } }));
  await recordPairs(db, actor, 'removed', pairs);
}
