import { describe, expect, test } from 'vitest';
import type { Actor } from '../../kernel/actor.ts';
import { useTestDatabase } from '../../testing/database.ts';
import { refusalsOf, run } from '../../testing/run.ts';
import { aCompany, aPair, aSession, seenBy } from '../../testing/world.ts';
import { aPreparedSession } from '../../testing/prepared-session.ts';
import { markSessionSeen, prepareSession } from './preparation.ts';
import { addAdvisorScope } from '../tenancy/advisor-scope.ts';

useTestDatabase();

const inDays = (days: number): Date => new Date(Date.now() + days * 86_400_000);

const SESSION = `query ($id: ID!) { session(id: $id) {
  id state viewerPart actions pair { id level stage { level } purpose levels { level } openThemes { id } viewerPart }
  member { name } counterpart { name }
  preparation { note revision seen } themes { title freeTopic countsAs state response { kind name } topic { code } questions { topicCode } }
  openThemes { title } presence { id }
  brief { headline note themes { title } style { name } stage { level } openThemes { title } }
} }`;

const ask = async (actor: Actor, id: string) => {
  const answer = await run<{ session: Record<string, unknown> | null }>(actor, SESSION, { id });
  expect(answer.errors).toBeUndefined();
  return answer.data?.session;
};

describe('who sees what of a session', () => {
  test('ann sees what she prepared, and not the brief', async () => {
    const { ann, session } = await aPreparedSession();
    expect(await ask(ann, session)).toMatchObject({
      viewerPart: 'MEMBER',
      actions: ['MOVE', 'CANCEL', 'PREPARE'],
      preparation: { note: 'a secret note', revision: 1, seen: false },
      themes: [
        { title: 'Where my career goes', topic: { code: 'CAREER' }, response: { kind: 'THINK_TOGETHER' } },
        { title: 'something of my own', freeTopic: 'something of my own', countsAs: 'OTHER', topic: null },
      ],
      openThemes: [{ title: 'moving desks' }],
      brief: null,
    });
  });

  test('bob sees the same and the brief', async () => {
    const { bob, session } = await aPreparedSession();
    expect(await ask(bob, session)).toMatchObject({
      viewerPart: 'COUNTERPART',
      actions: ['ACCEPT', 'MOVE', 'CANCEL', 'MARK_SEEN'],
      pair: { level: 3, stage: { level: 3 }, levels: [{ level: 3 }], viewerPart: 'COUNTERPART' },
      presence: [{ id: bob.userId }],
      brief: {
        headline:
          'Ann Test would like to talk about “Where my career goes” (and 1 more) and asks: “Think it through with me”.',
        note: 'a secret note',
        themes: [{ title: 'Where my career goes' }, { title: 'something of my own' }],
        style: { name: 'Coaching by questions' },
        stage: { level: 3 },
        openThemes: [{ title: 'moving desks' }],
      },
    });
    const japanese = { ...bob, language: 'ja' as const };
    const answer = await run<{ session: { brief: { headline: string } } }>(japanese, SESSION, { id: session });
    expect(answer.data?.session.brief.headline).toContain('「今後のキャリア」（ほか1件）を話したい');
  });

  test('an advisor in scope, an administrator and a server see who and when, and of the content nothing', async () => {
    const world = await aPreparedSession();
    const advisor = await world.hire('Vic', ['ADVISOR']);
    await addAdvisorScope(world.admin, { advisorId: advisor.userId, departmentId: world.departmentId });
    for (const actor of [advisor, world.admin, world.server()])
      expect(await ask(actor, world.session)).toEqual({
        id: world.session,
        state: 'PROPOSED',
        viewerPart: null,
        actions: [],
        pair: {
          id: world.pair,
          level: null,
          stage: null,
          purpose: null,
          levels: null,
          openThemes: null,
          viewerPart: null,
        },
        member: { name: 'Ann Test' },
        counterpart: { name: 'Bob Test' },
        preparation: null,
        themes: null,
        openThemes: null,
        presence: null,
        brief: null,
      });
  });

  test('an advisor out of scope, a colleague and a stranger see nothing, on no path', async () => {
    const world = await aPreparedSession();
    const stranger = (await aCompany()).admin;
    const advisor = await world.hire('Vic', ['ADVISOR']);
    const elsewhere = await world.open('Elsewhere');
    await addAdvisorScope(world.admin, { advisorId: advisor.userId, departmentId: elsewhere });
    for (const actor of [advisor, world.eve, stranger]) {
      expect(await ask(actor, world.session)).toBeNull();
      const paths = `query ($s: ID!, $p: ID!) { a: node(id: $s) { id } b: node(id: $p) { id } pair(id: $p) { id }
        sessions { nodes { id } } pairs { nodes { id } } }`;
      expect((await run(actor, paths, { s: world.session, p: world.pair })).data).toEqual({
        a: null,
        b: null,
        pair: null,
        sessions: { nodes: [] },
        pairs: { nodes: [] },
      });
    }
  });

  test('an advisor sees the sub-departments of what was given, also after they moved there', async () => {
    const world = await aPreparedSession();
    const advisor = await world.hire('Vic', ['ADVISOR']);
    const above = await world.open('Above');
    await addAdvisorScope(world.admin, { advisorId: advisor.userId, departmentId: above });
    expect(await ask(advisor, world.session)).toBeNull();
    const move = `mutation ($d: ID!, $p: ID) { moveDepartment(input: { departmentId: $d, parentId: $p }) { __typename } }`;
    await run(world.admin, move, { d: world.departmentId, p: above });
    expect(await ask(advisor, world.session)).toMatchObject({ state: 'PROPOSED', themes: null });
  });

  test('a theme is a node of the two only', async () => {
    const { ann, bob, eve, admin, server, session } = await aPreparedSession();
    const [theme] = await seenBy(ann, (db) => db.theme.findMany({ where: { sessionId: session } }));
    const seen = async (actor: Actor) =>
      (await run(actor, 'query ($id: ID!) { node(id: $id) { id } }', { id: theme?.id })).data?.node;
    expect([await seen(ann), await seen(bob)]).toEqual([{ id: theme?.id }, { id: theme?.id }]);
    expect([await seen(eve), await seen(admin), await seen(server())]).toEqual([null, null, null]);
  });
});

describe('mutations', () => {
  test('the whole way of a session, each step answered with what comes next', async () => {
    const { ann, bob, pair } = await aPair();
    const step = async (actor: Actor, name: string, input: string) => {
      const document = `mutation { ${name}(input: { ${input} }) { __typename ... on Session { id state actions } ... on Problem { code message } } }`;
      const answer = await run<Record<string, { id: string; actions: string[] }>>(actor, document);
      expect(answer.errors).toBeUndefined();
      return answer.data?.[name];
    };
    const at = new Date(Date.now() + 5 * 60_000).toISOString();
    const proposed = await step(ann, 'proposeSession', `pairId: "${pair}", startsAt: "${at}"`);
    expect(proposed).toMatchObject({ state: 'PROPOSED', actions: ['MOVE', 'CANCEL', 'PREPARE'] });
    const it = `sessionId: "${proposed?.id}"`;
    expect(await step(bob, 'acceptSession', it)).toMatchObject({ actions: ['MOVE', 'CANCEL', 'START'] });
    const themes = 'themes: [{ freeTopic: "x", response: LISTEN }]';
    expect(await step(ann, 'prepareSession', `${it}, ${themes}`)).toMatchObject({ __typename: 'Session' });
    expect(await step(bob, 'markSessionSeen', it)).toMatchObject({ actions: ['MOVE', 'CANCEL', 'START'] });
    expect(await step(bob, 'startSession', it)).toMatchObject({ state: 'LIVE', actions: ['END'] });
    expect(await step(ann, 'startSession', it)).toMatchObject({ state: 'LIVE', actions: ['PREPARE', 'END'] });
    expect(await step(ann, 'cancelSession', it)).toMatchObject({ __typename: 'NotNow', code: 'LIVE' });
    expect(await step(ann, 'endSession', it)).toMatchObject({
      state: 'ENDED',
      actions: ['RATE', 'SEND_IMPRESSION', 'LEAVE_HINT'],
    });
    expect(await step(bob, 'endSession', it)).toMatchObject({ actions: ['LEAVE_HINT', 'RECORD_ATTEMPT'] });
  });

  test('a problem speaks the language of who asks', async () => {
    const { ann, session } = await aSession(120);
    const start = `mutation ($id: ID!) { startSession(input: { sessionId: $id }) { ... on NotNow { code message possibleFrom } } }`;
    const english = await run<{ startSession: object }>(ann, start, { id: session });
    expect(english.data?.startSession).toMatchObject({
      code: 'TOO_EARLY',
      message: expect.stringContaining('15 minutes'),
    });
    const japanese = await run<{ startSession: object }>({ ...ann, language: 'ja' }, start, { id: session });
    expect(japanese.data?.startSession).toMatchObject({ message: '開始時刻の15分前から始められます。' });
  });

  test('a server that may only read is refused, and one that may write is no person who talks', async () => {
    const { server, session } = await aSession();
    const cancel = `mutation ($id: ID!) { cancelSession(input: { sessionId: $id }) { __typename } }`;
    expect(refusalsOf(await run(server('sessions:read'), cancel, { id: session }))).toEqual(['FORBIDDEN']);
    const start = `mutation ($id: ID!) { startSession(input: { sessionId: $id }) { __typename } }`;
    expect(refusalsOf(await run(server(), start, { id: session }))).toEqual(['FORBIDDEN']);
  });

  test('the same press under the same key proposes once', async () => {
    const { ann, pair } = await aPair();
    const propose = `mutation ($pair: ID!, $at: DateTime!) { proposeSession(input: { pairId: $pair, startsAt: $at }) { ... on Session { id } } }`;
    const variables = { pair, at: inDays(1).toISOString() };
    const first = await run(ann, propose, variables, { idempotencyKey: 'press' });
    expect(await run(ann, propose, variables, { idempotencyKey: 'press' })).toEqual(first);
  });

  test('seen is said until ann changes it', async () => {
    const { ann, bob, session } = await aPreparedSession();
    await markSessionSeen(bob, { sessionId: session });
    expect(await ask(ann, session)).toMatchObject({ preparation: { seen: true } });
    await prepareSession(ann, { sessionId: session, themes: [] });
    expect(await ask(bob, session)).toMatchObject({
      preparation: { seen: false },
      brief: { headline: 'Ann Test has not chosen a topic yet. Decide together when you meet.', style: null },
    });
  });
});
