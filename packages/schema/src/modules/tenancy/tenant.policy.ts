import type { Prisma } from '../../generated/prisma/client.ts';
import { type Actor, hasRole } from '../../kernel/actor.ts';
import { forbidden } from '../../kernel/refusals.ts';

/** The actor's own tenant: every person and server of it sees it. */
export const visibleTenants = (actor: Actor) => ({ id: actor.tenantId }) satisfies Prisma.TenantWhereInput;

/** Whether the actor registers people and configures the tenant: its admins, servers with `people:write`, and jobs. */
export const canAdminister = (actor: Actor): boolean =>
  actor.kind === 'job' || hasRole(actor, 'ADMIN') || (actor.kind === 'key' && actor.scopes.has('people:write'));

/** Throws FORBIDDEN unless the actor registers people and configures the tenant. */
export function demandAdministration(actor: Actor): void {
  if (!canAdminister(actor)) throw forbidden();
}
