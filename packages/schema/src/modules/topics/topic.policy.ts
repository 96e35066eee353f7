import type { Actor } from '../../kernel/actor.ts';
import { hasRole } from '../../kernel/actor.ts';
import type { Prisma } from '../../generated/prisma/client.ts';

/** Topics are open to everybody of the tenant, hidden ones too: old sessions name them. */
export const visibleTopics = (actor: Actor) => ({ tenantId: actor.tenantId }) satisfies Prisma.TopicWhereInput;

/** Whether the actor may change the tenant's topics: its admins and keys (whose scopes are asked before). */
export const canManageTopics = (actor: Actor): boolean => actor.kind === 'key' || hasRole(actor, 'ADMIN');

/** The versions of the tenant's own content: those who manage topics. What is in use everybody reads. */
export const visibleContentPacks = (actor: Actor): Prisma.ContentPackWhereInput =>
  canManageTopics(actor) ? { tenantId: actor.tenantId } : { tenantId: actor.tenantId, id: { in: [] } };

/** What the tenant recommends and requires, and of whom: those who manage topics. Everybody else is told what concerns them. */
export const visibleTopicPriorities = (actor: Actor): Prisma.TopicPriorityWhereInput =>
  canManageTopics(actor) ? { tenantId: actor.tenantId } : { tenantId: actor.tenantId, id: { in: [] } };
