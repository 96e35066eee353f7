import type { Db } from '../../kernel/database.ts';

/** Lets one transaction at a time change the shape of a tenant's tree; held until it ends. */
export async function lockTree(db: Db, tenantId: string): Promise<void> {
  await db.$queryRaw`select pg_advisory_xact_lock(hashtextextended(${`department:${tenantId}`}, 0))::text`;
}

/** Puts a department and all below it under another path, in one statement. */
export async function rewritePaths(db: Db, tenantId: string, before: string, after: string): Promise<void> {
  await db.$executeRaw`
    update department set path = ${after} || substr(path, ${before.length + 1}::int)
    where tenant_id = ${tenantId} and starts_with(path, ${before})`;
}

/** Makes the rows that tell which departments include which follow from the paths, for a department and all below it. */
export async function writeAncestors(db: Db, tenantId: string, path: string): Promise<void> {
  await db.$executeRaw`
    delete from department_ancestor a using department d
    where d.tenant_id = ${tenantId} and starts_with(d.path, ${path})
      and a.tenant_id = d.tenant_id and a.department_id = d.id`;
  await db.$executeRaw`
    insert into department_ancestor (tenant_id, department_id, ancestor_id)
    select d.tenant_id, d.id, ancestor from department d, unnest(string_to_array(rtrim(d.path, '/'), '/')) ancestor
    where d.tenant_id = ${tenantId} and starts_with(d.path, ${path})`;
}
