/**
 * Live transcripts at scale: appending beside the unnest limit of the same database, delivery beside raw `ws.send`.
 *
 *   npx tsx --conditions=source bench/transcript-scale.ts             some minutes
 *   npx tsx --conditions=source bench/transcript-scale.ts --quick     a tenth of the size
 *
 * The measured servers are processes of their own; this one reads and says. Prints figures and appends one dated JSON line to
 * bench/results/transcript-scale.jsonl. CPU is that of the server's process; ratios are taken within a round.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { WebSocket } from 'ws';
import { openEmbedded } from '@taiwa/postgres';
import type { Actor } from '../packages/schema/src/kernel/actor.ts';
import { connectDatabase, useDatabase } from '../packages/schema/src/kernel/database.ts';
import { migrate } from '../packages/schema/src/kernel/migrate.ts';
import { USUAL_LOGINS } from '../packages/schema/src/kernel/roles.ts';
import { useKeys } from '../packages/schema/src/kernel/seal.ts';
import { LocalSignals, useSignals } from '../packages/schema/src/kernel/signals.ts';
import { issueEmbedToken } from '../packages/schema/src/modules/access/embed-token.ts';
import { appending } from '../packages/schema/src/modules/transcripts/append-batch.ts';
import { admittedAppend, appendSegments } from '../packages/schema/src/modules/transcripts/append.ts';
import { aRecording, type CompanyWithRecording, said } from '../packages/schema/src/testing/transcripts.ts';
import type { Usage } from './src/control.ts';
import { ascending, median, percentile } from './src/statistics.ts';

const isQuick = process.argv.includes('--quick');
const size = isQuick
  ? { rounds: 2, calls: 32, readers: 100, talks: 40, events: 20, seconds: 8 }
  : { rounds: 5, calls: 320, readers: 1_000, talks: 400, events: 60, seconds: 20 };
const figures: Record<string, unknown> = {};
const report = (name: string, value: unknown): void => {
  figures[name] = value;
  console.log(name.padEnd(48), JSON.stringify(value));
};
const rounded = (value: number): number => Number(value.toPrecision(3));
const spread = (values: readonly number[]) => {
  const sorted = ascending(values);
  return { median: rounded(median(sorted)), least: rounded(sorted[0] ?? 0), most: rounded(sorted.at(-1) ?? 0) };
};

const FOLLOW = `subscription Follow($id: ID!, $after: Int!) { transcript(sessionId: $id, after: $after) {
  lastSeq state entries { __typename seq ... on TranscriptSegment { clientId speaker startsAt endsAt text revision } } } }`;
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

/** Anything that happens `times` times, so many at once. */
async function together(times: number, atOnce: number, work: (turn: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  const one = async () => {
    while (next < times) await work(next++);
  };
  await Promise.all(Array.from({ length: atOnce }, one));
}

let names = 0;
const words = (count: number) =>
  Array.from({ length: count }, () => said(`c${(names += 1)}`, '今日はありがとう。'.repeat(6)));
const callFor = ({ session: sessionId, grantId }: CompanyWithRecording, count = 50) => ({
  sessionId,
  grantId,
  segments: words(count),
});

async function measureAppend(talks: readonly CompanyWithRecording[]): Promise<void> {
  const admin = new pg.Client(cluster.config('admin'));
  await admin.connect();
  await admin.query('create table append_limit (like transcript_entry including all)');
  const columns =
    'tenant_id, session_id, seq, member_id, counterpart_id, kind, written_at, client_id, grant_id, speaker, starts_at, ends_at, words, fingerprint';
  const insert = `insert into append_limit (${columns})
    select $1, $2, seq, $3, $4, 'SEGMENT', now(), client, $5, 'MEMBER', now(), now(), words, fingerprint
    from unnest($6::int[], $7::text[], $8::bytea[], $9::bytea[]) as given (seq, client, words, fingerprint)`;
  const segments = size.calls * 50;
  const talkAt = (turn: number): CompanyWithRecording => talks[turn % talks.length] as CompanyWithRecording;
  let seq = 0;
  const limit = async () => {
    const { ann, bob, session, tenantId, grantId } = talkAt(0);
    // As many rows in one statement as a batch holds when so many calls wait.
    for (let left = segments; left > 0; left -= 1_600) {
      const rows = Array.from({ length: Math.min(left, 1_600) }, () => (seq += 1));
      const sealed = rows.map(() => randomBytes(190));
      await admin.query({
        name: 'limit',
        text: insert,
        values: [
          tenantId,
          session,
          ann.userId,
          bob.userId,
          grantId,
          rows,
          rows.map((row) => `l${row}`),
          sealed,
          sealed.map((one) => one.subarray(0, 32)),
        ],
      });
    }
  };
  const paces = { limit: [] as number[], batch: [] as number[], whole: [] as number[] };
  const timed = async (into: number[], work: () => Promise<unknown>) => {
    const began = performance.now();
    await work();
    into.push((segments * 1_000) / (performance.now() - began));
  };
  for (let round = 0; round <= size.rounds; round += 1) {
    const admitted = [];
    for (let turn = 0; turn < size.calls; turn += 1)
      admitted.push(await admittedAppend({ ...talkAt(turn).ann }, callFor(talkAt(turn))));
    await timed(paces.limit, limit);
    await timed(paces.batch, () =>
      together(size.calls, 32, (turn) => appending.run(admitted[turn] as (typeof admitted)[0])),
    );
    await timed(paces.whole, () =>
      together(size.calls, 32, (turn) => appendSegments({ ...talkAt(turn).ann }, callFor(talkAt(turn)))),
    );
  }
  // The first round only warms up.
  const [limits, ...others] = Object.values(paces).map((values) => values.slice(1)) as [number[], number[], number[]];
  report('append: rows a second at the limit', spread(limits));
  report('append: batch / limit (goal ≥ 0.5)', spread((others[0] ?? []).map((pace, at) => pace / (limits[at] ?? 1))));
  report(
    'append: whole call, sealing too / limit',
    spread((others[1] ?? []).map((pace, at) => pace / (limits[at] ?? 1))),
  );
  await admin.end();
}

interface Server {
  readonly port: number;
  usage(): Promise<Usage>;
  stop(): Promise<void>;
}

async function begin(kind: 'product' | 'raw'): Promise<Server> {
  const child: ChildProcess = fork(new URL('./transcript-server.ts', import.meta.url), [kind], {
    execArgv: ['--expose-gc', '--conditions=source', '--import', 'tsx'],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      BENCH_DATABASE: JSON.stringify(settings),
      BENCH_KEY: key.toString('base64'),
      BENCH_DOCUMENT: FOLLOW,
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  return {
    port,
    usage: async () => {
      const answered = once(child, 'message');
      child.send('collect');
      return ((await answered) as [{ usage: Usage }])[0].usage;
    },
    stop: async () => {
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      setTimeout(() => child.kill('SIGKILL'), 10_000).unref();
      await gone;
    },
  };
}

interface Reader {
  readonly socket: WebSocket;
  /** How many came so far. */
  events: number;
  /** Called with the number of the newest entry of each event. */
  onEvent: (lastSeq: number) => void;
}

let grants = 0;

async function openReader(port: number, { session, tenantId }: CompanyWithRecording, { userId }: Actor, after: number) {
  const grant = { id: `gra_${(grants += 1)}`, elements: [], origins: [], keyThumbprint: null, tokenVersion: 0 };
  const { token } = await issueEmbedToken({ ...grant, tenantId, userId });
  const socket = new WebSocket(`ws://127.0.0.1:${port}/graphql`, 'graphql-transport-ws', { perMessageDeflate: false });
  const reader: Reader = { socket, events: 0, onEvent: () => {} };
  const first = new Promise<void>((resolve) => (reader.onEvent = () => resolve()));
  const payload = { query: FOLLOW, variables: { id: session, after } };
  let tries = 0;
  const subscribe = () => socket.send(JSON.stringify({ id: `w${(tries += 1)}`, type: 'subscribe', payload }));
  socket.on('message', (data: Buffer) => {
    const text = data.toString('utf8');
    if (text.startsWith('{"type":"connection_ack"')) return subscribe();
    // A machine that does much else has no room at times.
    if (text.includes('"BUSY"')) return void setTimeout(subscribe, 1_000);
    if (text.includes('"errors"')) throw new Error(text.slice(0, 300));
    const lastSeq = /"lastSeq":(\d+)/.exec(text)?.[1];
    if (!lastSeq) return;
    reader.events += 1;
    reader.onEvent(Number(lastSeq));
  });
  socket.on('close', (code) => {
    if (code !== 1005) throw new Error(`A reader was cut off: ${code}`);
  });
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'connection_init', payload: { token } }));
  await first;
  return reader;
}

const openReaders = async (port: number, talks: readonly CompanyWithRecording[], each: number): Promise<Reader[]> => {
  const readers: Reader[] = [];
  await together(talks.length * each, 8, async (turn) => {
    const talk = talks[turn % talks.length] as CompanyWithRecording;
    readers.push(await openReader(port, talk, turn < talks.length ? talk.ann : talk.bob, 100_000));
  });
  return readers;
};

const close = (readers: readonly Reader[]): void => {
  for (const { socket } of readers) socket.removeAllListeners('close').close();
};

/** One event after the other to all readers of one talk; milliseconds of CPU a delivered message. */
async function cpuOfOneStream(server: Server, talk: CompanyWithRecording, count: number): Promise<number> {
  const readers = await openReaders(server.port, [talk], count);
  const say = async () => {
    const heard = Promise.all(
      readers.map((reader) => new Promise<void>((resolve) => (reader.onEvent = () => resolve()))),
    );
    await appendSegments({ ...talk.ann }, callFor(talk, 1));
    await heard;
  };
  for (let warm = 0; warm < 5; warm += 1) await say();
  const before = await server.usage();
  for (let event = 0; event < size.events; event += 1) await say();
  const after = await server.usage();
  close(readers);
  return (after.cpu - before.cpu) / (size.events * count);
}

/** All talks at once, a segment in each every two seconds. */
async function measureTalks(server: Server, talks: readonly CompanyWithRecording[]) {
  const idle = await server.usage();
  const readers = await openReaders(server.port, talks, 2);
  const open = await server.usage();
  const sent = new Map<CompanyWithRecording, number>();
  const took: number[] = [];
  readers.forEach((reader, at) => {
    const talk = talks[at % talks.length] as CompanyWithRecording;
    reader.onEvent = () => {
      const began = sent.get(talk);
      if (began !== undefined) took.push(performance.now() - began);
    };
  });
  const before = await server.usage();
  const until = performance.now() + size.seconds * 1_000;
  const pace = talks.map(async (talk, at) => {
    await new Promise((resolve) => setTimeout(resolve, (at * 2_000) / talks.length));
    while (performance.now() < until) {
      const began = performance.now();
      sent.set(talk, began);
      await appendSegments({ ...talk.ann }, callFor(talk, 1));
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, 2_000 - (performance.now() - began))));
    }
  });
  await Promise.all(pace);
  const after = await server.usage();
  close(readers);
  const sorted = ascending(took);
  return {
    messages: took.length,
    cpu: rounded((after.cpu - before.cpu) / took.length),
    p50: rounded(percentile(sorted, 0.5)),
    p99: rounded(percentile(sorted, 0.99)),
    heapKbPerTalk: rounded(((open.heap - idle.heap) * 1024) / talks.length),
  };
}

async function measureStatements(server: Server, talks: readonly CompanyWithRecording[]): Promise<number> {
  const readers = await openReaders(server.port, talks, 2);
  const before = await server.usage();
  const began = performance.now();
  await new Promise((resolve) => setTimeout(resolve, 5_000));
  const after = await server.usage();
  close(readers);
  return rounded(((after.statements - before.statements) * 1_000) / (performance.now() - began));
}

async function measureResume(server: Server, talk: CompanyWithRecording): Promise<number[]> {
  for (let from = 0; from < 1_800; from += 50) await appendSegments({ ...talk.ann }, callFor(talk));
  const took: number[] = [];
  for (let turn = 0; turn < 5; turn += 1) {
    const began = performance.now();
    const reader = await openReader(server.port, talk, talk.bob, 0);
    await new Promise<void>((resolve) => {
      // A hundred to a page.
      reader.onEvent = () => reader.events >= 18 && resolve();
      reader.onEvent(0);
    });
    took.push(performance.now() - began);
    close([reader]);
  }
  return took;
}

async function main(): Promise<void> {
  const talks: CompanyWithRecording[] = [];
  await together(size.talks, 4, async () => void talks.push(await aRecording()));
  const [first, second] = talks as [CompanyWithRecording, CompanyWithRecording];
  report('machine', {
    cores: availableParallelism(),
    load: rounded(loadavg()[0] ?? 0),
    node: process.version,
    ...size,
  });
  await measureAppend(talks.slice(0, 32));
  const [product, raw] = [await begin('product'), await begin('raw')];
  const one: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    const mine = await cpuOfOneStream(product, first, size.readers);
    const floor = await cpuOfOneStream(raw, first, size.readers);
    report(`one stream, round ${round}: CPU ms a message, floor`, [rounded(mine), rounded(floor)]);
    one.push(mine / floor);
  }
  report(`one stream, ${size.readers} readers: CPU / raw (goal ≤ 1.25)`, spread(one));
  const [talking, floor] = [await measureTalks(product, talks), await measureTalks(raw, talks)];
  report('talks × 2 readers', talking);
  report('talks × 2 readers, raw', floor);
  report('talks × 2 readers: CPU / raw (goal ≤ 2)', rounded(talking.cpu / floor.cpu));
  report('statements a second, 10 talks watched', await measureStatements(product, talks.slice(0, 10)));
  report('statements a second, all talks watched', await measureStatements(product, talks));
  report('milliseconds to resume 1,800 segments', spread(await measureResume(product, second)));
  await Promise.all([product.stop(), raw.stop()]);
}

try {
  await main();
  const line = { at: new Date().toISOString(), ...figures };
  appendFileSync(new URL('./results/transcript-scale.jsonl', import.meta.url), `${JSON.stringify(line)}\n`);
} finally {
  await database.close();
  await cluster.stop();
  rmSync(folder, { recursive: true, force: true });
}
process.exit(0);
