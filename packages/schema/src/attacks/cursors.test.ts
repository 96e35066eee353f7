import { encodeCursorTuple } from '@pothos/core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { freshActor, type Actor } from '../kernel/actor.ts';
import { transact } from '../kernel/database.ts';
import { freezeTime } from '../kernel/time.ts';
import { appendToTrail } from '../modules/activity/audit-entry.ts';
import { createPair } from '../modules/pairs/pair.ts';
import { proposeSession } from '../modules/sessions/session.ts';
import { useTestDatabase } from '../testing/database.ts';
import { run } from '../testing/run.ts';
import { aCrowd, LATER, type Crowd } from '../testing/crowded-company.ts';

useTestDatabase();

let red: Crowd;
let blue: Crowd;
beforeAll(async () => {
  red = await aCrowd('red');
  blue = await aCrowd('blue');
});
afterEach(() => freezeTime(LATER));
afterAll(() => freezeTime(new Date())());

const cursorOf = (...values: readonly unknown[]): string =>
  Buffer.from(`GPC:${encodeCursorTuple(values)}`).toString('base64');

interface Page {
  readonly nodes: readonly { readonly id: string }[];
  readonly pageInfo: object;
}

const SESSIONS = `query ($after: String, $before: String, $last: Int) {
  sessions(after: $after, before: $before, last: $last) { nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor } }
}`;

const pageOf = async (actor: Actor, cursor: object): Promise<Page | undefined> => {
  const answer = await run<{ sessions: Page }>(freshActor(actor), SESSIONS, { ...cursor });
  expect(answer.errors).toBeUndefined();
  return answer.data?.sessions;
};

test('a cursor forged from a session of others tells nothing of whether and when it is', async () => {
  const { colleague, couple, admin } = red;
  const friend = await red.hire('Friend');
  const two = { memberId: colleague.userId, counterpartId: friend.userId };
  const { id: pairId } = await createPair(freshActor(admin), { ...two, kind: 'OTHER' });
  for (const days of [0.5, 3])
    await proposeSession(freshActor(colleague), { pairId, startsAt: new Date(LATER.getTime() + days * 86_400_000) });
  const unknown = cursorOf(red.tenantId, 'ses_00000000000000000000000000');
  const after = await pageOf(colleague, { after: unknown });
  const before = await pageOf(colleague, { before: unknown, last: 5 });
  expect([after?.nodes, before?.nodes]).toEqual([[], []]);
  for (const forged of [cursorOf(red.tenantId, couple.planned), cursorOf(blue.tenantId, blue.couple.planned)]) {
    expect(await pageOf(colleague, { after: forged })).toEqual(after);
    expect(await pageOf(colleague, { before: forged, last: 5 })).toEqual(before);
  }
  expect((await pageOf(couple.member, { after: cursorOf(red.tenantId, couple.planned) }))?.nodes).toEqual([
    { id: couple.session },
  ]);
});

test('a cursor forged for a page of a pair tells nothing of the sessions of another pair', async () => {
  const document = 'query ($id: ID!, $after: String) { pair(id: $id) { sessions(after: $after) { nodes { id } } } }';
  const ask = (after: string) => run(freshActor(red.couple.member), document, { id: red.couple.pair, after });
  expect((await ask(cursorOf(red.tenantId, red.others.planned))).data).toEqual({ pair: { sessions: { nodes: [] } } });
  expect((await ask(cursorOf(red.tenantId, red.couple.planned))).data).toEqual({
    pair: { sessions: { nodes: [{ id: red.couple.session }] } },
  });
});

test('a cursor forged from columns that can be guessed does not tell who read about whom', async () => {
  const { admin, couple, colleague, tenantId } = red;
  await run(freshActor(admin), 'query ($id: ID!) { session(id: $id) { state } }', { id: couple.session });
  const early = { tenantId, readerKind: 'person', readerId: 'usr_', personId: colleague.userId, type: 'Session' };
  await transact(freshActor(admin), (db) => db.personRead.create({ data: { ...early, day: new Date('2020-01-01') } }));
  const document = 'query ($after: String) { viewer { readsOfMyData(after: $after) { nodes { type } } } }';
  const page = async (after: string | null) =>
    (await run<{ viewer: { readsOfMyData: { nodes: object[] } } }>(freshActor(colleague), document, { after })).data
      ?.viewer?.readsOfMyData.nodes;
  expect(await page(null)).toHaveLength(1);
  const forged = (person: Actor) =>
    cursorOf(tenantId, new Date('2030-03-05'), 'person', admin.userId, person.userId, 'Session');
  expect(await page(forged(couple.member))).toEqual([]);
  expect(await page(forged(red.others.member))).toEqual([]);
});

test('one goes on from every row that one sees', async () => {
  const actor = { ...red.admin, scopes: new Set([...red.admin.scopes, 'audit:read' as const]) };
  await appendToTrail(
    ['a', 'b'].map((mark) => ({
      id: `evt_${mark.repeat(26)}`,
      tenantId: red.tenantId,
      type: 'session.started',
      subjectType: 'Session',
      subjectId: 'ses_x',
      actorKind: 'job',
      actorUserId: '',
      credentialId: 'job:x',
      recordedAt: LATER,
    })),
  );
  for (const field of ['users', 'pairs', 'sessions', 'auditEntries', 'hintsToReview']) {
    const document = `query ($after: String) { ${field}(first: 1, after: $after) { edges { cursor } } }`;
    const first = JSON.stringify(await run(freshActor(actor), document, { after: null }));
    const after = /"cursor":"([^"]+)"/.exec(first)?.[1];
    const second = JSON.stringify(await run(freshActor(actor), document, { after }));
    expect(second, field).toMatch(/"cursor":"/);
    expect(second).not.toBe(first);
  }
});

test.each([
  ['of other types', ['x', 1, null]],
  ['with a number for an id', ['$', 5]],
  ['with a day for an id', ['$', new Date(0)]],
  ['with no day', ['$', new Date(Number.NaN)]],
  ['with nothing', []],
  ['with nulls', [null, null]],
  ['with a tree', ['$', ['$', ['$']]]],
  ['with a filter', ['$', { not: '' }]],
])('a cursor %s is the mistake of the caller or an empty page, never a fault', async (_what, values) => {
  const cursor = cursorOf(...values.map((value) => (value === '$' ? red.tenantId : value)));
  for (const document of [
    'query ($after: String) { sessions(after: $after) { nodes { id } } }',
    'query ($after: String) { pairs(first: 1) { nodes { sessions(after: $after) { nodes { id } } } } }',
    'query ($after: String) { viewer { readsOfMyData(after: $after) { nodes { type } } } }',
  ]) {
    const { data, errors = [] } = await run(freshActor(red.admin), document, { after: cursor });
    expect(errors.filter(({ extensions }) => extensions.code !== 'BAD_USER_INPUT')).toEqual([]);
    expect(JSON.stringify(data)).not.toContain('ses_');
  }
});
