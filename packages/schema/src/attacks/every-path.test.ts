import { isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { anonymous, freshActor, type Actor } from '../kernel/actor.ts';
import { guardedTypes } from '../kernel/guarded.ts';
import { useReadHook } from '../kernel/reads.ts';
import { freezeTime } from '../kernel/time.ts';
import { typeOfId } from '../kernel/ids.ts';
import { schema } from '../schema.ts';
import { useTestDatabase } from '../testing/database.ts';
import { run } from '../testing/run.ts';
import { aCrowd, aServer, type Crowd } from '../testing/crowded-company.ts';
import { documentsOfNode, documentsOfRoots } from '../testing/every-path.ts';

const tables = useTestDatabase();

const MAY_NOT = new Set(['FORBIDDEN', 'UNAUTHENTICATED']);
const crowds: Crowd[] = [];
let rows: readonly Row[] = [];

interface Row {
  readonly id: string;
  readonly tenant: string;
}

/** Every id that stands anywhere in the database, with whose it is. */
async function everyRow(): Promise<Row[]> {
  const names = await tables.query<{ name: string }>(
    'admin',
    `select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'id'
     intersect select table_name from information_schema.columns where column_name = 'tenant_id'`,
  );
  const found = [];
  for (const { name } of names)
    found.push(...(await tables.query<Row & object>('admin', `select id, tenant_id as tenant from "${name}"`)));
  return found;
}

beforeAll(async () => {
  crowds.push(await aCrowd('red'), await aCrowd('blue'));
  rows = await everyRow();
});
afterAll(() => freezeTime(new Date())());

const onlookers: Readonly<Record<string, (red: Crowd) => Actor>> = {
  'the member': ({ couple }) => couple.member,
  'the counterpart': ({ couple }) => couple.counterpart,
  'the member of another pair': ({ others }) => others.member,
  'the counterpart of another pair': ({ others }) => others.counterpart,
  'a colleague': ({ colleague }) => colleague,
  'an advisor of the department': ({ advisor }) => advisor,
  'an advisor of nothing': ({ idleAdvisor }) => idleAdvisor,
  'an administrator': ({ admin }) => admin,
  'a server with every scope': ({ tenantId }) => aServer(tenantId),
  'a server that reads sessions': ({ tenantId }) => aServer(tenantId, 'sessions:read'),
  'a server that reads pairs': ({ tenantId }) => aServer(tenantId, 'pairs:read'),
  nobody: () => anonymous('req_1', 'en'),
};

/** What cannot be in what a server with few scopes is told. */
const beyond: Readonly<Record<string, RegExp>> = {
  'a server that reads sessions': /"(hin|aud|key|ori|adv|gra|top|thm|imp|att|par)_/,
  'a server that reads pairs': /"(ses|hin|aud|key|ori|adv|gra|top|thm|imp|att|par)_/,
  nobody: /"[a-z]{3}_[0-9a-z]{26}/,
};

/** Everything that the actor can be told on any path, as one text. */
async function everythingFor(actor: Actor): Promise<string> {
  const told: string[] = [];
  const asked: (readonly [document: string, variables: Record<string, string>])[] = [];
  for (const document of documentsOfRoots(schema, 3)) asked.push([document, {}]);
  for (const { typeName, kind } of guardedTypes()) {
    const type = schema.getType(typeName);
    if (kind !== 'node' || !isObjectType(type)) continue;
    const named = rows.filter(({ id }) => typeOfId(id) === typeName);
    const [shallow = '', ...deeper] = documentsOfNode(type, 2);
    // Topics are many and alike: of such, the paths from a few will do.
    for (const [place, { id }] of named.entries())
      for (const document of place < 12 ? [shallow, ...deeper] : [shallow]) asked.push([document, { id }]);
  }
  const ask = async () => {
    for (let next = asked.pop(); next; next = asked.pop()) {
      const { data, errors = [] } = await run(freshActor(actor), ...next);
      for (const { message, originalError } of errors) {
        told.push(message);
        if (!(originalError && 'code' in originalError && MAY_NOT.has(String(originalError.code)))) throw originalError;
      }
      told.push(JSON.stringify(data));
    }
  };
  await Promise.all([ask(), ask(), ask()]);
  return told.join('\n');
}

describe.each(Object.entries(onlookers))('%s', (who, of) => {
  test('reads on every path what is theirs, and not a word or a name of anybody else', async () => {
    // Who reads by office is noted with each operation, which is slow and not what is asked here.
    useReadHook(undefined);
    const [red, blue] = crowds as [Crowd, Crowd];
    const actor = of(red);
    const told = await everythingFor(actor);
    const words = crowds.flatMap((crowd) => [...crowd.couple.words, ...crowd.others.words]);
    const isReader = ({ userId }: Actor): boolean => userId !== '' && userId === actor.userId;
    const theirs = words.filter(([, readers]) => readers.some(isReader));
    expect(words.filter(([word]) => told.includes(word))).toEqual(theirs);
    expect(rows.filter(({ id, tenant }) => tenant === blue.tenantId && told.includes(id))).toEqual([]);
    expect(told).not.toContain(blue.tenantId);
    expect(told).not.toMatch(/blue/);
    if (beyond[who]) expect(told).not.toMatch(beyond[who]);
  });
});
