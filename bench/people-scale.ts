/**
 * Import of 10,000 people: sent, checked, written, sent again, taken back.
 *
 *   npx tsx --conditions=source bench/people-scale.ts            about a minute
 *   npx tsx --conditions=source bench/people-scale.ts --quick    a tenth of the size
 *
 * Works on an embedded PostgreSQL of its own, through the product's own rules and jobs. Prints figures and appends one dated
 * JSON line to bench/results/people-scale.jsonl.
 */
import { randomBytes } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { createFromTemplate, openTestCluster } from '../packages/postgres/src/testing.ts';
import { jobActor, personActor } from '../packages/schema/src/kernel/actor.ts';
import { connectDatabase, database, read, useDatabase } from '../packages/schema/src/kernel/database.ts';
import { migrate } from '../packages/schema/src/kernel/migrate.ts';
import { useKeys } from '../packages/schema/src/kernel/seal.ts';
import { createUpload, receiveUpload } from '../packages/schema/src/kernel/uploads.ts';
import { applyImport, importPeople } from '../packages/schema/src/modules/imports/import.ts';
import { runImport } from '../packages/schema/src/modules/imports/import-run.ts';
import { runUndo, undoImport } from '../packages/schema/src/modules/imports/undo.ts';
import { createDepartment } from '../packages/schema/src/modules/tenancy/department.ts';
import { createTenant } from '../packages/schema/src/modules/tenancy/tenant.ts';
import { createUser } from '../packages/schema/src/modules/tenancy/user.ts';

const isQuick = process.argv.includes('--quick');
const people = isQuick ? 1_000 : 10_000;
const figures: Record<string, unknown> = { people };

async function timed<T>(name: string, work: () => Promise<T>): Promise<T> {
  const [began, before] = [performance.now(), process.cpuUsage()];
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  const seconds = Number(((performance.now() - began) / 1000).toFixed(2));
  figures[name] = { seconds, cpu: Number(((user + system) / 1e6).toFixed(2)) };
  process.stdout.write(`${name}: ${seconds} s\n`);
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

const cluster = await openTestCluster('bench-people');
const scratch = await createFromTemplate(cluster.access);
try {
  await migrate({ owner: scratch.config('owner') });
  const connected = connectDatabase({ app: scratch.config('app'), system: scratch.config('system') });
  useDatabase(connected);
  useKeys({ current: 'k', keys: new Map([['k', randomBytes(32)]]), pepper: randomBytes(32) });
  const { tenantId } = await createTenant({ name: '株式会社たいわ' });
  const job = () => jobActor(tenantId, 'bench');
  const { id: departmentId } = await createDepartment(job(), { name: '人事部' });
  const names = { externalId: 'admin', familyName: 'A', givenName: 'B' };
  const { id: userId } = await createUser(job(), { ...names, roles: ['ADMIN'], departmentId });
  const admin = () => personActor({ tenantId, userId, roles: new Set(['ADMIN']), requestId: 'bench' });
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
  await connected.close();
} finally {
  await scratch.drop();
  await cluster.stop();
}

const at = new Date().toISOString();
process.stdout.write(`${JSON.stringify(figures)}\n`);
if (!isQuick) {
  const file = new URL('results/people-scale.jsonl', import.meta.url);
  appendFileSync(file, `${JSON.stringify({ at, load: loadavg()[0], ...figures })}\n`);
}
