import { beforeEach, describe, expect, test } from 'vitest';
import { freshActor } from '../kernel/actor.ts';
import { randomId } from '../kernel/ids.ts';
import { useTestDatabase } from '../testing/database.ts';
import { run } from '../testing/run.ts';
import { aCompany, type Company } from '../testing/world.ts';

const tables = useTestDatabase();

const DAYS = ['2020-03-01', '2020-03-04', '2020-03-09', '2020-03-17', '2020-03-22', '2020-03-31'];
const LISTS: Readonly<Record<string, { readonly state: string; readonly pool: string | null }>> = {
  hints: { state: 'APPROVED', pool: null },
  hintsToReview: { state: 'PENDING', pool: null },
  hintsToShare: { state: 'APPROVED', pool: 'WAITING' },
};

let company: Company;
beforeEach(async () => {
  company = await aCompany();
});

async function leaveOn(days: readonly string[], { state, pool }: { state: string; pool: string | null }) {
  const ids = days.map(() => randomId('hin'));
  for (const [place, id] of ids.entries())
    await tables.query(
      'admin',
      `insert into hint (tenant_id, id, kind, topic_code, response, text, language, state, left_on, left_month,
         author_pseudonym, reviewable_at, pool_state)
       values ($1, $2, 'WHAT_HELPED', 'WORK', 'LISTEN', 'T', 'en', $3::"HintState", $4::date, date_trunc('month', $4::date),
         $2, $4::date, $5::"HintPoolState")`,
      [company.tenantId, id, state, days[place], pool],
    );
  return ids;
}

async function listed(list: string): Promise<string[]> {
  const pages: string[] = [];
  let after: string | null = null;
  do {
    const document = `query($after: String) { it: ${list}(first: 2, after: $after) { nodes { id } pageInfo { endCursor hasNextPage } } }`;
    const { data }: { data?: Page | null } = await run<Page>(freshActor(company.admin), document, { after });
    pages.push(...(data?.it.nodes ?? []).map(({ id }) => id));
    after = data?.it.pageInfo.hasNextPage ? data.it.pageInfo.endCursor : null;
  } while (after);
  return pages;
}

interface Page {
  readonly it: {
    readonly nodes: readonly { readonly id: string }[];
    readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
  };
}

describe.each(Object.entries(LISTS))('the order of %s', (list, kind) => {
  test('is the same whichever of them was left on which day of a month', async () => {
    const ids = await leaveOn(DAYS, kind);
    const before = await listed(list);
    expect(before.toSorted()).toEqual(ids.toSorted());
    for (const [place, id] of ids.entries())
      await tables.query('admin', 'update hint set left_on = $2::date where id = $1', [id, DAYS.at(-1 - place)]);
    expect(await listed(list)).toEqual(before);
  });

  test('goes by months', async () => {
    const [may = '', march = '', april = ''] = await leaveOn(['2020-05-02', '2020-03-30', '2020-04-15'], kind);
    const latestFirst = [may, april, march];
    expect(await listed(list)).toEqual(list === 'hints' ? latestFirst : latestFirst.toReversed());
  });
});
