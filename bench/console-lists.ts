/**
 * The lists of the console over 20,000 people: how long each page takes and how many statements it needs, first page and deep ones.
 *
 *   node --import tsx --conditions=source bench/console-lists.ts
 *   … bench/console-lists.ts --quick    a tenth of the size
 *
 * Works on an embedded PostgreSQL of its own, through the product's own graph and the documents of the elements. Prints figures
 * and appends one dated JSON line to bench/results/console-lists.jsonl.
 */
import pg from 'pg';
import type { Actor } from '../packages/schema/src/kernel/actor.ts';
import { setGuideline } from '../packages/schema/src/modules/schedule/guideline.ts';
import { run } from '../packages/schema/src/testing/run.ts';
import { GuidelineStandings } from '../packages/widgets/src/generated/guideline.ts';
import { Pairs, PairsBehind } from '../packages/widgets/src/generated/pairs.ts';
import { People } from '../packages/widgets/src/generated/people.ts';
import { report, withCompany, seedPairs } from './scale.ts';

const isQuick = process.argv.includes('--quick');
const pairs = isQuick ? 1_000 : 10_000;
const PAGES = 20;

const SEED = [
  `insert into app_user (tenant_id, id, external_id, family_name, given_name, roles, department_id, kana_key, latin_key, search_key)
   select $1, 'usr_' || lpad(n::text, 26, '0'), 'E' || n, '山田', '太郎' || n, '{MEMBER}', $2, 'ヤマダタロウ' || lpad(n::text, 6, '0'), '', '山田太郎' || n
   from generate_series(1, $3::int * 2) n`,
  `insert into pair (tenant_id, id, kind, member_id, counterpart_id, started_at)
   select $1, 'pai_' || lpad(n::text, 26, '0'), 'MANAGER_MEMBER', 'usr_' || lpad(n::text, 26, '0'),
     'usr_' || lpad((n + $3::int)::text, 26, '0'), now() - interval '200 days'
   from generate_series(1, $3::int) n where $2 <> ''`,
  `insert into session (tenant_id, id, pair_id, member_id, counterpart_id, state, starts_at, ends_at, time_zone, proposed_by_id, started_at, ended_at)
   select $1, 'ses_' || lpad((n * 10 + k)::text, 26, '0'), 'pai_' || lpad(n::text, 26, '0'), 'usr_' || lpad(n::text, 26, '0'),
     'usr_' || lpad((n + $3::int)::text, 26, '0'), 'ENDED', at, at + interval '30 minutes', 'Asia/Tokyo',
     'usr_' || lpad(n::text, 26, '0'), at, at + interval '31 minutes'
   from generate_series(1, $3::int) n, generate_series(1, 6) k, lateral (select now() - k * interval '25 days' as at) t where $2 <> ''`,
];

let reads = 0;
const plain = pg.Client.prototype.query;
pg.Client.prototype.query = function counted(this: pg.Client, ...given: unknown[]) {
  const [query] = given;
  const text = typeof query === 'string' ? query : String(Reflect.get(Object(query), 'text') ?? '');
  if (/^\s*(select|with)\s.*\sfrom\s/is.test(text)) reads++;
  return Reflect.apply(plain, this, given);
};

interface Page {
  readonly nodes: readonly unknown[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null };
}

/** The pages of a list from the first on, each with its milliseconds and statements. */
async function leaf(admin: () => Actor, text: string, field: string, variables: object) {
  const [times, counts]: [number[], number[]] = [[], []];
  let after: string | null = null;
  for (let page = 0; page < PAGES; page++) {
    const [began, before] = [performance.now(), reads];
    const answer: { readonly data?: Record<string, Page> | null; readonly errors?: unknown } = await run<
      Record<string, Page>
    >(admin(), text, { ...variables, first: 50, after });
    times.push(performance.now() - began);
    counts.push(reads - before);
    const found: Page | undefined = answer.data?.[field];
    if (!found) throw new Error(JSON.stringify(answer.errors));
    after = found.pageInfo.endCursor ?? null;
    if (!found.pageInfo.hasNextPage) break;
  }
  // The first question prepares statements and warms up.
  const warm = times.slice(1).toSorted((one, other) => one - other);
  const at = (share: number): number =>
    Number((warm[Math.trunc((warm.length - 1) * share)] ?? times[0] ?? 0).toFixed(1));
  return { pages: times.length, statements: [...new Set(counts)], medianMs: at(0.5), slowestMs: at(1) };
}

await withCompany('bench-console', async (company) => {
  await seedPairs(company, SEED, pairs);
  const { admin } = company;
  await setGuideline(admin(), { sessions: 2, everyMonths: 1, minutes: 30, from: new Date('2026-01-01') });
  const deep = { active: true };
  const figures = {
    people: pairs * 2,
    pairs,
    peopleList: await leaf(admin, People, 'users', { filter: deep }),
    peopleSearched: await leaf(admin, People, 'users', { filter: { ...deep, search: '太郎12' } }),
    pairsList: await leaf(admin, Pairs, 'pairs', { filter: deep }),
    pairsPaused: await leaf(admin, Pairs, 'pairs', { filter: { ...deep, paused: true } }),
    pairsBehind: await leaf(admin, PairsBehind, 'standings', { filter: { behindOnly: true } }),
    standings: await leaf(admin, GuidelineStandings, 'standings', { filter: {}, month: null }),
  };
  report('console-lists', figures, { isKept: !isQuick });
});
