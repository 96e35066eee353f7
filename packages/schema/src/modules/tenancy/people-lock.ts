import type { Db } from '../../kernel/database.ts';

/** Lets one transaction at a time plan for these people, and keeps them from leaving meanwhile; held until it ends. Taken in one order, so that nobody waits in a ring. */
export async function lockPeople(db: Db, tenantId: string, userIds: readonly string[]): Promise<void> {
  await db.$queryRaw`
    select 1 from app_user where tenant_id = ${tenantId} and id = any(${[...userIds]}) order by id for no key update`;
}
