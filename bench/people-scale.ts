/**
 * Import of 10,000 people: sent, checked, written, sent again, taken back.
 *
 *   npx tsx --conditions=source bench/people-scale.ts            about a minute
 *   npx tsx --conditions=source bench/people-scale.ts --quick    a tenth of the size
 *
 * Works on an embedded PostgreSQL of its own, through the product's own rules and jobs. Prints figures and appends one dated
 * JSON line to bench/results/people-scale.jsonl.
 */
import { database, read } from '../packages/schema/src/kernel/database.ts';
import { createUpload, receiveUpload } from '../packages/schema/src/kernel/uploads.ts';
import { applyImport, importPeople } from '../packages/schema/src/modules/imports/import.ts';
import { runImport } from '../packages/schema/src/modules/imports/import-run.ts';
import { runUndo, undoImport } from '../packages/schema/src/modules/imports/undo.ts';
import { clocked, report, withCompany } from './scale.ts';

const isQuick = process.argv.includes('--quick');
const people = isQuick ? 1_000 : 10_000;
const figures: Record<string, unknown> = { people };

async function timed<T>(name: string, work: () => Promise<T>): Promise<T> {
  const { result, ...times } = await clocked(work);
  figures[name] = times;
  process.stdout.write(`${name}: ${times.seconds} s\n`);
  return result;
}

function fileOf(surname: string): Buffer {
  const lines = Array.from({ length: people }, (_, at) => {
    const [group, team] = [Math.trunc(at / 100), Math.trunc(at / 10)];
    const manager = at % 10 === 0 ? '' : `E${team * 10}`;
    const roles = at % 10 === 0 ? 'マネージャー・メンバー' : 'メンバー';
    return `E${at},${surname},太郎${at},ヤマダ,ﾀﾛｳ,本部${group % 10}/部${group}/課${team},${roles},2020/4/1,e${at}@example.com,${manager}`;
  });
  return Buffer.from(`社員番号,姓,名,姓カナ,名カナ,部署,権限,入社日,メール,上司\r\n${lines.join('\r\n')}\r\n`);
}

await withCompany('bench-people', async ({ job, admin }) => {
  const stateOf = (importId: string) => {
    const reader = job();
    return read(reader, () => database(reader).import.findFirstOrThrow({ where: { id: importId } }));
  };
  const send = async (file: Buffer): Promise<string> => {
    const asked = { purpose: 'PEOPLE_CSV', fileName: 'people.csv', bytes: file.length };
    const { uploadId, url } = await createUpload(admin(), asked);
    await receiveUpload(admin(), url.split('/').at(-1) ?? '', file);
    return uploadId;
  };
  const begin = async (file: Buffer, dryRun: boolean) =>
    (await importPeople(admin(), { uploadId: await send(file), dryRun, withManagers: true })).id;
  const expectState = async (importId: string, wanted: string) => {
    const { state, counts, issueCount } = await stateOf(importId);
    if (state !== wanted) throw new Error(`${state} instead of ${wanted}, ${issueCount} issues`);
    return counts;
  };

  const first = await timed('sent and taken', () => begin(fileOf('山田'), true));
  await timed('dry run', () => runImport(job(), first));
  await expectState(first, 'CHECKED');
  await timed('applied', async () => {
    await applyImport(admin(), { importId: first });
    await runImport(job(), first);
  });
  figures.counts = await expectState(first, 'APPLIED');
  await timed('the same file again', async () => runImport(job(), await begin(fileOf('山田'), false)));
  const renamed = await begin(fileOf('田中'), false);
  await timed('every name changed', () => runImport(job(), renamed));
  await timed('that taken back', async () => {
    await undoImport(admin(), { importId: renamed });
    await runUndo(job(), renamed);
  });
  await expectState(renamed, 'UNDONE');
  await timed('the first taken back', async () => {
    await undoImport(admin(), { importId: first });
    await runUndo(job(), first);
  });
  await expectState(first, 'UNDONE');
  report('people-scale', figures, { isKept: !isQuick });
});
