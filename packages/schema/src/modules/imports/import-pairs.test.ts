import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../../kernel/actor.ts';
import { LocalSignals, useSignals } from '../../kernel/signals.ts';
import { useTestDatabase } from '../../testing/database.ts';
import { deliverEvents } from '../../testing/deliver.ts';
import { sendFile } from '../../testing/import-file.ts';
import { aCompany, aPair, aSession, type Company, seenBy } from '../../testing/world.ts';
import { startSession } from '../sessions/talk.ts';
import { applyImport, importPairs, pairDepartments } from './import.ts';
import './imports.jobs.ts';
import { undoImport } from './undo.ts';

useTestDatabase();
beforeAll(() => useSignals(new LocalSignals()));

const numberOf = ({ admin, tenantId }: Company, { userId: id }: Actor): Promise<string> =>
  seenBy(admin, async (db) => (await db.user.findFirstOrThrow({ where: { tenantId, id } })).externalId);

const look = async ({ admin, tenantId }: Company, id: string) => {
  await deliverEvents(tenantId, { twice: true });
  return seenBy(admin, (db) =>
    db.import.findFirstOrThrow({ where: { id }, include: { issues: { orderBy: { id: 'asc' } }, changes: true } }),
  );
};

const pairsOf = ({ admin, tenantId }: Company) =>
  seenBy(admin, (db) => db.pair.findMany({ where: { tenantId, endedAt: null } }));

async function importFile(company: Company, text: string) {
  const uploadId = await sendFile(company.admin, text, 'PAIRS_CSV');
  const { id } = await importPairs({ ...company.admin }, { uploadId, dryRun: false });
  return look(company, id);
}

describe('a file of pairs', () => {
  test('makes and ends them, and sent again changes nothing', async () => {
    const within = await aPair();
    const [ann, bob, eve] = await Promise.all([within.ann, within.bob, within.eve].map((one) => numberOf(within, one)));
    const text = `部下,上司,種類,終了\n${ann},${bob},,はい\n${ann},${eve},メンター,\n`;
    expect(await importFile(within, text)).toMatchObject({ state: 'APPLIED', counts: { PAIR_MADE: 1, PAIR_ENDED: 1 } });
    expect(await pairsOf(within)).toMatchObject([{ counterpartId: within.eve.userId, kind: 'MENTOR_MENTEE' }]);
    expect(await importFile(within, text)).toMatchObject({ state: 'APPLIED', counts: { UNCHANGED: 2 } });
  });

  test('tells who is unknown, the same person, or of another company', async () => {
    const within = await aPair();
    const other = await aPair();
    const [ann, stranger] = [await numberOf(within, within.ann), await numberOf(other, other.ann)];
    const { issues } = await importFile(within, `member,counterpart,kind\n${ann},${ann},\n${ann},${stranger},\n,,x\n`);
    expect(issues.map(({ line, column, code }) => [line, column, code])).toEqual([
      [2, 'counterpart', 'SAME_PERSON'],
      [3, 'counterpart', 'PERSON_UNKNOWN'],
      [4, 'kind', 'NOT_A_KIND'],
    ]);
  });

  test('does not end a pair in the middle of its talk', async () => {
    const within = await aSession();
    await startSession(within.bob, { sessionId: within.session });
    const [ann, bob] = [await numberOf(within, within.ann), await numberOf(within, within.bob)];
    const { issues } = await importFile(within, `member,counterpart,ends\n${ann},${bob},yes\n`);
    expect(issues).toMatchObject([{ line: 2, code: 'LIVE' }]);
  });
});

describe('pairs of departments', () => {
  test('are shown first, made by the nearest managers, and can be taken back', async () => {
    const company = await aCompany();
    const below = await company.open('第一課', company.departmentId);
    const chief = await company.hire('Chief', ['MANAGER'], company.departmentId);
    const head = await company.hire('Head', ['MANAGER', 'MEMBER'], below);
    const ann = await company.hire('Ann', ['MEMBER'], below);
    const bob = await company.hire('Bob', ['MEMBER'], company.departmentId);
    const { id } = await pairDepartments({ ...company.admin }, { dryRun: true });
    expect(await look(company, id)).toMatchObject({ state: 'CHECKED', counts: { PAIR_MADE: 3 } });
    expect(await pairsOf(company)).toEqual([]);
    await applyImport({ ...company.admin }, { importId: id });
    expect(await look(company, id)).toMatchObject({ state: 'APPLIED' });
    const two = (await pairsOf(company)).map(({ memberId, counterpartId }) => [memberId, counterpartId]).toSorted();
    expect(two).toEqual(
      [
        [head.userId, chief.userId],
        [ann.userId, head.userId],
        [bob.userId, chief.userId],
      ].toSorted(),
    );
    const again = await pairDepartments({ ...company.admin }, { dryRun: false });
    expect(await look(company, again.id)).toMatchObject({ state: 'APPLIED', counts: { UNCHANGED: 3 } });
    await undoImport({ ...company.admin }, { importId: id });
    expect(await look(company, id)).toMatchObject({ state: 'UNDONE' });
    expect(await pairsOf(company)).toEqual([]);
  });

  test('of one department leave the others alone', async () => {
    const company = await aCompany();
    const below = await company.open('第一課', company.departmentId);
    await company.hire('Chief', ['MANAGER'], company.departmentId);
    await company.hire('Bob', ['MEMBER'], company.departmentId);
    const ann = await company.hire('Ann', ['MEMBER'], below);
    const { id } = await pairDepartments({ ...company.admin }, { departmentId: below, dryRun: false });
    await look(company, id);
    expect((await pairsOf(company)).map(({ memberId }) => memberId)).toEqual([ann.userId]);
  });

  test('are made by administrators and servers with the scope only', async () => {
    const within = await aPair();
    for (const actor of [within.ann, within.bob, within.server('people:write')])
      await expect(pairDepartments({ ...actor }, { dryRun: true })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});
