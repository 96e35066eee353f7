import type { Contender, Helper } from './child.ts';
import type { LoadJob, LoadResult } from './load.ts';
import { type Manner, type Question, requestsFor } from './requests.ts';
import { median } from './statistics.ts';
import type { Issuer } from './subjects.ts';

/** A contender and how it is asked. */
export interface Asked {
  readonly contender: Contender;
  readonly manner: Manner;
}

/** One contender in one round: CPU of the server's process for each request, and what the callers saw. */
export interface Round {
  /** Milliseconds of the server's CPU for one request. */
  readonly cpu: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** Share of the requests that were refused because the server was busy. */
  readonly refused: number;
}

/** All rounds of a contender. */
export type Rounds = readonly Round[];

/** What everything that measures needs. */
export interface Bench {
  readonly load: Helper<LoadJob, LoadResult>;
  readonly issuer: Issuer;
  /** How long a warm-up and a round take, in milliseconds, and how many rounds there are. */
  readonly warmUp: number;
  readonly slice: number;
  readonly rounds: number;
}

const encoded = (requests: readonly Buffer[]): string[] => requests.map((request) => request.toString('base64'));

/** Sends a load and gives what it cost the server; throws when answers were not good. */
export async function burden(bench: Bench, { contender }: Asked, job: Omit<LoadJob, 'port'>): Promise<Round> {
  const before = await contender.usage();
  const result = await bench.load.run({ port: contender.port, ...job });
  const after = await contender.usage();
  if (result.failures > 0)
    throw new Error(`${contender.name}: ${result.failures} bad answers, the first: ${result.failure}`);
  return {
    p50: result.p50,
    p99: result.p99,
    refused: result.refused / result.requests,
    cpu: (after.cpu - before.cpu) / result.requests,
    perSecond: (result.requests / result.milliseconds) * 1000,
  };
}

/** Sends a load that is not counted: a cold process may refuse some of it while it compiles. */
export const loosen = async (bench: Bench, { contender }: Asked, job: Omit<LoadJob, 'port'>): Promise<void> =>
  void (await bench.load.run({ port: contender.port, ...job }));

/** Warms every contender up. */
export async function warmUp(bench: Bench, asked: readonly Asked[], questions: readonly Question[]): Promise<void> {
  for (const one of asked) {
    const requests = encoded(await requestsFor(questions, one.manner, bench.issuer));
    await loosen(bench, one, { requests, callers: 12, milliseconds: bench.warmUp });
  }
}

/** Rounds in which every contender has its turn, so that what disturbs the machine disturbs neighbours alike. */
export async function runRounds(
  bench: Bench,
  asked: readonly Asked[],
  questions: readonly Question[],
  callers: number,
): Promise<ReadonlyMap<string, Rounds>> {
  const requests = await Promise.all(
    asked.map(async ({ manner }) => encoded(await requestsFor(questions, manner, bench.issuer))),
  );
  const found = new Map<string, Round[]>(asked.map(({ contender }) => [contender.name, []]));
  for (let round = 0; round < bench.rounds; round += 1)
    for (const [place, one] of asked.entries()) {
      const job = { requests: requests[place] ?? [], callers, milliseconds: bench.slice };
      found.get(one.contender.name)?.push(await burden(bench, one, job));
    }
  return found;
}

/** The medians of rounds. */
export const medianRound = (rounds: Rounds): Round => ({
  cpu: median(rounds.map(({ cpu }) => cpu)),
  perSecond: median(rounds.map(({ perSecond }) => perSecond)),
  p50: median(rounds.map(({ p50 }) => p50)),
  p99: median(rounds.map(({ p99 }) => p99)),
  refused: median(rounds.map(({ refused }) => refused)),
});

/** Statements and messages around them for each request. */
export interface Statements {
  readonly statements: number;
  readonly around: number;
}

const CALLS = 20;

/** What one request sends to the database, once its process is warm. */
export async function countStatements(bench: Bench, asked: Asked, question: Question): Promise<Statements> {
  const requests = encoded(await requestsFor([question], asked.manner, bench.issuer));
  await loosen(bench, asked, { requests, callers: 1, count: 5 });
  const before = await asked.contender.usage();
  await burden(bench, asked, { requests, callers: 1, count: CALLS });
  const after = await asked.contender.usage();
  return {
    statements: Math.round((after.statements - before.statements) / CALLS),
    around: Math.round((after.around - before.around) / CALLS),
  };
}
