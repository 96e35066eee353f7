import { builder } from '../../kernel/builder.ts';
import { database } from '../../kernel/database.ts';
import { guardedPart } from '../../kernel/guarded.ts';
import { inOrder, loader } from '../../kernel/loaders.ts';
import { accountForReads } from '../../kernel/reads.graph.ts';
import type { TwoPeople } from '../pairs/pair.policy.ts';
import { visibleUsers } from '../tenancy/user.policy.ts';
import { UserRef } from '../tenancy/user.graph.ts';
import { ViewerRef } from '../tenancy/viewer.graph.ts';
import { visibleAuditEntries, visiblePersonReads } from './activity.policy.ts';

const theTwo = (row: object): readonly string[] => {
  const { memberId, counterpartId } = row as TwoPeople;
  return [memberId, counterpartId];
};

const TWO = { memberId: true, counterpartId: true } as const;

accountForReads('Pair', theTwo, (actor, ids) =>
  database(actor).pair.findMany({ where: { tenantId: actor.tenantId, id: { in: [...ids] } }, select: TWO }),
);
accountForReads('PairStanding', theTwo, async () => []);
accountForReads('Session', theTwo, (actor, ids) =>
  database(actor).session.findMany({ where: { tenantId: actor.tenantId, id: { in: [...ids] } }, select: TWO }),
);

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
  description: 'Which entries of the trail.',
  fields: (t) => ({
    action: t.string({ required: false, description: 'Only this event, e.g. `session.started`.' }),
    actorId: t.id({ required: false, description: 'Only what this person, key or job did.' }),
    subjectId: t.id({ required: false, description: 'Only what happened to this thing.' }),
  }),
});

builder.queryField('auditEntries', (t) =>
  t.prismaConnection({
    type: AuditEntryRef,
    cursor: 'tenantId_seq',
    authScopes: { scope: 'audit:read' },
    description:
      'The trail of what was done in the tenant, newest first; for admins and servers made for it. Never content.',
    args: {
      filter: t.arg({
        type: AuditEntryFilter,
        required: false,
        description: 'Which entries; all where none is given.',
      }),
    },
    resolve: (query, _root, { filter }, { actor }) =>
      database(actor).auditEntry.findMany({
        ...query,
        where: {
          AND: visibleAuditEntries(actor),
          ...(filter?.action ? { action: filter.action } : {}),
          ...(filter?.actorId ? { actorId: filter.actorId } : {}),
          ...(filter?.subjectId ? { subjectId: filter.subjectId } : {}),
        },
        orderBy: { seq: 'desc' },
      }),
  }),
);

const readerOf = loader(async (actor, ids: readonly string[]) => {
  const readers = await database(actor).user.findMany({ where: { id: { in: [...ids] }, AND: visibleUsers(actor) } });
  return inOrder(ids, readers, (reader) => reader.id);
});

const PersonReadRef = guardedPart('PersonRead', {
  scope: 'people:read',
  visible: visiblePersonReads,
  audience: ['OWN'],
  audienceNote: 'who read rows about me by office, a line a day',
  fields: (t) => ({
    day: t.expose('day', { type: 'Date', description: 'On which day (UTC).' }),
    readerKind: t.exposeString('readerKind', { description: 'person or key.' }),
    reader: t.field({
      type: UserRef,
      nullable: true,
      description: 'Who read; null for a server.',
      resolve: ({ readerId }, _args, { actor }) => readerOf(actor, readerId),
    }),
    type: t.exposeString('type', { description: 'What was read: Pair, PairStanding or Session, without content.' }),
  }),
});

builder.prismaObjectField(ViewerRef, 'readsOfMyData', (t) =>
  t.prismaConnection({
    type: PersonReadRef,
    cursor: 'tenantId_day_readerKind_readerId_personId_type',
    description: 'Who read rows about me by office, a line a day, newest first.',
    resolve: (query, _viewer, _args, { actor }) =>
      database(actor).personRead.findMany({
        ...query,
        where: visiblePersonReads(actor),
        orderBy: [{ day: 'desc' }, { readerId: 'asc' }, { type: 'asc' }],
      }),
  }),
);
