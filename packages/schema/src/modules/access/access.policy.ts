import type { Prisma } from '../../generated/prisma/client.ts';
import { hasRole, type Actor } from '../../kernel/actor.ts';

const NOBODY = { id: { in: [] as string[] } };

/** API keys are the admins' to see. */
export const visibleApiKeys = (actor: Actor): Prisma.ApiKeyWhereInput =>
  hasRole(actor, 'ADMIN') ? { tenantId: actor.tenantId } : { tenantId: actor.tenantId, ...NOBODY };

/** The origins that may embed are the admins' to see. */
export const visibleOrigins = (actor: Actor): Prisma.AllowedOriginWhereInput =>
  hasRole(actor, 'ADMIN') ? { tenantId: actor.tenantId } : { tenantId: actor.tenantId, ...NOBODY };

/** Embed grants: an admin sees all, a person their own, a key those it made. */
export function visibleGrants(actor: Actor): Prisma.EmbedGrantWhereInput {
  if (hasRole(actor, 'ADMIN')) return { tenantId: actor.tenantId };
  if (actor.kind === 'key') return { tenantId: actor.tenantId, apiKeyId: actor.credentialId };
  return { tenantId: actor.tenantId, userId: actor.userId };
}

/** Whether the actor may make and revoke keys and origins: admins only, never a key for itself. */
export const canManageAccess = (actor: Actor): boolean => hasRole(actor, 'ADMIN');

/** Whether the actor may obtain grants for people: a server with a key. */
export const canGrantEmbeds = (actor: Actor): boolean => actor.kind === 'key';
