import { builder } from '../../kernel/builder.ts';
import { database } from '../../kernel/database.ts';
import { guardedPart } from '../../kernel/guarded.ts';
import { inOrder, loader } from '../../kernel/loaders.ts';
import { accountForReads } from '../../kernel/reads.graph.ts';
import type { TwoPeople } from '../pairs/pair.policy.ts';
import { visibleUsers } from '../tenancy/user.policy.ts';
import { UserRef } from '../tenancy/user.graph.ts';
import { ViewerRef } from '../tenancy/viewer.graph.ts';
import { visiblePersonReads } from './activity.policy.ts';

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
      select: { readerId: true },
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
