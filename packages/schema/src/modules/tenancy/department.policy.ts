import type { Prisma } from '../../generated/prisma/client.ts';
import type { Actor } from '../../kernel/actor.ts';

/** Every department of the tenant, for its people, its jobs and its servers with `people:read`. */
export function visibleDepartments(actor: Actor) {
  const all: Prisma.DepartmentWhereInput = { tenantId: actor.tenantId };
  const sees = actor.kind === 'person' || actor.kind === 'job' || actor.scopes.has('people:read');
  return sees ? all : { ...all, id: { in: [] } };
}
