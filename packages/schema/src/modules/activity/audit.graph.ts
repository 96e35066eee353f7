import type { Prisma } from '../../generated/prisma/client.ts';
import type { Actor } from '../../kernel/actor.ts';
import { builder } from '../../kernel/builder.ts';
import { database } from '../../kernel/database.ts';
import { guardedPart } from '../../kernel/guarded.ts';
import { forbidden } from '../../kernel/refusals.ts';
import { canReadTrail, visibleAuditEntries } from './activity.policy.ts';
import { checkTrail, type TrailVerdict } from './audit-entry.ts';
import { trailText } from './audit-export.ts';

const AuditEntryRef = guardedPart('AuditEntry', {
  scope: 'audit:read',
  visible: visibleAuditEntries,
  audience: ['ADMIN', 'KEY'],
  audienceNote:
    'who did what to which thing and when; never content, nothing of what only the two do (preparing, looking, themes, level, purpose, impression, attempt, transcript), no hint left',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Names the entry.' }),
    seq: t.exposeInt('seq'),
    at: t.expose('at', { type: 'DateTime', description: 'When it happened.' }),
    action: t.exposeString('action'),
    actorKind: t.exposeString('actorKind'),
    actorId: t.exposeID('actorId', { description: 'The person, the key or the job; empty where nobody is named.' }),
    subjectType: t.exposeString('subjectType', { description: 'The type of the thing.' }),
    subjectId: t.exposeID('subjectId', { description: 'The thing.' }),
    digest: t.exposeString('digest'),
  }),
});

const AuditEntryFilter = builder.inputType('AuditEntryFilter', {
  description: 'Which entries of the trail; all that is given must hold.',
  fields: (t) => ({
    action: t.string({ required: false, description: 'Only this event, e.g. `session.started`.' }),
    actorKind: t.string({ required: false, description: 'Only what a `person`, a `key` or a `job` did.' }),
    actorId: t.id({ required: false, description: 'Only what this person, key or job did.' }),
    subjectType: t.string({ required: false, description: 'Only what happened to things of this type.' }),
    subjectId: t.id({ required: false, description: 'Only what happened to this thing.' }),
    since: t.field({ type: 'DateTime', required: false, description: 'Only what happened then or later.' }),
    before: t.field({ type: 'DateTime', required: false, description: 'Only what happened earlier.' }),
  }),
});

type Filter = typeof AuditEntryFilter.$inferInput;

function entriesOf(actor: Actor, filter: Filter | null | undefined): Prisma.AuditEntryWhereInput {
  const { since, before, ...given } = filter ?? {};
  const exact = Object.fromEntries(Object.entries(given).filter(([, value]) => value != null));
  const at = { ...(since && { gte: since }), ...(before && { lt: before }) };
  return { AND: [visibleAuditEntries(actor), exact, { at }] };
}

const filterArg = {
  type: AuditEntryFilter,
  required: false,
  description: 'Which entries; all where none is given.',
} as const;

builder.queryField('auditEntries', (t) =>
  t.prismaConnection({
    type: AuditEntryRef,
    cursor: 'tenantId_seq',
    authScopes: { scope: 'audit:read' },
    description:
      'The trail of what was done in the tenant, newest first; for admins and servers made for it. Never content.',
    args: { filter: t.arg(filterArg) },
    resolve: (query, _root, { filter }, { actor }) =>
      database(actor).auditEntry.findMany({ ...query, where: entriesOf(actor, filter), orderBy: { seq: 'desc' } }),
  }),
);

const TrailFormatEnum = builder.enumType('AuditExportFormat', {
  description: 'How the trail is written down for other programs.',
  values: {
    JSON_LINES: { description: 'One JSON object a line.' },
    CSV: { description: 'RFC 4180 with a head; nothing in it runs as a formula.' },
  } as const,
});

/** Entries in one piece of an export. */
const PIECE = 1_000;

interface Piece {
  readonly text: string;
  readonly lastSeq: number;
  readonly more: boolean;
}

const PieceRef = builder.objectRef<Piece>('AuditExport').implement({
  description: 'A piece of the trail as text; joined in order the pieces are one file.',
  fields: (t) => ({
    text: t.exposeString('text', { description: 'Whole lines.' }),
    lastSeq: t.exposeInt('lastSeq', { description: 'Give it as `after` for the next piece.' }),
    more: t.exposeBoolean('more', { description: 'Whether another piece may follow.' }),
  }),
});

builder.queryField('auditExport', (t) =>
  t.field({
    type: PieceRef,
    authScopes: { scope: 'audit:read' },
    description: `The trail for another program, oldest first, at most ${PIECE} entries at once. Never content.`,
    args: {
      format: t.arg({ type: TrailFormatEnum, description: 'How it is written.' }),
      after: t.arg.int({ defaultValue: 0, description: 'Begin behind this entry; 0 for the beginning.' }),
      filter: t.arg(filterArg),
    },
    resolve: async (_root, { format, after, filter }, { actor }) => {
      const where = { AND: [entriesOf(actor, filter), { seq: { gt: after } }] };
      const entries = await database(actor).auditEntry.findMany({ where, orderBy: { seq: 'asc' }, take: PIECE });
      const lastSeq = entries.at(-1)?.seq ?? after;
      return { text: trailText(entries, format, after === 0), lastSeq, more: entries.length === PIECE };
    },
  }),
);

const VerdictRef = builder.objectRef<TrailVerdict>('AuditVerdict').implement({
  description: 'Whether the chain of the trail is whole: each entry bears the digest of the one before.',
  fields: (t) => ({
    whole: t.exposeBoolean('whole', { description: 'Whether nothing was changed, removed or put in between.' }),
    entries: t.int({
      nullable: true,
      description: 'Up to which entry it was checked; null where it is broken.',
      resolve: (verdict) => (verdict.whole ? verdict.entries : null),
    }),
    head: t.string({
      nullable: true,
      description: 'The digest of that entry. Kept elsewhere, it shows later that the end was not cut off.',
      resolve: (verdict) => (verdict.whole ? verdict.head : null),
    }),
    more: t.boolean({
      description: 'Whether more entries are to be checked: ask again with `after`.',
      resolve: (verdict) => verdict.whole && verdict.more,
    }),
    brokenAt: t.int({
      nullable: true,
      description: 'The first entry that is not what it was; null where none is.',
      resolve: (verdict) => (verdict.whole ? null : verdict.brokenAt),
    }),
  }),
});

const TrailPlaceInput = builder.inputType('AuditPlace', {
  description: 'An entry of the trail with its digest.',
  fields: (t) => ({
    seq: t.int({ description: 'Its number.' }),
    digest: t.string({ description: 'Its digest.' }),
  }),
});

/** Entries that one request checks: a second or two. */
const CHECKED_AT_ONCE = 50_000;

builder.queryField('auditVerdict', (t) =>
  t.field({
    type: VerdictRef,
    authScopes: { scope: 'audit:read' },
    description: `Recomputes the chain of the trail, ${CHECKED_AT_ONCE} entries at once; for admins and servers made for it.`,
    args: {
      after: t.arg({
        type: TrailPlaceInput,
        required: false,
        description:
          'An entry up to which it was whole before; it must still be there. The beginning where none is given.',
      }),
    },
    resolve: (_root, { after }, { actor }) => {
      if (!canReadTrail(actor)) throw forbidden();
      return checkTrail(actor, after ?? undefined, CHECKED_AT_ONCE);
    },
  }),
);
