import { z } from 'zod';
import type { Actor, Language } from '../../kernel/actor.ts';
import { keyActor } from '../../kernel/actor.ts';
import { asSystem, database, transact } from '../../kernel/database.ts';
import { record } from '../../kernel/events.ts';
import { newId, registerIds } from '../../kernel/ids.ts';
import { id, instant, parseInput, text } from '../../kernel/parse.ts';
import { LimitReached } from '../../kernel/problems.ts';
import { forbidden, orNotFound } from '../../kernel/refusals.ts';
import { isScope, SCOPES } from '../../kernel/scopes.ts';
import { after, now } from '../../kernel/time.ts';
import { canManageAccess, visibleApiKeys } from './access.policy.ts';
import { recordRevocation } from './revocation.ts';
import { digestOf, isSecret, marksOf, newSecret } from './secret.ts';

registerIds({ key: 'ApiKey' });

declare module '../../kernel/events.ts' {
  interface Events {
    'apiKey.created': { apiKeyId: string };
    'apiKey.revoked': { apiKeyId: string };
  }
}

/** Most keys in use at once in a tenant. */
const MAX_KEYS = 50;

const newKey = z.object({
  name: text({ min: 1, max: 80 }),
  scopes: z.array(z.enum(SCOPES)).min(1),
  allowedAddresses: z
    .array(z.union([z.ipv4(), z.ipv6()]))
    .max(50)
    .nullish(),
  expiresAt: instant().nullish(),
});

/** Makes a key for a server and answers its id and its secret, which is shown this once. Throws FORBIDDEN, InvalidInput, LimitReached. */
export async function createApiKey(actor: Actor, input: unknown): Promise<{ id: string; secret: string }> {
  if (!canManageAccess(actor)) throw forbidden();
  const { name, scopes, allowedAddresses, expiresAt } = parseInput(actor, newKey, input);
  return transact(actor, async (db) => {
    const { tenantId } = actor;
    if ((await db.apiKey.count({ where: { tenantId, revokedAt: null } })) >= MAX_KEYS) throw new LimitReached(MAX_KEYS);
    const tenant = await db.tenant.findUniqueOrThrow({ where: { id: tenantId }, select: { demo: true } });
    const secret = newSecret(tenant.demo ? 'test' : 'live');
    const made = { tenantId, id: newId('key'), name, scopes, hash: digestOf(secret), ...marksOf(secret) };
    await db.apiKey.create({
      data: { ...made, allowedAddresses: allowedAddresses ?? [], expiresAt: expiresAt ?? null },
    });
    await record(db, {
      type: 'apiKey.created',
      subject: { type: 'ApiKey', id: made.id },
      ids: { apiKeyId: made.id },
      actor,
    });
    return { id: made.id, secret };
  });
}

/** Ends a key at once, everywhere; ending it again changes nothing. Throws FORBIDDEN, NOT_FOUND. */
export async function revokeApiKey(actor: Actor, input: { apiKeyId: string }): Promise<{ id: string }> {
  if (!canManageAccess(actor)) throw forbidden();
  const { apiKeyId } = parseInput(actor, z.object({ apiKeyId: id('key') }), input);
  return transact(actor, async (db) => {
    const key = orNotFound(await db.apiKey.findFirst({ where: { id: apiKeyId, AND: visibleApiKeys(actor) } }));
    if (key.revokedAt) return { id: apiKeyId };
    await db.apiKey.updateMany({ where: { tenantId: actor.tenantId, id: apiKeyId }, data: { revokedAt: now() } });
    await recordRevocation(db, actor, { subject: 'KEY', subjectId: apiKeyId });
    await record(db, { type: 'apiKey.revoked', subject: { type: 'ApiKey', id: apiKeyId }, ids: { apiKeyId }, actor });
    return { id: apiKeyId };
  });
}

/** The keys of the tenant, newest first. */
export const listApiKeys = (actor: Actor) =>
  database(actor).apiKey.findMany({ where: visibleApiKeys(actor), orderBy: { id: 'desc' } });

/** Whether a key is neither revoked nor over, as the table has it now. */
export const isKeyInForce = async (tenantId: string, apiKeyId: string): Promise<boolean> =>
  asSystem('authenticate', async (db) => {
    const key = await db.apiKey.findFirst({ where: { tenantId, id: apiKeyId, revokedAt: null } });
    return key !== null && (key.expiresAt === null || key.expiresAt > now());
  });

/** What is known of who shows a secret. */
interface ShownFrom {
  readonly address: string;
  readonly requestId: string;
  readonly language: Language;
}

/** The server behind a secret, or null for a secret that is mistyped, unknown, revoked, over, or used from elsewhere. */
export const actorOfSecret = async (secret: string, from: ShownFrom): Promise<Actor | null> =>
  (await credentialOfSecret(secret, from))?.actor ?? null;

/** `actorOfSecret` with the instant at which the key ends by itself; null where it does not. */
export async function credentialOfSecret(
  secret: string,
  from: ShownFrom,
): Promise<{ readonly actor: Actor; readonly expiresAt: Date | null } | null> {
  if (!isSecret(secret)) return null;
  return asSystem('authenticate', async (db) => {
    const key = await db.apiKey.findUnique({ where: { hash: digestOf(secret) } });
    if (!key || key.revokedAt || (key.expiresAt && key.expiresAt <= now())) return null;
    if (key.allowedAddresses.length > 0 && !key.allowedAddresses.includes(from.address)) return null;
    if (!key.lastUsedAt || key.lastUsedAt < after(now(), -1, 'minutes'))
      await db.apiKey.updateMany({ where: { tenantId: key.tenantId, id: key.id }, data: { lastUsedAt: now() } });
    const scopes = new Set(key.scopes.filter(isScope));
    const { requestId, language } = from;
    const actor = keyActor({ tenantId: key.tenantId, credentialId: key.id, scopes, requestId, language });
    return { actor, expiresAt: key.expiresAt };
  });
}
