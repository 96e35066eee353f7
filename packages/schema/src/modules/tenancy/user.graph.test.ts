import { describe, expect, test } from 'vitest';
import type { Actor } from '../../kernel/actor.ts';
import { useTestDatabase } from '../../testing/database.ts';
import { refusalsOf, run } from '../../testing/run.ts';
import { readsOf } from '../../testing/statements.ts';
import { aCompany, type Company } from '../../testing/world.ts';
import { addAdvisorScope } from './advisor-scope.ts';
import { createUser, deactivateUser } from './user.ts';

useTestDatabase();

/** Registers people with their readings; answers their ids by family name. */
async function withPeople({ admin, departmentId }: Company): Promise<Map<string, string>> {
  const people = [
    ['渡辺', 'ワタナベ', 'Aoi Watanabe'],
    ['青木', 'アオキ', 'Yui Aoki'],
    ['河合', 'カワイ', 'Ren Kawai'],
    ['蒲生', 'ガモウ', 'Mio Gamo'],
  ] as const;
  const ids = new Map<string, string>();
  for (const [familyName, familyKana, latinName] of people) {
    const name = { familyName, familyKana, givenName: '葵', givenKana: 'あおい', latinName };
    const rest = { externalId: latinName, email: 'a@example.com', hiredOn: new Date('2026-04-01'), departmentId };
    ids.set(familyName, (await createUser(admin, { ...name, ...rest, roles: ['MEMBER'] })).id);
  }
  return ids;
}

const namesFor = async (actor: Actor, filter: string) => {
  const document = `{ users(filter: { ${filter} }) { nodes { name } } }`;
  const answer = await run<{ users: { nodes: { name: string }[] } }>(actor, document);
  expect(answer.errors).toBeUndefined();
  return answer.data?.users.nodes.map(({ name }) => name);
};

describe('lists of people', () => {
  test('are sorted by reading in Japanese and by Latin name in English', async () => {
    const company = await aCompany();
    await withPeople(company);
    const japanese = { ...company.admin, language: 'ja' as const };
    expect(await namesFor(japanese, 'role: MEMBER')).toEqual(['青木 葵', '蒲生 葵', '河合 葵', '渡辺 葵']);
    const english = ['Aoi Watanabe', 'Mio Gamo', 'Ren Kawai', 'Yui Aoki'];
    expect(await namesFor(company.admin, 'role: MEMBER')).toEqual(english);
  });

  test('in scope are those an advisor was given, and nobody for who is none', async () => {
    const company = await aCompany();
    const ids = await withPeople(company);
    const { id } = await createUser(company.admin, {
      externalId: 'V1',
      familyName: '相川',
      givenName: '凪',
      roles: ['ADVISOR'],
      departmentId: company.departmentId,
    });
    const advisor: Actor = { ...company.admin, userId: id, roles: new Set(['ADVISOR']) };
    expect(await namesFor(advisor, 'inScope: true')).toEqual([]);
    await addAdvisorScope(company.admin, { advisorId: id, userId: ids.get('河合') ?? '' });
    expect(await namesFor(advisor, 'inScope: true')).toEqual(['Ren Kawai']);
    expect(await namesFor(company.admin, 'inScope: true')).toEqual([]);
    expect(await namesFor(advisor, 'inScope: false, role: MEMBER')).toHaveLength(4);
  });

  test.each([
    ['かわい', ['Ren Kawai']],
    ['ｶﾜｲ', ['Ren Kawai']],
    ['河合 葵', ['Ren Kawai']],
    ['gamo', ['Mio Gamo']],
    ['あおい', ['Aoi Watanabe', 'Mio Gamo', 'Ren Kawai', 'Yui Aoki']],
    ['%', ['Aoi Watanabe', 'Mio Gamo', 'Ren Kawai', 'Yui Aoki']],
    ['a_i', []],
    ['nobody', []],
  ])('a search for %s finds %j', async (search, found) => {
    const company = await aCompany();
    await withPeople(company);
    const wanted = search === '%' ? [] : found;
    expect(await namesFor(company.admin, `role: MEMBER, search: "${search}"`)).toEqual(wanted);
  });

  test('filter by department with those below it, and by who is here', async () => {
    const company = await aCompany();
    const { admin, hire, open, departmentId } = company;
    const below = await open('Below', departmentId);
    const [here, gone] = [await hire('Here', ['MEMBER'], below), await hire('Gone', ['MEMBER'], below)];
    await deactivateUser(admin, { userId: gone.userId });
    expect(await namesFor(admin, `departmentId: "${departmentId}", active: true`)).toEqual(['Ada Test', 'Here Test']);
    expect(await namesFor(admin, `departmentId: "${below}"`)).toEqual(['Gone Test', 'Here Test']);
    expect(await namesFor(here, 'active: false')).toEqual(['Gone Test']);
  });

  test('pages go through the tree of departments without losing anybody', async () => {
    const company = await aCompany();
    const { admin, hire, open, departmentId } = company;
    const below = await open('Below', departmentId);
    for (const name of ['A', 'B', 'C', 'D', 'E']) await hire(name, ['MEMBER'], name < 'C' ? below : departmentId);
    const seen: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const document = `query ($after: String) { users(first: 2, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }`;
      const answer: {
        data?: { users: { nodes: { id: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } } | null;
      } = await run(admin, document, { after });
      seen.push(...(answer.data?.users.nodes.map(({ id }) => id) ?? []));
      after = answer.data?.users.pageInfo.endCursor ?? null;
      more = answer.data?.users.pageInfo.hasNextPage ?? false;
    }
    expect(seen).toHaveLength(6);
    expect(new Set(seen).size).toBe(6);
  });

  test('as many statements for six people as for two, and the whole tree in as many as one department', async () => {
    const company = await aCompany();
    await withPeople(company);
    const count = async (first: number) =>
      (
        await readsOf(() =>
          run(
            company.admin,
            'query ($first: Int) { users(first: $first) { nodes { name department { name parent { name } } } } }',
            { first },
          ),
        )
      ).length;
    expect(await count(5)).toBe(await count(2));
    const tree = () => readsOf(() => run(company.admin, '{ departments { name parent { name } children { name } } }'));
    const before = (await tree()).length;
    for (const name of ['A', 'B', 'C']) await company.open(name, company.departmentId);
    expect((await tree()).length).toBe(before);
  });
});

describe('private fields', () => {
  test('address and day of hiring are for the person and administrators', async () => {
    const company = await aCompany();
    const ids = await withPeople(company);
    const aoki = ids.get('青木') ?? '';
    const asked = async (actor: Actor) =>
      (
        await run<{ user: object }>(actor, 'query ($id: ID!) { user(id: $id) { email hiredOn externalId } }', {
          id: aoki,
        })
      ).data?.user;
    const all = { email: 'a@example.com', hiredOn: '2026-04-01', externalId: 'Yui Aoki' };
    const less = { ...all, email: null, hiredOn: null };
    const colleague = await company.hire('Colleague', ['MEMBER', 'MANAGER', 'ADVISOR']);
    expect(await asked({ ...colleague, userId: aoki })).toEqual(all);
    expect(await asked(company.admin)).toEqual(all);
    expect(await asked(colleague)).toEqual(less);
    expect(await asked(company.server())).toEqual(less);
  });

  test('a person is found by the host’s key, and by id and key together only where both are theirs', async () => {
    const company = await aCompany();
    const ids = await withPeople(company);
    const find = async (args: string) =>
      (await run<{ user: object | null }>(company.admin, `{ user${args} { id } }`)).data?.user;
    const id = ids.get('青木') ?? '';
    expect(await find('(externalId: "Yui Aoki")')).toEqual({ id });
    expect(await find(`(externalId: "Ren Kawai", id: "${id}")`)).toBeNull();
    expect(await find('')).toBeNull();
  });
});

describe('the viewer', () => {
  const VIEWER = '{ viewer { language roles user { id } tenant { name anonymityFloor departments { name } } } }';

  test('is the person who asks, with their company, in one statement', async () => {
    const { admin } = await aCompany();
    const reads = await readsOf(async () => {
      expect((await run(admin, VIEWER)).data).toEqual({
        viewer: {
          language: 'en',
          roles: ['ADMIN'],
          user: { id: admin.userId },
          tenant: { name: 'Taiwa Inc.', anonymityFloor: 5, departments: [{ name: 'Sales' }] },
        },
      });
    });
    expect(reads).toHaveLength(1);
  });

  test('is nobody for a server', async () => {
    const { server } = await aCompany();
    expect(await run(server(), VIEWER)).toEqual({ data: { viewer: null } });
  });
});

test('a server without a scope of people reads nobody', async () => {
  const { server } = await aCompany();
  const answer = await run(server('sessions:read'), '{ users { nodes { id } } }');
  expect(refusalsOf(answer)).toEqual(['FORBIDDEN']);
});

test('mutations answer the person, or the problem in words', async () => {
  const { admin, departmentId } = await aCompany();
  const create = `mutation ($input: CreateUserInput!) { createUser(input: $input) { __typename ... on User { name } ... on Conflict { code message } ... on InvalidInput { issues { path message } } } }`;
  const input = { externalId: 'x', familyName: 'Lovelace', givenName: 'Ada', roles: ['ADMIN'], departmentId };
  const made = await run(admin, create, { input });
  expect(made.data).toEqual({ createUser: { __typename: 'User', name: 'Ada Lovelace' } });
  expect((await run(admin, create, { input })).data).toMatchObject({ createUser: { code: 'DUPLICATE' } });
  const wrong = { ...input, email: 'x' };
  expect((await run({ ...admin, language: 'ja' }, create, { input: wrong })).data).toEqual({
    createUser: {
      __typename: 'InvalidInput',
      issues: [{ path: ['email'], message: 'メールアドレスの形式をご確認ください。' }],
    },
  });
});
