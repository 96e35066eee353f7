import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshActor } from '../kernel/actor.ts';
import { freezeTime } from '../kernel/time.ts';
import { useTestDatabase } from '../testing/database.ts';
import { run } from '../testing/run.ts';
import { aCrowd, type Crowd } from '../testing/crowded-company.ts';

const tables = useTestDatabase();

let red: Crowd;
beforeAll(async () => {
  red = await aCrowd('red');
});
afterAll(() => freezeTime(new Date())());

// Each is a way by which text becomes a statement where somebody glues the two together.
const STRINGS = [
  "'",
  "''",
  '"',
  '\\',
  "\\'",
  ';',
  "' or '1'='1",
  "' or 1=1 --",
  "' or 1=1 /*",
  "') or ('1'='1",
  '" or ""="',
  "1' order by 100 --",
  "' union select null --",
  "' union all select id, name, null from app_user --",
  "'; select pg_sleep(3) --",
  "'; drop table app_user; --",
  "' and (select 1 from pg_sleep(3)) is not null --",
  "'||(select version())||'",
  "'||pg_sleep(3)||'",
  "%' or name like '%",
  "_%' escape '\\",
  "admin'/*",
  "1; set app.tenant = 'x'",
  "x'); commit; begin; --",
  '$1',
  '${1}',
  '$$; select 1; $$',
  "E'\\x27 or 1=1'",
  'ʼ or 1=1 --',
  '＇ or 1=1 --',
  '%27%20or%201=1',
];

const PLACES: Readonly<Record<string, string>> = {
  'a search for people': 'query($x: String!) { it: users(filter: { search: $x }) { nodes { id } } }',
  'the key of a person': 'query($x: String!) { it: user(externalId: $x) { id } }',
  'an id': 'query($x: ID!) { it: node(id: $x) { id } }',
  'many ids': 'query($x: ID!) { it: nodes(ids: [$x]) { id } }',
  'a search in hints': 'query($x: String!) { it: hints(search: $x) { nodes { id } } }',
  'a search in shared hints': 'query($x: String!) { it: sharedHints(search: $x) { nodes { id } } }',
  'the department of a filter': 'query($x: ID!) { it: users(filter: { departmentId: $x }) { nodes { id } } }',
  'the person of a filter': 'query($x: ID!) { it: sessions(filter: { memberId: $x }) { nodes { id } } }',
  'a type of the trail': 'query($x: String!) { it: auditEntries(filter: { subjectType: $x }) { nodes { action } } }',
};
const CURSORS: Readonly<Record<string, string>> = {
  'a cursor of people': 'query($x: String!) { it: users(after: $x) { nodes { id } } }',
  'a cursor of sessions': 'query($x: String!) { it: sessions(before: $x, last: 5) { nodes { id } } }',
  'a cursor of the trail': 'query($x: String!) { it: auditEntries(after: $x) { nodes { action } } }',
};

const asCursor = (text: string) =>
  Buffer.from(`GPC:J:[${JSON.stringify(text)},${JSON.stringify(text)}]`).toString('base64');

const rows = async () =>
  JSON.stringify(
    await tables.query('admin', 'select (select count(*) from app_user) a, (select count(*) from hint) b'),
  );

/** What was answered, or that the caller's own mistake was told; anything else is a fault. */
async function answerTo(document: string, x: string): Promise<unknown> {
  const { data, errors = [] } = await run<{ it: unknown }>(freshActor(red.admin), document, { x });
  const faults = errors.filter(({ originalError }) => {
    const name = originalError?.constructor.name ?? 'GraphQLError';
    return !/GraphQLError|PothosValidationError|Refusal/.test(name);
  });
  expect(faults.map(({ message }) => message)).toEqual([]);
  return data?.it ?? null;
}

describe.each(Object.entries(PLACES))('in %s', (_place, document) => {
  test('a statement is text that finds nothing', async () => {
    const before = await rows();
    // Marks alone are no words to look for: then it is the list without a search.
    const unsearched = JSON.stringify(await answerTo(document, ''));
    const found = [];
    for (const x of STRINGS) {
      const it = await answerTo(document, x);
      const isNothing = ['null', '[null]', '{"nodes":[]}', unsearched].includes(JSON.stringify(it));
      if (!isNothing) found.push([x, it]);
    }
    expect(found).toEqual([]);
    expect(await rows()).toBe(before);
  });
});

describe.each(Object.entries(CURSORS))('in %s', (_place, document) => {
  test('a statement is no cursor, and changes nothing', async () => {
    const before = await rows();
    const all = JSON.stringify(
      await answerTo(
        document.replace(/\(after: \$x\)|\(before: \$x, last: 5\)/, '(first: 5)').replace('($x: String!)', ''),
        '',
      ),
    );
    for (const x of STRINGS.flatMap((text) => [text, asCursor(text)])) {
      const told = JSON.stringify(await answerTo(document, x));
      expect(['null', '{"nodes":[]}', all]).toContain(told);
    }
    expect(await rows()).toBe(before);
  });
});
