import { z } from 'zod';
import type { Actor } from '../../kernel/actor.ts';
import { isUniqueViolation } from '../../kernel/database-errors.ts';
import { type Db, transact } from '../../kernel/database.ts';
import { record } from '../../kernel/events.ts';
import { newId, registerIds } from '../../kernel/ids.ts';
import { id, parseInput } from '../../kernel/parse.ts';
import { Conflict } from '../../kernel/problems.ts';
import { orNotFound } from '../../kernel/refusals.ts';
import { visibleAdvisorScopes } from './advisor-scope.policy.ts';
import { visibleDepartments } from './department.policy.ts';
import { invalidAt } from './invalid.ts';
import { demandAdministration } from './tenant.policy.ts';
import { visibleUsers } from './user.policy.ts';
import { says } from './words.ts';

registerIds({ adv: 'AdvisorScope' });

declare module '../../kernel/events.ts' {
  interface Events {
    'advisor.scoped': { advisorId: string };
    'advisor.unscoped': { advisorId: string };
  }
}

const AddAdvisorScope = z
  .object({ advisorId: id('usr'), departmentId: id('dep').nullish(), userId: id('usr').nullish() })
  .refine((given) => Boolean(given.departmentId) !== Boolean(given.userId), {
    path: ['departmentId'],
    params: { reason: says.ONE_TARGET },
  });

type Target = z.output<typeof AddAdvisorScope>;

async function demandTarget(db: Db, actor: Actor, { advisorId, departmentId, userId }: Target): Promise<void> {
  const advisor = orNotFound(await db.user.findFirst({ where: { AND: visibleUsers(actor), id: advisorId } }));
  if (!advisor.roles.includes('ADVISOR')) {
    throw invalidAt(actor, 'advisorId', says.NOT_ADVISOR);
  }
  if (departmentId) {
    orNotFound(await db.department.findFirst({ where: { AND: visibleDepartments(actor), id: departmentId } }));
  }
  if (userId) orNotFound(await db.user.findFirst({ where: { AND: visibleUsers(actor), id: userId } }));
}

/**
 * Gives an advisor the times and counts of a department with its sub-departments, or of one person; never content.
 * Throws InvalidInput, Conflict DUPLICATE, FORBIDDEN, NOT_FOUND.
 */
export async function addAdvisorScope(actor: Actor, input: z.input<typeof AddAdvisorScope>): Promise<{ id: string }> {
  demandAdministration(actor);
  const given = parseInput(actor, AddAdvisorScope, input);
  const scopeId = newId('adv');
  const { advisorId } = given;
  try {
    return await transact(actor, async (db) => {
      await demandTarget(db, actor, given);
      await db.advisorScope.create({ data: { ...given, tenantId: actor.tenantId, id: scopeId } });
      const subject = { type: 'AdvisorScope', id: scopeId };
      await record(db, { type: 'advisor.scoped', subject, ids: { advisorId }, actor });
      return { id: scopeId };
    });
  } catch (error) {
    throw isUniqueViolation(error) ? new Conflict(says.DUPLICATE) : error;
  }
}

const RemoveAdvisorScope = z.object({ advisorScopeId: id('adv') });

/** Takes from an advisor what was given. Throws InvalidInput, FORBIDDEN, NOT_FOUND. */
export async function removeAdvisorScope(
  actor: Actor,
  input: z.input<typeof RemoveAdvisorScope>,
): Promise<{ id: string }> {
  demandAdministration(actor);
  const { advisorScopeId } = parseInput(actor, RemoveAdvisorScope, input);
  return transact(actor, async (db) => {
    const where = { AND: visibleAdvisorScopes(actor), id: advisorScopeId };
    const { advisorId } = orNotFound(await db.advisorScope.findFirst({ where }));
    await db.advisorScope.delete({ where: { tenantId_id: { tenantId: actor.tenantId, id: advisorScopeId } } });
    const subject = { type: 'AdvisorScope', id: advisorScopeId };
    await record(db, { type: 'advisor.unscoped', subject, ids: { advisorId }, actor });
    return { id: advisorScopeId };
  });
}
