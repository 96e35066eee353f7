import { z } from 'zod';
import type { Actor } from '../../kernel/actor.ts';
import { type Db, transact } from '../../kernel/database.ts';
import { id, parseInput } from '../../kernel/parse.ts';
import { NotNow } from '../../kernel/problems.ts';
import { forbidden } from '../../kernel/refusals.ts';
import { invalidAt } from '../tenancy/invalid.ts';
import { demandAdministration } from '../tenancy/tenant.policy.ts';
import { updateUser } from '../tenancy/user.ts';
import { canArrangePairs } from './pair.policy.ts';
import { closePair, createPair } from './pair.ts';
import { says } from './words.ts';

/** Most people that are transferred at once; more come as a file. */
const MAX_PEOPLE = 100;

const TransferPeople = z
  .object({
    userIds: z.array(id('usr')).min(1).max(MAX_PEOPLE),
    departmentId: id('dep').nullish(),
    managerId: id('usr').nullish(),
  })
  .refine((given) => given.departmentId || given.managerId, {
    path: ['departmentId'],
    params: { reason: says.NOWHERE },
  })
  .refine((given) => !given.managerId || !given.userIds.includes(given.managerId), {
    path: ['managerId'],
    params: { reason: says.SAME_PERSON },
  });

/** What a transfer did. */
export interface Transfer {
  readonly people: number;
  readonly pairsEnded: number;
  readonly pairsMade: number;
}

/** The pairs with managers, as the member, of somebody who gets another; locked. Throws NotNow LIVE. */
async function formerPairs(db: Db, { tenantId }: Actor, memberId: string, managerId: string) {
  await db.$queryRaw`
    select 1 from pair where tenant_id = ${tenantId} and member_id = ${memberId} and ended_at is null
    order by id for no key update`;
  const kind = 'MANAGER_MEMBER' as const;
  const pairs = await db.pair.findMany({ where: { tenantId, memberId, kind, endedAt: null } });
  const former = pairs.filter(({ counterpartId }) => counterpartId !== managerId);
  const live = await db.session.findFirst({
    where: { tenantId, state: 'LIVE', pairId: { in: former.map((pair) => pair.id) } },
    select: { id: true },
  });
  if (live) throw new NotNow(says.LIVE);
  return { former, isPair: pairs.length > former.length };
}

async function demandPresent(db: Db, actor: Actor, userIds: readonly string[]): Promise<void> {
  const left = await db.user.findFirst({
    where: { tenantId: actor.tenantId, id: { in: [...userIds] }, deactivatedAt: { not: null } },
    select: { id: true },
  });
  if (left) throw invalidAt(actor, ['userIds', String(userIds.indexOf(left.id))], says.HAS_LEFT);
}

/**
 * Lets people work in another department, talk with another manager, or both, all or none. The pair with the former manager
 * ends and keeps its history with the two; the new one inherits nothing. Throws NotNow LIVE while one of them talks with the
 * former; InvalidInput (also for who has left), FORBIDDEN, NOT_FOUND.
 */
export async function transferPeople(actor: Actor, input: z.input<typeof TransferPeople>): Promise<Transfer> {
  demandAdministration(actor);
  if (input.managerId && !canArrangePairs(actor)) throw forbidden();
  const { userIds, departmentId, managerId } = parseInput(actor, TransferPeople, input);
  return transact(actor, async (db) => {
    await demandPresent(db, actor, userIds);
    let [pairsEnded, pairsMade] = [0, 0];
    for (const userId of new Set(userIds)) {
      if (departmentId) await updateUser(actor, { userId, departmentId });
      if (!managerId) continue;
      const { former, isPair } = await formerPairs(db, actor, userId, managerId);
      for (const pair of former) await closePair(db, actor, pair);
      const two = { memberId: userId, counterpartId: managerId };
      if (!isPair) await createPair(actor, { ...two, kind: 'MANAGER_MEMBER' });
      pairsEnded += former.length;
      pairsMade += isPair ? 0 : 1;
    }
    return { people: new Set(userIds).size, pairsEnded, pairsMade };
  });
}
