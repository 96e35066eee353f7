import { builder } from '../../kernel/builder.ts';
import { database } from '../../kernel/database.ts';
import { guardedNode } from '../../kernel/guarded.ts';
import { mutation } from '../../kernel/mutation.graph.ts';
import { InvalidInput, NotNow } from '../../kernel/problems.ts';
import { UserRef } from '../tenancy/user.graph.ts';
import { ViewerRef } from '../tenancy/viewer.graph.ts';
import { concerned } from './concerned.ts';
import { visibleRestrictions } from './privacy.policy.ts';
import { askForRestriction, declineRestriction, liftRestriction, restrictUser } from './restriction.ts';

const RestrictionRef = guardedNode('Restriction', {
  scope: 'people:read',
  visible: visibleRestrictions,
  audience: ['OWN', 'ADMIN'],
  audienceNote: 'while it holds, whatever is about the person is shown to nobody but them',
  fields: (t) => ({
    person: t.field({
      type: UserRef,
      nullable: true,
      description: 'Whose data it is about.',
      select: { userId: true },
      resolve: ({ userId }, _args, { actor }) => concerned(actor, userId),
    }),
    reason: t.exposeString('reason'),
    requestedAt: t.expose('requestedAt', { type: 'DateTime', description: 'When it was asked for.' }),
    since: t.expose('since', { type: 'DateTime', nullable: true }),
    inForce: t.boolean({
      description: 'Whether it holds now.',
      select: { since: true, liftedAt: true },
      resolve: ({ since, liftedAt }) => since !== null && liftedAt === null,
    }),
    declinedAt: t.expose('declinedAt', { type: 'DateTime', nullable: true }),
    liftedAt: t.expose('liftedAt', { type: 'DateTime', nullable: true }),
    answer: t.exposeString('answer', { nullable: true }),
  }),
});

builder.queryField('restrictions', (t) =>
  t.prismaConnection({
    type: RestrictionRef,
    cursor: 'tenantId_id',
    authScopes: { scope: 'people:read', person: true },
    description: 'Restrictions that were asked for, hold or held, newest first: all for admins, my own for me.',
    resolve: (query, _root, _args, { actor }) =>
      database(actor).restriction.findMany({ ...query, where: visibleRestrictions(actor), orderBy: { id: 'desc' } }),
  }),
);

builder.prismaObjectField(ViewerRef, 'restriction', (t) =>
  t.field({
    type: RestrictionRef,
    nullable: true,
    description: 'The latest restriction of my own data: asked for, in force or over; null where there was none.',
    resolve: (_viewer, _args, { actor }) => {
      const { tenantId, userId } = actor;
      return database(actor).restriction.findFirst({ where: { tenantId, userId }, orderBy: { id: 'desc' } });
    },
  }),
);

mutation('askForRestriction', {
  description: 'Asks that my data be kept and used for nothing for now; an admin decides.',
  scope: 'people:write',
  person: true,
  input: (t) => ({ reason: t.string({ description: 'Why, up to 500 characters; admins read it.' }) }),
  type: RestrictionRef,
  problems: [InvalidInput],
  resolve: askForRestriction,
});

mutation('restrictUser', {
  description:
    "Keeps a person's data from all use but by themselves, at their request; nothing of it is shown, counted, exported or deleted until it is lifted. For admins.",
  scope: 'people:write',
  person: true,
  input: (t) => ({
    userId: t.id({ description: 'The person.' }),
    reason: t.string({ required: false, description: 'Why, where they did not ask here themselves.' }),
  }),
  type: RestrictionRef,
  problems: [InvalidInput, NotNow],
  resolve: restrictUser,
});

mutation('declineRestriction', {
  description: 'Declines what a person asked for, with an answer that they read. For admins.',
  scope: 'people:write',
  person: true,
  input: (t) => ({
    restrictionId: t.id({ description: 'What they asked for.' }),
    answer: t.string({ description: 'Why, up to 500 characters.' }),
  }),
  type: RestrictionRef,
  problems: [InvalidInput, NotNow],
  resolve: declineRestriction,
});

mutation('liftRestriction', {
  description: 'Lifts a restriction, or takes back what was asked. For its person and for admins, who say why.',
  scope: 'people:write',
  person: true,
  input: (t) => ({
    restrictionId: t.id({ description: 'The restriction.' }),
    answer: t.string({ required: false, description: 'Why, for its person; admins have to say it.' }),
  }),
  type: RestrictionRef,
  problems: [InvalidInput, NotNow],
  resolve: liftRestriction,
});
