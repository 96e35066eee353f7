import {
  getNamedType,
  type GraphQLInputField,
  isInputObjectType,
  isListType,
  isNonNullType,
  isUnionType,
} from 'graphql';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { freshActor, personActor, type Actor } from '../kernel/actor.ts';
import { newId, randomId } from '../kernel/ids.ts';
import { SCOPES } from '../kernel/scopes.ts';
import { LocalSignals, useSignals } from '../kernel/signals.ts';
import { freezeTime } from '../kernel/time.ts';
import { authorMark } from '../modules/hints/hint.policy.ts';
import { setGuideline } from '../modules/schedule/guideline.ts';
import { prioritiseTopic } from '../modules/topics/topic-priority.ts';
import { schema } from '../schema.ts';
import { aCrowd, aServer, LATER, type Couple, type Crowd } from '../testing/crowded-company.ts';
import { useTestDatabase } from '../testing/database.ts';
import { run } from '../testing/run.ts';

const tables = useTestDatabase();

let red: Crowd;
let blue: Crowd;
beforeAll(async () => {
  useSignals(new LocalSignals());
  red = await aCrowd('red');
  blue = await aCrowd('blue');
  for (const crowd of [red, blue]) await recommendATopic(crowd);
  for (const { admin } of [red, blue]) await setGuideline(freshActor(admin), { sessions: 2, from: LATER });
});
beforeEach(() => freezeTime(LATER));
afterAll(() => freezeTime(new Date())());

async function recommendATopic({ admin, tenantId }: Crowd): Promise<void> {
  const day = new Date('2030-03-09T00:00:00Z');
  const topicId = await one('select id from topic where tenant_id = $1 limit 1', [tenantId]);
  const words = { why: 'x', whyEn: 'x' };
  await prioritiseTopic(freshActor(admin), { topicId, kind: 'RECOMMENDED', from: day, until: day, ...words });
}

const one = async (text: string, values: unknown[]): Promise<string> =>
  (await tables.query<{ id: string }>('admin', text, values))[0]?.id ?? '';

/** For each kind of id one that exists and belongs to somebody else. */
async function idsOf(crowd: Crowd, { member, pair, session, planned }: Couple): Promise<Record<string, string>> {
  const { tenantId, departmentId } = crowd;
  const first = (table: string) => one(`select id from ${table} where tenant_id = $1 order by id limit 1`, [tenantId]);
  return {
    ses: session,
    planned,
    pai: pair,
    usr: member.userId,
    dep: departmentId,
    thm: await one('select id from theme where session_id = $1', [session]),
    imp: await one('select id from impression where session_id = $1', [session]),
    hin: await one('select id from hint where tenant_id = $1 and author_pseudonym = $2', [
      tenantId,
      authorMark(member),
    ]),
    top: await first('topic'),
    adv: await first('advisor_scope'),
    tpr: await first('topic_priority'),
    gui: await first('guideline'),
  };
}

/** Which kind of id stands where an input says so. */
const KIND: Readonly<Record<string, string>> = {
  sessionId: 'ses',
  pairId: 'pai',
  memberId: 'usr',
  counterpartId: 'usr',
  userId: 'usr',
  advisorId: 'usr',
  departmentId: 'dep',
  parentId: 'dep',
  themeId: 'thm',
  carriedFromThemeId: 'thm',
  impressionId: 'imp',
  hintId: 'hin',
  hintIds: 'hin',
  topicId: 'top',
  topicIds: 'top',
  topicPriorityId: 'tpr',
  guidelineId: 'gui',
  advisorScopeId: 'adv',
  apiKeyId: 'key',
  originId: 'ori',
  grantId: 'gra',
};

const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});
const inputOf = (name: string): GraphQLInputField[] => {
  const type = getNamedType(mutations.find((field) => field.name === name)?.args[0]?.type);
  return isInputObjectType(type) ? Object.values(type.getFields()) : [];
};

const USUAL: Readonly<Record<string, unknown>> = {
  String: 'x',
  Int: 3,
  Boolean: true,
  Date: '2030-03-09',
  DateTime: '2030-03-09T00:00:00Z',
};

function valueOf({ name, type }: GraphQLInputField, ids: Readonly<Record<string, string>>): unknown {
  const inner = isNonNullType(type) ? type.ofType : type;
  const item = getNamedType(type);
  const value = (): unknown => {
    if (isInputObjectType(item))
      return Object.fromEntries(
        Object.values(item.getFields())
          .filter(
            (field) => isNonNullType(field.type) || field.name === 'carriedFromThemeId' || field.name === 'topicId',
          )
          .map((field) => [field.name, valueOf(field, ids)]),
      );
    if (item.name === 'ID') return ids[KIND[name] ?? ''] ?? newId(KIND[name] ?? 'ses');
    return 'getValues' in item ? item.getValues()[0]?.name : USUAL[item.name];
  };
  return isListType(inner) ? [value()] : value();
}

const inputWith = (name: string, ids: Readonly<Record<string, string>>): Record<string, unknown> =>
  Object.fromEntries(
    inputOf(name)
      .filter(
        ({ type, name: field }) => isNonNullType(type) || ['startsAt', 'startedAt', 'departmentId'].includes(field),
      )
      .map((field) => [field.name, valueOf(field, ids)]),
  );

/** What a mutation answers, without what it was asked with. */
async function answerTo(actor: Actor, name: string, ids: Readonly<Record<string, string>>): Promise<string> {
  const field = mutations.find((one) => one.name === name);
  const union = getNamedType(field?.type);
  const members = isUnionType(union) ? union.getTypes() : [];
  const problem = members.some(({ name: member }) => member === 'InvalidInput')
    ? '... on InvalidInput { issues { path message } }'
    : '';
  const Input = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
  const document = `mutation ($input: ${Input}!) { ${name}(input: $input) { __typename ... on Problem { code message } ${problem} } }`;
  const { data, errors } = await run(freshActor(actor), document, { input: inputWith(name, ids) });
  return JSON.stringify({
    data: data ?? null,
    errors: errors?.map(({ message, path, originalError }) => ({ message, path, name: originalError?.name })),
  });
}

const withIds = mutations
  .map(({ name }) => name)
  .filter((name) =>
    /ID\b/.test(
      inputOf(name)
        .map((field) => String(getNamedType(field.type)) + (isInputObjectType(getNamedType(field.type)) ? ' ID' : ''))
        .join(),
    ),
  )
  .filter((name) => name !== 'demoSignIn');

/** Ids of things that were never there. */
const noIds = (): Record<string, string> =>
  Object.fromEntries(
    [...new Set(Object.values(KIND))].map((kind) => [
      kind,
      kind === 'hin' || kind === 'imp' ? randomId(kind) : newId(kind),
    ]),
  );

const curious: Readonly<Record<string, () => Actor>> = {
  'a colleague': () => red.colleague,
  'the member of another pair': () => red.others.member,
  'an advisor of nothing': () => red.idleAdvisor,
};

/** Who of a tenant is who, and its departments and topics, everybody in it knows. */
const OPEN_TO_ALL = ['usr', 'dep', 'top'];

describe.each(withIds)('%s', (name) => {
  test('answers ids of another tenant as it answers ids of nothing', async () => {
    const foreign = await idsOf(blue, blue.couple);
    const rows = () =>
      tables.query('admin', 'select count(*)::int as n from outbox_event where tenant_id = $1', [blue.tenantId]);
    const before = await rows();
    const powerful = personActor({ ...red.admin, scopes: new Set(SCOPES) });
    for (const actor of [powerful, red.couple.member, red.couple.counterpart, red.colleague, aServer(red.tenantId)])
      expect(await answerTo(actor, name, foreign)).toBe(await answerTo(actor, name, noIds()));
    expect(await rows()).toEqual(before);
  });

  test.each(Object.entries(curious))('answers %s about things of others as about nothing', async (_who, of) => {
    const theirs = await idsOf(red, red.couple);
    const known = Object.fromEntries(OPEN_TO_ALL.map((kind) => [kind, theirs[kind] ?? '']));
    expect(await answerTo(of(), name, theirs)).toBe(await answerTo(of(), name, { ...noIds(), ...known }));
  });
});

test('a member takes up no theme and no topic of anybody else', async () => {
  const document = `mutation ($input: PrepareSessionInput!) { prepareSession(input: $input) {
    __typename ... on InvalidInput { issues { path message } } } }`;
  const prepared = async (theme: object) => {
    const input = { sessionId: red.couple.planned, themes: [{ response: 'LISTEN', ...theme }] };
    return (await run(freshActor(red.couple.member), document, { input })).data?.prepareSession;
  };
  const [others, strangers] = [await idsOf(red, red.others), await idsOf(blue, blue.couple)];
  const refused = await prepared({ freeTopic: 'x', carriedFromThemeId: newId('thm') });
  expect(refused).toMatchObject({ __typename: 'InvalidInput' });
  for (const { thm } of [others, strangers])
    expect(await prepared({ freeTopic: 'x', carriedFromThemeId: thm })).toEqual(refused);
  expect(await prepared({ topicId: strangers.top })).toEqual(await prepared({ topicId: newId('top') }));
  const own = await idsOf(red, red.couple);
  expect(await prepared({ freeTopic: 'x', carriedFromThemeId: own.thm })).toMatchObject({ __typename: 'Session' });
});

test('the key of another person replays nothing', async () => {
  const { member, counterpart, pair } = red.couple;
  const document = `mutation ($input: PausePairInput!) { pausePair(input: $input) { __typename ... on Pair { id } } }`;
  const send = (actor: Actor, from: string) =>
    run(freshActor(actor), document, { input: { pairId: pair, from, until: from } }, { idempotencyKey: 'monday' });
  expect((await send(member, '2031-01-06')).data).toEqual({ pausePair: { __typename: 'Pair', id: pair } });
  expect((await send(counterpart, '2031-01-07')).data).toEqual({ pausePair: { __typename: 'Pair', id: pair } });
  const stranger = await run(
    freshActor(red.colleague),
    document,
    { input: { pairId: pair, from: '2031-01-06', until: '2031-01-06' } },
    { idempotencyKey: 'monday' },
  );
  expect(stranger.data ?? null).toBeNull();
  expect((await send(member, '2031-01-08')).data).toMatchObject({ pausePair: { __typename: 'Conflict' } });
});
