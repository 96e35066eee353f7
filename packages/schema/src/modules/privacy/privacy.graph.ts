import { builder } from '../../kernel/builder.ts';
import { database } from '../../kernel/database.ts';
import { guardedNode } from '../../kernel/guarded.ts';
import { mutation } from '../../kernel/mutation.graph.ts';
import { InvalidInput, LimitReached, NotNow } from '../../kernel/problems.ts';
import { now } from '../../kernel/time.ts';
import { UserRef } from '../tenancy/user.graph.ts';
import { ViewerRef } from '../tenancy/viewer.graph.ts';
import { concerned } from './concerned.ts';
import { cancelErasure, eraseUser, ERASE_AFTER_DAYS } from './erasure.ts';
import { confirmLegalHold, releaseLegalHold, requestLegalHold } from './legal-hold.ts';
import { requestOwnCopy, takeOwnCopy, type TakenFile } from './own-copy.ts';
import { visibleCopies, visibleErasures, visibleHolds } from './privacy.policy.ts';

const OwnCopyRef = guardedNode('OwnCopy', {
  scope: 'people:read',
  visible: visibleCopies,
  audience: ['OWN'],
  audienceNote: 'sealed until it is taken',
  fields: (t) => ({
    requestedAt: t.expose('requestedAt', { type: 'DateTime', description: 'When it was asked for.' }),
    readyAt: t.expose('readyAt', { type: 'DateTime', nullable: true }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime' }),
    takenAt: t.expose('takenAt', { type: 'DateTime', nullable: true, description: 'When it was taken.' }),
  }),
});

builder.prismaObjectField(ViewerRef, 'ownCopies', (t) =>
  t.field({
    type: [OwnCopyRef],
    description: 'Copies of my data that I asked for lately, newest first.',
    resolve: (_viewer, _args, { actor }) =>
      database(actor).ownCopy.findMany({ where: visibleCopies(actor), orderBy: { requestedAt: 'desc' }, take: 20 }),
  }),
);

mutation('requestOwnCopy', {
  description: 'Asks for a copy of everything about me; it is ready soon and can be taken once.',
  scope: 'people:write',
  person: true,
  type: OwnCopyRef,
  problems: [LimitReached],
  resolve: requestOwnCopy,
});

const TakenFileRef = builder.objectRef<TakenFile>('TakenFile').implement({
  description: 'A file to be saved.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'What to call it.' }),
    mediaType: t.exposeString('mediaType', { description: 'What it is.' }),
    base64: t.exposeString('base64', { description: 'Its bytes.' }),
  }),
});

mutation('takeOwnCopy', {
  description: 'Gives me the copy I asked for as a ZIP archive, once; it is gone afterwards.',
  scope: 'people:write',
  person: true,
  input: (t) => ({ copyId: t.id({ description: 'The copy.' }) }),
  type: TakenFileRef,
  problems: [InvalidInput, NotNow],
  resolve: takeOwnCopy,
});

const ErasureRef = guardedNode('Erasure', {
  scope: 'people:read',
  visible: visibleErasures,
  audience: ['OWN', 'ADMIN'],
  fields: (t) => ({
    person: t.field({
      type: UserRef,
      nullable: true,
      description: 'Whose data it is about.',
      select: { userId: true },
      resolve: ({ userId }, _args, { actor }) => concerned(actor, userId),
    }),
    requestedBy: t.field({
      type: UserRef,
      nullable: true,
      description: 'Who asked for it.',
      select: { requestedById: true },
      resolve: ({ requestedById }, _args, { actor }) => concerned(actor, requestedById),
    }),
    requestedAt: t.expose('requestedAt', { type: 'DateTime', description: 'When it was asked for.' }),
    dueAt: t.expose('dueAt', { type: 'DateTime' }),
    cancelledAt: t.expose('cancelledAt', { type: 'DateTime', nullable: true, description: 'When it was called off.' }),
    erasedAt: t.expose('erasedAt', { type: 'DateTime', nullable: true, description: 'When it was carried out.' }),
  }),
});

builder.queryField('erasures', (t) =>
  t.prismaConnection({
    type: ErasureRef,
    cursor: 'tenantId_id',
    authScopes: { scope: 'people:read', person: true },
    description: 'Erasures that are planned or were carried out, newest first: all for admins, my own for me.',
    resolve: (query, _root, _args, { actor }) =>
      database(actor).erasure.findMany({ ...query, where: visibleErasures(actor), orderBy: { id: 'desc' } }),
  }),
);

mutation('eraseUser', {
  evenWhenFull: true,
  description: `Plans the erasure of a person's data in ${ERASE_AFTER_DAYS} days; they see it, and may call it off. For admins.`,
  scope: 'people:write',
  person: true,
  input: (t) => ({ userId: t.id({ description: 'The person.' }) }),
  type: ErasureRef,
  problems: [InvalidInput, NotNow],
  resolve: eraseUser,
});

mutation('cancelErasure', {
  description: 'Calls a planned erasure off. For its person and for admins.',
  scope: 'people:write',
  person: true,
  input: (t) => ({ erasureId: t.id({ description: 'The erasure.' }) }),
  type: ErasureRef,
  problems: [InvalidInput, NotNow],
  resolve: cancelErasure,
});

const LegalHoldRef = guardedNode('LegalHold', {
  scope: 'people:read',
  visible: visibleHolds,
  audience: ['OWN', 'ADMIN'],
  audienceNote: 'people see those on their own data, once confirmed; it opens no content',
  fields: (t) => ({
    people: t.field({
      type: [UserRef],
      audience: ['ADMIN'],
      nullable: true,
      description: 'Whose data it holds; null but for admins.',
      select: { personIds: true },
      resolve: async ({ personIds }, _args, { actor }) => {
        if (!actor.roles.has('ADMIN')) return null;
        const found = await Promise.all(personIds.map((personId) => concerned(actor, personId)));
        return found.filter((person) => person !== null);
      },
    }),
    reason: t.exposeString('reason'),
    requestedBy: t.field({
      type: UserRef,
      nullable: true,
      description: 'The admin who asked for it.',
      select: { requestedById: true },
      resolve: ({ requestedById }, _args, { actor }) => concerned(actor, requestedById),
    }),
    confirmedBy: t.field({
      type: UserRef,
      nullable: true,
      description: 'The admin who confirmed it; null while it waits and holds nothing.',
      select: { confirmedById: true },
      resolve: ({ confirmedById }, _args, { actor }) => (confirmedById ? concerned(actor, confirmedById) : null),
    }),
    inForce: t.boolean({
      description: 'Whether it holds now.',
      select: { confirmedAt: true, releasedAt: true, expiresAt: true },
      resolve: ({ confirmedAt, releasedAt, expiresAt }) => Boolean(confirmedAt) && !releasedAt && expiresAt > now(),
    }),
    requestedAt: t.expose('requestedAt', { type: 'DateTime', description: 'When it was asked for.' }),
    confirmedAt: t.expose('confirmedAt', { type: 'DateTime', nullable: true, description: 'Since when it holds.' }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime' }),
    releasedAt: t.expose('releasedAt', { type: 'DateTime', nullable: true, description: 'When it was ended by hand.' }),
  }),
});

builder.queryField('legalHolds', (t) =>
  t.prismaConnection({
    type: LegalHoldRef,
    cursor: 'tenantId_id',
    authScopes: { scope: 'people:read', person: true },
    description: 'Legal holds, newest first: all for admins; for me those on my own data.',
    resolve: (query, _root, _args, { actor }) =>
      database(actor).legalHold.findMany({ ...query, where: visibleHolds(actor), orderBy: { id: 'desc' } }),
  }),
);

mutation('requestLegalHold', {
  description:
    'Asks that data of some people be kept from deletion; it holds once another admin confirms it. For admins.',
  scope: 'people:write',
  person: true,
  input: (t) => ({
    personIds: t.idList({ description: 'Whose data, at most 100 people.' }),
    reason: t.string({ description: 'Why, up to 500 characters; they will read it.' }),
    expiresAt: t.field({ type: 'DateTime', description: 'When it ends by itself, at most two years from now.' }),
  }),
  type: LegalHoldRef,
  problems: [InvalidInput],
  resolve: requestLegalHold,
});

mutation('confirmLegalHold', {
  description: 'Puts a hold in force that another admin asked for. For admins.',
  scope: 'people:write',
  person: true,
  input: (t) => ({ holdId: t.id({ description: 'The hold.' }) }),
  type: LegalHoldRef,
  problems: [InvalidInput, NotNow],
  resolve: confirmLegalHold,
});

mutation('releaseLegalHold', {
  description: 'Ends a hold, or withdraws one that waits. For admins.',
  scope: 'people:write',
  person: true,
  input: (t) => ({ holdId: t.id({ description: 'The hold.' }) }),
  type: LegalHoldRef,
  problems: [InvalidInput, NotNow],
  resolve: releaseLegalHold,
});
