import type { Contender, Helper } from './child.ts';
import { beginHelper } from './child.ts';
import type { LiveJob, LiveResult } from './live.ts';
import {
  pointQuestions,
  prepareQuestions,
  type Question,
  rateQuestions,
  requestsFor,
  widgetQuestions,
} from './requests.ts';
import {
  type Asked,
  type Bench,
  burden,
  countStatements,
  loosen,
  medianRound,
  type Round,
  type Statements,
} from './rounds.ts';
import type { DatabaseSettings } from './contenders/settings.ts';
import type { Subjects } from './subjects.ts';

const encoded = (requests: readonly Buffer[]): string[] => requests.map((request) => request.toString('base64'));

/** Statements of the same query for few and for many rows. */
export interface Growth {
  readonly few: Statements;
  readonly many: Statements;
}

/** Whether the number of statements depends on how many rows there are: 2 pairs with 1 session each, 20 with 12. */
export async function measureGrowth(bench: Bench, asked: Asked, { viewers }: Subjects): Promise<Growth> {
  const [few, many] = [widgetQuestions(viewers, 2, 1), widgetQuestions(viewers, 20, 10)];
  return {
    few: await countStatements(bench, asked, few[0] as Question),
    many: await countStatements(bench, asked, many[0] as Question),
  };
}

/** A mutation at 16 callers. */
export async function measurePrepare(bench: Bench, asked: Asked, { coming }: Subjects): Promise<Round> {
  const requests = encoded(await requestsFor(prepareQuestions(coming.slice(0, 400)), asked.manner, bench.issuer));
  const job = { requests, callers: 16, milliseconds: bench.slice, expects: '"Session"' };
  await loosen(bench, asked, job);
  const rounds: Round[] = [];
  for (let round = 0; round < bench.rounds; round += 1) rounds.push(await burden(bench, asked, job));
  return medianRound(rounds);
}

/** Each answer can be given once: the rounds share what there is. */
export async function measureRate(bench: Bench, asked: Asked, { ratable }: Subjects): Promise<Round> {
  const share = Math.floor(ratable.length / (bench.rounds + 1));
  const rounds: Round[] = [];
  for (let round = 0; round <= bench.rounds; round += 1) {
    const questions = rateQuestions(ratable.slice(round * share, (round + 1) * share));
    const requests = encoded(await requestsFor(questions, asked.manner, bench.issuer));
    rounds.push(await burden(bench, asked, { requests, callers: 16, count: share, expects: '"Session"' }));
  }
  return medianRound(rounds.slice(1));
}

/** Delivery of a change to two readers of each session. */
export interface Delivery extends LiveResult {
  readonly sessions: number;
  /** Milliseconds of the server's CPU for one delivered message. */
  readonly cpu: number;
  /** MB of resident memory with all sockets open. */
  readonly rss: number;
}

interface Live {
  readonly settings: DatabaseSettings;
  readonly subjects: Subjects;
  readonly sessions: number;
  readonly changes: number;
  readonly perSecond: number;
}

async function openLive(
  bench: Bench,
  helper: Helper<LiveJob, LiveResult>,
  { port }: Contender,
  live: Live,
): Promise<void> {
  const sessions = await Promise.all(
    live.subjects.coming.slice(0, live.sessions).map(async ({ tenantId, sessionId, memberId, counterpartId }) => ({
      tenantId,
      sessionId,
      tokens: await Promise.all([memberId, counterpartId].map((userId) => bench.issuer.tokenFor({ tenantId, userId }))),
    })),
  );
  await helper.run({ step: 'open', port, database: live.settings.unfenced, sessions });
}

/** Opens the readers, changes sessions at an even pace and closes them again. */
export async function measureDelivery(bench: Bench, contender: Contender, live: Live): Promise<Delivery> {
  const helper = beginHelper<LiveJob, LiveResult>('./live.js');
  try {
    await openLive(bench, helper, contender, live);
    const { changes, perSecond } = live;
    await helper.run({ step: 'change', changes: Math.ceil(changes / 4), perSecond });
    const before = await contender.usage();
    const result = await helper.run({ step: 'change', changes, perSecond });
    const after = await contender.usage();
    await helper.run({ step: 'close' });
    return { ...result, sessions: live.sessions, cpu: (after.cpu - before.cpu) / result.messages, rss: after.rss };
  } finally {
    await helper.stop();
  }
}

/** Memory over many requests. */
export interface Memory {
  readonly requests: number;
  /** MB after the first tenth and at the end, each after a garbage collection. */
  readonly heapBefore: number;
  readonly heapAfter: number;
  readonly rssBefore: number;
  readonly rssAfter: number;
}

/** Point queries, a tenth of them first so that everything is warm. */
export async function measureMemory(
  bench: Bench,
  asked: Asked,
  { points }: Subjects,
  requests: number,
): Promise<Memory> {
  const ask = async (count: number) => {
    const asks = encoded(await requestsFor(pointQuestions(points), asked.manner, bench.issuer));
    await burden(bench, asked, { requests: asks, callers: 16, count });
    return asked.contender.usage(true);
  };
  const before = await ask(Math.ceil(requests / 10));
  let after = before;
  for (let left = requests; left > 0; left -= 20_000) after = await ask(Math.min(left, 20_000));
  return { requests, heapBefore: before.heap, heapAfter: after.heap, rssBefore: before.rss, rssAfter: after.rss };
}
