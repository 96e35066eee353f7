import type { GraphQLError } from 'graphql';
import { beforeAll, expect, test } from 'vitest';
import { type Actor, anonymous, personActor } from './kernel/actor.ts';
import { DOMAIN_SCOPES, isScope } from './kernel/scopes.ts';
import { LocalSignals, useSignals } from './kernel/signals.ts';
import { useTestDatabase } from './testing/database.ts';
import { follow, refusalsOf, run } from './testing/run.ts';
import { documentOf, type RootField, rootFields } from './testing/schema-walk.ts';

useTestDatabase();
beforeAll(() => useSignals(new LocalSignals()));

/** Fields that nobody has to show anything for, each with its reason. */
const OPEN: Readonly<Record<string, string>> = {
  'Query.viewer': 'Who asks, which may be nobody: null then.',
  'Query.demo': 'The people one can be in the demo; empty outside of it.',
  'Query.demoPeople': 'The people one can be in the demo; empty outside of it.',
  'Mutation.demoSignIn': 'Signing in to the demo; refused outside of it.',
  'Mutation.renewConnection': 'The token that is given is the credential.',
};

/** Mutations that a scope to read is enough for, each with its reason. */
const FOR_READERS: Readonly<Record<string, string>> = {
  'Mutation.createExport': 'Each kind names the scope it needs.',
  'Mutation.createUpload': 'Each purpose names the scope it needs.',
  'Mutation.revokeEmbedGrant': 'People end their own.',
};

interface PothosExtensions {
  readonly pothosOptions?: { readonly authScopes?: Readonly<Record<string, unknown>> };
}
const authScopesOf = ({ extensions }: { extensions: unknown }) =>
  (extensions as PothosExtensions).pothosOptions?.authScopes ?? {};

test('every root field says which scope it needs', () => {
  const silent = rootFields.filter(({ name, field }) => {
    const { scope, credential, open } = authScopesOf(field);
    return open === true ? !(name in OPEN) : !(isScope(String(scope)) || credential === true);
  });
  expect(silent.map(({ name }) => name)).toEqual([]);
});

test('what changes something needs a scope to write', () => {
  const writes = rootFields.filter(
    ({ name, field }) => name.startsWith('Mutation.') && !(name in FOR_READERS) && authScopesOf(field).open !== true,
  );
  const weak = writes.filter(({ field }) => !String(authScopesOf(field).scope).endsWith(':write'));
  expect(weak.map(({ name }) => name)).toEqual([]);
});

test('what is watched needs a scope that every token of a person carries: it is asked at the beginning only', () => {
  const watched = rootFields.filter(({ name }) => name.startsWith('Subscription.'));
  const carried: ReadonlySet<unknown> = DOMAIN_SCOPES;
  const beyond = watched.filter(({ field }) => !carried.has(authScopesOf(field).scope));
  expect(watched.length).toBeGreaterThan(4);
  expect(beyond.map(({ name }) => name)).toEqual([]);
});

async function refusalOf(actor: Actor, root: RootField): Promise<string> {
  const { text, variables, isSubscription } = documentOf(root);
  if (!isSubscription) return refusalsOf(await run(actor, text, variables)).join();
  const begun = follow(actor, text, variables).then(async (events) => (await events.return(), 'begun'));
  return begun.catch((error: AggregateError) => refusalsOf({ errors: error.errors as GraphQLError[] }).join());
}

const closed = rootFields.filter(({ field }) => authScopesOf(field).open !== true);

test('nobody passes a root field without a credential', async () => {
  const nobody = anonymous('req_1', 'en');
  const passed = [];
  for (const root of closed) if ((await refusalOf(nobody, root)) !== 'UNAUTHENTICATED') passed.push(root.name);
  expect(passed).toEqual([]);
});

test('a credential without its scope passes no root field', async () => {
  const scopeless = personActor({ tenantId: 'ten_x', userId: 'usr_x', scopes: new Set() });
  const scoped = closed.filter(({ field }) => authScopesOf(field).scope);
  const passed = [];
  for (const root of scoped) if ((await refusalOf(scopeless, root)) !== 'FORBIDDEN') passed.push(root.name);
  expect(passed).toEqual([]);
});
