/**
 * Export of 300,000 sessions: how long it takes, and what it keeps in memory on the way.
 *
 *   node --expose-gc --import tsx --conditions=source bench/export-scale.ts
 *   … bench/export-scale.ts --quick    a tenth of the size
 *
 * Works on an embedded PostgreSQL of its own, through the product's own rules. Prints figures and appends one dated JSON line
 * to bench/results/export-scale.jsonl.
 */
import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import { createExport, exportLines, redeemExport } from '../packages/schema/src/kernel/exports.ts';
import '../packages/schema/src/modules/activity/person-read.ts';
import '../packages/schema/src/modules/sessions/sessions-export.ts';
import { clocked, report, withCompany, seedPairs } from './scale.ts';

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

const megabytes = (size: number) => Math.round(size / 1_048_576);

await withCompany('bench-export', async (company) => {
  await seedPairs(company, SEED, pairs);
  const admin = company.admin();
  const { url } = await createExport(admin, { kind: 'SESSIONS' });
  const pass = await redeemExport(url.split('/').at(-1) ?? '');
  const heap: number[] = [];
  let [bytes, lines, rss] = [0, 0, 0];
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
  const csv = stringify({ bom: true, escape_formulas: true, record_delimiter: 'windows' });
  const { seconds, cpu } = await clocked(() => pipeline(Readable.from(counted(), { highWaterMark: 64 }), csv, sink));
  const sizes = { lines, megabytes: megabytes(bytes), heapAtEachTenth: heap, mostResident: megabytes(rss) };
  report('export-scale', { sessions, seconds, cpu, ...sizes }, { isKept: !isQuick });
});
