import type { TaiwaCore } from '../core.ts';
import { notFound } from '../errors.ts';
import {
  CreateDepartment,
  GetDepartment,
  ListDepartments,
  MoveDepartment,
  RemoveDepartment,
  UpdateDepartment,
} from '../generated/departments.ts';
import type { CreateDepartmentInput, DepartmentFragment, UpdateDepartmentInput } from '../generated/types.ts';
import type { CallOptions, ChangeOptions } from '../options.ts';

/** A unit in the tenant's tree. */
export type Department = DepartmentFragment;

/** The tree of departments. */
export class Departments {
  readonly #core: TaiwaCore;

  constructor(core: TaiwaCore) {
    this.#core = core;
  }

  /**
   * One department; throws `not_found`.
   *
   * @example
   * const department = await taiwa.departments.get('dep_01h455vb4pex5vsknk084sn02q');
   */
  async get(id: string, options?: CallOptions): Promise<Department> {
    const { department } = await this.#core.query(GetDepartment, { id }, options);
    if (!department) throw notFound('department');
    return department;
  }

  /**
   * All departments of the tenant, parents before children.
   *
   * @example
   * const roots = (await taiwa.departments.list()).filter((department) => !department.parent);
   */
  async list(options?: CallOptions): Promise<readonly Department[]> {
    return (await this.#core.query(ListDepartments, {}, options)).departments;
  }

  /**
   * Adds a department.
   *
   * @example
   * await taiwa.departments.create({ name: '営業部', nameEn: 'Sales', externalId: 'D-10', parentId });
   */
  create(input: CreateDepartmentInput, options?: ChangeOptions): Promise<Department> {
    return this.#core.change(CreateDepartment, input, options);
  }

  /**
   * Changes what is given and leaves the rest.
   *
   * @example
   * await taiwa.departments.update({ departmentId, name: '第一営業部' });
   */
  update(input: UpdateDepartmentInput, options?: ChangeOptions): Promise<Department> {
    return this.#core.change(UpdateDepartment, input, options);
  }

  /**
   * Moves a department with all below it; null makes it a root. Throws the problem Conflict for a move below itself.
   *
   * @example
   * await taiwa.departments.move(departmentId, parentId);
   */
  move(departmentId: string, parentId: string | null, options?: ChangeOptions): Promise<Department> {
    return this.#core.change(MoveDepartment, { departmentId, parentId }, options);
  }

  /**
   * Removes an empty department; throws the problem Conflict (IN_USE) where people or departments are below it.
   *
   * @example
   * await taiwa.departments.remove(departmentId);
   */
  async remove(departmentId: string, options?: ChangeOptions): Promise<void> {
    await this.#core.change(RemoveDepartment, { departmentId }, options);
  }
}
