import type { Prisma } from '../../generated/prisma/client.ts';
import type { Db } from '../../kernel/database.ts';
import { pseudonym } from '../../kernel/keyring.ts';
import { restrictedPeople } from '../tenancy/user-restriction.ts';

/**
 * The anonymous grades of a tenant from which numbers may be made now, for the role of the statistics: none that somebody gave
 * or got whose data is restricted. Whoever reads grades reads these; what was published before stays as it was.
 */
export async function ratingsInUse(db: Db, tenantId: string): Promise<Prisma.RatingWhereInput> {
  const ids = await restrictedPeople(db, tenantId);
  const marks = ids.map((userId) => pseudonym(tenantId, userId));
  return { tenantId, pseudonym: { notIn: marks }, OR: [{ ratedId: null }, { ratedId: { notIn: ids } }] };
}
