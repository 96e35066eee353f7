import { builder } from '../../kernel/builder.ts';
import { guardedNode } from '../../kernel/guarded.ts';
import { mutation } from '../../kernel/mutation.graph.ts';
import { Conflict, InvalidInput, LimitReached } from '../../kernel/problems.ts';
import { SCOPES } from '../../kernel/scopes.ts';
import { visibleApiKeys, visibleOrigins } from './access.policy.ts';
import { allowOrigin, listOrigins, removeOrigin } from './allowed-origin.ts';
import { createApiKey, listApiKeys, revokeApiKey } from './api-key.ts';

const ApiKeyRef = guardedNode('ApiKey', {
  scope: 'people:read',
  visible: visibleApiKeys,
  audience: ['ADMIN'],
  audienceNote: 'never the secret',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'What the admin called it.' }),
    prefix: t.exposeString('prefix'),
    lastFour: t.exposeString('lastFour'),
    scopes: t.exposeStringList('scopes', { description: 'What it may be used for, e.g. `sessions:read`.' }),
    allowedAddresses: t.exposeStringList('allowedAddresses'),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', nullable: true, description: 'When it ends by itself.' }),
    lastUsedAt: t.expose('lastUsedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was last used, to the minute.',
    }),
    revokedAt: t.expose('revokedAt', { type: 'DateTime', nullable: true, description: 'When it was ended by hand.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made.' }),
  }),
});

const AllowedOriginRef = guardedNode('AllowedOrigin', {
  scope: 'people:read',
  visible: visibleOrigins,
  audience: ['ADMIN'],
  fields: (t) => ({
    origin: t.exposeString('origin'),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was allowed.' }),
  }),
});

builder.queryFields((t) => ({
  apiKeys: t.field({
    type: [ApiKeyRef],
    authScopes: { scope: 'people:read' },
    description: 'The keys of the tenant, newest first; for admins.',
    resolve: (_root, _args, { actor }) => listApiKeys(actor),
  }),
  allowedOrigins: t.field({
    type: [AllowedOriginRef],
    authScopes: { scope: 'people:read' },
    description: 'The web origins that may embed Taiwa; for admins.',
    resolve: (_root, _args, { actor }) => listOrigins(actor),
  }),
}));

const ApiKeySecret = builder.objectRef<{ id: string; secret: string }>('ApiKeySecret').implement({
  description: 'A new key with its secret, which is shown this once.',
  fields: (t) => ({
    apiKeyId: t.exposeID('id', { description: 'The id of the key.' }),
    secret: t.exposeString('secret', { description: 'The secret; keep it where only your server can read it.' }),
  }),
});

mutation('createApiKey', {
  description: 'Makes a key for a server. For admins.',
  scope: 'people:write',
  person: true,
  input: (t) => ({
    name: t.string({ description: 'What it is for; 1 to 80 characters.' }),
    scopes: t.stringList({ description: `What it may be used for, at least one of: ${SCOPES.join(', ')}.` }),
    allowedAddresses: t.stringList({
      required: false,
      description: 'Addresses it may be used from; any where none is given.',
    }),
    expiresAt: t.field({
      type: 'DateTime',
      required: false,
      description: 'When it ends by itself; never where none is given.',
    }),
  }),
  type: ApiKeySecret,
  problems: [InvalidInput, LimitReached],
  resolve: createApiKey,
});

mutation('revokeApiKey', {
  evenWhenFull: true,
  description: 'Ends a key at once, everywhere. For admins.',
  scope: 'people:write',
  person: true,
  input: (t) => ({ apiKeyId: t.id({ description: 'The key.' }) }),
  type: ApiKeyRef,
  problems: [InvalidInput],
  resolve: revokeApiKey,
});

mutation('allowOrigin', {
  description: 'Lets pages of a web origin embed Taiwa. For admins.',
  scope: 'people:write',
  person: true,
  input: (t) => ({ origin: t.string({ description: 'Scheme and host, e.g. https://intranet.example.com' }) }),
  type: AllowedOriginRef,
  problems: [InvalidInput, Conflict],
  resolve: allowOrigin,
});

const RemovedOrigin = builder.objectRef<{ origin: string }>('RemovedOrigin').implement({
  description: 'An origin that was taken off the list.',
  fields: (t) => ({ origin: t.exposeString('origin', { description: 'What it was.' }) }),
});

mutation('removeOrigin', {
  evenWhenFull: true,
  description: 'Takes an origin off the list; grants made before keep theirs until they end. For admins.',
  scope: 'people:write',
  person: true,
  input: (t) => ({ originId: t.id({ description: 'The origin.' }) }),
  type: RemovedOrigin,
  problems: [InvalidInput],
  resolve: removeOrigin,
});
