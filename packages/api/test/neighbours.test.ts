import pg from 'pg';
import { useDatabase } from '@taiwa/schema/kernel/database';
import { aPair } from '@taiwa/schema/testing/world';
import { beforeAll, expect, test } from 'vitest';
import { codeOf, demoTokenOf, send } from './caller.ts';
import { useTestServer } from './server.ts';

const FLOOD = 12;
const CONNECTIONS = 3;
const server = useTestServer();
beforeAll(() => {
  // Who waits for a row waits until the test lets it go.
  const app = { ...server.tables.config('app'), options: '-c lock_timeout=60s' };
  useDatabase(server.tables.connect({ app, longest: 60_000, clients: CONNECTIONS, patience: 500 }));
});

const RENAME = 'mutation($id: ID!) { updateUser(input: { userId: $id, givenName: "Busy" }) { __typename } }';

/** How many statements of this database wait for somebody else's lock. */
const countStuck = async (): Promise<number> => {
  const rows = await server.tables.query<{ stuck: number }>(
    'admin',
    "select count(*)::int as stuck from pg_stat_activity where datname = $1 and wait_event_type = 'Lock'",
    [server.tables.name],
  );
  return rows[0]?.stuck ?? 0;
};

/** Holds the row of a person until it is let go. */
async function holdRow(userId: string): Promise<() => Promise<void>> {
  const client = new pg.Client(server.tables.config('admin'));
  await client.connect();
  await client.query('begin');
  await client.query('select 1 from app_user where id = $1 for update', [userId]);
  return () => client.end();
}

test('a tenant that floods waits for itself, and its neighbour is answered', async () => {
  const [noisy, quiet] = [await aPair(), await aPair()];
  const [token, other] = [await demoTokenOf(noisy.admin), await demoTokenOf(quiet.ann)];
  const letGo = await holdRow(noisy.ann.userId);
  let answered = 0;
  const flood = Array.from({ length: FLOOD }, async () => {
    const answer = await send(server.url, RENAME, { token, variables: { id: noisy.ann.userId } });
    answered += 1;
    return answer;
  });
  await expect.poll(countStuck).toBe(CONNECTIONS - 1);
  const meanwhile = await send(server.url, '{ viewer { user { id } } }', { token: other });
  expect([meanwhile.status, meanwhile.body.data?.viewer.user.id]).toEqual([200, quiet.ann.userId]);
  expect(answered).toBeLessThan(FLOOD);

  // Who gets no connection is told so while the others still wait.
  await expect.poll(() => answered).toBe(FLOOD - CONNECTIONS + 1);
  await letGo();
  const answers = await Promise.all(flood);
  const busy = answers.filter((answer) => codeOf(answer) === 'BUSY');
  expect(busy.length).toBeGreaterThanOrEqual(FLOOD - 2 * CONNECTIONS);
  for (const { status, headers, body } of busy) {
    expect([status, headers.get('retry-after')]).toEqual([503, '1']);
    expect(body.errors?.[0]?.extensions).toMatchObject({ retryable: true, retryAfterMs: 1_000 });
  }
  await expect
    .poll(async () => (await send(server.url, '{ viewer { user { id } } }', { token })).body.data?.viewer.user.id)
    .toBe(noisy.admin.userId);
}, 60_000);
