import { z } from 'zod';
import { HintReportReason } from '../../generated/prisma/enums.ts';
import type { Actor } from '../../kernel/actor.ts';
import { type Db, transact } from '../../kernel/database.ts';
import { record } from '../../kernel/events.ts';
import { isId } from '../../kernel/ids.ts';
import { parseInput } from '../../kernel/parse.ts';
import { forbidden, orNotFound } from '../../kernel/refusals.ts';
import { retain } from '../../kernel/retention.ts';
import { readerMark, visibleHints } from './hint.policy.ts';
import { reportsToHide } from './shared-hint.ts';

declare module '../../kernel/events.ts' {
  interface Events {
    'hint.reported': Record<never, string>;
  }
}

const anyHint = () =>
  z.string().refine((value) => isId('hin', value) || isId('shi', value), { params: { word: 'notAnId' } });

const ReportHint = z.object({ hintId: anyHint(), reason: z.enum(HintReportReason) });
const MarkHelped = z.object({ hintId: anyHint() });

/** Throws NOT_FOUND for a hint that the actor cannot read: not approved in the tenant, or shared while the tenant does not share. */
async function demandReadable(db: Db, actor: Actor, hintId: string): Promise<void> {
  const { tenantId } = actor;
  if (isId('hin', hintId)) {
    const where = { id: hintId, state: 'APPROVED' as const, AND: visibleHints(actor) };
    orNotFound(await db.hint.findFirst({ where, select: { id: true } }));
    return;
  }
  orNotFound(await db.hintSharing.findUnique({ where: { tenantId } }));
  orNotFound(await db.sharedHint.findUnique({ where: { id: hintId }, select: { id: true } }));
}

/** Fewest readers whose reports hide a hint of their own tenant. */
const LEAST_REPORTS = 2;

async function hideOwn(db: Db, { tenantId }: Actor, hintId: string): Promise<void> {
  const reports = await db.hintReport.findMany({ where: { tenantId, hintId } });
  const helped = await db.hintHelp.count({ where: { tenantId, hintId } });
  if (reports.length < reportsToHide(LEAST_REPORTS, helped)) return;
  const reportedFor = [...new Set(reports.map(({ reason }) => reason))];
  const data = { state: 'PENDING', poolState: null, reportedFor } as const;
  await db.hint.updateMany({ where: { tenantId, id: hintId }, data });
  await db.hintReport.deleteMany({ where: { tenantId, hintId } });
}

/** What a reader did with a hint. */
export interface ReadHint {
  readonly hintId: string;
}

/**
 * Says that something is wrong with a hint. Reports of two readers hide a hint of their own tenant, those of three of
 * two tenants a shared one, until an admin of its tenant has looked at it again; more where it helped more than twenty. A second report of the same reader changes nothing. For people. Throws InvalidInput, NOT_FOUND.
 */
export async function reportHint(actor: Actor, input: z.input<typeof ReportHint>): Promise<ReadHint> {
  if (actor.kind !== 'person') throw forbidden();
  const { hintId, reason } = parseInput(actor, ReportHint, input);
  const { tenantId } = actor;
  return transact(actor, async (db) => {
    await demandReadable(db, actor, hintId);
    const data = { tenantId, hintId, readerMark: readerMark(actor), reason };
    await db.hintReport.createMany({ data: [data], skipDuplicates: true });
    if (isId('hin', hintId)) await hideOwn(db, actor, hintId);
    const subject = { type: 'Hint', id: hintId };
    await record(db, { type: 'hint.reported', subject, ids: {}, actor, unsigned: true });
    return { hintId };
  });
}

/** Says that a hint helped; once a person. For people. Throws InvalidInput, NOT_FOUND. */
export async function markHintHelped(actor: Actor, input: z.input<typeof MarkHelped>): Promise<ReadHint> {
  if (actor.kind !== 'person') throw forbidden();
  const { hintId } = parseInput(actor, MarkHelped, input);
  const { tenantId } = actor;
  return transact(actor, async (db) => {
    await demandReadable(db, actor, hintId);
    const data = { tenantId, hintId, readerMark: readerMark(actor) };
    await db.hintHelp.createMany({ data: [data], skipDuplicates: true });
    return { hintId };
  });
}

retain('HintReport', { says: 'Kept until the hint is hidden; it names its reader by a keyed digest only.' });
retain('HintHelp', { says: 'Kept while the tenant is; it names its reader by a keyed digest only.' });
