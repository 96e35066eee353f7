import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { freshActor, type Actor } from '../../kernel/actor.ts';
import { freezeTime } from '../../kernel/time.ts';
import { useTestDatabase } from '../../testing/database.ts';
import { run } from '../../testing/run.ts';
import { readsOf } from '../../testing/statements.ts';
import { aCompany, aPair, type Company, type CompanyWithPair } from '../../testing/world.ts';
import { pausePair } from '../pairs/pair-pause.ts';
import { createPair } from '../pairs/pair.ts';
import { recordHeld } from '../sessions/talk.ts';
import { addAdvisorScope } from '../tenancy/advisor-scope.ts';
import { endGuideline, setGuideline } from './guideline.ts';

const tables = useTestDatabase();
beforeEach(() => void freezeTime('2030-03-31T16:00:00Z'));
afterEach(() => freezeTime(new Date())());

const day = (text: string) => new Date(`${text}T00:00:00Z`);
const MARCH = '2030-03-31';
/** The last instant of May in Tokyo. */
const END_OF_MAY = '2030-05-31T14:59:00Z';

interface Standings {
  readonly standings: {
    readonly nodes: readonly { readonly pair: { readonly id: string }; readonly behindBy: number }[];
  };
  readonly standingSummary: { readonly pairs: number; readonly behind: number; readonly rate: number | null };
}
const LIST = `query($month: Date, $filter: StandingFilter) {
  standings(month: $month, filter: $filter, first: 50) { nodes { pair { id } behindBy due held planned toPlan expected rate guideline { minutes } } }
  standingSummary(month: $month, filter: $filter) { pairs behind rate }
}`;
const list = async (actor: Actor, asked: Record<string, unknown> = {}) =>
  (await run<Standings>(freshActor(actor), LIST, asked)).data;
const pairsOf = async (actor: Actor, asked: Record<string, unknown> = {}) =>
  (await list(actor, asked))?.standings.nodes.map(({ pair }) => pair.id);

const OWN =
  'query($id: ID!, $month: Date) { pair(id: $id) { guidelineStanding(month: $month) { month due held behindBy guideline { sessions } } } }';
const own = async (actor: Actor, id: string, month?: string) =>
  (await run<{ pair: { guidelineStanding: object | null } | null }>(freshActor(actor), OWN, { id, month })).data?.pair
    ?.guidelineStanding;

const ask = ({ admin }: Company, more: Partial<Parameters<typeof setGuideline>[1]> = {}) =>
  setGuideline(freshActor(admin), { sessions: 2, from: day('2030-04-01'), ...more });

const hold = ({ ann, pair }: CompanyWithPair, startedAt: string) =>
  recordHeld(freshActor(ann), { pairId: pair, startedAt: new Date(startedAt), minutes: 30 });

describe('the standing of a pair', () => {
  test('counts what was held in the month of the tenant', async () => {
    const world = await aPair();
    await ask(world);
    freezeTime(END_OF_MAY);
    // 00:30 on the first of May in Tokyo, where it is still April in UTC.
    await hold(world, '2030-04-30T15:00:00Z');
    await hold(world, '2030-04-20T01:00:00Z');
    const asked = { guideline: { sessions: 2 } };
    expect(await own(world.ann, world.pair)).toEqual({ month: '2030-05', due: 2, held: 1, behindBy: 1, ...asked });
    expect(await own(world.bob, world.pair, '2030-04-30')).toMatchObject({ month: '2030-04', held: 1, behindBy: 1 });
    expect(await own(world.bob, world.pair, MARCH)).toBeNull();
  });

  test('follows the nearest guideline: pair, member, department upwards, tenant', async () => {
    const company = await aCompany();
    const office = await company.open('Office', company.departmentId);
    const world = await aPair({
      ...company,
      departmentId: office,
      hire: (name, roles) => company.hire(name, roles, office),
    });
    freezeTime(END_OF_MAY);
    const due = async () => Number(Reflect.get((await own(world.ann, world.pair)) ?? {}, 'due'));
    await ask(world, { sessions: 1 });
    expect(await due()).toBe(1);
    await ask(world, { sessions: 2, departmentId: company.departmentId });
    expect(await due()).toBe(2);
    await ask(world, { sessions: 3, departmentId: office });
    expect(await due()).toBe(3);
    await ask(world, { sessions: 4, userId: world.ann.userId });
    expect(await due()).toBe(4);
    await ask(world, { sessions: 0, pairId: world.pair });
    expect(await own(world.ann, world.pair)).toBeNull();
  });

  test('asks nothing of days of a pause, and nothing of a pair of another kind without an exception', async () => {
    const world = await aPair();
    await ask(world);
    const two = { memberId: world.eve.userId, counterpartId: world.bob.userId };
    const { id: others } = await createPair(freshActor(world.admin), { ...two, kind: 'OTHER' });
    await pausePair(freshActor(world.ann), { pairId: world.pair, from: day('2030-05-01'), until: day('2030-05-31') });
    freezeTime(END_OF_MAY);
    expect(await own(world.ann, world.pair)).toBeNull();
    expect(await own(world.eve, others)).toBeNull();
    await ask(world, { pairId: others, sessions: 1 });
    expect(await own(world.eve, others)).toMatchObject({ due: 1, behindBy: 1 });
  });
});

describe('who is behind', () => {
  test('comes first, and only they where asked; with the rate of a month that is over', async () => {
    const first = await aPair();
    const second = await aPair(first);
    await ask(first);
    freezeTime(END_OF_MAY);
    await hold(first, '2030-05-20T01:00:00Z');
    await hold(first, '2030-05-21T01:00:00Z');
    expect(await pairsOf(first.admin)).toEqual([second.pair, first.pair]);
    expect(await pairsOf(first.admin, { filter: { behindOnly: true } })).toEqual([second.pair]);
    expect((await list(first.admin))?.standingSummary).toEqual({ pairs: 2, behind: 1, rate: null });
    freezeTime('2030-06-01T03:00:00Z');
    const may = await list(first.admin, { month: '2030-05-15' });
    expect(may?.standingSummary).toEqual({ pairs: 2, behind: 1, rate: 0.5 });
    expect(may?.standings.nodes).toMatchObject([{ rate: 0 }, { rate: 1 }]);
  });

  test('is told to admins, servers, advisors in scope, and to the two about themselves', async () => {
    const company = await aCompany();
    const office = await company.open('Office', company.departmentId);
    const inside = await aPair({ ...company, hire: (name, roles) => company.hire(name, roles, office) });
    const outside = await aPair(company);
    await ask(company);
    freezeTime(END_OF_MAY);
    const advisor = await company.hire('Vera', ['ADVISOR']);
    await addAdvisorScope(freshActor(company.admin), { advisorId: advisor.userId, departmentId: office });
    const all = [inside.pair, outside.pair].toSorted();
    expect((await pairsOf(company.admin))?.toSorted()).toEqual(all);
    expect((await pairsOf(company.server('pairs:read')))?.toSorted()).toEqual(all);
    expect(await pairsOf(company.admin, { filter: { departmentId: office } })).toEqual([inside.pair]);
    expect(await pairsOf(advisor)).toEqual([inside.pair]);
    for (const one of [inside.ann, inside.bob]) expect(await pairsOf(one)).toEqual([inside.pair]);
    for (const one of [inside.eve, await company.hire('Ida', ['ADVISOR']), (await aCompany()).admin])
      expect(await list(one)).toEqual({
        standings: { nodes: [] },
        standingSummary: { pairs: 0, behind: 0, rate: null },
      });
    expect(await own(inside.eve, inside.pair)).toBeUndefined();
  });

  test('leaves a line with those whose standing an office reads, also by a sum of few', async () => {
    const world = await aPair();
    await ask(world);
    freezeTime(END_OF_MAY);
    for (const document of ['{ standings { edges { cursor } } }', '{ standingSummary { behind } }']) {
      const server = { ...world.server(), credentialId: `key_${document.length}` };
      await run(server, document);
      const lines = await tables.query<{ person_id: string }>(
        'admin',
        "select person_id from person_read where reader_id = $1 and type = 'PairStanding'",
        [server.credentialId],
      );
      expect(lines.map((line) => line.person_id).toSorted()).toEqual([world.ann.userId, world.bob.userId].toSorted());
    }
  });

  test('takes as many statements for nine pairs as for two', async () => {
    const world = await aPair();
    await ask(world);
    const count = async () => (await readsOf(() => list(world.admin))).length;
    await aPair(world);
    const few = await count();
    for (let more = 0; more < 7; more += 1) await aPair(world);
    expect(await count()).toBe(few);
  });
});

describe('setting a guideline', () => {
  test('ends what held for the same before with the day before', async () => {
    const world = await aPair();
    await ask(world);
    await ask(world, { sessions: 1, everyMonths: 2, minutes: 60, from: day('2030-05-01') });
    const { data } = await run<{ guidelines: { nodes: object[] } }>(
      world.ann,
      '{ guidelines { nodes { sessions everyMonths minutes from until } } }',
    );
    expect(data?.guidelines.nodes).toEqual([
      { sessions: 1, everyMonths: 2, minutes: 60, from: '2030-05-01', until: null },
      { sessions: 2, everyMonths: 1, minutes: 30, from: '2030-04-01', until: '2030-04-30' },
    ]);
    await expect(ask(world, { from: day('2030-04-20') })).rejects.toMatchObject({ code: 'GUIDELINE_LATER' });
  });

  test('ends it with a day; what has not begun never holds', async () => {
    const world = await aPair();
    const { id } = await ask(world);
    await endGuideline(freshActor(world.admin), { guidelineId: id, until: day('2030-04-30') });
    const { id: later } = await ask(world, { from: day('2030-05-01') });
    await endGuideline(freshActor(world.admin), { guidelineId: later });
    freezeTime(END_OF_MAY);
    expect(await own(world.ann, world.pair, '2030-04-01')).toMatchObject({ due: 2 });
    expect(await own(world.ann, world.pair)).toBeNull();
    await ask(world, { from: day('2030-05-01') });
    expect(await own(world.ann, world.pair)).toMatchObject({ due: 2 });
  });

  test('is for admins and servers of the tenant', async () => {
    const world = await aPair();
    const input = { sessions: 2, from: day('2030-04-01') };
    const { id } = await setGuideline(world.server('pairs:write'), input);
    const advisor = await world.hire('Vera', ['ADVISOR']);
    for (const one of [world.ann, world.bob, world.eve, advisor, world.server('pairs:read')]) {
      await expect(setGuideline(freshActor(one), input)).rejects.toMatchObject({ code: 'FORBIDDEN' });
      await expect(endGuideline(freshActor(one), { guidelineId: id })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    }
    const { admin } = await aCompany();
    await expect(endGuideline(freshActor(admin), { guidelineId: id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    for (const target of [{ pairId: world.pair }, { userId: world.ann.userId }, { departmentId: world.departmentId }])
      await expect(setGuideline(freshActor(admin), { ...input, ...target })).rejects.toMatchObject({
        code: 'NOT_FOUND',
      });
    const both = { userId: world.ann.userId, pairId: world.pair };
    await expect(ask(world, both)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });

  test('shows an exception to those whom it concerns only', async () => {
    const world = await aPair();
    const { id } = await ask(world, { pairId: world.pair });
    const sees = async (actor: Actor) =>
      (await run<{ node: object | null }>(actor, 'query($id: ID!) { node(id: $id) { id } }', { id })).data?.node !==
      null;
    for (const one of [world.ann, world.bob, world.admin]) expect(await sees(freshActor(one))).toBe(true);
    for (const one of [world.eve, (await aCompany()).admin]) expect(await sees(freshActor(one))).toBe(false);
  });
});
