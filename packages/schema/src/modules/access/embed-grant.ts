import { z } from 'zod';
import type { Actor } from '../../kernel/actor.ts';
import { transact, type Db } from '../../kernel/database.ts';
import { record } from '../../kernel/events.ts';
import { newId, registerIds } from '../../kernel/ids.ts';
import { id, parseInput, text } from '../../kernel/parse.ts';
import { InvalidInput, NotNow } from '../../kernel/problems.ts';
import { forbidden, orNotFound } from '../../kernel/refusals.ts';
import { after, now } from '../../kernel/time.ts';
import { invalidAt } from '../tenancy/invalid.ts';
import { canGrantEmbeds, canManageAccess, visibleGrants } from './access.policy.ts';
import { says } from './words.ts';
import { origin } from './allowed-origin.ts';
import { issueEmbedToken, type IssuedToken } from './embed-token.ts';
import { recordRevocation } from './revocation.ts';

registerIds({ gra: 'EmbedGrant' });

declare module '../../kernel/events.ts' {
  interface Events {
    'embedGrant.created': { grantId: string; userId: string };
    'embedGrant.renewed': { grantId: string; userId: string };
    'embedGrant.revoked': { grantId: string; userId: string };
  }
}

/** How long a grant lives at the most, and without being renewed. */
export const GRANT_LIFE = { hours: 8, idleMinutes: 30 } as const;

const newGrant = z.object({
  user: z.object({ externalId: text({ min: 1, max: 200 }) }),
  elements: z
    .array(text({ min: 1, max: 40 }))
    .min(1)
    .max(40),
  origins: z.array(origin()).min(1).max(10),
  keyThumbprint: z
    .string()
    .regex(/^[\w-]{43}$/)
    .nullish(),
});

/** A grant with a token made from it. */
export interface GrantedToken extends IssuedToken {
  readonly id: string;
}

async function requireAllowed(db: Db, actor: Actor, origins: readonly string[]): Promise<void> {
  const known = await db.allowedOrigin.findMany({
    where: { tenantId: actor.tenantId, origin: { in: [...origins] } },
    select: { origin: true },
  });
  const allowed = new Set(known.map((row) => row.origin));
  const issues = origins.flatMap((one, place) =>
    allowed.has(one)
      ? []
      : [{ path: ['origins', String(place)], message: says.ORIGIN_NOT_ALLOWED.says[actor.language] }],
  );
  if (issues.length) throw new InvalidInput(issues);
}

async function activeUser(db: Db, actor: Actor, externalId: string) {
  const user = await db.user.findFirst({
    where: { tenantId: actor.tenantId, externalId, deactivatedAt: null },
    select: { id: true, tokenVersion: true },
  });
  if (!user) throw invalidAt(actor, ['user', 'externalId'], says.NO_SUCH_PERSON);
  return user;
}

/** Obtains a grant and its first token for one person's page. For servers with a key; throws FORBIDDEN, InvalidInput. */
export async function createEmbedGrant(actor: Actor, input: unknown): Promise<GrantedToken> {
  if (!canGrantEmbeds(actor)) throw forbidden();
  const { user: named, elements, origins, keyThumbprint } = parseInput(actor, newGrant, input);
  const grant = await transact(actor, async (db) => {
    await requireAllowed(db, actor, origins);
    const user = await activeUser(db, actor, named.externalId);
    const made = { tenantId: actor.tenantId, id: newId('gra'), userId: user.id, elements, origins };
    const rest = { apiKeyId: actor.credentialId, keyThumbprint: keyThumbprint ?? null };
    await db.embedGrant.create({
      data: { ...made, ...rest, expiresAt: after(now(), GRANT_LIFE.hours, 'hours'), renewedAt: now() },
    });
    await record(db, {
      type: 'embedGrant.created',
      subject: { type: 'EmbedGrant', id: made.id },
      ids: { grantId: made.id, userId: user.id },
      actor,
    });
    return { ...made, ...rest, tokenVersion: user.tokenVersion };
  });
  return { id: grant.id, ...(await issueEmbedToken(grant)) };
}

/** A new token from a living grant. For the server that made it; throws FORBIDDEN, NOT_FOUND, NotNow when the grant is over. */
export async function renewEmbedToken(actor: Actor, input: { grantId: string }): Promise<GrantedToken> {
  if (!canGrantEmbeds(actor)) throw forbidden();
  const { grantId } = parseInput(actor, z.object({ grantId: id('gra') }), input);
  const grant = await transact(actor, async (db) => {
    const found = orNotFound(await db.embedGrant.findFirst({ where: { id: grantId, AND: visibleGrants(actor) } }));
    const idle = found.renewedAt < after(now(), -GRANT_LIFE.idleMinutes, 'minutes');
    if (found.revokedAt || found.expiresAt <= now() || idle) throw new NotNow(says.GRANT_OVER);
    const user = await db.user.findFirst({
      where: { tenantId: actor.tenantId, id: found.userId, deactivatedAt: null },
      select: { tokenVersion: true },
    });
    if (!user) throw new NotNow(says.GRANT_OVER);
    await db.embedGrant.updateMany({ where: { tenantId: actor.tenantId, id: grantId }, data: { renewedAt: now() } });
    await record(db, {
      type: 'embedGrant.renewed',
      subject: { type: 'EmbedGrant', id: grantId },
      ids: { grantId, userId: found.userId },
      actor,
    });
    return { ...found, tokenVersion: user.tokenVersion };
  });
  return { id: grantId, ...(await issueEmbedToken(grant)) };
}

/** Ends a grant and its tokens everywhere within two seconds; ending it again changes nothing. Throws NOT_FOUND. */
export async function revokeEmbedGrant(actor: Actor, input: { grantId: string }): Promise<{ id: string }> {
  const { grantId } = parseInput(actor, z.object({ grantId: id('gra') }), input);
  return transact(actor, async (db) => {
    const grant = orNotFound(await db.embedGrant.findFirst({ where: { id: grantId, AND: visibleGrants(actor) } }));
    if (grant.revokedAt) return { id: grantId };
    await db.embedGrant.updateMany({ where: { tenantId: actor.tenantId, id: grantId }, data: { revokedAt: now() } });
    await recordRevocation(db, actor, { subject: 'GRANT', subjectId: grantId });
    await record(db, {
      type: 'embedGrant.revoked',
      subject: { type: 'EmbedGrant', id: grantId },
      ids: { grantId, userId: grant.userId },
      actor,
    });
    return { id: grantId };
  });
}

/** Ends every token of a person, who may get new ones. For admins and keys; throws FORBIDDEN, NOT_FOUND. */
export async function revokeUser(actor: Actor, input: { userId: string }): Promise<{ id: string }> {
  if (!canManageAccess(actor) && !canGrantEmbeds(actor)) throw forbidden();
  const { userId } = parseInput(actor, z.object({ userId: id('usr') }), input);
  return transact(actor, async (db) => {
    orNotFound(await db.user.findFirst({ where: { tenantId: actor.tenantId, id: userId }, select: { id: true } }));
    await endTokensOf(db, actor, userId);
    return { id: userId };
  });
}

/** Ends every token and grant of a person inside a transaction that has checked the right to it. */
export async function endTokensOf(db: Db, actor: Actor, userId: string): Promise<void> {
  const where = { tenantId: actor.tenantId, id: userId };
  await db.user.updateMany({ where, data: { tokenVersion: { increment: 1 } } });
  const { tokenVersion } = await db.user.findFirstOrThrow({ where, select: { tokenVersion: true } });
  await db.embedGrant.updateMany({
    where: { tenantId: actor.tenantId, userId, revokedAt: null },
    data: { revokedAt: now() },
  });
  await recordRevocation(db, actor, { subject: 'USER', subjectId: userId, tokenVersion });
}

/** Ends every grant of the tenant, e.g. after an incident. For admins; throws FORBIDDEN. */
export async function revokeTenant(actor: Actor): Promise<{ id: string }> {
  if (!canManageAccess(actor)) throw forbidden();
  return transact(actor, async (db) => {
    await db.embedGrant.updateMany({
      where: { tenantId: actor.tenantId, revokedAt: null },
      data: { revokedAt: now() },
    });
    await recordRevocation(db, actor, { subject: 'TENANT', subjectId: actor.tenantId });
    return { id: actor.tenantId };
  });
}
