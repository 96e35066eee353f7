// The stack as installed: Apollo Server with its standalone server and default plugins, Pothos, Prisma without preview features.
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import SchemaBuilder from '@pothos/core';
import PrismaPlugin from '@pothos/plugin-prisma';
import RelayPlugin from '@pothos/plugin-relay';
import { PrismaPg } from '@prisma/adapter-pg';
import type PrismaTypes from '../generated/pothos.ts';
import { getDatamodel } from '../generated/pothos.ts';
import { type Prisma, PrismaClient } from '../generated/prisma/client.ts';
import { SessionState, ThemeState, TopicCode } from '../generated/prisma/enums.ts';
import { type Bearer, bearerOf } from './bearer.ts';
import { databaseSettings, tellPort } from './settings.ts';

const prisma = new PrismaClient({ adapter: new PrismaPg({ ...databaseSettings().unfenced, max: 10 }) });

const builder = new SchemaBuilder<{
  PrismaTypes: PrismaTypes;
  Context: Bearer;
  Scalars: { DateTime: { Input: Date; Output: Date } };
}>({
  plugins: [RelayPlugin, PrismaPlugin],
  relay: { nodesOnConnection: true },
  prisma: { client: prisma, dmmf: getDatamodel() },
});

builder.scalarType('DateTime', { serialize: (value) => value.toISOString() });
const SessionStateEnum = builder.enumType(SessionState, { name: 'SessionState' });
const ThemeStateEnum = builder.enumType(ThemeState, { name: 'ThemeState' });
const TopicCodeEnum = builder.enumType(TopicCode, { name: 'TopicCode' });

builder.prismaObject('User', {
  fields: (t) => ({
    id: t.exposeID('id'),
    familyName: t.exposeString('familyName'),
    givenName: t.exposeString('givenName'),
  }),
});

builder.prismaObject('Theme', {
  fields: (t) => ({
    id: t.exposeID('id'),
    countsAs: t.expose('countsAs', { type: TopicCodeEnum }),
    state: t.expose('state', { type: ThemeStateEnum }),
  }),
});

const SessionRef = builder.prismaObject('Session', {
  fields: (t) => ({
    id: t.exposeID('id'),
    state: t.expose('state', { type: SessionStateEnum }),
    startsAt: t.expose('startsAt', { type: 'DateTime' }),
    endsAt: t.expose('endsAt', { type: 'DateTime' }),
    themes: t.relation('themes', { query: { orderBy: { position: 'asc' } } }),
  }),
});

const coming = (): Prisma.SessionWhereInput => ({
  OR: [
    { state: 'LIVE' },
    { state: { in: ['PROPOSED', 'SCHEDULED'] }, endsAt: { gt: new Date(Date.now() - 3_600_000) } },
  ],
});

builder.prismaObject('Pair', {
  fields: (t) => ({
    id: t.exposeID('id'),
    member: t.relation('member'),
    nextSession: t.field({
      type: SessionRef,
      nullable: true,
      select: (_args, _context, nested) => ({
        sessions: nested({
          where: coming(),
          orderBy: [{ startedAt: { sort: 'asc', nulls: 'last' } }, { startsAt: 'asc' }],
          take: 1,
        }),
      }),
      resolve: (pair) => pair.sessions[0] ?? null,
    }),
    sessions: t.relatedConnection('sessions', {
      cursor: 'tenantId_id',
      args: { state: t.arg({ type: [SessionStateEnum] }) },
      query: ({ state }) => ({
        orderBy: [{ startsAt: 'desc' }, { id: 'desc' }],
        ...(state && { where: { state: { in: state } } }),
      }),
    }),
  }),
});

const Viewer = builder.prismaObject('User', {
  variant: 'Viewer',
  fields: (t) => ({
    pairs: t.prismaConnection({
      type: 'Pair',
      cursor: 'tenantId_id',
      resolve: (query, user, _args, { tenantId }) =>
        prisma.pair.findMany({
          ...query,
          where: { tenantId, OR: [{ memberId: user.id }, { counterpartId: user.id }] },
          orderBy: [{ endedAt: { sort: 'desc', nulls: 'first' } }, { startedAt: 'desc' }, { id: 'desc' }],
        }),
    }),
  }),
});

builder.queryType({
  fields: (t) => ({
    viewer: t.prismaField({
      type: Viewer,
      nullable: true,
      resolve: (query, _root, _args, { tenantId, userId }) =>
        prisma.user.findUnique({ ...query, where: { tenantId_id: { tenantId, id: userId } } }),
    }),
    session: t.prismaField({
      type: SessionRef,
      nullable: true,
      args: { id: t.arg.id({ required: true }) },
      resolve: (query, _root, { id }, { tenantId, userId }) =>
        prisma.session.findFirst({
          ...query,
          where: { tenantId, id, OR: [{ memberId: userId }, { counterpartId: userId }] },
        }),
    }),
  }),
});

const server = new ApolloServer<Bearer>({ schema: builder.toSchema() });
const { url } = await startStandaloneServer(server, {
  listen: { port: 0, host: '127.0.0.1' },
  context: ({ req }) => bearerOf(req.headers),
});
tellPort(Number(new URL(url).port));
