import type { Db } from '../../kernel/database.ts';
import { newId } from '../../kernel/ids.ts';
import type { DepartmentRow } from '../tenancy/department-bulk.ts';
import { plainName } from '../tenancy/name.ts';
import type { PlannedChange } from './plan.ts';

interface Known {
  readonly id: string;
  readonly path: string;
}

const keyOf = (parentId: string | null, name: string): string => `${parentId ?? ''}\n${name.normalize('NFKC')}`;

/** Finds departments by their names from the top, and plans those that are missing. */
export class DepartmentPlan {
  readonly created: DepartmentRow[] = [];
  readonly changes: PlannedChange[] = [];
  readonly #known = new Map<string, Known>();

  constructor(departments: readonly (Known & { name: string; nameEn: string | null; parentId: string | null })[]) {
    for (const { id, path, name, nameEn, parentId } of departments)
      for (const one of nameEn ? [nameEn, name] : [name]) this.#known.set(keyOf(parentId, one), { id, path });
  }

  /** The department at the end of the names, planned where there is none; null for no names. */
  at(names: readonly string[], line: number): string | null {
    let parent: Known | null = null;
    names.forEach((name, depth) => {
      parent =
        this.#known.get(keyOf(parent?.id ?? null, name)) ?? this.#create(name, parent, names.slice(0, depth + 1), line);
    });
    return (parent as Known | null)?.id ?? null;
  }

  #create(name: string, parent: Known | null, names: readonly string[], line: number): Known {
    const id = newId('dep');
    const made = { id, name, parentId: parent?.id ?? null, path: `${parent?.path ?? ''}${id}/` };
    this.created.push(made);
    const label = names.map(plainName).join(' / ');
    this.changes.push({ line, kind: 'DEPARTMENT_CREATED', subjectId: id, label, fields: [], before: {}, after: {} });
    this.#known.set(keyOf(made.parentId, name), made);
    return made;
  }
}

/** The departments of the tenant as they are. The caller holds the lock of the tree where it is going to write. */
export const planDepartments = async (db: Db, tenantId: string): Promise<DepartmentPlan> =>
  new DepartmentPlan(
    await db.department.findMany({
      where: { tenantId },
      select: { id: true, path: true, name: true, nameEn: true, parentId: true },
      orderBy: { id: 'desc' },
    }),
  );
