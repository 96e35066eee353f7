import { z } from 'zod';
import { type Actor, isPerson } from '../../kernel/actor.ts';
import { isUniqueViolation } from '../../kernel/database-errors.ts';
import { type Db, transact } from '../../kernel/database.ts';
import { record } from '../../kernel/events.ts';
import { newId, registerIds } from '../../kernel/ids.ts';
import { id, parseInput } from '../../kernel/parse.ts';
import { Conflict, NotNow } from '../../kernel/problems.ts';
import { forbidden, orNotFound } from '../../kernel/refusals.ts';
import { signal } from '../../kernel/signals.ts';
import { now } from '../../kernel/time.ts';
import { visibleDepartments } from './department.policy.ts';
import { isErased } from './former-person.ts';
import { invalidAt } from './invalid.ts';
import { nameKeys, type PersonName } from './name.ts';
import { canAdminister, demandAdministration } from './tenant.policy.ts';
import { CreateUser, UpdateUser } from './user-input.ts';
import { visibleUsers } from './user.policy.ts';
import { says } from './words.ts';

registerIds({ usr: 'User' });

declare module '../../kernel/events.ts' {
  interface Events {
    'user.created': Record<never, string>;
    'user.changed': Record<never, string>;
    'user.deactivated': Record<never, string>;
    'user.reactivated': Record<never, string>;
    'user.removed': Record<never, string>;
  }
}

const recordChange = (
  db: Db,
  actor: Actor,
  change: 'created' | 'changed' | 'deactivated' | 'reactivated',
  userId: string,
) => record(db, { type: `user.${change}`, subject: { type: 'User', id: userId }, ids: {}, actor });

/** Runs a change; another person with the same key of the host becomes Conflict DUPLICATE. */
async function changing<T>(actor: Actor, work: (db: Db) => Promise<T>): Promise<T> {
  try {
    return await transact(actor, work);
  } catch (error) {
    throw isUniqueViolation(error) ? new Conflict(says.DUPLICATE) : error;
  }
}

async function demandDepartment(db: Db, actor: Actor, departmentId: string): Promise<void> {
  const where = { AND: visibleDepartments(actor), id: departmentId };
  orNotFound(await db.department.findFirst({ where, select: { id: true } }));
}

/** The person, locked until the transaction ends, so that two changes of one person follow each other. */
async function lockUser(db: Db, actor: Actor, userId: string) {
  await db.$queryRaw`select 1 from app_user where tenant_id = ${actor.tenantId} and id = ${userId} for no key update`;
  return orNotFound(await db.user.findFirst({ where: { AND: visibleUsers(actor), id: userId } }));
}

/** Throws InvalidInput at `path` where the tenant would be left without an administrator. */
async function demandOtherAdmin(db: Db, actor: Actor, userId: string, path: string): Promise<void> {
  await db.$queryRaw`select 1 from tenant where id = ${actor.tenantId} for no key update`;
  const { tenantId } = actor;
  const other = await db.user.findFirst({
    where: { tenantId, id: { not: userId }, roles: { has: 'ADMIN' }, deactivatedAt: null },
    select: { id: true },
  });
  if (!other) throw invalidAt(actor, path, says.LAST_ADMIN);
}

/** Registers a person. Throws InvalidInput, Conflict DUPLICATE (externalId), FORBIDDEN, NOT_FOUND (department). */
export async function createUser(actor: Actor, input: z.input<typeof CreateUser>): Promise<{ id: string }> {
  demandAdministration(actor);
  const given = parseInput(actor, CreateUser, input);
  const userId = newId('usr');
  return changing(actor, async (db) => {
    await demandDepartment(db, actor, given.departmentId);
    await db.user.create({
      data: { ...given, ...nameKeys(given), tenantId: actor.tenantId, id: userId, createdAt: now() },
    });
    await recordChange(db, actor, 'created', userId);
    return { id: userId };
  });
}

const OWN_FIELDS = new Set(['language', 'timeZone']);

/** Lets who administers change anything, a person their own language and zone, and nobody anything else. */
function demandChange(actor: Actor, userId: string, fields: readonly string[]): void {
  const own = isPerson(actor) && actor.userId === userId && fields.every((field) => OWN_FIELDS.has(field));
  if (!own && !canAdminister(actor)) throw forbidden();
}

/** A name with the parts that are given in place of the former; null takes a part away. */
const renamed = (before: PersonName, given: Partial<PersonName>): PersonName => {
  const parts = Object.entries(given).filter(([, part]) => part !== undefined);
  return { ...before, ...Object.fromEntries(parts) };
};

/**
 * Changes what is given of a person: also their department and roles; who loses a role needs a new token. Throws InvalidInput (also for the last
 * administrator's role), Conflict DUPLICATE (externalId), FORBIDDEN, NOT_FOUND.
 */
export async function updateUser(actor: Actor, input: z.input<typeof UpdateUser>): Promise<{ id: string }> {
  const asked = Object.entries(input).filter(([field, value]) => field !== 'userId' && value !== undefined);
  demandChange(
    actor,
    String(input.userId),
    asked.map(([field]) => field),
  );
  const { userId, ...given } = parseInput(actor, UpdateUser, input);
  return changing(actor, async (db) => {
    const before = await lockUser(db, actor, userId);
    if (given.departmentId) await demandDepartment(db, actor, given.departmentId);
    const losesAdmin = given.roles && !given.roles.includes('ADMIN') && before.roles.includes('ADMIN');
    if (losesAdmin && !before.deactivatedAt) await demandOtherAdmin(db, actor, userId, 'roles');
    // What is open was opened with the roles of that time: it ends, and a new token brings the new roles.
    const loses = given.roles && before.roles.some((role) => !given.roles?.includes(role));
    const tokenVersion = before.tokenVersion + 1;
    const version = loses ? { tokenVersion } : {};
    await db.user.update({
      where: { tenantId_id: { tenantId: actor.tenantId, id: userId } },
      data: { ...given, ...nameKeys(renamed(before, given)), ...version },
    });
    if (loses) await endTokens(db, actor.tenantId, userId, tokenVersion);
    await recordChange(db, actor, 'changed', userId);
    return { id: userId };
  });
}

const OneUser = z.object({ userId: id('usr') });

/** Ends every token of a person made so far, for good. */
async function endTokens(db: Db, tenantId: string, userId: string, tokenVersion: number): Promise<void> {
  const revocation = { tenantId, id: newId('rev'), subject: 'USER', subjectId: userId, tokenVersion };
  await db.revocation.create({ data: { ...revocation, revokedAt: now() } });
  await signal(db, 'revocations');
}

/**
 * Marks a person as having left: their tokens end now, their pairs and planned sessions soon after, their history stays
 * with those who had it. Nothing happens to who has left already. Throws InvalidInput for the last administrator;
 * FORBIDDEN, NOT_FOUND.
 */
export async function deactivateUser(actor: Actor, input: z.input<typeof OneUser>): Promise<{ id: string }> {
  demandAdministration(actor);
  const { userId } = parseInput(actor, OneUser, input);
  return transact(actor, async (db) => {
    const before = await lockUser(db, actor, userId);
    if (before.deactivatedAt) return { id: userId };
    if (before.roles.includes('ADMIN')) await demandOtherAdmin(db, actor, userId, 'userId');
    const tokenVersion = before.tokenVersion + 1;
    await db.user.update({
      where: { tenantId_id: { tenantId: actor.tenantId, id: userId } },
      data: { deactivatedAt: now(), tokenVersion },
    });
    await endTokens(db, actor.tenantId, userId, tokenVersion);
    await recordChange(db, actor, 'deactivated', userId);
    return { id: userId };
  });
}

/**
 * Takes back that a person left: they may sign in again. What ended when they left stays ended (tokens, pairs, planned sessions).
 * Nothing happens to who is here. Throws NotNow ERASED for who was erased; InvalidInput, FORBIDDEN, NOT_FOUND.
 */
export async function reactivateUser(actor: Actor, input: z.input<typeof OneUser>): Promise<{ id: string }> {
  demandAdministration(actor);
  const { userId } = parseInput(actor, OneUser, input);
  return transact(actor, async (db) => {
    const before = await lockUser(db, actor, userId);
    if (!before.deactivatedAt) return { id: userId };
    if (isErased(before)) throw new NotNow(says.ERASED);
    const where = { tenantId_id: { tenantId: actor.tenantId, id: userId } };
    await db.user.update({ where, data: { deactivatedAt: null } });
    await recordChange(db, actor, 'reactivated', userId);
    return { id: userId };
  });
}
