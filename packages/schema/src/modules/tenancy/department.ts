import { z } from 'zod';
import type { Actor } from '../../kernel/actor.ts';
import { isForeignKeyViolation, isUniqueViolation } from '../../kernel/database-errors.ts';
import { type Db, transact } from '../../kernel/database.ts';
import { record } from '../../kernel/events.ts';
import { newId, registerIds } from '../../kernel/ids.ts';
import { id, parseInput, text } from '../../kernel/parse.ts';
import { Conflict } from '../../kernel/problems.ts';
import { orNotFound } from '../../kernel/refusals.ts';
import { lockTree, rewritePaths, writeAncestors } from './department-tree.ts';
import { visibleDepartments } from './department.policy.ts';
import { invalidAt } from './invalid.ts';
import { kept } from './kept.ts';
import { nameOfThing } from './name-input.ts';
import { demandAdministration } from './tenant.policy.ts';
import { says } from './words.ts';

registerIds({ dep: 'Department' });

declare module '../../kernel/events.ts' {
  interface Events {
    'department.created': Record<never, string>;
    'department.changed': Record<never, string>;
    'department.moved': Record<never, string>;
    'department.removed': Record<never, string>;
  }
}

type Change = 'created' | 'changed' | 'moved' | 'removed';

const recordChange = (db: Db, actor: Actor, change: Change, departmentId: string) =>
  record(db, { type: `department.${change}`, subject: { type: 'Department', id: departmentId }, ids: {}, actor });

/** Runs a change; the host's key of another department becomes Conflict DUPLICATE, somebody who came in meanwhile IN_USE. */
async function changing<T>(actor: Actor, work: (db: Db) => Promise<T>): Promise<T> {
  try {
    return await transact(actor, work);
  } catch (error) {
    if (isForeignKeyViolation(error)) throw new Conflict(says.IN_USE);
    throw isUniqueViolation(error) ? new Conflict(says.DUPLICATE) : error;
  }
}

const findDepartment = async (db: Db, actor: Actor, departmentId: string) =>
  orNotFound(await db.department.findFirst({ where: { AND: visibleDepartments(actor), id: departmentId } }));

const pathOf = async (db: Db, actor: Actor, departmentId: string | null | undefined): Promise<string> =>
  departmentId ? (await findDepartment(db, actor, departmentId)).path : '';

const name = () => nameOfThing(100);
const position = () => z.int().min(0).max(100_000);
const fields = { nameEn: name().nullish(), externalId: text({ min: 1, max: 200 }).nullish() };

const CreateDepartment = z.object({
  ...fields,
  name: name(),
  parentId: id('dep').nullish(),
  position: kept(position()),
});

/** Adds a department below another, or at the top. Throws InvalidInput, Conflict DUPLICATE (externalId), FORBIDDEN, NOT_FOUND. */
export async function createDepartment(actor: Actor, input: z.input<typeof CreateDepartment>): Promise<{ id: string }> {
  demandAdministration(actor);
  const given = parseInput(actor, CreateDepartment, input);
  const departmentId = newId('dep');
  return changing(actor, async (db) => {
    await lockTree(db, actor.tenantId);
    const path = `${await pathOf(db, actor, given.parentId)}${departmentId}/`;
    await db.department.create({ data: { ...given, tenantId: actor.tenantId, id: departmentId, path } });
    await writeAncestors(db, actor.tenantId, path);
    await recordChange(db, actor, 'created', departmentId);
    return { id: departmentId };
  });
}

const UpdateDepartment = z.object({
  ...fields,
  departmentId: id('dep'),
  name: kept(name()),
  position: kept(position()),
});

/** Changes what is given of a department. Throws InvalidInput, Conflict DUPLICATE (externalId), FORBIDDEN, NOT_FOUND. */
export async function updateDepartment(actor: Actor, input: z.input<typeof UpdateDepartment>): Promise<{ id: string }> {
  demandAdministration(actor);
  const { departmentId, ...data } = parseInput(actor, UpdateDepartment, input);
  return changing(actor, async (db) => {
    await findDepartment(db, actor, departmentId);
    await db.department.update({ where: { tenantId_id: { tenantId: actor.tenantId, id: departmentId } }, data });
    await recordChange(db, actor, 'changed', departmentId);
    return { id: departmentId };
  });
}

const MoveDepartment = z.object({ departmentId: id('dep'), parentId: id('dep').nullish() });

/**
 * Puts a department with everything below it under another one, or at the top. Throws InvalidInput where that lies within
 * the department itself; FORBIDDEN, NOT_FOUND.
 */
export async function moveDepartment(actor: Actor, input: z.input<typeof MoveDepartment>): Promise<{ id: string }> {
  demandAdministration(actor);
  const { departmentId, parentId = null } = parseInput(actor, MoveDepartment, input);
  return transact(actor, async (db) => {
    await lockTree(db, actor.tenantId);
    const before = await pathOf(db, actor, departmentId);
    const parentPath = await pathOf(db, actor, parentId);
    if (parentPath.startsWith(before)) {
      throw invalidAt(actor, 'parentId', says.CYCLE);
    }
    const after = `${parentPath}${departmentId}/`;
    await db.department.update({
      where: { tenantId_id: { tenantId: actor.tenantId, id: departmentId } },
      data: { parentId },
    });
    await rewritePaths(db, actor.tenantId, before, after);
    await writeAncestors(db, actor.tenantId, after);
    await recordChange(db, actor, 'moved', departmentId);
    return { id: departmentId };
  });
}

const RemoveDepartment = z.object({ departmentId: id('dep') });

/** Takes a department away. Throws Conflict IN_USE while people (also who left) or departments are in it; FORBIDDEN, NOT_FOUND. */
export async function removeDepartment(actor: Actor, input: z.input<typeof RemoveDepartment>): Promise<{ id: string }> {
  demandAdministration(actor);
  const { departmentId } = parseInput(actor, RemoveDepartment, input);
  return changing(actor, async (db) => {
    await lockTree(db, actor.tenantId);
    const within = { tenantId: actor.tenantId, id: departmentId };
    await findDepartment(db, actor, departmentId);
    const used = await db.department.findFirst({
      where: { ...within, OR: [{ users: { some: {} } }, { children: { some: {} } }] },
    });
    if (used) throw new Conflict(says.IN_USE);
    await db.department.delete({ where: { tenantId_id: within } });
    await recordChange(db, actor, 'removed', departmentId);
    return { id: departmentId };
  });
}
