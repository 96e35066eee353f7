import { randomBytes } from 'node:crypto';
import type { GraphQLSchema } from 'graphql';
import pg from 'pg';
import { afterEach, beforeAll, beforeEach, vi } from 'vitest';
import { z } from 'zod';
import { type Actor, personActor } from '../kernel/actor.ts';
import { builder } from '../kernel/builder.ts';
import { database, transact } from '../kernel/database.ts';
import { guardedNode, guardedPart, onlyVisible } from '../kernel/guarded.ts';
import { newId, registerIds } from '../kernel/ids.ts';
import { mutation } from '../kernel/mutation.graph.ts';
import { parseInput, text } from '../kernel/parse.ts';
import { Conflict, InvalidInput, problemMessages } from '../kernel/problems.ts';
import '../kernel/problems.graph.ts';
import '../kernel/scalars.graph.ts';
import { useKeys } from '../kernel/keyring.ts';
import { LocalSignals, useSignals } from '../kernel/signals.ts';
import { subscriptionField } from '../kernel/subscription.graph.ts';
import { type FileDatabase, useTestDatabase } from './database.ts';
import { follow as followOn, run as runOn } from './run.ts';

// A small graph over real tables: two people, their pair, and what only the two may see.
registerIds({ usr: 'User', pai: 'Pair' });
const reasons = problemMessages({ TEST_TAKEN: { ja: 'その名前は使われています。', en: 'That name is taken.' } });
const visibleUsers = ({ tenantId }: Actor) => ({ tenantId });
const visiblePairs = ({ tenantId, userId }: Actor) => ({
  tenantId,
  OR: [{ memberId: userId }, { counterpartId: userId }],
});
const visibleLevels = ({ tenantId, userId }: Actor) => ({ tenantId, memberId: userId });

/** How often `readerAsked` was answered. */
export const asked = { count: 0 };

/** Everything that may be asked about a reader, as the small graph tells it. */
export const readerOf = ({ kind, tenantId, userId, roles, scopes, language, credentialId }: Actor): string =>
  [kind, tenantId, userId, ...roles, ...scopes, language, kind === 'key' ? credentialId : ''].join(' ');

const User = guardedNode('User', {
  audience: ['TENANT'],
  scope: 'people:read',
  visible: visibleUsers,
  fields: (t) => ({
    name: t.exposeString('givenName'),
    pairs: t.relatedConnection('pairsAsMember', {
      cursor: 'tenantId_id',
      query: (_args, { actor }) => ({ where: visiblePairs(actor), orderBy: { id: 'asc' } }),
    }),
  }),
});
guardedPart('PairLevel', {
  audience: ['TENANT'],
  scope: 'pairs:read',
  visible: visibleLevels,
  fields: (t) => ({ level: t.exposeInt('level') }),
});
guardedNode('Pair', {
  audience: ['TENANT'],
  scope: 'pairs:read',
  visible: visiblePairs,
  fields: (t) => ({
    member: t.relation('member'),
    counterpart: t.relation('counterpart'),
    levels: t.relation('levels', { query: onlyVisible(visibleLevels) }),
  }),
});
builder.queryField('users', (t) =>
  t.prismaConnection({
    type: 'User',
    cursor: 'tenantId_id',
    authScopes: { scope: 'people:read' },
    resolve: (query, _root, _args, { actor }) =>
      database(actor).user.findMany({ ...query, where: visibleUsers(actor), orderBy: { id: 'asc' } }),
  }),
);
builder.queryField('forgetful', (t) =>
  t.prismaField({
    type: ['User'],
    authScopes: { scope: 'people:read' },
    resolve: (_query, _root, _args, { actor }) => database(actor).user.findMany({ where: visibleUsers(actor) }),
  }),
);

/** How often `renameUser` has run. */
export const renames = { count: 0 };
const Renaming = z.object({ id: z.string(), name: text({ max: 5, min: 1 }) });
function renameUser(actor: Actor, input: z.input<typeof Renaming>): Promise<{ id: string }> {
  return transact(actor, async (db) => {
    const { id, name } = parseInput(actor, Renaming, input);
    renames.count += 1;
    await db.user.update({ where: { tenantId_id: { tenantId: actor.tenantId, id } }, data: { givenName: name } });
    if (name === 'taken') throw new Conflict(reasons.TEST_TAKEN);
    if (name === 'break') throw new Error('secret detail');
    return { id };
  });
}
mutation('renameUser', {
  description: 'Renames.',
  scope: 'people:write',
  person: true,
  input: (t) => ({ id: t.id(), name: t.string() }),
  type: User,
  problems: [InvalidInput, Conflict],
  resolve: renameUser,
});
const Pong = builder.objectRef<{ at: string }>('Pong').implement({ fields: (t) => ({ at: t.exposeString('at') }) });
mutation('ping', {
  description: 'Pings.',
  scope: 'open',
  input: (t) => ({ at: t.string() }),
  type: Pong,
  problems: [],
  resolve: async (_actor, { at }) => ({ at }),
});
mutation('greet', {
  description: 'Greets.',
  scope: 'people:write',
  type: Pong,
  problems: [],
  resolve: async (actor: Actor) => ({ at: actor.userId }),
});
subscriptionField('readerAsked', {
  description: 'Who reads; one topic for all tenants.',
  scope: 'people:read',
  args: (t) => ({ since: t.int(), other: t.int() }),
  beginsAt: ['since'],
  type: Pong,
  topic: () => 'everybody',
  resolve: (actor) => {
    asked.count += 1;
    return { at: readerOf(actor) };
  },
});
subscriptionField('userChanged', {
  description: 'A person.',
  scope: 'people:read',
  args: (t) => ({ id: t.id() }),
  type: User,
  topic: ({ tenantId }, { id }) => `user:${tenantId}:${id}`,
  resolve: (_actor, { id }) => ({ id }),
});

/** Ids of the small company: two people in a pair, a third beside them, and somebody of another tenant. */
export const [tenantId, otherTenant] = [newId('ten'), newId('ten')];
export const [annId, bobId, cleoId, pairId] = [newId('usr'), newId('usr'), newId('usr'), newId('pai')];
export const ann = personActor({ tenantId, userId: annId, language: 'en' });
export const bob = personActor({ tenantId, userId: bobId });
export const cleo = personActor({ tenantId, userId: cleoId });
export const stranger = personActor({ tenantId: otherTenant, userId: newId('usr') });
/** Where the small company signals. */
export const signals = new LocalSignals();
const people = [
  [annId, 'Ann'],
  [bobId, 'Bob'],
  [cleoId, 'Cleo'],
] as const;
let schema: GraphQLSchema;

/** Runs a query or mutation of the small graph. */
export const run = <Data = Record<string, unknown>>(actor: Actor, document: string, variables = {}, options = {}) =>
  runOn<Data>(actor, document, variables, { schema, ...options });
/** Follows a subscription of the small graph. */
export const follow = (actor: Actor, document: string, variables = {}) =>
  followOn(actor, document, variables, { schema });

/** A test file's own database with the small company in it. */
export function useSmallGraph(): FileDatabase {
  const where = useTestDatabase();
  beforeAll(async () => {
    schema = builder.toSchema();
    useSignals(signals);
    useKeys({ current: 'a', keys: new Map([['a', randomBytes(32)]]), pepper: randomBytes(32) });
    for (const tenant of [tenantId, otherTenant])
      await where.query('admin', `insert into tenant (id, name) values ($1, 'T')`, [tenant]);
    await transact(ann, async (db) => {
      const departmentId = newId('dep');
      await db.department.create({ data: { tenantId, id: departmentId, name: 'D', path: departmentId } });
      const keys = { kanaKey: '', latinKey: '', searchKey: '' };
      for (const [id, givenName] of people)
        await db.user.create({
          data: { tenantId, id, externalId: id, departmentId, familyName: 'X', givenName, ...keys },
        });
      const two = { memberId: annId, counterpartId: bobId };
      await db.pair.create({ data: { tenantId, id: pairId, kind: 'OTHER', ...two } });
      await db.pairLevel.create({ data: { tenantId, id: newId('lev'), pairId, ...two, level: 3, setById: annId } });
    });
  });
  return where;
}

/** Every statement that the current test sent to the database. */
export const statements: string[] = [];
const query = pg.Client.prototype.query;

/** Listens to the statements of each test. */
export function watchStatements(): void {
  beforeEach(() => {
    statements.length = 0;
    vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (this: pg.Client, ...args: unknown[]) {
      const [first] = args as [string | { text: string }];
      statements.push(typeof first === 'string' ? first : first.text);
      return Reflect.apply(query, this, args);
    } as never);
  });
  afterEach(() => vi.restoreAllMocks());
}

/** Those of them that read a table. */
export const selects = () => statements.filter((statement) => /^select .* from /is.test(statement));

/** Renames a person and answers with what they are now. */
export const rename = `mutation($name: String!, $id: ID!) { renameUser(input: { id: $id, name: $name }) {
  __typename ... on User { name pairs { nodes { counterpart { name } } } }
  ... on Problem { code message } ... on InvalidInput { issues { path message } } } }`;
