import { z } from 'zod';
import type { Role } from '../../generated/prisma/enums.ts';
import type { Actor } from '../../kernel/actor.ts';
import type { Db } from '../../kernel/database.ts';
import { id } from '../../kernel/parse.ts';
import { visibleDepartments } from './department.policy.ts';
import { invalidAt } from './invalid.ts';
import { says } from './words.ts';

/** Whom something of the tenant is meant for: those to whom everything that is given applies, all where nothing is. */
export interface Addressees {
  /** Departments, each with what is below it; of all where empty. */
  readonly departmentIds: readonly string[];
  /** Roles of which one is held; any where empty. */
  readonly roles: readonly Role[];
  /** How many months after the first day of work; at any time where null. */
  readonly hiredWithinMonths: number | null;
}

/** What decides whether a person is meant. */
export interface Addressee {
  readonly id: string;
  readonly roles: readonly Role[];
  readonly hiredOn: Date | null;
  /** The own department and all above it. */
  readonly departmentIds: ReadonlySet<string>;
}

/** A piece of input: whom something is meant for. */
export const addressees = () =>
  z
    .object({
      departmentIds: z.array(id('dep')).max(100).nullish(),
      roles: z
        .array(z.enum(['MEMBER', 'MANAGER', 'ADVISOR', 'ADMIN']))
        .max(4)
        .nullish(),
      hiredWithinMonths: z.int().min(1).max(120).nullish(),
    })
    .nullish()
    .transform((given) => ({
      departmentIds: [...new Set(given?.departmentIds)],
      roles: [...new Set(given?.roles)],
      hiredWithinMonths: given?.hiredWithinMonths ?? null,
    }));

/** Throws InvalidInput where a department that is named is not there. */
export async function demandDepartments(db: Db, actor: Actor, { departmentIds }: Addressees): Promise<void> {
  if (departmentIds.length === 0) return;
  const where = { AND: visibleDepartments(actor), id: { in: [...departmentIds] } };
  if ((await db.department.count({ where })) < departmentIds.length)
    throw invalidAt(actor, ['addressees', 'departmentIds'], says.DEPARTMENT_GONE);
}

/** These people with what decides whether they are meant; who is not of the tenant is left out. */
export async function addresseesOf(db: Db, tenantId: string, userIds: readonly string[]): Promise<Addressee[]> {
  const ancestors = { select: { ancestorId: true } };
  const people = await db.user.findMany({
    where: { tenantId, id: { in: [...new Set(userIds)] } },
    select: { id: true, roles: true, hiredOn: true, department: { select: { ancestors } } },
  });
  return people.map(({ department, ...person }) => ({
    ...person,
    departmentIds: new Set(department.ancestors.map(({ ancestorId }) => ancestorId)),
  }));
}

/** The day that lies so many months after another; the last of its month where there is no such day in it. */
export function monthsAfter(day: Date, months: number): Date {
  const [year, month, date] = [day.getUTCFullYear(), day.getUTCMonth() + months, day.getUTCDate()];
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month, Math.min(date, last)));
}

/** Whether a person is meant on a day (midnight UTC of a day in the tenant's zone). */
export function isAddressed({ departmentIds, roles, hiredWithinMonths }: Addressees, person: Addressee, day: Date) {
  if (departmentIds.length > 0 && !departmentIds.some((one) => person.departmentIds.has(one))) return false;
  if (roles.length > 0 && !roles.some((role) => person.roles.includes(role))) return false;
  if (hiredWithinMonths === null) return true;
  const { hiredOn } = person;
  return hiredOn !== null && hiredOn <= day && day < monthsAfter(hiredOn, hiredWithinMonths);
}
