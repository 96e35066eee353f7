import type { Prisma } from '../../generated/prisma/client.ts';
import { type Actor, isPerson } from '../../kernel/actor.ts';
import { inUse } from '../tenancy/user.policy.ts';
import { seesAll } from './pair.policy.ts';

/** Invitations are for everybody of the tenant. */
export const visibleSignUps = (actor: Actor): Prisma.SignUpWhereInput => {
  const { tenantId } = actor;
  return isPerson(actor) || seesAll(actor, 'pairs:read') ? { tenantId } : { tenantId, id: { in: [] } };
};

/** Who signed up: the person, and who sees every pair. */
export const visibleVolunteers = (actor: Actor): Prisma.VolunteerWhereInput => {
  const { tenantId, userId } = actor;
  return seesAll(actor, 'pairs:read') ? { tenantId, user: inUse(actor) } : { tenantId, userId };
};
