import type { Prisma } from '../../generated/prisma/client.ts';
import { builder } from '../../kernel/builder.ts';
import { database } from '../../kernel/database.ts';
import { guardedNode, guardedPart, loadNode } from '../../kernel/guarded.ts';
import { mutation } from '../../kernel/mutation.graph.ts';
import { InvalidInput, NotNow } from '../../kernel/problems.ts';
import { nameIn } from '../tenancy/name.ts';
import { PairKindEnum } from './pair.graph.ts';
import { visibleSignUps, visibleVolunteers } from './sign-up.policy.ts';
import { closeSignUp, joinSignUp, leaveSignUp, openSignUp, pairVolunteers } from './sign-up.ts';

const SignUpWishEnum = builder.enumType('SignUpWish', {
  description: 'What a volunteer would like to be in a pair.',
  values: {
    MEMBER: { description: 'The one whose talk it is.' },
    COUNTERPART: { description: 'The one who is there for the other.' },
    EITHER: { description: 'Whichever is needed.' },
  } as const,
});

guardedPart('Volunteer', {
  scope: 'pairs:read',
  audience: ['OWN', 'ADMIN', 'KEY'],
  visible: visibleVolunteers,
  fields: (t) => ({
    user: t.relation('user', { description: 'Who signed up.' }),
    wish: t.expose('wish', { type: SignUpWishEnum, description: 'What they would like to be.' }),
    joinedAt: t.expose('joinedAt', { type: 'DateTime', description: 'When they signed up.' }),
    pairedAt: t.expose('pairedAt', { type: 'DateTime', nullable: true }),
  }),
});

const SignUpRef = guardedNode('SignUp', {
  scope: 'pairs:read',
  audience: ['TENANT', 'KEY'],
  visible: visibleSignUps,
  fields: (t) => ({
    name: t.string({
      description: "Its name in the caller's language.",
      select: { name: true, nameEn: true },
      resolve: (signUp, _args, { actor }) => nameIn(actor.language, signUp),
    }),
    kind: t.expose('kind', { type: PairKindEnum, description: 'Why those who sign up would meet.' }),
    closesOn: t.expose('closesOn', { type: 'Date' }),
    closedAt: t.expose('closedAt', { type: 'DateTime', nullable: true }),
    volunteers: t.relatedConnection('volunteers', {
      cursor: 'tenantId_id',
      description:
        'Who signed up, as far as the caller may see: themselves, or everybody for administrators and servers.',
      query: (_args, { actor }) => ({ where: visibleVolunteers(actor), orderBy: { id: 'asc' } }),
    }),
  }),
});

builder.queryFields((t) => ({
  signUp: t.field({
    type: SignUpRef,
    nullable: true,
    authScopes: { scope: 'pairs:read' },
    description: 'One invitation to sign up; null where there is none.',
    args: { id: t.arg.id({ description: 'The invitation.' }) },
    resolve: (_root, { id }, context, info) => loadNode<Prisma.SignUpGetPayload<object>>('SignUp', id, context, info),
  }),
  signUps: t.prismaConnection({
    type: SignUpRef,
    cursor: 'tenantId_id',
    authScopes: { scope: 'pairs:read' },
    description: 'The invitations of the tenant, newest first.',
    resolve: (query, _root, _args, { actor }) =>
      database(actor).signUp.findMany({ ...query, where: visibleSignUps(actor), orderBy: { id: 'desc' } }),
  }),
}));

const ofOne = { description: 'The invitation.' };

mutation('openSignUp', {
  description: 'Invites everybody of the tenant to sign up for 1-on-1s. For administrators and servers.',
  scope: 'pairs:write',
  input: (t) => ({
    name: t.string({ description: 'What it is called for Japanese readers, 1 to 100 characters.' }),
    nameEn: t.string({ required: false, description: 'What it is called for English readers.' }),
    kind: t.field({ type: PairKindEnum, description: 'Why those who sign up would meet.' }),
    closesOn: t.field({ type: 'Date', description: "The last day to sign up, in the tenant's zone." }),
  }),
  type: SignUpRef,
  problems: [InvalidInput],
  resolve: openSignUp,
});

mutation('closeSignUp', {
  description: 'Closes an invitation before its day. For administrators and servers.',
  scope: 'pairs:write',
  input: (t) => ({ signUpId: t.id(ofOne) }),
  type: SignUpRef,
  problems: [InvalidInput],
  resolve: closeSignUp,
});

mutation('joinSignUp', {
  description: 'Signs the caller up, or changes their wish.',
  scope: 'pairs:write',
  person: true,
  input: (t) => ({
    signUpId: t.id(ofOne),
    wish: t.field({ type: SignUpWishEnum, description: 'What the caller would like to be.' }),
  }),
  type: SignUpRef,
  problems: [InvalidInput, NotNow],
  resolve: joinSignUp,
});

mutation('leaveSignUp', {
  description: "Takes the caller's sign-up back, unless they have been paired.",
  scope: 'pairs:write',
  person: true,
  input: (t) => ({ signUpId: t.id(ofOne) }),
  type: SignUpRef,
  problems: [InvalidInput],
  resolve: leaveSignUp,
});

mutation('pairVolunteers', {
  description:
    'Pairs those who wait with each other as far as their wishes go, with people of other departments first. For administrators and servers.',
  scope: 'pairs:write',
  input: (t) => ({ signUpId: t.id(ofOne) }),
  type: SignUpRef,
  problems: [InvalidInput],
  resolve: pairVolunteers,
});
