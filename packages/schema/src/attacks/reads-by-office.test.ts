import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshActor, type Actor } from '../kernel/actor.ts';
import { LocalSignals, useSignals } from '../kernel/signals.ts';
import { freezeTime } from '../kernel/time.ts';
import { useTestDatabase } from '../testing/database.ts';
import { follow, run } from '../testing/run.ts';
import { aCrowd, aServer, type Crowd } from '../testing/crowded-company.ts';

const tables = useTestDatabase();

let crowd: Crowd;
beforeAll(async () => {
  useSignals(new LocalSignals());
  crowd = await aCrowd('red');
});
afterAll(() => freezeTime(new Date())());

let servers = 0;

/** Somebody who has read nothing yet today. */
const aReader = async (): Promise<Actor> => ({
  ...aServer(crowd.tenantId),
  credentialId: `key_reader${(servers += 1)}`,
});

const linesOf = async (reader: Actor): Promise<string[]> => {
  const rows = await tables.query<{ person: string }>(
    'admin',
    'select distinct person_id as person from person_read where reader_id = $1',
    [reader.userId || reader.credentialId],
  );
  return rows.map(({ person }) => person).toSorted();
};

const PATHS: Readonly<Record<string, string>> = {
  'by its id': 'query ($session: ID!) { node(id: $session) { ... on Session { startsAt } } }',
  'among others': 'query ($session: ID!) { nodes(ids: [$session]) { ... on Session { state } } }',
  'in a list': 'query ($member: ID!) { sessions(filter: { memberId: $member }) { nodes { id } } }',
  'by the cursors of a list': 'query ($member: ID!) { sessions(filter: { memberId: $member }) { edges { cursor } } }',
  'by the ends of a list':
    'query ($member: ID!) { sessions(filter: { memberId: $member }) { pageInfo { startCursor } } }',
  'by whether there are more':
    'query ($member: ID!) { pairs(filter: { userId: $member }) { pageInfo { hasNextPage } } }',
  'by how many names of types there are':
    'query ($member: ID!) { sessions(filter: { memberId: $member }) { nodes { __typename } } }',
  'by a count': 'query ($pair: ID!) { pair(id: $pair) { heldCount plannedCount } }',
  'under another name': 'query ($session: ID!) { session(id: $session) { hidden: id } }',
  'in a fragment': 'query ($session: ID!) { session(id: $session) { ...S } } fragment S on Session { pair { id } }',
};

const variables = () => {
  const { couple } = crowd;
  return { session: couple.session, member: couple.member.userId, pair: couple.pair };
};
const theTwo = () => [crowd.couple.member.userId, crowd.couple.counterpart.userId].toSorted();

test.each(Object.entries(PATHS))('nobody reads %s without a line about the two', async (_path, document) => {
  const reader = await aReader();
  expect((await run(freshActor(reader), document, variables())).errors).toBeUndefined();
  expect(await linesOf(reader)).toEqual(theTwo());
});

test('the answer of a mutation leaves a line', async () => {
  const reader = await aReader();
  const cancel = `mutation ($id: ID!) { cancelSession(input: { sessionId: $id }) { ... on Session { startsAt } } }`;
  expect((await run(freshActor(reader), cancel, { id: crowd.couple.planned })).errors).toBeUndefined();
  expect(await linesOf(reader)).toEqual(theTwo());
});

test('each event of a subscription leaves a line before it is told', async () => {
  const reader = await aReader();
  const stream = await follow(
    freshActor(reader),
    'subscription ($session: ID!) { sessionChanged(sessionId: $session) { state } }',
    { session: crowd.couple.session },
  );
  await stream.next();
  expect(await linesOf(reader)).toEqual(theTwo());
  await stream.return();
});

test('an answer whose account cannot be kept is not given', async () => {
  const reader = await aReader();
  await tables.query('admin', 'alter table person_read add constraint full_disk check (false) not valid');
  const answer = await run(freshActor(reader), PATHS['by its id'] ?? '', variables());
  await tables.query('admin', 'alter table person_read drop constraint full_disk');
  expect(answer.data ?? null).toBeNull();
  expect(answer.errors).toHaveLength(1);
});
