/**
 * Export of 300,000 sessions: how long it takes, and what it keeps in memory on the way.
 *
 *   node --expose-gc --import tsx --conditions=source bench/export-scale.ts
 *   … bench/export-scale.ts --quick    a tenth of the size
 *
 * Works on an embedded PostgreSQL of its own, through the product's own rules. Prints figures and appends one dated JSON line
 * to bench/results/export-scale.jsonl.
 */
import { randomBytes } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import pg from 'pg';
import { createFromTemplate, openTestCluster } from '../packages/postgres/src/testing.ts';
import { jobActor, personActor } from '../packages/schema/src/kernel/actor.ts';
import { connectDatabase, useDatabase } from '../packages/schema/src/kernel/database.ts';
import { createExport, exportLines, redeemExport } from '../packages/schema/src/kernel/exports.ts';
import { migrate } from '../packages/schema/src/kernel/migrate.ts';
import { useKeys } from '../packages/schema/src/kernel/seal.ts';
import '../packages/schema/src/modules/activity/person-read.ts';
import '../packages/schema/src/modules/sessions/sessions-export.ts';
import { createDepartment } from '../packages/schema/src/modules/tenancy/department.ts';
import { createTenant } from '../packages/schema/src/modules/tenancy/tenant.ts';
import { createUser } from '../packages/schema/src/modules/tenancy/user.ts';

const isQuick = process.argv.includes('--quick');
const pairs = isQuick ? 1_000 : 10_000;
const sessions = pairs * 30;

const SEED = [
  `insert into app_user (tenant_id, id, external_id, family_name, given_name, roles, department_id, kana_key, latin_key, search_key)
   select $1, 'usr_' || n, 'E' || n, '山田', '太郎' || n, '{MEMBER}', $2, '', '', '' from generate_series(1, $3::int * 2) n`,
  `insert into pair (tenant_id, id, kind, member_id, counterpart_id)
   select $1, 'pai_' || n, 'MANAGER_MEMBER', 'usr_' || n, 'usr_' || (n + $3::int) from generate_series(1, $3::int) n where $2 <> ''`,
  `insert into session (tenant_id, id, pair_id, member_id, counterpart_id, state, starts_at, ends_at, time_zone, proposed_by_id, started_at, ended_at)
   select $1, 'ses_' || lpad((n * 100 + k)::text, 10, '0'), 'pai_' || n, 'usr_' || n, 'usr_' || (n + $3::int), 'ENDED', at,
     at + interval '30 minutes', 'Asia/Tokyo', 'usr_' || n, at, at + interval '31 minutes'
   from generate_series(1, $3::int) n, generate_series(1, 30) k, lateral (select now() - k * interval '7 days' as at) t where $2 <> ''`,
];

const cluster = await openTestCluster('bench-export');
const scratch = await createFromTemplate(cluster.access);
const figures: Record<string, unknown> = { sessions };
try {
  await migrate({ owner: scratch.config('owner') });
  const connected = connectDatabase({ app: scratch.config('app'), system: scratch.config('system') });
  useDatabase(connected);
  useKeys({ current: 'k', keys: new Map([['k', randomBytes(32)]]), pepper: randomBytes(32) });
  const { tenantId } = await createTenant({ name: '株式会社たいわ' });
  const job = () => jobActor(tenantId, 'bench');
  const { id: departmentId } = await createDepartment(job(), { name: '営業部' });
  const names = { externalId: 'admin', familyName: 'A', givenName: 'B' };
  const { id: userId } = await createUser(job(), { ...names, roles: ['ADMIN'], departmentId });
  const owner = new pg.Client(scratch.config('admin'));
  await owner.connect();
  for (const statement of SEED) await owner.query(statement, [tenantId, departmentId, pairs]);
  await owner.query('analyze');
  await owner.end();
  const admin = personActor({ tenantId, userId, roles: new Set(['ADMIN']), requestId: 'bench' });

  const { url } = await createExport(admin, { kind: 'SESSIONS' });
  const pass = await redeemExport(url.split('/').at(-1) ?? '');
  const heap: number[] = [];
  let [bytes, lines, rss] = [0, 0, 0];
  const megabytes = (size: number) => Math.round(size / 1_048_576);
  const counted = async function* () {
    for await (const line of exportLines(admin, pass)) {
      if (lines++ % Math.trunc(sessions / 10) === 0) {
        globalThis.gc?.();
        heap.push(megabytes(process.memoryUsage().heapUsed));
        rss = Math.max(rss, process.memoryUsage().rss);
      }
      yield line;
    }
  };
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      done();
    },
  });
  const [began, before] = [performance.now(), process.cpuUsage()];
  const csv = stringify({ bom: true, escape_formulas: true, record_delimiter: 'windows' });
  await pipeline(Readable.from(counted(), { highWaterMark: 64 }), csv, sink);
  const { user, system } = process.cpuUsage(before);
  figures.seconds = Number(((performance.now() - began) / 1000).toFixed(1));
  figures.cpu = Number(((user + system) / 1e6).toFixed(1));
  Object.assign(figures, { lines, megabytes: megabytes(bytes), heapAtEachTenth: heap, mostResident: megabytes(rss) });
  await connected.close();
} finally {
  await scratch.drop();
  await cluster.stop();
}

const at = new Date().toISOString();
process.stdout.write(`${JSON.stringify(figures)}\n`);
if (!isQuick) {
  const file = new URL('results/export-scale.jsonl', import.meta.url);
  appendFileSync(file, `${JSON.stringify({ at, load: loadavg()[0], ...figures })}\n`);
}
