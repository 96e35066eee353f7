import { beforeAll, describe, expect, test } from 'vitest';
import { LocalSignals, useSignals } from '../../kernel/signals.ts';
import { useTestDatabase } from '../../testing/database.ts';
import { change, importFile, look, peopleOf, personOf, TWO } from '../../testing/people-import.ts';
import { aCompany, seenBy } from '../../testing/world.ts';

const tables = useTestDatabase();
beforeAll(() => useSignals(new LocalSignals()));

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
});
