import { beforeAll, describe, expect, test } from 'vitest';
import { LocalSignals, useSignals } from '../../kernel/signals.ts';
import { useTestDatabase } from '../../testing/database.ts';
import { deliverEvents } from '../../testing/deliver.ts';
import { sendFile } from '../../testing/import-file.ts';
import { run } from '../../testing/run.ts';
import { aCompany, aPair, type Company, seenBy } from '../../testing/world.ts';
import './imports.jobs.ts';
import { runImport } from './import-run.ts';
import { jobActor } from '../../kernel/actor.ts';

const tables = useTestDatabase();
beforeAll(() => useSignals(new LocalSignals()));

const IMPORT = `mutation($input: ImportPeopleInput!) { importPeople(input: $input) { __typename ... on Import { id }
  ... on Problem { code } ... on LimitReached { limit } } }`;
const READ = `query($id: ID!) { import(id: $id) { state dryRun linesTotal linesDone issueCount ignoredColumns undoableUntil
  counts { departmentsCreated peopleCreated peopleChanged peopleMoved peopleLeaving pairsMade pairsEnded unchanged }
  issues(first: 100) { nodes { line column code message } }
  changes(first: 100) { nodes { line kind label fields } } } }`;

// The documents above say what comes.
// oxlint-disable-next-line typescript/no-explicit-any -- answers have the shape of their documents
type Shapeless = any;

async function begin({ admin }: Company, text: string, options: object = {}): Promise<Shapeless> {
  const uploadId = await sendFile(admin, text);
  const { data } = await run({ ...admin }, IMPORT, { input: { uploadId, dryRun: false, ...options } });
  return data?.importPeople;
}

const look = async ({ admin }: Company, id: string): Promise<Shapeless> =>
  (await run({ ...admin }, READ, { id })).data?.import;

async function importFile(company: Company, text: string, options: object = {}): Promise<Shapeless> {
  const { id } = await begin(company, text, options);
  await deliverEvents(company.tenantId, { twice: true });
  return { id, ...(await look(company, id)) };
}

const change = async ({ admin, tenantId }: Company, name: string, id: string): Promise<Shapeless> => {
  const capital = `${name[0]?.toUpperCase()}${name.slice(1)}`;
  const document = `mutation($input: ${capital}Input!) { ${name}(input: $input) { __typename ... on Problem { code }
    ${name === 'undoImport' ? '... on ImportInUse { dependents { kind count labels } }' : ''} } }`;
  const { data } = await run({ ...admin }, document, { input: { importId: id } });
  await deliverEvents(tenantId);
  return data?.[name];
};

const peopleOf = (company: Company) =>
  seenBy(company.admin, (db) =>
    db.user.findMany({
      where: { tenantId: company.tenantId },
      orderBy: { externalId: 'asc' },
      include: { department: true, pairsAsMember: { where: { endedAt: null } } },
    }),
  );

const personOf = async (company: Company, externalId: string) =>
  (await peopleOf(company)).find((person) => person.externalId === externalId);

const HEADER = '社員番号,姓,名,姓カナ,部署,権限,入社日,メールアドレス,上司の社員番号,退職\n';
const TWO = `${HEADER}A1,佐藤,花,ｻﾄｳ,営業部/第一課,メンバー,2024/4/1,hana@example.com,A2,\nA2,鈴木,一郎,,営業部,マネージャー・メンバー,,,,\n`;

describe('a file of people', () => {
  test('registers them, with departments by their path', async () => {
    const company = await aCompany();
    const done = await importFile(company, TWO);
    expect(done).toMatchObject({ state: 'APPLIED', linesTotal: 2, linesDone: 2, issueCount: 0 });
    expect(done.counts).toMatchObject({ departmentsCreated: 1, peopleCreated: 2, pairsMade: 0 });
    expect(await personOf(company, 'A1')).toMatchObject({
      familyName: '佐藤',
      familyKana: 'サトウ',
      email: 'hana@example.com',
      roles: ['MEMBER'],
      hiredOn: new Date('2024-04-01T00:00:00Z'),
      department: { name: '第一課', parentId: company.departmentId },
    });
    expect((await personOf(company, 'A2'))?.roles).toEqual(['MANAGER', 'MEMBER']);
  });

  test('sent again changes nothing', async () => {
    const company = await aCompany();
    await importFile(company, TWO, { withManagers: true });
    const again = await importFile(company, TWO, { withManagers: true });
    expect(again).toMatchObject({ state: 'APPLIED', counts: { unchanged: 2, peopleCreated: 0, pairsMade: 0 } });
  });

  test('moves, changes and lets go whom it says, and nobody for being absent', async () => {
    const company = await aCompany();
    await importFile(company, TWO);
    const done = await importFile(company, `社員番号,部署,ローマ字,退職\nA1,開発部,,\nA2,,Ichiro Suzuki,はい\n`);
    expect(done.counts).toMatchObject({ peopleMoved: 1, peopleLeaving: 1, departmentsCreated: 1 });
    const kept = await importFile(company, '社員番号,ローマ字\nA1,Hana Sato\n');
    expect(kept.counts).toMatchObject({ peopleChanged: 1, peopleLeaving: 0 });
    expect(await personOf(company, 'A1')).toMatchObject({
      deactivatedAt: null,
      familyName: '佐藤',
      latinName: 'Hana Sato',
    });
    expect((await personOf(company, 'A2'))?.deactivatedAt).not.toBeNull();
  });

  test('makes pairs by its managers when asked to, and ends those with others', async () => {
    const company = await aCompany();
    expect((await importFile(company, TWO, { withManagers: true })).counts).toMatchObject({ pairsMade: 1 });
    const boss = `${HEADER}A3,高橋,誠,,営業部,マネージャー,,,,\nA1,,,,,,,,A3,\n`;
    expect((await importFile(company, boss, { withManagers: true })).counts).toMatchObject({
      pairsMade: 1,
      pairsEnded: 1,
    });
    const [pair] = (await personOf(company, 'A1'))?.pairsAsMember ?? [];
    expect(pair?.counterpartId).toBe((await personOf(company, 'A3'))?.id);
  });

  test('ends the pairs of who leaves', async () => {
    const company = await aCompany();
    await importFile(company, TWO, { withManagers: true });
    const gone = await importFile(company, '社員番号,退職\nA2,1\n');
    expect(gone.counts).toMatchObject({ peopleLeaving: 1, pairsEnded: 1 });
    expect((await personOf(company, 'A1'))?.pairsAsMember).toEqual([]);
  });
});

describe('a file with bad lines', () => {
  const BAD = `${HEADER}A1,,花,,営業部,社長,昨日,nowhere,A9,たぶん\nA2,鈴木,一郎,漢字,営業部,,,,,\nA2,鈴木,一郎,,営業部,,,,,\n,名無,氏,,営業部,,,,,\nA4,x"y",z,,,,,,,\nA5,余,分,,営業部,,,,,,多い\n`;

  test('writes nothing and tells every one with column and reason', async () => {
    const company = await aCompany();
    const before = (await peopleOf(company)).length;
    const { state, issueCount, issues } = await importFile(company, BAD);
    expect(state).toBe('REFUSED');
    const told = issues.nodes.map(({ line, column, code }: Shapeless) => [line, column, code]);
    expect(told).toEqual([
      [2, '入社日', 'NOT_A_DATE'],
      [2, '権限', 'NOT_A_ROLE'],
      [2, '退職', 'NOT_YES_OR_NO'],
      [2, 'メールアドレス', 'INVALID_INPUT'],
      [3, '姓カナ', 'INVALID_INPUT'],
      [5, '社員番号', 'INVALID_INPUT'],
      [6, null, 'QUOTES_WRONG'],
      [7, null, 'TOO_MANY_CELLS'],
    ]);
    expect(issueCount).toBe(told.length);
    expect(await peopleOf(company)).toHaveLength(before);
  });

  test('is told what only a look at everybody tells', async () => {
    const company = await aCompany();
    const text = `${HEADER}A1,佐藤,花,,営業部,,,,A9,\nA1,佐藤,花,,営業部,,,,,\nA3,,,,,,,,,\nA4,,,,,,,,,yes\n`;
    const { issues } = await importFile(company, text, { withManagers: true });
    expect(issues.nodes.map(({ line, column, code }: Shapeless) => [line, column, code])).toEqual([
      [2, '上司の社員番号', 'PERSON_UNKNOWN'],
      [3, '社員番号', 'TWICE_IN_FILE'],
      [4, '姓', 'INVALID_INPUT'],
      [4, '名', 'INVALID_INPUT'],
      [4, '部署', 'INVALID_INPUT'],
      [5, '社員番号', 'PERSON_UNKNOWN'],
    ]);
  });

  test('cannot take the last administrator away', async () => {
    const company = await aCompany();
    const { externalId } = (await peopleOf(company))[0] ?? { externalId: '' };
    const { issues } = await importFile(company, `社員番号,権限\n${externalId},メンバー\n`);
    expect(issues.nodes).toMatchObject([{ line: 2, column: '権限', code: 'ADMIN_NEEDED' }]);
  });

  test('lacks columns or has them twice', async () => {
    const company = await aCompany();
    const { issues, ignoredColumns } = await importFile(company, '姓,苗字,__proto__,constructor\n佐藤,佐藤,x,y\n');
    expect(issues.nodes).toMatchObject([
      { line: 1, column: '苗字', code: 'COLUMN_TWICE' },
      { line: 1, column: null, code: 'COLUMN_MISSING', message: 'A column “社員番号” is needed.' },
    ]);
    expect(ignoredColumns).toEqual(['__proto__', 'constructor']);
    expect(Object.prototype).not.toHaveProperty('x');
  });
});

describe('a dry run', () => {
  test('shows what would change, writes nothing, and is applied as it was shown', async () => {
    const company = await aCompany();
    const before = (await peopleOf(company)).length;
    const dry = await importFile(company, TWO, { dryRun: true, withManagers: true });
    expect(dry).toMatchObject({ state: 'CHECKED', counts: { peopleCreated: 2, pairsMade: 1 }, undoableUntil: null });
    expect(dry.changes.nodes.map(({ line, kind, label }: Shapeless) => [line, kind, label])).toEqual([
      [2, 'DEPARTMENT_CREATED', '営業部 / 第一課'],
      [2, 'PERSON_CREATED', 'A1 佐藤 花'],
      [3, 'PERSON_CREATED', 'A2 鈴木 一郎'],
      [2, 'PAIR_MADE', '佐藤 花 – 鈴木 一郎'],
    ]);
    expect(await peopleOf(company)).toHaveLength(before);
    expect(await change(company, 'applyImport', dry.id)).toMatchObject({ __typename: 'Import' });
    expect(await look(company, dry.id)).toMatchObject({ state: 'APPLIED', counts: { peopleCreated: 2 } });
    expect(await peopleOf(company)).toHaveLength(before + 2);
    expect(await change(company, 'applyImport', dry.id)).toMatchObject({ code: 'IMPORT_NOT_CHECKED' });
  });

  test('with bad lines cannot be applied', async () => {
    const company = await aCompany();
    const dry = await importFile(company, '社員番号,退職\nA1,はい\n', { dryRun: true });
    expect(await change(company, 'applyImport', dry.id)).toMatchObject({ code: 'IMPORT_HAS_ISSUES' });
  });
});

describe('an import', () => {
  test('is taken back with everything it did', async () => {
    const company = await aCompany();
    await importFile(company, TWO, { withManagers: true });
    const before = await peopleOf(company);
    const text = `社員番号,姓,名,部署,権限,上司の社員番号,退職\nA1,藤原,,新規部/一課,マネージャー,B1,\nB1,林,修,新規部,,,\nA2,,,,,,はい\n`;
    const done = await importFile(company, text, { withManagers: true });
    expect(done.counts).toMatchObject({
      peopleCreated: 1,
      peopleMoved: 1,
      peopleLeaving: 1,
      pairsEnded: 1,
      pairsMade: 1,
    });
    expect(await change(company, 'undoImport', done.id)).toMatchObject({ __typename: 'Import' });
    expect(await look(company, done.id)).toMatchObject({ state: 'UNDONE' });
    const facts = (person: object) => ({ ...person, tokenVersion: 'counts on' });
    expect((await peopleOf(company)).map(facts)).toEqual(before.map(facts));
    const names = await seenBy(company.admin, (db) =>
      db.department.findMany({ where: { tenantId: company.tenantId } }),
    );
    expect(names.map(({ name }) => name).toSorted()).toEqual(['営業部', '第一課'].toSorted());
  });

  test('stays where something of it has been used since, and says what', async () => {
    const company = await aCompany();
    const done = await importFile(company, TWO, { withManagers: true });
    const pair = (await personOf(company, 'A1'))?.pairsAsMember[0];
    await tables.query('admin', "update pair set purpose = 'x' where id = $1", [pair?.id]);
    const second = await importFile(company, '社員番号,部署\nA2,営業部/第一課\n');
    expect(second.state).toBe('APPLIED');
    const refused = await change(company, 'undoImport', done.id);
    expect(refused).toMatchObject({
      code: 'IMPORT_IN_USE',
      dependents: [{ kind: 'USED_PAIRS', count: 1, labels: ['佐藤 花 – 鈴木 一郎'] }],
    });
    expect((await look(company, done.id)).state).toBe('APPLIED');
  });

  test('that changed somebody who was changed again stays', async () => {
    const company = await aCompany();
    await importFile(company, TWO);
    const done = await importFile(company, '社員番号,姓\nA1,藤原\n');
    await importFile(company, '社員番号,姓\nA1,田中\n');
    expect(await change(company, 'undoImport', done.id)).toMatchObject({
      dependents: [{ kind: 'CHANGED_PEOPLE', count: 1 }],
    });
  });

  test('cannot be taken back after a day', async () => {
    const company = await aCompany();
    const done = await importFile(company, TWO);
    await tables.query('admin', "update import_run set applied_at = now() - interval '25 hours' where id = $1", [
      done.id,
    ]);
    expect(await change(company, 'undoImport', done.id)).toMatchObject({ code: 'IMPORT_TOO_OLD' });
  });

  test('whose worker died in the middle is begun anew, and nothing is doubled', async () => {
    const company = await aCompany();
    const { id } = await begin(company, TWO, { withManagers: true });
    // As a worker leaves it that was killed: under way, and everything of its transaction rolled back.
    await tables.query('admin', "update import_run set state = 'RUNNING', attempts = 1, lines_done = 1 where id = $1", [
      id,
    ]);
    const job = () => jobActor(company.tenantId, 'imports.run');
    await Promise.allSettled([runImport(job(), id), runImport(job(), id), runImport(job(), id)]);
    expect(await look(company, id)).toMatchObject({ state: 'APPLIED', counts: { peopleCreated: 2, pairsMade: 1 } });
    expect((await peopleOf(company)).filter(({ externalId }) => /^A\d$/.test(externalId))).toHaveLength(2);
    const events = await tables.query<{ n: number }>(
      'admin',
      "select count(*)::int as n from outbox_event where tenant_id = $1 and type = 'import.applied'",
      [company.tenantId],
    );
    expect(events[0]?.n).toBe(1);
  });

  test('whose connections break while it writes leaves nothing behind, and ends whole at the next try', async () => {
    const company = await aCompany();
    const lines = Array.from({ length: 1_500 }, (_, at) => `K${at},佐藤,花${at},営業部/課${at % 50}`);
    const { id } = await begin(company, `社員番号,姓,名,部署\n${lines.join('\n')}\n`);
    const job = () => jobActor(company.tenantId, 'imports.run');
    const first = runImport(job(), id).then(
      () => 'done',
      () => 'broken',
    );
    const waits =
      "select count(*)::int as n from pg_locks l join pg_database d on d.oid = l.database where locktype = 'advisory' and granted and datname = current_database()";
    await expect
      .poll(async () => (await tables.query<{ n: number }>('admin', waits))[0]?.n, { interval: 5 })
      .toBeGreaterThan(0);
    const cut = `select count(pg_terminate_backend(pid)) from pg_stat_activity
      where datname = current_database() and usename = $1 and pid <> pg_backend_pid()`;
    await tables.query('admin', cut, [tables.config('app').user]);
    expect(await first).toBe('broken');
    expect((await peopleOf(company)).filter(({ externalId }) => externalId.startsWith('K'))).toEqual([]);
    await runImport(job(), id);
    expect(await look(company, id)).toMatchObject({
      state: 'APPLIED',
      counts: { peopleCreated: 1_500, departmentsCreated: 50 },
    });
    expect((await peopleOf(company)).filter(({ externalId }) => externalId.startsWith('K'))).toHaveLength(1_500);
  });

  test('that cannot be finished is given up after three times', async () => {
    const company = await aCompany();
    const { id } = await begin(company, TWO);
    await tables.query('admin', 'delete from upload where tenant_id = $1', [company.tenantId]);
    for (let time = 0; time < 3; time += 1)
      await expect(runImport(jobActor(company.tenantId, 'imports.run'), id)).rejects.toThrow();
    await runImport(jobActor(company.tenantId, 'imports.run'), id);
    expect(await look(company, id)).toMatchObject({ state: 'FAILED' });
  });

  test('waits for no other: there is one at a time', async () => {
    const company = await aCompany();
    await begin(company, TWO);
    expect(await begin(company, TWO)).toMatchObject({ __typename: 'Conflict', code: 'IMPORT_RUNNING' });
  });
});

describe('who may import', () => {
  test('are administrators and servers with the scope', async () => {
    const within = await aPair();
    const uploadId = await sendFile(within.admin, TWO);
    for (const actor of [within.ann, within.bob, within.server('people:read')]) {
      const { errors } = await run({ ...actor }, IMPORT, { input: { uploadId, dryRun: true } });
      expect(errors?.[0]?.originalError).toMatchObject({ code: 'FORBIDDEN' });
    }
  });

  test('take their own files only', async () => {
    const within = await aPair();
    const uploadId = await sendFile(within.admin, TWO);
    const stranger = (await aCompany()).admin;
    const colleague = await within.hire('Other', ['ADMIN']);
    for (const actor of [stranger, colleague, within.server('people:write')]) {
      const { errors } = await run({ ...actor }, IMPORT, { input: { uploadId, dryRun: true } });
      expect(errors?.[0]?.originalError).toMatchObject({ code: 'NOT_FOUND' });
    }
  });

  test('take a file once', async () => {
    const company = await aCompany();
    const uploadId = await sendFile(company.admin, TWO);
    const input = { uploadId, dryRun: true };
    await run({ ...company.admin }, IMPORT, { input });
    await deliverEvents(company.tenantId);
    const { errors } = await run({ ...company.admin }, IMPORT, { input });
    expect(errors?.[0]?.originalError).toMatchObject({ code: 'NOT_FOUND' });
  });

  test('are told of more than ten thousand lines at once', async () => {
    const company = await aCompany();
    const answer = await begin(company, `社員番号\n${'A\n'.repeat(10_001)}`);
    expect(answer).toEqual({ __typename: 'LimitReached', code: 'LIMIT_REACHED', limit: 10_000 });
  });
});

test('cells that are odd or endless are told and hold nobody up', async () => {
  const company = await aCompany();
  const long = 'a'.repeat(30_000);
  const dots = `a@${'.'.repeat(30_000)}@`;
  const text = `社員番号,姓,名,部署,メールアドレス,権限,入社日\nA1,${long}!,花,営業部,${dots},${long},${long}\nA2,a\0b,花,営業部,,,\n`;
  const { state, issues } = await importFile(company, text.slice(0, 200_000));
  expect(state).toBe('REFUSED');
  const lines = issues.nodes.map(({ line }: Shapeless) => line);
  expect(lines).toContain(3);
});
