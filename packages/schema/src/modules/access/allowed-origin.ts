import { z } from 'zod';
import type { Actor } from '../../kernel/actor.ts';
import { asSystem, database, transact } from '../../kernel/database.ts';
import { isUniqueViolation } from '../../kernel/database-errors.ts';
import { record } from '../../kernel/events.ts';
import { newId, registerIds } from '../../kernel/ids.ts';
import { id, parseInput } from '../../kernel/parse.ts';
import { Conflict } from '../../kernel/problems.ts';
import { forbidden, orNotFound } from '../../kernel/refusals.ts';
import { signal } from '../../kernel/signals.ts';
import { says } from './words.ts';
import { canManageAccess, visibleOrigins } from './access.policy.ts';

registerIds({ ori: 'AllowedOrigin' });

declare module '../../kernel/events.ts' {
  interface Events {
    'origin.allowed': { originId: string };
    'origin.removed': { originId: string };
  }
}

/** The topic of every change of the origins that may embed, of whichever tenant. */
export const ORIGINS_CHANGED = 'origins';

const isLoopback = (host: string): boolean => /^(localhost|127\.0\.0\.1|\[::1\])$/.test(host);

/** The origin of a text in its one spelling, or null where it is none; plain http is for loopback only. */
export function originOf(written: string): string | null {
  if (!URL.canParse(written)) return null;
  const url = new URL(written);
  const bare = url.pathname === '/' && !url.search && !url.hash && !url.username && !url.password;
  if (!bare || !(url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname)))) return null;
  return url.origin;
}

/** An origin in an input, in its one spelling. */
export const origin = () =>
  z.string().transform((written, context) => {
    const one = originOf(written);
    if (one) return one;
    context.addIssue({ code: 'custom', params: { reason: says.NOT_AN_ORIGIN } });
    return z.NEVER;
  });

/** Lets pages of an origin embed for the tenant. Throws FORBIDDEN, InvalidInput, Conflict where it is allowed already. */
export async function allowOrigin(actor: Actor, input: { origin: string }): Promise<{ id: string }> {
  if (!canManageAccess(actor)) throw forbidden();
  const made = {
    tenantId: actor.tenantId,
    id: newId('ori'),
    ...parseInput(actor, z.object({ origin: origin() }), input),
  };
  return transact(actor, async (db) => {
    await db.allowedOrigin.create({ data: made }).catch((error: unknown) => {
      throw isUniqueViolation(error) ? new Conflict(says.ORIGIN_KNOWN) : error;
    });
    await record(db, {
      type: 'origin.allowed',
      subject: { type: 'AllowedOrigin', id: made.id },
      ids: { originId: made.id },
      actor,
    });
    await signal(db, ORIGINS_CHANGED);
    return { id: made.id };
  });
}

/** Takes an origin off the list; grants made before keep theirs until they end. Throws FORBIDDEN, NOT_FOUND. */
export async function removeOrigin(actor: Actor, input: { originId: string }): Promise<{ origin: string }> {
  if (!canManageAccess(actor)) throw forbidden();
  const { originId } = parseInput(actor, z.object({ originId: id('ori') }), input);
  return transact(actor, async (db) => {
    const found = orNotFound(await db.allowedOrigin.findFirst({ where: { id: originId, AND: visibleOrigins(actor) } }));
    await db.allowedOrigin.deleteMany({ where: { tenantId: actor.tenantId, id: originId } });
    await record(db, {
      type: 'origin.removed',
      subject: { type: 'AllowedOrigin', id: originId },
      ids: { originId },
      actor,
    });
    await signal(db, ORIGINS_CHANGED);
    return { origin: found.origin };
  });
}

/** The origins that may embed, in their order of spelling. */
export const listOrigins = (actor: Actor) =>
  database(actor).allowedOrigin.findMany({ where: visibleOrigins(actor), orderBy: { origin: 'asc' } });

/** The origins whose pages may embed for a tenant, for the policy of frames; none where there is no such tenant. */
export const embeddingOrigins = (tenantId: string): Promise<readonly string[]> =>
  asSystem('authenticate', async (db) => {
    const allowed = await db.allowedOrigin.findMany({ where: { tenantId }, select: { origin: true } });
    return allowed.map(({ origin: one }) => one);
  });
