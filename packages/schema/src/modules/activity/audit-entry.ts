import { createHash } from 'node:crypto';
import { jobActor, type Actor } from '../../kernel/actor.ts';
import { asSystem, database, read } from '../../kernel/database.ts';
import type { EventType } from '../../kernel/events.ts';
import { registerIds } from '../../kernel/ids.ts';
import { retain } from '../../kernel/retention.ts';
import type { SystemDb } from '../../kernel/system-tasks.ts';

registerIds({ aud: 'AuditEntry' });

/** Of an outbox row, what the trail keeps. */
export interface Recorded {
  readonly id: string;
  readonly tenantId: string;
  readonly type: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly actorKind: string;
  readonly actorUserId: string;
  readonly credentialId: string;
  readonly recordedAt: Date;
}

interface Entry {
  readonly seq: number;
  readonly id: string;
  readonly at: Date;
  readonly action: string;
  readonly actorKind: string;
  readonly actorId: string;
  readonly subjectType: string;
  readonly subjectId: string;
}

/**
 * Leaves no entry: what only the two may know of, and what nobody may be found by. A trail tells the instant and the order,
 * and who knows when a talk ended finds by them who wrote a hint right after it.
 */
const UNTOLD: ReadonlySet<string> = new Set<EventType>([
  'session.prepared',
  'session.seen',
  'theme.done',
  'theme.reopened',
  'pair.levelSet',
  'pair.purposeSet',
  'impression.sent',
  'attempt.recorded',
  'capture.started',
  'capture.ended',
  'transcript.withdrawn',
  'transcript.deleted',
  'transcript.importAgreed',
  'hint.left',
  'hint.withdrawn',
]);

/** What stands before the first entry. */
const BEGINNING = '0'.repeat(64);

/** SHA-256 over the digest before and every column of the entry, in hex. */
function digestAfter(previous: string, tenantId: string, entry: Entry): string {
  const { seq, id, at, action, actorKind, actorId, subjectType, subjectId } = entry;
  const columns = [previous, tenantId, seq, id, at.toISOString(), action, actorKind, actorId, subjectType, subjectId];
  return createHash('sha256').update(JSON.stringify(columns)).digest('hex');
}

const entryOf = (recorded: Recorded, seq: number): Entry => ({
  seq,
  // The event's id with the trail's prefix: handing an event on twice makes one entry.
  id: recorded.id.replace(/^evt_/, 'aud_'),
  at: recorded.recordedAt,
  action: recorded.type,
  actorKind: recorded.actorKind,
  actorId: recorded.actorUserId || recorded.credentialId,
  subjectType: recorded.subjectType,
  subjectId: recorded.subjectId,
});

async function appendOf(tenantId: string, events: readonly Recorded[]): Promise<void> {
  await asSystem('recordAudit', async (db) => {
    await lockTrail(db, tenantId);
    const ids = events.map(({ id }) => id.replace(/^evt_/, 'aud_'));
    const known = new Set(
      (await db.auditEntry.findMany({ where: { tenantId, id: { in: ids } }, select: { id: true } })).map(
        ({ id }) => id,
      ),
    );
    const last = await db.auditEntry.findFirst({
      where: { tenantId },
      orderBy: { seq: 'desc' },
      select: { seq: true, digest: true },
    });
    let [seq, digest] = [last?.seq ?? 0, last?.digest ?? BEGINNING];
    const data = events
      .filter(({ id }) => !known.has(id.replace(/^evt_/, 'aud_')))
      .map((recorded) => {
        const entry = entryOf(recorded, (seq += 1));
        digest = digestAfter(digest, tenantId, entry);
        return { tenantId, ...entry, digest };
      });
    await db.auditEntry.createMany({ data });
  });
}

const lockTrail = (db: SystemDb<'recordAudit'>, tenantId: string) =>
  db.$queryRaw`select 1 from (select pg_advisory_xact_lock(hashtextextended(${`taiwa.trail.${tenantId}`}, 0))) as locked`;

/**
 * Appends events to the trails of their tenants, in their order; those that are there already are passed over, and those
 * about what only the two may know or what is anonymous leave nothing.
 */
export async function appendToTrail(events: readonly Recorded[]): Promise<void> {
  const told = events.filter(({ type }) => !UNTOLD.has(type));
  for (const tenantId of new Set(told.map((event) => event.tenantId)))
    await appendOf(
      tenantId,
      told.filter((event) => event.tenantId === tenantId),
    );
}

/** A place in a trail: an entry's number and its digest. Kept elsewhere, it also shows that nothing before it was cut off. */
export interface TrailPlace {
  readonly seq: number;
  readonly digest: string;
}

/** How a trail stands: whole up to a place (and whether more follows), or broken at an entry. */
export type TrailVerdict =
  | { readonly whole: true; readonly entries: number; readonly head: string; readonly more: boolean }
  | { readonly whole: false; readonly brokenAt: number };

const PAGE = 1_000;

/**
 * Recomputes the chain of the actor's tenant from its beginning, or from a place that was found whole before, over at least
 * `most` entries where there are as many. A trail that no longer has the place is broken there.
 */
export async function checkTrail(actor: Actor, from?: TrailPlace, most = Infinity): Promise<TrailVerdict> {
  let [seq, digest] = [from?.seq ?? 0, from?.digest ?? BEGINNING];
  if (from && !(await hasPlace(actor, from))) return { whole: false, brokenAt: from.seq };
  for (let checked = 0; checked < most; checked += PAGE) {
    const entries = await pageAfter(actor, seq);
    for (const { digest: kept, tenantId, ...entry } of entries) {
      const next = digestAfter(digest, tenantId, entry);
      if (entry.seq !== seq + 1 || next !== kept) return { whole: false, brokenAt: seq + 1 };
      [seq, digest] = [entry.seq, next];
    }
    if (entries.length < PAGE) return { whole: true, entries: seq, head: digest, more: false };
  }
  return { whole: true, entries: seq, head: digest, more: true };
}

/** Recomputes the whole chain of a tenant. */
export const verifyTrail = (tenantId: string): Promise<TrailVerdict> =>
  checkTrail(jobActor(tenantId, 'activity.verifyTrail'));

const hasPlace = (actor: Actor, { seq, digest }: TrailPlace): Promise<boolean> =>
  read(actor, async () => {
    const where = { tenantId: actor.tenantId, seq, digest };
    return seq === 0 || (await database(actor).auditEntry.count({ where })) === 1;
  });

function pageAfter(actor: Actor, seq: number) {
  const { tenantId } = actor;
  return read(actor, () =>
    database(actor).auditEntry.findMany({ where: { tenantId, seq: { gt: seq } }, orderBy: { seq: 'asc' }, take: PAGE }),
  );
}

retain('AuditEntry', { says: 'Kept for three years and longer: a chain cannot lose its beginning and stay provable.' });
