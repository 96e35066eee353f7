import { beforeAll, describe, expect, test } from 'vitest';
import { freshActor } from '../../kernel/actor.ts';
import { LocalSignals, useSignals } from '../../kernel/signals.ts';
import { useTestDatabase } from '../../testing/database.ts';
import { deliverEvents } from '../../testing/deliver.ts';
import { sendFile } from '../../testing/import-file.ts';
import { aCompany, type Company, seenBy } from '../../testing/world.ts';
import { applyImport, importPeople } from './import.ts';
import './imports.jobs.ts';
import { undoImport } from './undo.ts';

useTestDatabase();
beforeAll(() => useSignals(new LocalSignals()));

const FILE =
  '社員番号,姓,名,部署,権限,上司の社員番号\nA1,佐藤,花,営業部,メンバー,A2\nA2,鈴木,一郎,営業部,マネージャー,\n';

/** A file of people with their managers, checked or written by an administrator. */
async function anImport(company: Company, { dryRun, withManagers }: { dryRun: boolean; withManagers: boolean }) {
  const uploadId = await sendFile(company.admin, FILE);
  const { id } = await importPeople(freshActor(company.admin), { uploadId, dryRun, withManagers });
  await deliverEvents(company.tenantId);
  return { importId: id };
}

const pairsOf = ({ admin, tenantId }: Company) =>
  seenBy(admin, (db) => db.pair.count({ where: { tenantId, endedAt: null } }));

describe('a server that may register people and not arrange pairs', () => {
  test('cannot apply an import that makes pairs, by which it would make them', async () => {
    const company = await aCompany();
    const shown = await anImport(company, { dryRun: true, withManagers: true });
    await expect(applyImport(company.server('people:write'), shown)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await deliverEvents(company.tenantId);
    expect(await pairsOf(company)).toBe(0);
    await applyImport(company.server('people:write', 'pairs:write'), shown);
    await deliverEvents(company.tenantId);
    expect(await pairsOf(company)).toBe(1);
  });

  test('cannot take back an import that made pairs, by which it would end them', async () => {
    const company = await aCompany();
    const done = await anImport(company, { dryRun: false, withManagers: true });
    await expect(undoImport(company.server('people:write'), done)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await deliverEvents(company.tenantId);
    expect(await pairsOf(company)).toBe(1);
    await undoImport(company.server('people:write', 'pairs:write'), done);
    await deliverEvents(company.tenantId);
    expect(await pairsOf(company)).toBe(0);
  });

  test('applies and takes back one that makes none', async () => {
    const company = await aCompany();
    const shown = await anImport(company, { dryRun: true, withManagers: false });
    for (const change of [applyImport, undoImport]) {
      await change(company.server('people:write'), shown);
      await deliverEvents(company.tenantId);
    }
    expect(await pairsOf(company)).toBe(0);
  });
});
