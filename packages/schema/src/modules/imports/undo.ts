import type { Prisma } from '../../generated/prisma/client.ts';
import { type Actor, freshActor } from '../../kernel/actor.ts';
import { isForeignKeyViolation } from '../../kernel/database-errors.ts';
import { type Db, transact } from '../../kernel/database.ts';
import { inSlices } from '../../kernel/insert-rows.ts';
import { NotNow } from '../../kernel/problems.ts';
import { after, now } from '../../kernel/time.ts';
import { z } from 'zod';
import { type PairRow, removePairs, reopenPairs } from '../pairs/pair-bulk.ts';
import { removeDepartments } from '../tenancy/department-bulk.ts';
import { lockTree } from '../tenancy/department-tree.ts';
import { type PersonRow, removePeople, rewritePeople, takePeopleBack } from '../tenancy/people-bulk.ts';
import { markImport } from './import-run.ts';
import { demandItsPairs, findImport, recordImport } from './import.ts';
import { demandUnused, ImportInUse, Written } from './undo-check.ts';
import { says } from './words.ts';

/** How many hours an import can be taken back. */
const UNDO_HOURS = 24;

/** Until when an import can be taken back; null for one that is not applied. */
export const undoableUntil = ({ state, appliedAt }: { state: string; appliedAt: Date | null }): Date | null =>
  state === 'APPLIED' && appliedAt ? after(appliedAt, UNDO_HOURS, 'hours') : null;

const writtenBy = async (db: Db, tenantId: string, importId: string): Promise<Written> =>
  new Written(await db.importChange.findMany({ where: { tenantId, importId }, orderBy: { id: 'asc' } }));

/**
 * Begins to take an import back, which goes on in a job. Throws ImportInUse with what has been used or changed since; NotNow
 * IMPORT_NOT_APPLIED, IMPORT_TOO_OLD after a day; FORBIDDEN where it made pairs and the
 * actor may not; InvalidInput, NOT_FOUND.
 */
export async function undoImport(actor: Actor, input: { importId: string }): Promise<{ id: string }> {
  return transact(actor, async (db) => {
    const found = await findImport(db, actor, input);
    demandItsPairs(actor, found);
    const until = undoableUntil(found);
    if (!until) throw new NotNow(says.IMPORT_NOT_APPLIED);
    if (until <= now()) throw new NotNow(says.IMPORT_TOO_OLD);
    await demandUnused(db, actor.tenantId, found.id, await writtenBy(db, actor.tenantId, found.id));
    if (!(await markImport(db, found, ['APPLIED'], { state: 'UNDOING' }))) throw new NotNow(says.IMPORT_NOT_APPLIED);
    await recordImport(db, actor, 'undoRequested', found.id);
    return { id: found.id };
  });
}

const Pair = z.object({
  memberId: z.string(),
  counterpartId: z.string(),
  kind: z.enum(['MANAGER_MEMBER', 'MENTOR_MENTEE', 'OTHER']),
});

const pairsIn = (changes: readonly { subjectId: string; after: Prisma.JsonValue }[]): PairRow[] =>
  changes.map(({ subjectId, after: pair }) => ({ id: subjectId, ...Pair.parse(pair) }));

const FORMER = z.object({
  externalId: z.string().optional(),
  familyName: z.string().optional(),
  givenName: z.string().optional(),
  familyKana: z.string().nullish(),
  givenKana: z.string().nullish(),
  latinName: z.string().nullish(),
  email: z.string().nullish(),
  language: z.enum(['ja', 'en']).nullish(),
  roles: z.array(z.enum(['MEMBER', 'MANAGER', 'ADVISOR', 'ADMIN'])).optional(),
  departmentId: z.string().optional(),
  hiredOn: z.coerce.date().nullish(),
});

/** People as they were before the import. */
async function formerPeople(db: Db, tenantId: string, written: Written): Promise<PersonRow[]> {
  const changes = written.of('PERSON_CHANGED', 'PERSON_MOVED');
  const before = new Map(changes.map((change) => [change.subjectId, FORMER.parse(change.before)]));
  const former: PersonRow[] = [];
  await inSlices([...before.keys()], async (ids) => {
    for (const user of await db.user.findMany({ where: { tenantId, id: { in: ids } } })) {
      const { hiredOn, ...was } = before.get(user.id) ?? {};
      former.push(personRow({ ...user, ...was, ...(hiredOn !== undefined && { hiredOn }) }));
    }
  });
  return former;
}

const personRow = (user: PersonRow): PersonRow => {
  const { id, externalId, familyName, givenName, familyKana, givenKana, latinName, email } = user;
  const { language, roles, departmentId, hiredOn } = user;
  const name = { familyName, givenName, familyKana, givenKana, latinName };
  return { id, externalId, ...name, email, language, roles, departmentId, hiredOn };
};

async function takeBack(db: Db, actor: Actor, written: Written): Promise<void> {
  const { tenantId } = actor;
  await removePairs(db, actor, pairsIn(written.of('PAIR_MADE')));
  await takePeopleBack(db, actor, written.ids('PERSON_LEAVES'));
  await reopenPairs(db, actor, pairsIn(written.of('PAIR_ENDED')));
  const former = await formerPeople(db, tenantId, written);
  // Whoever was given a role by the import loses it again.
  const gained = written.of('PERSON_CHANGED', 'PERSON_MOVED').filter(({ fields }) => fields.includes('roles'));
  await rewritePeople(
    db,
    actor,
    former,
    gained.map(({ subjectId }) => subjectId),
  );
  await removePeople(db, actor, written.ids('PERSON_CREATED'));
  await removeDepartments(db, actor, written.ids('DEPARTMENT_CREATED'));
}

/** Throws ImportInUse where nobody would administer the tenant any more: whoever did before may have been let go since. */
async function demandAdmin(db: Db, tenantId: string): Promise<void> {
  await db.$queryRaw`select 1 from tenant where id = ${tenantId} for no key update`;
  const admins = { tenantId, roles: { has: 'ADMIN' as const }, deactivatedAt: null };
  if ((await db.user.count({ where: admins })) === 0) throw new ImportInUse([]);
}

/** Takes an import back: everything, or, where something has been used meanwhile, nothing; then it stays applied. */
export async function runUndo(actor: Actor, importId: string): Promise<void> {
  const at = { tenantId: actor.tenantId, id: importId };
  const worker = freshActor(actor);
  try {
    await transact(worker, async (db) => {
      await lockTree(db, actor.tenantId);
      const done = await markImport(db, at, ['UNDOING'], { state: 'UNDONE', endedAt: now() });
      if (!done) return;
      const written = await writtenBy(db, actor.tenantId, importId);
      await demandUnused(db, actor.tenantId, importId, written);
      await takeBack(db, worker, written);
      await demandAdmin(db, actor.tenantId);
      await recordImport(db, worker, 'undone', importId);
    });
  } catch (error) {
    if (!(error instanceof ImportInUse) && !isForeignKeyViolation(error)) throw error;
    await transact(freshActor(actor), (db) => markImport(db, at, ['UNDOING'], { state: 'APPLIED' }));
  }
}
