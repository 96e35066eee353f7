import { z } from 'zod';
import type { Prisma } from '../../generated/prisma/client.ts';
import type { Actor } from '../../kernel/actor.ts';
import { type Db, transact } from '../../kernel/database.ts';
import { record } from '../../kernel/events.ts';
import { newId, registerIds } from '../../kernel/ids.ts';
import { id, parseInput } from '../../kernel/parse.ts';
import { Conflict, NotNow } from '../../kernel/problems.ts';
import { forbidden, orNotFound } from '../../kernel/refusals.ts';
import { signal } from '../../kernel/signals.ts';
import { now } from '../../kernel/time.ts';
import { takeUpload } from '../../kernel/uploads.ts';
import { canArrangePairs } from '../pairs/pair.policy.ts';
import { visibleDepartments } from '../tenancy/department.policy.ts';
import { demandAdministration } from '../tenancy/tenant.policy.ts';
import { readCsv } from './csv-table.ts';
import './files.ts';
import { visibleImports } from './import.policy.ts';
import { says } from './words.ts';

registerIds({ ipt: 'Import' });

declare module '../../kernel/events.ts' {
  interface Events {
    'import.requested': { importId: string };
    'import.applied': { importId: string };
    'import.undoRequested': { importId: string };
    'import.undone': { importId: string };
  }
}

/** Who watches one import. */
export const importTopic = (tenantId: string, importId: string): string => `import:${tenantId}:${importId}`;

/** Records what happened to an import, for the job that goes on with it and for the trail. */
export const recordImport = (
  db: Db,
  actor: Actor,
  what: 'requested' | 'applied' | 'undoRequested' | 'undone',
  importId: string,
): Promise<void> =>
  record(db, { type: `import.${what}`, subject: { type: 'Import', id: importId }, ids: { importId }, actor });

const demandPairs = (actor: Actor): void => {
  if (!canArrangePairs(actor)) throw forbidden();
};

/** Throws Conflict IMPORT_RUNNING while the tenant has another one under way: two would plan on what neither has written. */
async function demandQuiet(db: Db, tenantId: string): Promise<void> {
  await db.$queryRaw`select pg_advisory_xact_lock(hashtextextended(${`imports:${tenantId}`}, 0))::text`;
  const other = await db.import.findFirst({
    where: { tenantId, state: { in: ['WAITING', 'RUNNING', 'UNDOING'] } },
    select: { id: true },
  });
  if (other) throw new Conflict(says.IMPORT_RUNNING);
}

type Fresh = Pick<Prisma.ImportUncheckedCreateInput, 'kind' | 'dryRun' | 'uploadId' | 'fileName' | 'linesTotal'> & {
  readonly options?: Record<string, boolean | string | null>;
};

async function begin(db: Db, actor: Actor, fresh: Fresh): Promise<{ id: string }> {
  const { tenantId } = actor;
  const importId = newId('ipt');
  const by = { requestedById: actor.userId, credentialId: actor.kind === 'key' ? actor.credentialId : '' };
  await db.import.create({ data: { tenantId, id: importId, ...by, createdAt: now(), ...fresh }, select: { id: true } });
  await recordImport(db, actor, 'requested', importId);
  return { id: importId };
}

const File = z.object({ uploadId: id('upl'), dryRun: z.boolean() });
const ImportPeople = File.extend({ withManagers: z.boolean().nullish() });

interface FileImport {
  readonly kind: 'PEOPLE' | 'PAIRS';
  readonly uploadId: string;
  readonly dryRun: boolean;
  readonly options?: Record<string, boolean>;
}

function importFile(actor: Actor, { uploadId, ...asked }: FileImport): Promise<{ id: string }> {
  return transact(actor, async (db) => {
    await demandQuiet(db, actor.tenantId);
    const { fileName, content } = await takeUpload(db, actor, uploadId, `${asked.kind}_CSV`);
    const linesTotal = readCsv(content).rows.length;
    return begin(db, actor, { ...asked, uploadId, fileName, linesTotal });
  });
}

/**
 * Begins to check, and unless it is a dry run to write, a file of people; goes on in a job. `withManagers` also makes and
 * ends pairs by the column of managers. Throws LimitReached beyond 10,000 lines, Conflict IMPORT_RUNNING, NotNow before the
 * file has come, InvalidInput, FORBIDDEN, NOT_FOUND (file).
 */
export async function importPeople(actor: Actor, input: z.input<typeof ImportPeople>): Promise<{ id: string }> {
  demandAdministration(actor);
  const { withManagers, ...file } = parseInput(actor, ImportPeople, input);
  if (withManagers) demandPairs(actor);
  return importFile(actor, { kind: 'PEOPLE', ...file, options: { withManagers: withManagers ?? false } });
}

/** Begins to check, and unless it is a dry run to write, a file of pairs. Throws as `importPeople`. */
export async function importPairs(actor: Actor, input: z.input<typeof File>): Promise<{ id: string }> {
  demandPairs(actor);
  return importFile(actor, { kind: 'PAIRS', ...parseInput(actor, File, input) });
}

const PairDepartments = z.object({ departmentId: id('dep').nullish(), dryRun: z.boolean() });

/**
 * Begins to make pairs of members without a manager and the managers of their department. Throws Conflict IMPORT_RUNNING,
 * InvalidInput, FORBIDDEN, NOT_FOUND (department).
 */
export async function pairDepartments(actor: Actor, input: z.input<typeof PairDepartments>): Promise<{ id: string }> {
  demandPairs(actor);
  const { departmentId = null, dryRun } = parseInput(actor, PairDepartments, input);
  return transact(actor, async (db) => {
    await demandQuiet(db, actor.tenantId);
    if (departmentId)
      orNotFound(await db.department.findFirst({ where: { AND: visibleDepartments(actor), id: departmentId } }));
    return begin(db, actor, { kind: 'TREE', dryRun, options: { departmentId } });
  });
}

const ImportId = z.object({ importId: id('ipt') });

/** The import as the actor may see it. Throws InvalidInput, NOT_FOUND. */
export async function findImport(db: Db, actor: Actor, input: z.input<typeof ImportId>) {
  const { importId } = parseInput(actor, ImportId, input);
  return orNotFound(await db.import.findFirst({ where: { id: importId, AND: visibleImports(actor) } }));
}

const WithManagers = z.object({ withManagers: z.literal(true) });

/** Throws FORBIDDEN where an import of people also makes and ends pairs, and the actor may not. */
export function demandItsPairs(actor: Actor, { options }: { readonly options: unknown }): void {
  if (WithManagers.safeParse(options).success) demandPairs(actor);
}

/**
 * Writes what a dry run has shown, checked anew against what is so by now. Throws NotNow IMPORT_NOT_CHECKED or
 * IMPORT_HAS_ISSUES, IMPORT_FILE_GONE after a day; Conflict IMPORT_RUNNING, FORBIDDEN where it makes pairs and the actor may
 * not, NOT_FOUND.
 */
export async function applyImport(actor: Actor, input: z.input<typeof ImportId>): Promise<{ id: string }> {
  return transact(actor, async (db) => {
    const found = await findImport(db, actor, input);
    demandItsPairs(actor, found);
    const { tenantId, id: importId, uploadId } = found;
    await demandQuiet(db, tenantId);
    if (found.state === 'REFUSED') throw new NotNow(says.IMPORT_HAS_ISSUES);
    if (found.state !== 'CHECKED') throw new NotNow(says.IMPORT_NOT_CHECKED);
    if (uploadId && (await db.upload.count({ where: { tenantId, id: uploadId } })) === 0)
      throw new NotNow(says.IMPORT_FILE_GONE);
    const data = { state: 'WAITING', dryRun: false, attempts: 0, linesDone: 0 } as const;
    await db.import.update({ where: { tenantId_id: { tenantId, id: importId } }, data, select: { id: true } });
    await recordImport(db, actor, 'requested', importId);
    await signal(db, importTopic(tenantId, importId));
    return { id: importId };
  });
}
