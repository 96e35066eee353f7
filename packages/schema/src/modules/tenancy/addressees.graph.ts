import { builder } from '../../kernel/builder.ts';
import { database } from '../../kernel/database.ts';
import { loader } from '../../kernel/loaders.ts';
import type { Addressees } from './addressees.ts';
import { DepartmentRef } from './department.graph.ts';
import { visibleDepartments } from './department.policy.ts';
import { RoleEnum } from './enums.graph.ts';

const departmentOf = loader(async (actor, ids: readonly string[]) => {
  const where = { AND: visibleDepartments(actor), id: { in: [...ids] } };
  const found = await database(actor).department.findMany({ where });
  return ids.map((id) => found.find((department) => department.id === id) ?? null);
});

/** Whom something of the tenant is meant for. */
export const AddresseesRef = builder.objectRef<Addressees>('Addressees').implement({
  description: 'Whom something is meant for: those to whom everything that is given applies, all where nothing is.',
  fields: (t) => ({
    departments: t.field({
      type: [DepartmentRef],
      description: 'Departments, each with what is below it; of all where empty.',
      resolve: async ({ departmentIds }, _args, { actor }) => {
        const found = await Promise.all(departmentIds.map((id) => departmentOf(actor, id)));
        return found.filter((department) => department !== null);
      },
    }),
    roles: t.field({
      type: [RoleEnum],
      description: 'Roles of which one is held; any where empty.',
      resolve: ({ roles }) => [...roles],
    }),
    hiredWithinMonths: t.exposeInt('hiredWithinMonths', {
      nullable: true,
      description: 'How many months after the first day of work; at any time where null.',
    }),
  }),
});

/** Whom something is to be meant for, as an input. */
export const AddresseesInput = builder.inputType('AddresseesInput', {
  description: 'Whom something is meant for: those to whom everything that is given applies, all where nothing is.',
  fields: (t) => ({
    departmentIds: t.idList({ required: false, description: 'Departments, each with what is below it.' }),
    roles: t.field({ type: [RoleEnum], required: false, description: 'Roles of which one is held.' }),
    hiredWithinMonths: t.int({
      required: false,
      description: 'How many months after the first day of work, 1 to 120.',
    }),
  }),
});
