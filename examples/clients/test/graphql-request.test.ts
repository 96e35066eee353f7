import { ClientError, GraphQLClient } from 'graphql-request';
import { expect, test } from 'vitest';
import { MAKE_KEY, PEOPLE, PREPARE, type People, type Prepared } from './documents.ts';
import { countPeople, member, signIn, url } from './person.ts';

const requesting = (token: string) => new GraphQLClient(url, { headers: { authorization: `Bearer ${token}` } });

test('what stands in the way is data, with a code to switch on', async () => {
  const { token, outdated } = await member();
  const { prepareSession } = await requesting(token).request<Prepared>(PREPARE, { input: outdated });
  expect(prepareSession).toMatchObject({ __typename: 'Conflict', code: 'OUTDATED' });
});

test('what one may not do is an error with a code', async () => {
  const { token } = await member();
  const failed = await requesting(token)
    .request(MAKE_KEY)
    .catch((error: unknown) => error);
  if (!(failed instanceof ClientError)) throw failed;
  expect(failed.response.errors?.map(({ extensions }) => extensions['code'])).toEqual(['FORBIDDEN']);
});

test('a list is read page by page', async () => {
  const token = await signIn('demo-4-admin');
  const client = requesting(token);
  const people = new Set<string>();
  let after: string | null = null;
  do {
    const { users }: People = await client.request<People>(PEOPLE, { first: 20, after });
    for (const { node } of users.edges) people.add(node.id);
    after = users.pageInfo.hasNextPage ? users.pageInfo.endCursor : null;
  } while (after !== null);
  expect(people.size).toBe(await countPeople(token));
});
