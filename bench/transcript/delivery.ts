import { ascending, percentile } from '../src/statistics.ts';
import type { MeasuredServer } from './measured-server.ts';
import { openReaders, type Reader } from './readers.ts';
import { newestOf, sayIn } from './saying.ts';
import type { Talk } from './talks.ts';

/** Milliseconds between two sentences of a talk. */
const PACE_MS = 2_000;
/** Milliseconds after which an event that somebody has not heard is lost. */
const LONGEST_MS = 60_000;
/** Batches of sentences that are under way at the same time, at most. */
const MOST_BEATS = 10;
/** Milliseconds between two batches of sentences. */
const BEAT_MS = 50;
/** Seconds of talking before anything is measured: a process that has just begun still compiles what it runs. */
const WARM_SECONDS = 8;

const leaveAll = (readers: readonly Reader[]): void => {
  for (const reader of readers) reader.leave();
};

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** One event after the other to all readers of one talk; milliseconds of CPU a delivered message. */
export async function cpuOfOneTalk(server: MeasuredServer, talk: Talk, count: number, events: number): Promise<number> {
  const readers = await openReaders(server.port, [talk], count);
  const say = async () => {
    const waiting = new Set(readers);
    const heard = new Promise<void>((resolve, reject) => {
      const tooLate = setTimeout(
        () => reject(new Error(`${waiting.size} of ${count} readers heard nothing for a minute.`)),
        LONGEST_MS,
      );
      for (const reader of readers)
        reader.onEvent = (lastSeq) => {
          if (lastSeq < newestOf(talk)) return;
          waiting.delete(reader);
          if (waiting.size > 0) return;
          clearTimeout(tooLate);
          resolve();
        };
    });
    await Promise.all([sayIn([talk]), heard]);
  };
  for (let warm = 0; warm < 5; warm += 1) await say();
  const before = await server.usage();
  for (let event = 0; event < events; event += 1) await say();
  const after = await server.usage();
  leaveAll(readers);
  return (after.cpu - before.cpu) / (events * count);
}

/** What many talks at once cost, with a sentence in each every two seconds. */
export interface ManyTalks {
  /** Sentences that were said, how many of them reached both readers, and in how many messages to a reader. */
  readonly said: number;
  readonly heard: number;
  readonly messages: number;
  /** Milliseconds of the server's CPU a message. */
  readonly cpu: number;
  /** Milliseconds of a sentence from before the writing to the reader. */
  readonly p50: number;
  readonly p99: number;
  /** Live heap for each talk with its two sockets. */
  readonly heapKbPerTalk: number;
  /** Statements a second while nothing is said. */
  readonly idleStatements: number;
}

async function statementsASecond(server: MeasuredServer): Promise<number> {
  const before = await server.usage();
  const began = performance.now();
  await wait(5_000);
  const after = await server.usage();
  return ((after.statements - before.statements) * 1_000) / (performance.now() - began);
}

/** Talks that are due in turn, so many with each beat that each talk has its turn every two seconds. */
async function keepTalking(
  talks: readonly Talk[],
  seconds: number,
  onSay: (one: Talk, seq: number) => void,
): Promise<void> {
  const each = Math.max(1, Math.round((talks.length * BEAT_MS) / PACE_MS));
  const beat = (each * PACE_MS) / talks.length;
  const under = new Set<Promise<void>>();
  const began = performance.now();
  for (let turn = 0; turn * beat < seconds * 1_000; turn += 1) {
    await wait(Math.max(0, began + turn * beat - performance.now()));
    // A machine that cannot write so much is not asked for more: fewer messages than were meant say so.
    if (under.size >= MOST_BEATS) await Promise.race(under);
    const due = Array.from({ length: each }, (_, at) => talks[(turn * each + at) % talks.length] as Talk);
    const saying = sayIn(due, onSay).finally(() => under.delete(saying));
    under.add(saying);
  }
  await Promise.all(under);
}

/** Notes when each sentence was said and how long it took to each of two readers, also where one message brings several. */
function listenTo(readers: readonly Reader[]) {
  const saidAt = new Map<Talk, Map<number, number>>();
  const took: number[] = [];
  let [said, messages] = [0, 0];
  for (const reader of readers) {
    let behind = newestOf(reader.talk);
    reader.onEvent = (lastSeq) => {
      const now = performance.now();
      messages += 1;
      for (; behind < lastSeq; behind += 1) took.push(now - (saidAt.get(reader.talk)?.get(behind + 1) ?? Number.NaN));
    };
  }
  return {
    took,
    said: () => said,
    messages: () => messages,
    onSay: (talk: Talk, seq: number): void => {
      said += 1;
      saidAt.set(talk, (saidAt.get(talk) ?? new Map<number, number>()).set(seq, performance.now()));
    },
    /** Waits until everything was heard, but not longer than for something that is lost. */
    all: async (): Promise<void> => {
      for (let waited = 0; took.length < said * 2 && waited < LONGEST_MS; waited += BEAT_MS) await wait(BEAT_MS);
    },
  };
}

/** Two readers to each talk, a sentence in each every two seconds, for so many seconds after some to warm up. */
export async function measureTalks(
  server: MeasuredServer,
  talks: readonly Talk[],
  seconds: number,
): Promise<ManyTalks> {
  const idle = await server.collected();
  const readers = await openReaders(server.port, talks, 2);
  const open = await server.collected();
  const idleStatements = await statementsASecond(server);
  const warm = listenTo(readers);
  await keepTalking(talks, WARM_SECONDS, warm.onSay);
  await warm.all();
  const heard = listenTo(readers);
  const before = await server.usage();
  await keepTalking(talks, seconds, heard.onSay);
  await heard.all();
  const after = await server.usage();
  leaveAll(readers);
  const sorted = ascending(heard.took);
  return {
    said: heard.said(),
    heard: sorted.length / 2,
    messages: heard.messages(),
    cpu: (after.cpu - before.cpu) / heard.messages(),
    p50: percentile(sorted, 0.5),
    p99: percentile(sorted, 0.99),
    heapKbPerTalk: ((open.heap - idle.heap) * 1024) / talks.length,
    idleStatements,
  };
}
