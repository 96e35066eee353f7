import { beforeAll, describe, expect, test } from 'vitest';
import { LocalSignals, useSignals } from '../../kernel/signals.ts';
import { useTestDatabase } from '../../testing/database.ts';
import {
  change,
  HEADER,
  importFile,
  look,
  peopleOf,
  personOf,
  type Shapeless,
  TWO,
} from '../../testing/people-import.ts';
import { aCompany } from '../../testing/world.ts';

useTestDatabase();
beforeAll(() => useSignals(new LocalSignals()));

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
