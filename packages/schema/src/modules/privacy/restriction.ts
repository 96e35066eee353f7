import { z } from 'zod';
import type { Actor } from '../../kernel/actor.ts';
import { type Db, transact } from '../../kernel/database.ts';
import { record } from '../../kernel/events.ts';
import { newId, registerIds } from '../../kernel/ids.ts';
import { id, parseInput, text } from '../../kernel/parse.ts';
import { Conflict, NotNow } from '../../kernel/problems.ts';
import { forbidden, orNotFound } from '../../kernel/refusals.ts';
import { now } from '../../kernel/time.ts';
import { restrictPerson } from '../tenancy/user-restriction.ts';
import { canProtect, visibleRestrictions } from './privacy.policy.ts';
import { says } from './words.ts';

registerIds({ rst: 'Restriction' });

declare module '../../kernel/events.ts' {
  interface Events {
    'restriction.requested': { personId: string };
    'restriction.began': { personId: string };
    'restriction.declined': { personId: string };
    'restriction.lifted': { personId: string };
  }
}

const reason = () => text({ min: 1, max: 500, lines: true });

type What = 'requested' | 'began' | 'declined' | 'lifted';

const note = (db: Db, actor: Actor, what: What, row: { readonly id: string; readonly userId: string }) =>
  record(db, {
    type: `restriction.${what}`,
    subject: { type: 'Restriction', id: row.id },
    ids: { personId: row.userId },
    actor,
  });

async function openOf(db: Db, tenantId: string, userId: string) {
  await db.$queryRaw`select 1 from app_user where tenant_id = ${tenantId} and id = ${userId} for no key update`;
  return db.restriction.findFirst({ where: { tenantId, userId, declinedAt: null, liftedAt: null } });
}

async function ask(db: Db, actor: Actor, userId: string, why: string) {
  const { tenantId, userId: requestedById } = actor;
  const row = { id: newId('rst'), userId };
  await db.restriction.create({ data: { tenantId, ...row, reason: why, requestedById, requestedAt: now() } });
  await note(db, actor, 'requested', row);
  return row;
}

const AskForRestriction = z.object({ reason: reason() });

/** Asks that the actor's own data be kept and used for nothing; an admin decides. Throws Conflict where that is open or holds already, InvalidInput. */
export async function askForRestriction(
  actor: Actor,
  input: z.input<typeof AskForRestriction>,
): Promise<{ id: string }> {
  const { reason: why } = parseInput(actor, AskForRestriction, input);
  return transact(actor, async (db) => {
    if (await openOf(db, actor.tenantId, actor.userId)) throw new Conflict(says.RESTRICTION_OPEN);
    const { id: asked } = await ask(db, actor, actor.userId, why);
    return { id: asked };
  });
}

async function demandOtherAdmin(db: Db, tenantId: string, userId: string): Promise<void> {
  await db.$queryRaw`select 1 from tenant where id = ${tenantId} for no key update`;
  const inOffice = { tenantId, roles: { has: 'ADMIN' as const }, deactivatedAt: null, restrictedAt: null };
  const others = await db.user.count({ where: { ...inOffice, id: { not: userId } } });
  if (others === 0) throw new NotNow(says.RESTRICT_ADMIN);
}

const RestrictUser = z.object({ userId: id('usr'), reason: reason().nullish() });

/**
 * Puts the restriction of a person's data in force, at their request: one that they asked for, or one whose reason the admin
 * writes down for them. Throws Conflict where it holds, NotNow where nobody else would administer, InvalidInput (no reason and
 * no request), FORBIDDEN, NOT_FOUND.
 */
export async function restrictUser(actor: Actor, input: z.input<typeof RestrictUser>): Promise<{ id: string }> {
  if (!canProtect(actor)) throw forbidden();
  const given = parseInput(actor, RestrictUser, input);
  const { tenantId } = actor;
  return transact(actor, async (db) => {
    const { userId } = given;
    orNotFound(await db.user.findFirst({ where: { tenantId, id: userId }, select: { id: true } }));
    const open = await openOf(db, tenantId, userId);
    if (open?.since) throw new Conflict(says.RESTRICTION_OPEN);
    await demandOtherAdmin(db, tenantId, userId);
    const why = open ? '' : parseInput(actor, z.object({ reason: reason() }), { reason: given.reason }).reason;
    const row = open ?? (await ask(db, actor, userId, why));
    const data = { since: now(), decidedById: actor.userId };
    await db.restriction.updateMany({ where: { tenantId, id: row.id }, data });
    await restrictPerson(db, actor, userId, true);
    await note(db, actor, 'began', row);
    return { id: row.id };
  });
}

async function lockRestriction(db: Db, actor: Actor, restrictionId: string) {
  const { tenantId } = actor;
  await db.$queryRaw`select 1 from restriction where tenant_id = ${tenantId} and id = ${restrictionId} for no key update`;
  const where = { AND: visibleRestrictions(actor), id: restrictionId };
  const row = orNotFound(await db.restriction.findFirst({ where }));
  if (row.declinedAt || row.liftedAt) throw new NotNow(says.RESTRICTION_OVER);
  return row;
}

const DeclineRestriction = z.object({ restrictionId: id('rst'), answer: reason() });

/** Declines what a person asked for, with an answer that they read. Throws NotNow once it holds or is over, InvalidInput, FORBIDDEN, NOT_FOUND. */
export async function declineRestriction(
  actor: Actor,
  input: z.input<typeof DeclineRestriction>,
): Promise<{ id: string }> {
  if (!canProtect(actor)) throw forbidden();
  const { restrictionId, answer } = parseInput(actor, DeclineRestriction, input);
  return transact(actor, async (db) => {
    const row = await lockRestriction(db, actor, restrictionId);
    if (row.since) throw new NotNow(says.RESTRICTION_OVER);
    const data = { declinedAt: now(), decidedById: actor.userId, answer };
    await db.restriction.updateMany({ where: { tenantId: actor.tenantId, id: restrictionId }, data });
    await note(db, actor, 'declined', row);
    return { id: restrictionId };
  });
}

const LiftRestriction = z.object({ restrictionId: id('rst'), answer: reason().nullish() });

/**
 * Lifts a restriction, or takes back what was asked: its person, or an admin, who tells them why. Everything is used again as
 * before. Throws NotNow once it is over, InvalidInput (an admin without an answer), NOT_FOUND.
 */
export async function liftRestriction(actor: Actor, input: z.input<typeof LiftRestriction>): Promise<{ id: string }> {
  const { restrictionId, answer } = parseInput(actor, LiftRestriction, input);
  return transact(actor, async (db) => {
    const { tenantId, userId: liftedById } = actor;
    const row = await lockRestriction(db, actor, restrictionId);
    // They are told before it is lifted, which an admin does in writing.
    if (row.userId !== actor.userId) parseInput(actor, z.object({ answer: reason() }), { answer });
    const data = { liftedAt: now(), liftedById, answer: answer ?? null };
    await db.restriction.updateMany({ where: { tenantId, id: restrictionId }, data });
    if (row.since) await restrictPerson(db, actor, row.userId, false);
    await note(db, actor, 'lifted', row);
    return { id: restrictionId };
  });
}
