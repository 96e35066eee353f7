import { builder } from '../../kernel/builder.ts';
import { database } from '../../kernel/database.ts';
import { guardedNode } from '../../kernel/guarded.ts';
import { mutation } from '../../kernel/mutation.graph.ts';
import { Conflict, InvalidInput } from '../../kernel/problems.ts';
import { visibleDepartments } from './department.policy.ts';
import { createDepartment, moveDepartment, removeDepartment, updateDepartment } from './department.ts';
import { inTreeOrder } from './department-order.ts';
import { nameIn } from './name.ts';
import { Removed } from './removed.graph.ts';
import { TenantRef } from './tenant.graph.ts';
import { UserRef } from './user.graph.ts';

/** A unit in the tenant's tree. */
export const DepartmentRef = guardedNode('Department', {
  scope: 'people:read',
  visible: visibleDepartments,
  audience: ['TENANT', 'KEY'],
  // What puts a list of them into the order of the tree.
  reads: ['path', 'position'],
  fields: (t) => ({
    externalId: t.exposeString('externalId', { nullable: true }),
    name: t.string({
      description: "Its name in the caller's language.",
      select: { name: true, nameEn: true },
      resolve: (department, _args, { actor }) => nameIn(actor.language, department),
    }),
    nameJa: t.exposeString('name'),
    nameEn: t.exposeString('nameEn', { nullable: true }),
    position: t.exposeInt('position'),
    parent: t.relation('parent', { nullable: true, description: 'What it belongs to; null at the top.' }),
    children: t.relation('children', {
      description: 'What belongs to it directly, in order.',
      query: { orderBy: [{ position: 'asc' }, { id: 'asc' }] },
    }),
  }),
});

builder.prismaObjectField(UserRef, 'department', (t) =>
  t.relation('department', { description: 'Where the person works.' }),
);

builder.prismaObjectField(TenantRef, 'departments', (t) =>
  t.field({
    type: [DepartmentRef],
    description: 'All departments in tree order: each after the one it belongs to, siblings by position.',
    select: (_args, _context, nested) => ({ departments: nested() }),
    resolve: (tenant) => inTreeOrder(tenant.departments),
  }),
);

builder.queryFields((t) => ({
  department: t.prismaField({
    type: DepartmentRef,
    nullable: true,
    authScopes: { scope: 'people:read' },
    description: 'One department; null where there is none that the caller may see.',
    args: { id: t.arg.id({ description: 'The department.' }) },
    resolve: (query, _root, { id }, { actor }) =>
      database(actor).department.findFirst({ ...query, where: { id, AND: visibleDepartments(actor) } }),
  }),
  departments: t.prismaField({
    type: [DepartmentRef],
    authScopes: { scope: 'people:read' },
    description: 'All departments of the tenant in tree order: each after the one it belongs to, siblings by position.',
    resolve: async (query, _root, _args, { actor }) =>
      inTreeOrder(await database(actor).department.findMany({ ...query, where: visibleDepartments(actor) })),
  }),
}));

const problems = [InvalidInput, Conflict];

mutation('createDepartment', {
  description: 'Adds a department. For administrators and servers.',
  scope: 'people:write',
  input: (t) => ({
    name: t.string({ description: 'Its name for Japanese readers, 1 to 100 characters.' }),
    nameEn: t.string({ required: false, description: 'Its name for English readers.' }),
    externalId: t.string({ required: false, description: "The host's own key for it; unique in the tenant." }),
    parentId: t.id({ required: false, description: 'What it belongs to; nothing puts it at the top.' }),
    position: t.int({ required: false, description: 'Its place among its siblings, ascending from 0.' }),
  }),
  type: DepartmentRef,
  problems,
  resolve: createDepartment,
});

mutation('updateDepartment', {
  description: 'Changes what is given of a department. For administrators and servers.',
  scope: 'people:write',
  input: (t) => ({
    departmentId: t.id({ description: 'The department.' }),
    name: t.string({ required: false, description: 'Its name for Japanese readers, 1 to 100 characters.' }),
    nameEn: t.string({ required: false, description: 'Its name for English readers; null takes it away.' }),
    externalId: t.string({ required: false, description: "The host's own key for it; null takes it away." }),
    position: t.int({ required: false, description: 'Its place among its siblings, ascending from 0.' }),
  }),
  type: DepartmentRef,
  problems,
  resolve: updateDepartment,
});

mutation('moveDepartment', {
  description: 'Puts a department with all below it elsewhere in the tree. For administrators and servers.',
  scope: 'people:write',
  input: (t) => ({
    departmentId: t.id({ description: 'The department.' }),
    parentId: t.id({ required: false, description: 'What it belongs to from now on; nothing puts it at the top.' }),
  }),
  type: DepartmentRef,
  problems,
  resolve: moveDepartment,
});

mutation('removeDepartment', {
  description: 'Takes away a department in which there is nobody and nothing. For administrators and servers.',
  scope: 'people:write',
  input: (t) => ({ departmentId: t.id({ description: 'The department.' }) }),
  type: Removed,
  problems,
  resolve: removeDepartment,
});
