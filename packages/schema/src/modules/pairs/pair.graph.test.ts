import { expect, test } from 'vitest';
import { type Actor, freshActor } from '../../kernel/actor.ts';
import { useTestDatabase } from '../../testing/database.ts';
import { run } from '../../testing/run.ts';
import { readsOf } from '../../testing/statements.ts';
import { aPair } from '../../testing/world.ts';
import { addAdvisorScope } from '../tenancy/advisor-scope.ts';
import { pausePair } from './pair-pause.ts';
import { createPair, endPair } from './pair.ts';

useTestDatabase();

const idsFor = async (actor: Actor, filter = '') => {
  const answer = await run<{ pairs: { nodes: { id: string }[] } }>(actor, `{ pairs${filter} { nodes { id } } }`);
  expect(answer.errors).toBeUndefined();
  return answer.data?.pairs.nodes.map(({ id }) => id);
};

test('an advisor sees the pairs of the people and departments given, and no other', async () => {
  const { admin, hire, open, bob, eve, pair, departmentId } = await aPair();
  const other = await hire('Other', ['ADVISOR']);
  await addAdvisorScope(admin, { advisorId: other.userId, departmentId });
  const [vic, far] = [await hire('Vic', ['ADVISOR']), await hire('Far', ['MEMBER'], await open('Far away'))];
  const theirs = await createPair(admin, { memberId: far.userId, counterpartId: eve.userId, kind: 'OTHER' });
  expect(await idsFor(vic)).toEqual([]);
  await addAdvisorScope(admin, { advisorId: vic.userId, userId: bob.userId });
  expect(await idsFor(vic)).toEqual([pair]);
  await addAdvisorScope(admin, { advisorId: vic.userId, userId: far.userId });
  expect(await idsFor(vic)).toEqual([theirs.id, pair]);
});

test('the role alone opens nothing', async () => {
  const { eve } = await aPair();
  const asAdvisor = { ...eve, roles: new Set(['ADVISOR'] as const) };
  expect(await idsFor(asAdvisor)).toEqual([]);
});

test('filters by kind, person, department and whether it goes on', async () => {
  const { admin, ann, bob, eve, departmentId, open, pair } = await aPair();
  const other = await createPair(admin, { memberId: eve.userId, counterpartId: ann.userId, kind: 'MENTOR_MENTEE' });
  await endPair(admin, { pairId: pair });
  expect(await idsFor(admin, '(filter: { kind: [MENTOR_MENTEE] })')).toEqual([other.id]);
  expect(await idsFor(admin, `(filter: { userId: "${bob.userId}" })`)).toEqual([pair]);
  expect(await idsFor(admin, `(filter: { departmentId: "${departmentId}" })`)).toEqual([other.id, pair]);
  expect(await idsFor(admin, `(filter: { departmentId: "${await open('Empty')}" })`)).toEqual([]);
  expect(await idsFor(admin, '(filter: { active: true })')).toEqual([other.id]);
  expect(await idsFor(admin, '(filter: { active: false })')).toEqual([pair]);
});

test('filters by whether they need not meet today', async () => {
  const { admin, bob, eve, pair } = await aPair();
  const other = await createPair(admin, { memberId: eve.userId, counterpartId: bob.userId, kind: 'OTHER' });
  const aDay = 86_400_000;
  await pausePair(admin, { pairId: pair, from: new Date(Date.now() - 3 * aDay), until: null });
  await pausePair(admin, { pairId: other.id, from: new Date(Date.now() + 3 * aDay), until: null });
  expect(await idsFor(admin, '(filter: { paused: true })')).toEqual([pair]);
  expect(await idsFor(admin, '(filter: { paused: false })')).toEqual([other.id]);
});

test("the viewer's pairs are the own ones, those that go on first", async () => {
  const { admin, ann, bob, eve, pair } = await aPair();
  const other = await createPair(admin, { memberId: eve.userId, counterpartId: ann.userId, kind: 'OTHER' });
  await createPair(admin, { memberId: eve.userId, counterpartId: bob.userId, kind: 'OTHER' });
  await endPair(admin, { pairId: other.id });
  const document = '{ viewer { pairs { nodes { id viewerPart endedAt } } } }';
  const answer = await run<{ viewer: { pairs: { nodes: object[] } } }>(ann, document);
  expect(answer.data?.viewer.pairs.nodes).toMatchObject([
    { id: pair, viewerPart: 'MEMBER', endedAt: null },
    { id: other.id, viewerPart: 'COUNTERPART' },
  ]);
});

test('an end is taken back, and until when that goes is seen', async () => {
  const { admin, pair } = await aPair();
  await endPair(admin, { pairId: pair });
  const look = `query ($id: ID!) { pair(id: $id) { endedAt reopenableUntil } }`;
  interface Seen {
    pair: { endedAt: string; reopenableUntil: string };
  }
  const { data } = await run<Seen>(freshActor(admin), look, { id: pair });
  expect(Date.parse(data?.pair.reopenableUntil ?? '') - Date.parse(data?.pair.endedAt ?? '')).toBe(86_400_000);
  const back = `mutation ($id: ID!) { reopenPair(input: { pairId: $id }) { ... on Pair { endedAt reopenableUntil } } }`;
  const answer = await run(freshActor(admin), back, { id: pair });
  expect(answer.data).toEqual({ reopenPair: { endedAt: null, reopenableUntil: null } });
});

test('as many statements for eight pairs as for two', async () => {
  const { admin, hire, bob } = await aPair();
  for (const name of ['C', 'D', 'E', 'F', 'G', 'H', 'I'])
    await createPair(admin, { memberId: (await hire(name)).userId, counterpartId: bob.userId, kind: 'OTHER' });
  const LIST = `query ($first: Int) { pairs(first: $first) { nodes { member { name department { name } } counterpart { name }
    level stage { name } levels { level setBy { name } } pauses { from } plannedCount heldCount nextSession { startsAt } openThemes { title }
    sessions(first: 3) { nodes { state } } } } }`;
  const count = async (first: number) => {
    const reads = await readsOf(async () => {
      expect((await run(bob, LIST, { first })).errors).toBeUndefined();
    });
    return reads.length;
  };
  await count(1);
  const two = await count(2);
  expect(await count(8)).toBe(two);
  expect(two).toBeLessThanOrEqual(6);
});
