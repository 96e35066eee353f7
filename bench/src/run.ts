// npm run bench: see README.md.
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { beginContender, beginHelper } from './child.ts';
import { measureColdStart } from './cold-start.ts';
import { type Data, openData, sizeFor, TEAM } from './data.ts';
import type { LoadJob, LoadResult } from './load.ts';
import { measureDelivery, measureGrowth, measureMemory, measurePrepare, measureRate } from './parts.ts';
import { asLine, type Compared, type Findings, NAMES, printed } from './report.ts';
import { type Manner, pointQuestions, type Question, widgetQuestions } from './requests.ts';
import { type Asked, type Bench, countStatements, runRounds, type Statements, warmUp } from './rounds.ts';
import { demandSameAnswer } from './same-answer.ts';
import { chooseSubjects, openIssuer } from './subjects.ts';

interface Plan {
  readonly people: number;
  readonly folder: string;
  readonly isQuick: boolean;
  readonly warmUp: number;
  readonly slice: number;
  readonly rounds: number;
  readonly callers: readonly number[];
  readonly live: { readonly sessions: number; readonly changes: number; readonly perSecond: number };
  readonly memory: number;
  readonly coldStarts: number;
}

const HERE = fileURLToPath(new URL('..', import.meta.url));

const FULL = {
  warmUp: 4_000,
  slice: 2_000,
  rounds: 7,
  callers: [1, 16, 64],
  live: { sessions: 500, changes: 3_000, perSecond: 200 },
  memory: 100_000,
  coldStarts: 3,
};
const QUICK = {
  warmUp: 300,
  slice: 300,
  rounds: 2,
  callers: [4],
  live: { sessions: 10, changes: 40, perSecond: 40 },
  memory: 500,
  coldStarts: 1,
};

function readPlan(): Plan {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean', default: false },
      people: { type: 'string' },
      rounds: { type: 'string' },
      folder: { type: 'string' },
    },
  });
  const isQuick = values.quick;
  const people = Number(values.people ?? (isQuick ? 500 : 20_000));
  const base = isQuick ? QUICK : FULL;
  const folder = values.folder ?? process.env['TAIWA_BENCH_DATA'] ?? `${HERE}.data`;
  return { ...base, people, isQuick, folder, rounds: Number(values.rounds ?? base.rounds) };
}

const say = (line: string): void => void process.stderr.write(`${line}\n`);

const environmentOf = ({ settings, keys }: Data): Record<string, string> => ({
  BENCH_DATABASE: JSON.stringify(settings),
  TAIWA_KEYS: keys,
});

const HOW: Readonly<Record<keyof typeof NAMES, { file: string; args?: string[]; manner: Manner }>> = {
  limit: { file: 'limit', manner: 'path' },
  peer: { file: 'mercurius', manner: 'text' },
  stock: { file: 'apollo-prisma', manner: 'text' },
  taiwa: { file: 'taiwa', manner: 'trusted' },
  unfenced: { file: 'taiwa', args: ['unfenced'], manner: 'trusted' },
};

/** A contender on the database, as a process of its own. */
async function begin(name: keyof typeof NAMES, data: Data, publicKeys: string): Promise<Asked> {
  const { file, args = [], manner } = HOW[name];
  const env = { ...environmentOf(data), BENCH_KEYS: publicKeys };
  const script = `./contenders/${file}.js`;
  return { manner, contender: await beginContender({ name: NAMES[name], script, args, env }) };
}

const commit = (): string => {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: HERE, encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
};

const machine = (): Record<string, string | number> => ({
  node: process.version,
  cpu: cpus()[0]?.model ?? '',
  cores: availableParallelism(),
  load: Number(loadavg()[0]?.toFixed(2)),
});

/** What each phase needs, ended with it. */
interface Phase {
  readonly plan: Plan;
  readonly data: Data;
  readonly bench: Bench;
  readonly asked: readonly Asked[];
}

/** Begins contenders and what measures them, and ends them all afterwards. */
async function inPhase<T>(
  plan: Plan,
  data: Data,
  names: readonly (keyof typeof NAMES)[],
  work: (phase: Phase) => Promise<T>,
) {
  const issuer = await openIssuer(data.settings);
  const load = beginHelper<LoadJob, LoadResult>('./load.js');
  const asked: Asked[] = [];
  try {
    for (const name of names) asked.push(await begin(name, data, issuer.keys));
    const bench: Bench = { load, issuer, warmUp: plan.warmUp, slice: plan.slice, rounds: plan.rounds };
    return await work({ plan, data, bench, asked });
  } finally {
    await Promise.all([...asked.map(({ contender }) => contender.stop()), load.stop(), issuer.close()]);
  }
}

const QUERIES = ['widget', 'point'] as const;

/** The two queries: all contenders beside each other. */
async function compare({ plan, data, bench, asked }: Phase) {
  const subjects = await chooseSubjects(data.settings, TEAM);
  const questions = { widget: widgetQuestions(subjects.viewers), point: pointQuestions(subjects.points) };
  const bytes = { widget: 0, point: 0 };
  const statements = { widget: new Map<string, Statements>(), point: new Map<string, Statements>() };
  const compared: Compared[] = [];
  for (const query of QUERIES) {
    const first = questions[query][0] as Question;
    bytes[query] = await demandSameAnswer(asked, first, bench.issuer);
    say(`${query}: warming up`);
    await warmUp(bench, asked, questions[query]);
    for (const one of asked) statements[query].set(one.contender.name, await countStatements(bench, one, first));
    for (const callers of plan.callers) {
      say(`${query}: ${callers} callers`);
      compared.push({ query, callers, rounds: await runRounds(bench, asked, questions[query], callers) });
    }
  }
  const rss = new Map<string, number>();
  for (const { contender } of asked) rss.set(contender.name, (await contender.usage()).rss);
  return { bytes, statements, compared, rss };
}

/** What only the product does. */
async function measureProduct({ plan, data, bench, asked: [taiwa] }: Phase) {
  if (!taiwa) throw new Error('There is nothing to measure.');
  const subjects = await chooseSubjects(data.settings, TEAM);
  await warmUp(bench, [taiwa], widgetQuestions(subjects.viewers));
  const growth = await measureGrowth(bench, taiwa, subjects);
  say('mutations');
  const prepare = await measurePrepare(bench, taiwa, subjects);
  const rate = await measureRate(bench, taiwa, subjects);
  say('live delivery');
  const live = { settings: data.settings, subjects, ...plan.live };
  const delivery = await measureDelivery(bench, taiwa.contender, live);
  const raw = await beginContender({ name: 'raw', script: './contenders/raw-live.js', env: environmentOf(data) });
  const rawDelivery = await measureDelivery(bench, raw, live).finally(() => raw.stop());
  say('memory');
  const memory = await measureMemory(bench, taiwa, subjects, plan.memory);
  return { growth, prepare, rate, delivery, rawDelivery, memory };
}

async function main(): Promise<void> {
  const plan = readPlan();
  let data = await openData(plan.folder, sizeFor(plan.people), say);
  try {
    const begun = { at: new Date().toISOString(), commit: commit(), machine: machine(), data: data.says };
    const everybody = ['limit', 'peer', 'stock', 'taiwa', 'unfenced'] as const;
    const found = await inPhase(plan, data, everybody, compare);
    data = await data.reopen();
    const product = await inPhase(plan, data, ['taiwa'], measureProduct);
    await data.stop();
    say('cold start');
    const coldStarts = await measureColdStart(plan.folder, data.keys, plan.coldStarts);
    tell(plan, { ...begun, ...found, ...product, coldStarts });
  } finally {
    await data.stop();
  }
}

function tell(plan: Plan, findings: Findings): void {
  console.log(printed(findings));
  if (plan.isQuick) return;
  mkdirSync(`${HERE}results`, { recursive: true });
  appendFileSync(`${HERE}results/bench.jsonl`, `${asLine(findings)}\n`);
  say('written to bench/results/bench.jsonl');
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
