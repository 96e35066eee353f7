import { Client, fetchExchange, subscriptionExchange } from '@urql/core';
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

function urql(token: string): Client {
  const socket = connect(token);
  const live = subscriptionExchange({
    forwardSubscription: ({ query = '', variables }) => ({
      subscribe: (sink) => ({ unsubscribe: socket.subscribe({ query, variables: { ...variables } }, sink) }),
    }),
  });
  return new Client({
    url,
    // What is asked does not belong into addresses, which proxies write down: the API answers a plain GET by BAD_REQUEST.
    preferGetMethod: false,
    exchanges: [fetchExchange, live],
    fetchOptions: { headers: { authorization: `Bearer ${token}` } },
  });
}

test('what stands in the way is data, with a code to switch on', async () => {
  const { token, outdated } = await member();
  const { data } = await urql(token).mutation<Prepared>(PREPARE, { input: outdated }).toPromise();
  expect(data?.prepareSession).toMatchObject({ __typename: 'Conflict', code: 'OUTDATED' });
});

test('what one may not do is an error with a code', async () => {
  const { token } = await member();
  const { error } = await urql(token).mutation(MAKE_KEY, {}).toPromise();
  expect(error?.graphQLErrors.map(({ extensions }) => extensions['code'])).toEqual(['FORBIDDEN']);
});

test('a list is read page by page', async () => {
  const token = await signIn('demo-4-admin');
  const client = urql(token);
  const people = new Set<string>();
  let after: string | null = null;
  do {
    const { data, error } = await client.query<People>(PEOPLE, { first: 20, after }).toPromise();
    if (!data) throw error;
    for (const { node } of data.users.edges) people.add(node.id);
    after = data.users.pageInfo.hasNextPage ? data.users.pageInfo.endCursor : null;
  } while (after !== null);
  expect(people.size).toBe(await countPeople(token));
});

test('a subscription brings what somebody else changes', async () => {
  const { token, sessionId, prepare } = await member();
  const notes: unknown[] = [];
  const watching = urql(token)
    .subscription<SessionChanged>(SESSION_CHANGED, { sessionId })
    .subscribe(({ data }) => notes.push(data?.sessionChanged.preparation?.note ?? null));
  onTestFinished(() => watching.unsubscribe());
  await expect.poll(() => notes.length).toBe(1);
  await prepare('for urql');
  await expect.poll(() => notes.at(-1)).toBe('for urql');
});
