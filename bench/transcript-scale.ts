/**
 * Live transcripts at scale: appending beside the unnest limit of the same database, delivery beside raw `ws.send`.
 *
 *   npx tsx --conditions=source bench/transcript-scale.ts             some minutes
 *   npx tsx --conditions=source bench/transcript-scale.ts --quick     a small part of the size
 *   … --only append,stream,talks,resume                               some of it; nothing is kept
 *   … --readers 200 --talks 500 --seconds 10                          another size
 *
 * The measured servers are processes of their own; this one writes, reads and says. Prints figures and appends one dated JSON
 * line to bench/results/transcript-scale.jsonl. CPU is that of the server's process; ratios are taken within a round.
 */
import { randomBytes } from 'node:crypto';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { openEmbedded } from '@taiwa/postgres';
import { connectDatabase, useDatabase } from '../packages/schema/src/kernel/database.ts';
import { migrate } from '../packages/schema/src/kernel/migrate.ts';
import { USUAL_LOGINS } from '../packages/schema/src/kernel/roles.ts';
import { useKeys } from '../packages/schema/src/kernel/keyring.ts';
import { LocalSignals, useSignals } from '../packages/schema/src/kernel/signals.ts';
import { pairedRatio, type Spread, spreadOf } from './src/statistics.ts';
import { measureAppend } from './transcript/append-pace.ts';
import { cpuOfOneTalk, measureTalks } from './transcript/delivery.ts';
import { beginServer, type MeasuredServer } from './transcript/measured-server.ts';
import { FOLLOW } from './transcript/readers.ts';
import { measureResume } from './transcript/resuming.ts';
import { lookUp } from './transcript/saying.ts';
import { makeTalks, type Talk } from './transcript/talks.ts';

const { values: asked } = parseArgs({
  options: {
    quick: { type: 'boolean' },
    only: { type: 'string' },
    readers: { type: 'string' },
    talks: { type: 'string' },
    seconds: { type: 'string' },
  },
});
const parts = new Set((asked.only ?? 'append,stream,talks,resume').split(','));
const usual = asked.quick
  ? { rounds: 2, calls: 128, readers: 200, talks: 200, events: 40, seconds: 6 }
  : { rounds: 5, calls: 320, readers: 1_000, talks: 2_000, events: 60, seconds: 20 };

const size = {
  ...usual,
  readers: Number(asked.readers ?? usual.readers),
  talks: Number(asked.talks ?? usual.talks),
  seconds: Number(asked.seconds ?? usual.seconds),
};

const figures: Record<string, unknown> = {};
const rounded = (value: number): number => Number(value.toPrecision(3));
const shown = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (_, one: unknown) => (typeof one === 'number' ? rounded(one) : one)));
function report(name: string, value: unknown): void {
  figures[name] = shown(value);
  console.log(name.padEnd(48), JSON.stringify(figures[name]));
}

const key = randomBytes(32);
useKeys({ current: 'bench', keys: new Map([['bench', key]]), pepper: key });
const folder = mkdtempSync(join(tmpdir(), 'transcript-scale-'));
const cluster = await openEmbedded({ folder });
await migrate({ owner: cluster.config('owner'), roles: USUAL_LOGINS });
const settings = {
  app: cluster.config('app'),
  system: cluster.config('system'),
  statistics: cluster.config('statistics'),
};
const database = connectDatabase({ ...settings, patience: 60_000 });
useDatabase(database);
useSignals(new LocalSignals());
const admin = new pg.Client(cluster.config('admin'));
await admin.connect();

async function appending(talks: readonly Talk[]): Promise<void> {
  const paces = await measureAppend(admin, talks, size.rounds, size.calls);
  const [limits, batches, wholes] = [
    paces.map(({ limit }) => limit),
    paces.map(({ batch }) => batch),
    paces.map(({ whole }) => whole),
  ];
  report('append: rows a second at the limit', spreadOf(limits));
  report('append: batch / limit (goal ≥ 0.5)', pairedRatio(batches, limits));
  report('append: whole call, sealing too / limit', pairedRatio(wholes, limits));
}

async function oneStream(product: MeasuredServer, raw: MeasuredServer, talk: Talk): Promise<void> {
  const [mine, floor]: [number[], number[]] = [[], []];
  for (let round = 0; round < 3; round += 1) {
    mine.push(await cpuOfOneTalk(product, talk, size.readers, size.events));
    floor.push(await cpuOfOneTalk(raw, talk, size.readers, size.events));
  }
  report('one stream: CPU ms a message', { product: spreadOf(mine), raw: spreadOf(floor) });
  const ratio: Spread = pairedRatio(mine, floor);
  report(`one stream, ${size.readers} readers: CPU / raw (goal ≤ 1.25)`, ratio);
}

async function manyTalks(product: MeasuredServer, raw: MeasuredServer, talks: readonly Talk[]): Promise<void> {
  const few = await measureTalks(product, talks.slice(0, 10), 4);
  const [many, floor] = [
    await measureTalks(product, talks, size.seconds),
    await measureTalks(raw, talks, size.seconds),
  ];
  report(`${talks.length} talks × 2 readers`, many);
  report(`${talks.length} talks × 2 readers, raw`, floor);
  report('talks × 2 readers: CPU / raw (goal ≤ 2)', many.cpu / floor.cpu);
  report('statements a second while nothing is said', { ten: few.idleStatements, all: many.idleStatements });
}

async function main(): Promise<void> {
  const talks = await makeTalks(admin, size.talks);
  report('machine', { cores: availableParallelism(), load: loadavg()[0], node: process.version, ...size });
  const [first, last] = [talks[0] as Talk, talks.at(-1) as Talk];
  const env = { BENCH_DATABASE: JSON.stringify(settings), BENCH_KEY: key.toString('base64'), BENCH_DOCUMENT: FOLLOW };
  if (parts.has('append')) await appending(talks.slice(0, 32));
  await lookUp(admin, talks);
  const [product, raw] = [await beginServer('product', env), await beginServer('raw', env)];
  if (parts.has('stream')) await oneStream(product, raw, first);
  if (parts.has('talks')) await manyTalks(product, raw, talks);
  if (parts.has('resume'))
    report('milliseconds to resume 1,800 sentences', spreadOf(await measureResume(product, last, 1_800)));
  report('load at the end', loadavg()[0]);
  await Promise.all([product.stop(), raw.stop()]);
}

try {
  await main();
  const line = { at: new Date().toISOString(), ...figures };
  const results = new URL('./results/transcript-scale.jsonl', import.meta.url);
  if (!asked.only) appendFileSync(results, `${JSON.stringify(line)}\n`);
} finally {
  await admin.end();
  await database.close();
  await cluster.stop();
  rmSync(folder, { recursive: true, force: true });
}
process.exit(0);
