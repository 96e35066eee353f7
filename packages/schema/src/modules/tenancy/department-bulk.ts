import type { Actor } from '../../kernel/actor.ts';
import type { Db } from '../../kernel/database.ts';
import { recordAll } from '../../kernel/events.ts';
import { insertRows } from '../../kernel/insert-rows.ts';

/** A department to be added; `path` ends with its own id, as everywhere. */
export interface DepartmentRow {
  readonly id: string;
  readonly name: string;
  readonly parentId: string | null;
  readonly path: string;
}

const recordDepartments = (db: Db, actor: Actor, change: 'created' | 'removed', ids: readonly string[]) =>
  recordAll(
    db,
    ids.map((id) => ({
      type: `department.${change}` as const,
      subject: { type: 'Department', id },
      ids: {},
      actor,
    })),
  );

/** Adds departments, each after the one it belongs to. The caller holds the lock of the tree. */
export async function addDepartments(db: Db, actor: Actor, departments: readonly DepartmentRow[]): Promise<void> {
  if (departments.length === 0) return;
  const { tenantId } = actor;
  const ids = departments.map(({ id }) => id);
  await insertRows(
    db,
    'department',
    departments.map((department) => ({ ...department, tenantId })),
  );
  await db.$executeRaw`
    insert into department_ancestor (tenant_id, department_id, ancestor_id)
    select d.tenant_id, d.id, ancestor from department d, unnest(string_to_array(rtrim(d.path, '/'), '/')) ancestor
    where d.tenant_id = ${tenantId} and d.id = any(${ids})`;
  await recordDepartments(db, actor, 'created', ids);
}

/** Takes departments away in which there is nobody and nothing else, the lowest first. */
export async function removeDepartments(db: Db, actor: Actor, ids: readonly string[]): Promise<void> {
  const { tenantId } = actor;
  const rows = await db.department.findMany({
    where: { tenantId, id: { in: [...ids] } },
    select: { id: true, path: true },
  });
  const depthOf = ({ path }: { path: string }) => path.split('/').length;
  const depths = [...new Set(rows.map(depthOf))].toSorted((one, other) => other - one);
  for (const depth of depths) {
    const level = rows.filter((row) => depthOf(row) === depth);
    await db.department.deleteMany({ where: { tenantId, id: { in: level.map(({ id }) => id) } } });
  }
  await recordDepartments(db, actor, 'removed', ids);
}
