import { readFileSync } from 'node:fs';
import { ApolloClient, ApolloLink, CombinedGraphQLErrors, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { relayStylePagination } from '@apollo/client/utilities';
import { buildSchema, isAbstractType, OperationTypeNode } from 'graphql';
import { expect, onTestFinished, test } from 'vitest';
import {
  MAKE_KEY,
  PEOPLE,
  PREPARE,
  SESSION_CHANGED,
  type People,
  type Prepared,
  type SessionChanged,
} from './documents.ts';
import { connect, countPeople, member, signIn, url } from './person.ts';

// Without it the cache drops what stands in `... on Problem`: Apollo has to be told who is a Problem.
const schema = buildSchema(readFileSync(new URL('../../../packages/schema/schema.graphql', import.meta.url), 'utf8'));
const abstract = Object.values(schema.getTypeMap()).filter(isAbstractType);
const possibleTypes = Object.fromEntries(
  abstract.map((type) => [type.name, schema.getPossibleTypes(type).map(({ name }) => name)]),
);

function apollo(token: string): ApolloClient {
  const http = new HttpLink({ uri: url, headers: { authorization: `Bearer ${token}` } });
  const socket = connect(token);
  const client = new ApolloClient({
    link: ApolloLink.split(
      ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
      new GraphQLWsLink(socket),
      http,
    ),
    cache: new InMemoryCache({
      possibleTypes,
      typePolicies: { Query: { fields: { users: relayStylePagination() } } },
    }),
  });
  onTestFinished(() => client.stop());
  return client;
}

test('what stands in the way is data, with a code to switch on', async () => {
  const { token, outdated } = await member();
  const { data } = await apollo(token).mutate<Prepared>({ mutation: gql(PREPARE), variables: { input: outdated } });
  expect(data?.prepareSession).toMatchObject({ __typename: 'Conflict', code: 'OUTDATED' });
});

test('what one may not do is an error with a code', async () => {
  const { token } = await member();
  const failed = await apollo(token)
    .mutate({ mutation: gql(MAKE_KEY) })
    .catch((error: unknown) => error);
  if (!CombinedGraphQLErrors.is(failed)) throw failed;
  expect(failed.errors.map(({ extensions }) => extensions?.['code'])).toEqual(['FORBIDDEN']);
});

test('fetchMore puts the pages of a list together in the cache', async () => {
  const token = await signIn('demo-4-admin');
  const watched = apollo(token).watchQuery<People>({ query: gql(PEOPLE), variables: { first: 20 } });
  const watching = watched.subscribe(() => undefined);
  onTestFinished(() => watching.unsubscribe());
  const users = () => watched.getCurrentResult().data?.users as People['users'] | undefined;
  await expect.poll(() => users()?.edges.length).toBe(20);
  let page = users()?.pageInfo;
  while (page?.hasNextPage) {
    const { data } = await watched.fetchMore({ variables: { after: page.endCursor } });
    page = data?.users?.pageInfo as People['users']['pageInfo'] | undefined;
  }
  const everybody = await countPeople(token);
  await expect.poll(() => new Set(users()?.edges.map(({ node }) => node.id)).size).toBe(everybody);
  expect(everybody).toBeGreaterThan(20);
});

test('a subscription brings what somebody else changes', async () => {
  const { token, sessionId, prepare } = await member();
  const notes: unknown[] = [];
  const changes = apollo(token).subscribe<SessionChanged>({ query: gql(SESSION_CHANGED), variables: { sessionId } });
  const watching = changes.subscribe(({ data }) => notes.push(data?.sessionChanged.preparation?.note ?? null));
  onTestFinished(() => watching.unsubscribe());
  await expect.poll(() => notes.length).toBe(1);
  await prepare('for Apollo');
  await expect.poll(() => notes.at(-1)).toBe('for Apollo');
});
