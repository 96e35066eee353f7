import { z } from 'zod';
import type { Actor } from '../../kernel/actor.ts';
import { type Db, transact } from '../../kernel/database.ts';
import { record } from '../../kernel/events.ts';
import { newId, registerIds } from '../../kernel/ids.ts';
import { id, instant, parseInput, text } from '../../kernel/parse.ts';
import { NotNow } from '../../kernel/problems.ts';
import { forbidden, orNotFound } from '../../kernel/refusals.ts';
import { after, now } from '../../kernel/time.ts';
import { invalidAt } from '../tenancy/invalid.ts';
import { canProtect, visibleHolds } from './privacy.policy.ts';
import { says } from './words.ts';

registerIds({ hld: 'LegalHold' });

declare module '../../kernel/events.ts' {
  interface Events {
    'legalHold.requested': Record<never, string>;
    'legalHold.confirmed': Record<never, string>;
    'legalHold.released': Record<never, string>;
  }
}

const inForce = () => ({ confirmedAt: { not: null }, releasedAt: null, expiresAt: { gt: now() } });

/** Whether a person's data may not be deleted now. */
export const isHeld = async (db: Db, tenantId: string, userId: string): Promise<boolean> =>
  (await db.legalHold.count({ where: { tenantId, personIds: { has: userId }, ...inForce() } })) > 0;

const LONGEST_DAYS = 731;

const RequestHold = z.object({
  personIds: z.array(id('usr')).min(1).max(100),
  reason: text({ min: 1, max: 500, lines: true }),
  expiresAt: instant(),
});

/**
 * Asks that the data of some people be kept; it holds once another admin confirms it. Throws InvalidInput, FORBIDDEN, NOT_FOUND
 * where one of them is not there.
 */
export async function requestLegalHold(actor: Actor, input: z.input<typeof RequestHold>): Promise<{ id: string }> {
  if (!canProtect(actor)) throw forbidden();
  const given = parseInput(actor, RequestHold, input);
  const isFitting = given.expiresAt > now() && given.expiresAt <= after(now(), LONGEST_DAYS, 'days');
  if (!isFitting) throw invalidAt(actor, 'expiresAt', says.HOLD_TOO_LONG);
  const personIds = [...new Set(given.personIds)];
  return transact(actor, async (db) => {
    const { tenantId, userId: requestedById } = actor;
    const there = await db.user.count({ where: { tenantId, id: { in: personIds } } });
    orNotFound(there === personIds.length ? true : null);
    const made = newId('hld');
    await db.legalHold.create({
      data: { ...given, personIds, tenantId, id: made, requestedById, requestedAt: now() },
    });
    await record(db, { type: 'legalHold.requested', subject: { type: 'LegalHold', id: made }, ids: {}, actor });
    return { id: made };
  });
}

const OfHold = z.object({ holdId: id('hld') });

async function lockHold(db: Db, actor: Actor, holdId: string) {
  await db.$queryRaw`select 1 from legal_hold where tenant_id = ${actor.tenantId} and id = ${holdId} for no key update`;
  const hold = orNotFound(await db.legalHold.findFirst({ where: { AND: visibleHolds(actor), id: holdId } }));
  if (hold.releasedAt || hold.expiresAt <= now()) throw new NotNow(says.HOLD_OVER);
  return hold;
}

/**
 * Puts a hold in force: an admin other than the one who asked. Again changes nothing. Throws NotNow HOLD_SECOND or HOLD_OVER,
 * InvalidInput, FORBIDDEN, NOT_FOUND.
 */
export async function confirmLegalHold(actor: Actor, input: z.input<typeof OfHold>): Promise<{ id: string }> {
  if (!canProtect(actor)) throw forbidden();
  const { holdId } = parseInput(actor, OfHold, input);
  return transact(actor, async (db) => {
    const hold = await lockHold(db, actor, holdId);
    if (hold.requestedById === actor.userId) throw new NotNow(says.HOLD_SECOND);
    if (hold.confirmedAt) return { id: holdId };
    const data = { confirmedById: actor.userId, confirmedAt: now() };
    await db.legalHold.updateMany({ where: { tenantId: actor.tenantId, id: holdId }, data });
    await record(db, { type: 'legalHold.confirmed', subject: { type: 'LegalHold', id: holdId }, ids: {}, actor });
    return { id: holdId };
  });
}

/** Ends a hold, or withdraws one that waits; every admin may. Throws NotNow HOLD_OVER, InvalidInput, FORBIDDEN, NOT_FOUND. */
export async function releaseLegalHold(actor: Actor, input: z.input<typeof OfHold>): Promise<{ id: string }> {
  if (!canProtect(actor)) throw forbidden();
  const { holdId } = parseInput(actor, OfHold, input);
  return transact(actor, async (db) => {
    await lockHold(db, actor, holdId);
    const data = { releasedById: actor.userId, releasedAt: now() };
    await db.legalHold.updateMany({ where: { tenantId: actor.tenantId, id: holdId }, data });
    await record(db, { type: 'legalHold.released', subject: { type: 'LegalHold', id: holdId }, ids: {}, actor });
    return { id: holdId };
  });
}
