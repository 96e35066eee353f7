import { beforeAll, describe, expect, test } from 'vitest';
import { personActor } from '../kernel/actor.ts';
import { freezeTime } from '../kernel/time.ts';
import { useTestDatabase } from '../testing/database.ts';
import { run } from '../testing/run.ts';
import { publishHints } from '../modules/hints/shared-hint.ts';
import { createTenant } from '../modules/tenancy/tenant.ts';
import '../testing/world.ts';
import { DEMO_SIZE, fillDemo, sizeOf } from './fill.ts';
import { refreshScene } from './refresh.ts';

const NOW = '2030-05-14T03:02:00Z';

describe('the demo', () => {
  const tables = useTestDatabase();
  const count = async (sql: string) =>
    Number((await tables.query<{ n: string }>('admin', `select count(*) as n from ${sql}`))[0]?.n);
  beforeAll(async () => {
    freezeTime(NOW);
    expect(await fillDemo(tables.config('owner'), DEMO_SIZE)).toBe(true);
  });

  const first = "(select id from tenant where name = '青葉テクノロジー')";

  test('is one company of 60 people in departments, a neighbour, and five more', async () => {
    expect(await count('tenant')).toBe(7);
    expect(await count(`app_user where tenant_id = ${first}`)).toBe(60);
    expect(await count(`department where tenant_id = ${first}`)).toBe(5);
    const sizes = await tables.query<{ n: string }>(
      'admin',
      `select count(*) as n from pair where tenant_id = ${first} group by counterpart_id`,
    );
    expect(sizes.map(({ n }) => Number(n)).toSorted((a, b) => a - b)).toEqual([2, 3, 4, 7, 10, 10, 10, 11]);
  });

  test('has twelve months of talks, and four managers with eight raters in every full month', async () => {
    const rows = await tables.query<{ rated_id: string; months: string }>(
      'admin',
      `select rated_id, count(*) as months from (select rated_id, month from rating where tenant_id = ${first} and month between '2029-06-01' and '2030-04-01'
       group by rated_id, month having count(distinct pseudonym) >= 8) m group by rated_id having count(*) >= 11`,
    );
    expect(rows.length).toBeGreaterThanOrEqual(4);
  });

  test('has a manager with a weak spot in a cell with enough raters', async () => {
    const [weakest] = await tables.query<{ raters: string; gap: string }>(
      'admin',
      `select count(distinct pseudonym) filter (where topic_code = 'CAREER' and response = 'ADVICE') as raters,
        avg(grade) - avg(grade) filter (where topic_code = 'CAREER' and response = 'ADVICE') as gap
       from rating where tenant_id = ${first} and rated_id is not null group by rated_id
       having count(distinct pseudonym) filter (where topic_code = 'CAREER' and response = 'ADVICE') >= 5 order by gap desc nulls last limit 1`,
    );
    expect(Number(weakest?.raters)).toBeGreaterThanOrEqual(5);
    expect(Number(weakest?.gap)).toBeGreaterThan(10);
  });

  test('draws topics by the published shares', async () => {
    const [work] = await tables.query<{ share: string }>(
      'admin',
      "select avg((counts_as = 'WORK')::int) as share from theme",
    );
    expect(Number(work?.share)).toBeGreaterThan(0.45);
    expect(Number(work?.share)).toBeLessThan(0.6);
  });

  test('puts nobody into two talks at once', async () => {
    const overlaps = `session a join session b on a.tenant_id = b.tenant_id and a.id < b.id and a.starts_at < b.ends_at and b.starts_at < a.ends_at
      and (a.member_id in (b.member_id, b.counterpart_id) or a.counterpart_id in (b.member_id, b.counterpart_id))
      where a.state in ('SCHEDULED', 'ENDED') and b.state in ('SCHEDULED', 'ENDED')`;
    expect(await count(overlaps)).toBe(0);
  });

  test('leaves no words of content in the tables, and every fence up', async () => {
    expect(await count("impression where encode(text, 'escape') like '%ありがとう%'")).toBe(0);
    expect(await count("pg_class where relkind = 'r' and relrowsecurity and not relforcerowsecurity")).toBe(0);
  });

  test('has hints of another company to read, and people who are behind the guideline', async () => {
    await publishHints({ adds: true });
    const [admin] = await tables.query<{ id: string; tenant_id: string }>(
      'admin',
      `select id, tenant_id from app_user where tenant_id = ${first} and 'ADMIN' = any(roles)`,
    );
    const actor = personActor({
      tenantId: admin?.tenant_id ?? '',
      userId: admin?.id ?? '',
      roles: new Set(['ADMIN']),
    });
    const { data } = await run<Record<string, { nodes: object[] }>>(
      actor,
      `{ sharedHints { nodes { text } } hintsToReview { nodes { id } } hintsToShare { nodes { id } }
         standings(month: "2030-04-01", filter: { behindOnly: true }) { nodes { behindBy } }
         topicPriorities { nodes { kind } } }`,
    );
    for (const [name, page] of Object.entries(data ?? {})) expect(page.nodes.length, name).toBeGreaterThan(0);
  });

  test('is not written twice', async () => {
    expect(await fillDemo(tables.config('owner'), DEMO_SIZE)).toBe(false);
    expect(await count('tenant')).toBe(7);
  });

  test('has a talk that can be held now, also a day later', async () => {
    const [member] = await tables.query<{ id: string; tenant_id: string }>(
      'admin',
      "select id, tenant_id from app_user where external_id = 'demo-1-member'",
    );
    const actor = personActor({ tenantId: member?.tenant_id ?? '', userId: member?.id ?? '' });
    const actions = async () =>
      (
        await run<{ viewer: { nextSession: { actions: string[] } | null } }>(
          { ...actor },
          '{ viewer { nextSession { actions } } }',
        )
      ).data?.viewer.nextSession?.actions ?? [];
    expect(await actions()).toContain('START');
    freezeTime('2030-05-15T03:02:00Z');
    expect(await actions()).not.toContain('START');
    await refreshScene();
    await refreshScene();
    expect(await actions()).toContain('START');
  });
});

describe('a database in use', () => {
  const tables = useTestDatabase();
  test('of a real tenant gets no demo data', async () => {
    await createTenant({ name: '本物の会社' });
    await expect(fillDemo(tables.config('owner'), sizeOf({ tenants: 1, people: 10, months: 1 }))).rejects.toThrow(
      /real tenants/,
    );
  });
});

describe('the same seed', () => {
  const [one, other] = [useTestDatabase(), useTestDatabase()];
  test('makes the same company', async () => {
    freezeTime(NOW);
    const size = sizeOf({ tenants: 1, people: 30, months: 2 });
    const ids = async (tables: typeof one) => {
      await fillDemo(tables.config('owner'), size);
      return tables.query('admin', 'select id, state, starts_at from session order by id');
    };
    expect(await ids(one)).toEqual(await ids(other));
  });
});
