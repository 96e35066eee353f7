import { builder } from '../../kernel/builder.ts';
import { mutation } from '../../kernel/mutation.graph.ts';
import { Conflict, InvalidInput, NotNow } from '../../kernel/problems.ts';
import { LanguageEnum, RoleEnum } from './enums.graph.ts';
import { createUser, deactivateUser, reactivateUser, updateUser } from './user.ts';
import { UserRef } from './user.graph.ts';

type Fields = Parameters<Parameters<typeof builder.inputType>[1]['fields']>[0];

/** What can be said of a person beside what must be; in a change, null takes it away. */
const optionalFields = (t: Fields) => ({
  familyKana: t.string({ required: false, description: 'The reading of the family name in kana.' }),
  givenKana: t.string({ required: false, description: 'The reading of the given name in kana.' }),
  latinName: t.string({ required: false, description: 'The name in Latin letters, as English readers see it.' }),
  email: t.string({ required: false, description: 'Where letters reach the person.' }),
  hiredOn: t.field({ type: 'Date', required: false, description: 'The first day of work.' }),
  language: t.field({ type: LanguageEnum, required: false, description: "The person's language." }),
  timeZone: t.string({ required: false, description: 'The IANA zone the person lives in.' }),
});

mutation('createUser', {
  description: 'Registers a person. For administrators and servers.',
  scope: 'people:write',
  input: (t) => ({
    ...optionalFields(t),
    externalId: t.string({ description: "The host's own key for the person; unique in the tenant." }),
    familyName: t.string({ description: 'The family name as its bearer writes it.' }),
    givenName: t.string({ description: 'The given name as its bearer writes it.' }),
    roles: t.field({ type: [RoleEnum], description: 'What the person is in the tenant.' }),
    departmentId: t.id({ description: 'Where the person works.' }),
  }),
  type: UserRef,
  problems: [InvalidInput, Conflict],
  resolve: createUser,
});

mutation('updateUser', {
  description:
    'Changes what is given of a person. For administrators and servers; everybody sets their own language and zone.',
  scope: 'people:write',
  input: (t) => ({
    ...optionalFields(t),
    userId: t.id({ description: 'The person.' }),
    externalId: t.string({ required: false, description: "The host's own key for the person." }),
    familyName: t.string({ required: false, description: 'The family name as its bearer writes it.' }),
    givenName: t.string({ required: false, description: 'The given name as its bearer writes it.' }),
    roles: t.field({ type: [RoleEnum], required: false, description: 'What the person is from now on.' }),
    departmentId: t.id({ required: false, description: 'Where the person works from now on.' }),
  }),
  type: UserRef,
  problems: [InvalidInput, Conflict],
  resolve: updateUser,
});

mutation('deactivateUser', {
  evenWhenFull: true,
  description:
    'Marks a person as having left: tokens, pairs and planned sessions end, history stays with those who had it. For administrators and servers.',
  scope: 'people:write',
  input: (t) => ({ userId: t.id({ description: 'The person.' }) }),
  type: UserRef,
  problems: [InvalidInput],
  resolve: deactivateUser,
});

mutation('reactivateUser', {
  description:
    'Takes back that a person left: they may sign in again; tokens, pairs and planned sessions that ended with it stay ended. For administrators and servers.',
  scope: 'people:write',
  input: (t) => ({ userId: t.id({ description: 'The person.' }) }),
  type: UserRef,
  problems: [InvalidInput, NotNow],
  resolve: reactivateUser,
});
