import type { Actor } from '@taiwa/schema/kernel/actor';
import { after, freezeTime, now } from '@taiwa/schema/kernel/time';
import { deactivateUser } from '@taiwa/schema/modules/tenancy/user';
import { aCompany, aPair, aSession } from '@taiwa/schema/testing/world';
import { afterEach, describe, expect, test } from 'vitest';
import { type Answered, codeOf, demoTokenOf, embedTokenOf, keyOf, send } from './caller.ts';
import { useTestServer } from './server.ts';

const ME = '{ viewer { user { id } } }';
const server = useTestServer({ trusted: [ME] });
let thaw = () => {};
afterEach(() => thaw());

const UNKNOWN = 'ses_00000000000000000000000000';
const PREPARATION = '... on Session { id preparation { note revision } }';
const PROBLEM = '... on Problem { code message docsUrl } ... on InvalidInput { issues { path message } }';

/** What a person, or a key, is answered to a mutation. */
async function does(by: Actor | string, name: string, input: object, fields = '... on Session { id state }') {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
  const query = `mutation($input: ${type}!) { result: ${name}(input: $input) { __typename ${fields} ${PROBLEM} } }`;
  const token = typeof by === 'string' ? by : await demoTokenOf(by);
  return send(server.url, query, { token, variables: { input } });
}
const resultOf = ({ body }: Answered) => body.data?.result;
/** Type and code of the problem that an answer is. */
const problemOf = (answer: Answered) => {
  const { __typename, code, message, docsUrl } = resultOf(answer) ?? {};
  expect(message).toMatch(/\S.*[.。]$/s);
  expect(docsUrl).toContain(`#${code.toLowerCase()}`);
  return [__typename, code];
};
const pressed = (sessionId: string) => ({ sessionId, grade: 'CLEAR', use: 'OPEN' });

describe('ids', () => {
  test('a wrong one is pointed at; an unknown one and one of another tenant are the same nothing', async () => {
    const [{ ann }, other] = [await aSession(), await aSession()];
    const wrong = await does(ann, 'startSession', { sessionId: 'no id' });
    expect(problemOf(wrong)).toEqual(['InvalidInput', 'INVALID_INPUT']);
    expect(resultOf(wrong).issues[0].path).toEqual(['sessionId']);
    const [unknown, foreign] = await Promise.all(
      [UNKNOWN, other.session].map((sessionId) => does(ann, 'startSession', { sessionId })),
    );
    expect(codeOf(unknown!)).toBe('NOT_FOUND');
    expect([foreign?.status, foreign?.body.errors?.[0]?.message]).toEqual([
      unknown?.status,
      unknown?.body.errors?.[0]?.message,
    ]);
  });
});

describe('rights', () => {
  test('a missing scope is FORBIDDEN, and nothing is done', async () => {
    const company = await aPair();
    const { secret } = await keyOf(company, 'people:read', 'api');
    const answer = await does(secret, 'endPair', { pairId: company.pair }, '... on Pair { id }');
    expect([answer.status, codeOf(answer)]).toEqual([403, 'FORBIDDEN']);
    const { body } = await send(server.url, '{ pairs(first: 5) { nodes { endedAt } } }', {
      token: await demoTokenOf(company.ann),
    });
    expect(body.data?.pairs.nodes).toEqual([{ endedAt: null }]);
  });

  test('a deactivated user is nobody', async () => {
    const { ann, admin } = await aPair();
    const token = await embedTokenOf(ann);
    await deactivateUser({ ...admin }, { userId: ann.userId });
    const code = async () => codeOf(await send(server.url, ME, { token }));
    await expect.poll(code).toBe('UNAUTHENTICATED');
  });

  test('a token that expires in the middle is TOKEN_EXPIRED, and the work goes on with the next', async () => {
    const { ann } = await aPair();
    const token = await embedTokenOf(ann);
    expect((await send(server.url, ME, { token })).status).toBe(200);
    thaw = freezeTime(after(now(), 6, 'minutes'));
    const answer = await send(server.url, ME, { token });
    expect([answer.status, codeOf(answer), answer.body.errors?.[0]?.extensions.retryable]).toEqual([
      401,
      'TOKEN_EXPIRED',
      true,
    ]);
    expect((await send(server.url, ME, { token: await embedTokenOf(ann) })).status).toBe(200);
  });
});

describe('texts', () => {
  test('an unknown value of an enum is the request’s fault', async () => {
    const { ann, session } = await aSession();
    const themes = [{ freeTopic: 'x', response: 'APPLAUSE' }];
    const answer = await does(ann, 'prepareSession', { sessionId: session, themes });
    expect([answer.status, codeOf(answer)]).toEqual([400, 'BAD_USER_INPUT']);
  });

  test.each([
    ['a NUL', 'a\0b'],
    ['half a character', 'a\ud800b'],
    ['a text that is too long', 'あ'.repeat(20_000)],
  ])('%s is refused at its place', async (_what, note) => {
    const { ann, session } = await aSession();
    const answer = await does(ann, 'prepareSession', { sessionId: session, themes: [], note });
    expect(problemOf(answer)).toEqual(['InvalidInput', 'INVALID_INPUT']);
    expect(resultOf(answer).issues[0].path).toEqual(['note']);
  });

  test('a text of a megabyte does not get in', async () => {
    const { ann, session } = await aSession();
    const answer = await does(ann, 'prepareSession', { sessionId: session, themes: [], note: 'x'.repeat(1_000_000) });
    expect([answer.status, codeOf(answer)]).toEqual([413, 'BAD_REQUEST']);
  });

  test('names with emoji, from right to left and with rare characters stay as they are', async () => {
    const { ann, admin } = await aPair();
    const names = { familyName: '𠮷野髙', givenName: 'مُحَمَّد 👩🏽‍🚀' };
    const answer = await does(
      admin,
      'updateUser',
      { userId: ann.userId, ...names },
      '... on User { familyName givenName }',
    );
    expect(resultOf(answer)).toMatchObject(names);
  });
});

describe('sessions', () => {
  test('a time that the clock change skips is refused at its place', async () => {
    const { ann, pair } = await aPair();
    thaw = freezeTime('2027-03-01T00:00:00Z');
    const skipped = { pairId: pair, localTime: '2027-03-28T02:30', timeZone: 'Europe/Berlin' };
    const answer = await does(ann, 'proposeSession', skipped);
    expect(problemOf(answer)).toEqual(['InvalidInput', 'INVALID_INPUT']);
    expect(resultOf(answer).issues[0].path).toEqual(['localTime']);
  });

  test('a press that comes twice starts once', async () => {
    const { ann, bob, session } = await aSession();
    const answers = await Promise.all([ann, ann, bob].map((by) => does(by, 'startSession', { sessionId: session })));
    expect(answers.map((answer) => resultOf(answer).state ?? problemOf(answer))).toEqual(['LIVE', 'LIVE', 'LIVE']);
  });

  test('the second of two tabs is told, and what the first one wrote stays', async () => {
    const { ann, session } = await aSession();
    const write = (note: string) =>
      does(ann, 'prepareSession', { sessionId: session, themes: [], note, expectedRevision: 0 }, PREPARATION);
    expect(resultOf(await write('first')).preparation.note).toBe('first');
    expect(problemOf(await write('second'))).toEqual(['Conflict', 'OUTDATED']);
    const query = 'query($id: ID!) { session(id: $id) { preparation { note } } }';
    const read = await send(server.url, query, { token: await demoTokenOf(ann), variables: { id: session } });
    expect(read.body.data?.session.preparation.note).toBe('first');
  });

  test('overlapping ones are a Conflict', async () => {
    const { ann, pair } = await aSession(60);
    const answer = await does(ann, 'proposeSession', { pairId: pair, startsAt: after(now(), 75, 'minutes') });
    expect(problemOf(answer)).toEqual(['Conflict', 'OVERLAP']);
  });

  test('a live one is not cancelled', async () => {
    const { ann, session } = await aSession();
    await does(ann, 'startSession', { sessionId: session });
    const answer = await does(ann, 'cancelSession', { sessionId: session });
    expect(problemOf(answer)[0]).toBe('NotNow');
  });
});

describe('ratings', () => {
  test('of a session that is not over are too early, and a second one is AlreadyRated', async () => {
    const { ann, session } = await aSession();
    expect(problemOf(await does(ann, 'rateSession', pressed(session)))[0]).toBe('NotNow');
    for (const step of ['startSession', 'endSession']) await does(ann, step, { sessionId: session });
    expect(resultOf(await does(ann, 'rateSession', pressed(session))).__typename).toBe('Session');
    expect(problemOf(await does(ann, 'rateSession', pressed(session)))).toEqual(['AlreadyRated', 'ALREADY_RATED']);
  });

  test('of a session that is not one’s own are refused: to the counterpart as theirs to hear, to others as nothing', async () => {
    const { ann, bob, eve, session } = await aSession();
    for (const step of ['startSession', 'endSession']) await does(ann, step, { sessionId: session });
    expect(codeOf(await does(bob, 'rateSession', pressed(session)))).toBe('FORBIDDEN');
    expect(codeOf(await does(eve, 'rateSession', pressed(session)))).toBe('NOT_FOUND');
    const stranger = (await aCompany()).admin;
    expect(codeOf(await does(stranger, 'rateSession', pressed(session)))).toBe('NOT_FOUND');
  });
});
