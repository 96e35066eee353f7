import { setImmediate } from 'node:timers/promises';
import type { Prisma } from '../../generated/prisma/client.ts';
import { type Actor, freshActor } from '../../kernel/actor.ts';
import { type Db, transact } from '../../kernel/database.ts';
import { newId } from '../../kernel/ids.ts';
import { insertRows } from '../../kernel/insert-rows.ts';
import { signal } from '../../kernel/signals.ts';
import { now } from '../../kernel/time.ts';
import { lockTree } from '../tenancy/department-tree.ts';
import { importTopic, recordImport } from './import.ts';
import type { LineIssue } from './line-issue.ts';
import { countsOf, type Plan, type PlannedChange, writePlan } from './plan.ts';
import { openSource, type Source } from './source.ts';

type Row = Prisma.ImportGetPayload<object>;

/** After so many beginnings it is not tried again. */
const MAX_ATTEMPTS = 3;

/** Changes the row of an import and says so to who watches it; false where it is in none of the states any more. */
export async function markImport(
  db: Db,
  { tenantId, id }: Pick<Row, 'tenantId' | 'id'>,
  states: Row['state'][],
  data: Prisma.ImportUncheckedUpdateManyInput,
): Promise<boolean> {
  const { count } = await db.import.updateMany({ where: { tenantId, id, state: { in: states } }, data });
  await signal(db, importTopic(tenantId, id));
  return count === 1;
}

/** Begins, or begins anew what another worker left in the middle; null where there is nothing to do. */
const begin = (actor: Actor, importId: string): Promise<Row | null> =>
  transact(freshActor(actor), async (db) => {
    const at = { tenantId: actor.tenantId, id: importId };
    const data = { state: 'RUNNING', attempts: { increment: 1 } } as const;
    const mine = await markImport(db, at, ['WAITING', 'RUNNING'], data);
    return mine ? db.import.findUnique({ where: { tenantId_id: at } }) : null;
  });

const STEP = 500;

/** Reads every line, with a pause after each few hundred so that others have their turn, and tells how far it is. */
async function readLines(actor: Actor, row: Row, source: Source): Promise<void> {
  for (let done = STEP; done < source.total + STEP; done += STEP) {
    source.read(STEP);
    const linesDone = Math.min(done, source.total);
    if (linesDone % (4 * STEP) === 0 || linesDone === source.total)
      await transact(freshActor(actor), (db) => markImport(db, row, ['RUNNING'], { linesDone }));
    await setImmediate();
  }
}

// What is planned is written as it was read: nobody changes it in between.
async function lockPeople(db: Db, tenantId: string): Promise<void> {
  await db.$queryRaw`select pg_advisory_xact_lock(hashtextextended(${`imports:${tenantId}`}, 0))::text`;
  await lockTree(db, tenantId);
  await db.$queryRaw`
    with locked as (select 1 from app_user where tenant_id = ${tenantId} order by id for no key update)
    select count(*)::int from locked`;
}

async function keepResult(
  db: Db,
  { tenantId, id: importId }: Row,
  issues: readonly LineIssue[],
  changes: readonly PlannedChange[],
): Promise<void> {
  await db.importIssue.deleteMany({ where: { tenantId, importId } });
  await db.importChange.deleteMany({ where: { tenantId, importId } });
  const issueRows = issues.map(({ column, ...issue }) => {
    return { ...issue, columnName: column, tenantId, importId, id: newId('iss') };
  });
  const changeRows = changes.map((change) => {
    return { ...change, tenantId, importId, id: newId('chg') };
  });
  await insertRows(db, 'import_issue', issueRows);
  await insertRows(db, 'import_change', changeRows);
}

const inOrder = (issues: readonly LineIssue[]): LineIssue[] => issues.toSorted((a, b) => a.line - b.line);

interface Outcome {
  readonly plan: Plan;
  readonly issues: readonly LineIssue[];
}

async function finish(db: Db, actor: Actor, row: Row, { plan, issues }: Outcome): Promise<void> {
  const applies = issues.length === 0 && !row.dryRun;
  if (applies) await writePlan(db, actor, plan);
  await keepResult(db, row, inOrder(issues), issues.length > 0 ? [] : plan.changes);
  const at = now();
  const state = issues.length > 0 ? 'REFUSED' : applies ? 'APPLIED' : 'CHECKED';
  const ended = { state, endedAt: at, appliedAt: applies ? at : null, issueCount: issues.length } as const;
  // Another worker may have had it meanwhile: then this one writes nothing.
  if (!(await markImport(db, row, ['RUNNING'], { ...ended, counts: countsOf(plan) })))
    throw new Error(`The import ${row.id} is not under way any more.`);
  if (applies) await recordImport(db, actor, 'applied', row.id);
}

async function work(actor: Actor, row: Row): Promise<void> {
  const source = await openSource(actor, row);
  await transact(freshActor(actor), (db) => markImport(db, row, ['RUNNING'], { ignored: [...source.ignored] }));
  await readLines(actor, row, source);
  const writer = freshActor(actor);
  await transact(writer, async (db) => {
    await lockPeople(db, actor.tenantId);
    const plan = await source.plan(db);
    await finish(db, writer, row, { plan, issues: [...source.issues, ...plan.issues] });
  });
}

/**
 * Does what an import asks for: everything in one transaction, or nothing. A worker that dies leaves nothing behind, and the
 * next begins anew; what has ended is not done again.
 */
export async function runImport(actor: Actor, importId: string): Promise<void> {
  const row = await begin(actor, importId);
  if (!row) return;
  try {
    await work(actor, row);
  } catch (error) {
    if (row.attempts >= MAX_ATTEMPTS)
      await transact(freshActor(actor), (db) => markImport(db, row, ['RUNNING'], { state: 'FAILED', endedAt: now() }));
    throw error;
  }
}
