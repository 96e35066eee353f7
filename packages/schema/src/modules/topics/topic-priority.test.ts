import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { freshActor, type Actor } from '../../kernel/actor.ts';
import { freezeTime } from '../../kernel/time.ts';
import { useTestDatabase } from '../../testing/database.ts';
import { refusalsOf, run } from '../../testing/run.ts';
import { aCompany, type Company } from '../../testing/world.ts';
import { updateUser } from '../tenancy/user.ts';
import { endTopicPriority, prioritiseTopic } from './topic-priority.ts';
import { hideTopic } from './topic.ts';

useTestDatabase();
beforeEach(() => void freezeTime('2030-04-10T03:00:00Z'));
afterEach(() => freezeTime(new Date())());

const day = (text: string) => new Date(`${text}T00:00:00Z`);
const april = { from: day('2030-04-01'), until: day('2030-04-30') };
const words = { why: '期初面談の時期です。', whyEn: 'It is the season of reviews.' };

interface Offered {
  readonly offeredTopics: readonly {
    readonly topic: { readonly id: string; readonly code: string | null };
    readonly kind: string | null;
    readonly why: string | null;
    readonly until: string | null;
  }[];
}
const OFFERED = `query($userId: ID, $on: Date) {
  offeredTopics(userId: $userId, on: $on) { topic { id code } kind why until }
}`;
const offered = async (actor: Actor, asked: { userId?: string; on?: string } = {}) =>
  (await run<Offered>(freshActor(actor), OFFERED, asked)).data?.offeredTopics ?? [];

const topicOf = async ({ admin }: Company, code: string) =>
  (await offered(admin)).find(({ topic }) => topic.code === code)?.topic.id ?? '';

async function stress(company: Company, code: string, more: Partial<Parameters<typeof prioritiseTopic>[1]> = {}) {
  const topicId = await topicOf(company, code);
  const input = { topicId, kind: 'RECOMMENDED' as const, ...april, ...words, ...more };
  return prioritiseTopic(freshActor(company.admin), input);
}

const stressed = async (actor: Actor, asked = {}) =>
  (await offered(actor, asked)).filter(({ kind }) => kind !== null).map(({ topic, kind }) => [topic.code, kind]);

describe('the list a person is offered', () => {
  test('begins with what is required, then what is recommended, then the rest in its order', async () => {
    const company = await aCompany();
    await stress(company, 'POLICY');
    await stress(company, 'SKILLS', { kind: 'REQUIRED' });
    const topics = await offered(await company.hire('Ann'));
    expect(topics.map(({ topic }) => topic.code)).toEqual([
      'SKILLS',
      'POLICY',
      'WORK',
      'RELATIONSHIPS',
      'CONDITION',
      'CAREER',
      'PRIVATE',
    ]);
    expect(topics[0]).toMatchObject({ kind: 'REQUIRED', why: words.whyEn, until: '2030-04-30' });
    expect(topics[2]).toMatchObject({ kind: null, why: null, until: null });
  });

  test('stresses a topic on the days of the period only, both included, in the zone of the tenant', async () => {
    const company = await aCompany();
    const ann = await company.hire('Ann');
    await stress(company, 'POLICY');
    const on = async (instant: string) => (freezeTime(instant), (await stressed(ann)).length);
    expect(await on('2030-03-31T14:59:00Z')).toBe(0);
    expect(await on('2030-03-31T15:00:00Z')).toBe(1);
    expect(await on('2030-04-30T14:59:00Z')).toBe(1);
    expect(await on('2030-04-30T15:00:00Z')).toBe(0);
  });

  test('loses what is ended before its time, and what is hidden', async () => {
    const company = await aCompany();
    const ann = await company.hire('Ann');
    const { id } = await stress(company, 'POLICY');
    await stress(company, 'SKILLS');
    await endTopicPriority(freshActor(company.admin), { topicPriorityId: id });
    await endTopicPriority(freshActor(company.admin), { topicPriorityId: id });
    expect(await stressed(ann)).toEqual([['SKILLS', 'RECOMMENDED']]);
    await hideTopic(freshActor(company.admin), { topicId: await topicOf(company, 'SKILLS') });
    expect(await stressed(ann)).toEqual([]);
  });
});

describe('who is meant', () => {
  test('are the people of a department and of those below it', async () => {
    const company = await aCompany();
    const north = await company.open('North', company.departmentId);
    const office = await company.open('Office', north);
    const inside = await company.hire('Ann', ['MEMBER'], office);
    const outside = await company.hire('Eve', ['MEMBER'], company.departmentId);
    await stress(company, 'POLICY', { addressees: { departmentIds: [north] } });
    expect([(await stressed(inside)).length, (await stressed(outside)).length]).toEqual([1, 0]);
  });

  test('are who holds one of the roles, and who was hired lately, where both are given both', async () => {
    const company = await aCompany();
    const ann = await company.hire('Ann', ['MEMBER', 'MANAGER']);
    const eve = await company.hire('Eve', ['MEMBER']);
    for (const { userId } of [ann, eve])
      await updateUser(freshActor(company.admin), { userId, hiredOn: day('2030-01-31') });
    await stress(company, 'CAREER', { addressees: { roles: ['MANAGER'], hiredWithinMonths: 3 } });
    expect([(await stressed(ann)).length, (await stressed(eve)).length]).toEqual([1, 0]);
    expect(await stressed(ann, { on: '2030-04-29' })).toHaveLength(1);
    expect(await stressed(ann, { on: '2030-04-30' })).toHaveLength(0);
    const unknown = await company.hire('Zoe', ['MANAGER']);
    expect(await stressed(unknown)).toEqual([]);
  });
});

describe('the preview', () => {
  test('shows an admin and a server what another person would see on a day', async () => {
    const company = await aCompany();
    const ann = await company.hire('Ann');
    await stress(company, 'POLICY', { addressees: { roles: ['MEMBER'] } });
    for (const who of [company.admin, company.server('topics:write')]) {
      expect(await stressed(who, { userId: ann.userId, on: '2030-04-30' })).toEqual([['POLICY', 'RECOMMENDED']]);
      expect(await stressed(who, { userId: ann.userId, on: '2030-05-01' })).toEqual([]);
    }
  });

  test('is nothing for anybody else, and a person of another tenant is as if they were not', async () => {
    const company = await aCompany();
    const ann = await company.hire('Ann');
    const eve = await company.hire('Eve', ['MEMBER', 'MANAGER', 'ADVISOR']);
    const refused = async (actor: Actor) => refusalsOf(await run(actor, OFFERED, { userId: ann.userId }));
    expect(await refused(eve)).toEqual(['FORBIDDEN']);
    expect(await refused((await aCompany()).admin)).toEqual(['NOT_FOUND']);
  });
});

describe('setting it', () => {
  test('is for admins and servers', async () => {
    const company = await aCompany();
    const topicId = await topicOf(company, 'WORK');
    const input = { topicId, kind: 'REQUIRED', ...april, ...words } as const;
    for (const role of ['MEMBER', 'MANAGER', 'ADVISOR'] as const)
      await expect(prioritiseTopic(await company.hire('Eve', [role]), input)).rejects.toMatchObject({
        code: 'FORBIDDEN',
      });
    const { id } = await prioritiseTopic(company.server('topics:write'), input);
    const stranger = (await aCompany()).admin;
    await expect(prioritiseTopic(stranger, input)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(endTopicPriority(freshActor(stranger), { topicPriorityId: id })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  test('says what is wrong with the period, the department, the topic and the number', async () => {
    const company = await aCompany();
    await expect(stress(company, 'WORK', { until: day('2030-03-31') })).rejects.toMatchObject({
      issues: [{ path: ['until'] }],
    });
    await expect(stress(company, 'WORK', { until: day('2031-04-03') })).rejects.toMatchObject({
      issues: [{ path: ['until'] }],
    });
    const { departmentId } = await aCompany();
    await expect(stress(company, 'WORK', { addressees: { departmentIds: [departmentId] } })).rejects.toMatchObject({
      issues: [{ path: ['addressees', 'departmentIds'] }],
    });
    const topicId = await topicOf(company, 'PRIVATE');
    await hideTopic(freshActor(company.admin), { topicId });
    await expect(stress(company, 'WORK', { topicId })).rejects.toMatchObject({ code: 'TOPIC_HIDDEN' });
    for (let count = 0; count < 20; count += 1) await stress(company, 'WORK');
    await expect(stress(company, 'WORK')).rejects.toMatchObject({ limit: 20 });
  });

  test('shows admins what was set, and nobody else', async () => {
    const company = await aCompany();
    const { id } = await stress(company, 'POLICY', { addressees: { departmentIds: [company.departmentId] } });
    const document = `{ topicPriorities { nodes { id kind from until whyJa topic { code } addressees { departments { id } roles } } } }`;
    const nodes = async (actor: Actor) =>
      (await run<{ topicPriorities: { nodes: object[] } }>(actor, document)).data?.topicPriorities.nodes;
    expect(await nodes(company.admin)).toEqual([
      {
        id,
        kind: 'RECOMMENDED',
        from: '2030-04-01',
        until: '2030-04-30',
        whyJa: words.why,
        topic: { code: 'POLICY' },
        addressees: { departments: [{ id: company.departmentId }], roles: [] },
      },
    ]);
    expect(await nodes(await company.hire('Eve', ['MANAGER', 'ADVISOR']))).toEqual([]);
    expect(await nodes((await aCompany()).admin)).toEqual([]);
  });
});
