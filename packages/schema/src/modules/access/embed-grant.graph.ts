import { builder } from '../../kernel/builder.ts';
import { guardedNode } from '../../kernel/guarded.ts';
import { mutation } from '../../kernel/mutation.graph.ts';
import { InvalidInput, NotNow } from '../../kernel/problems.ts';
import { visibleGrants } from './access.policy.ts';
import {
  createEmbedGrant,
  renewEmbedToken,
  revokeEmbedGrant,
  revokeTenant,
  revokeUser,
  type GrantedToken,
} from './embed-grant.ts';

const EmbedGrantRef = guardedNode('EmbedGrant', {
  scope: 'people:read',
  visible: visibleGrants,
  audience: ['OWN', 'ADMIN', 'KEY'],
  audienceNote: 'a key sees those it made; never a token',
  fields: (t) => ({
    userId: t.exposeID('userId', { description: 'The person it is for.' }),
    elements: t.exposeStringList('elements'),
    origins: t.exposeStringList('origins'),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'When it ends at the latest.' }),
    renewedAt: t.expose('renewedAt', { type: 'DateTime', description: 'When a token was last made from it.' }),
    revokedAt: t.expose('revokedAt', { type: 'DateTime', nullable: true, description: 'When it was ended by hand.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made.' }),
  }),
});

const EmbedToken = builder.objectRef<GrantedToken>('EmbedToken').implement({
  description: "A token for a person's page, made from a grant. Hand it to the page and keep nothing.",
  fields: (t) => ({
    grantId: t.exposeID('id', { description: 'The grant, to renew or revoke.' }),
    token: t.exposeString('token', { description: 'The token itself.' }),
    expiresIn: t.exposeInt('expiresIn', { description: 'Seconds until it is over, counted from now.' }),
  }),
});

const EmbeddedPerson = builder.inputType('EmbeddedPerson', {
  description: 'Who the page is for.',
  fields: (t) => ({ externalId: t.string({ description: 'What the host calls the person.' }) }),
});

mutation('createEmbedGrant', {
  evenWhenFull: true,
  description: "Obtains a grant and its first token for one person's page. For servers with an API key.",
  scope: 'embeds:write',
  input: (t) => ({
    user: t.field({ type: EmbeddedPerson, description: 'Who the page is for.' }),
    elements: t.stringList({
      description: 'Names of the elements on the page, e.g. `prep`: for the record, no restriction.',
    }),
    origins: t.stringList({ description: 'Origins of the page; each must be allowed for the tenant.' }),
    keyThumbprint: t.string({
      required: false,
      description: "Thumbprint (RFC 7638) of the page's key, to bind tokens to it.",
    }),
  }),
  type: EmbedToken,
  problems: [InvalidInput],
  resolve: createEmbedGrant,
});

mutation('renewEmbedToken', {
  evenWhenFull: true,
  description: 'A new token from a living grant. For the server that made it.',
  scope: 'embeds:write',
  input: (t) => ({ grantId: t.id({ description: 'The grant.' }) }),
  type: EmbedToken,
  problems: [InvalidInput, NotNow],
  resolve: renewEmbedToken,
});

mutation('revokeEmbedGrant', {
  evenWhenFull: true,
  description: 'Ends a grant and its tokens everywhere. For its server, its person and admins.',
  scope: 'people:read',
  input: (t) => ({ grantId: t.id({ description: 'The grant.' }) }),
  type: EmbedGrantRef,
  problems: [InvalidInput],
  resolve: revokeEmbedGrant,
});

const Revoked = builder.objectRef<{ id: string }>('Revoked').implement({
  description: 'Whose tokens were ended.',
  fields: (t) => ({ subjectId: t.exposeID('id', { description: 'The person or the tenant.' }) }),
});

mutation('revokeUser', {
  evenWhenFull: true,
  description: 'Ends every token of a person, who may get new ones. For admins and servers.',
  scope: 'people:write',
  input: (t) => ({ userId: t.id({ description: 'The person.' }) }),
  type: Revoked,
  problems: [InvalidInput],
  resolve: revokeUser,
});

mutation('revokeTenant', {
  evenWhenFull: true,
  description: 'Ends every grant of the tenant, e.g. after an incident. For admins.',
  scope: 'people:write',
  person: true,
  type: Revoked,
  problems: [],
  resolve: revokeTenant,
});
