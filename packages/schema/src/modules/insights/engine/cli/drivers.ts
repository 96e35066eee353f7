import { fitSatisfaction, type MemberRatings, type SatisfactionFit } from '../driver-satisfaction.ts';
import {
  fitDrivers,
  fitOverallDriver,
  standardise,
  standardiseSatisfaction,
  TOPIC_LEVEL_FROM,
  type DriverDesign,
  type DriverFit,
} from '../drivers.ts';
import type { Command, CommandOptions } from './command.ts';
import { locateInput, readCsv, type CsvRow } from './csv.ts';
import { givenNumber, isRecord } from './given.ts';
import { InputError } from './input-error.ts';

const TOPICS = [1, 2, 3, 4, 5, 6, 7];
const DEFAULT_NOISE = 196;
const REFERENCE_ITERATIONS = 300;

interface DriverInput {
  readonly members: MemberRatings[];
  readonly engagement: number[];
  readonly managers: string[];
}

function readTopic(path: string, row: CsvRow, topic: number): { count: number; mean: number } {
  const count = row.integer(`n${topic}`, 0);
  const mean = row.optionalNumber(`mean${topic}`);
  if (count > 0 && mean === undefined)
    throw new InputError(`${path}, line ${row.line}, column "mean${topic}": empty although n${topic} is ${count}`);
  return { count, mean: mean ?? 0 };
}

/** Reads drivers.csv: engagement, manager, and count and mean rating of seven topics per member. */
async function readDrivers({ input, progress }: CommandOptions): Promise<DriverInput> {
  const path = await locateInput(input, 'drivers', 'drivers.csv');
  const read: DriverInput = { members: [], engagement: [], managers: [] };
  await readCsv(
    path,
    ['member', 'manager', 'engagement', ...TOPICS.flatMap((topic) => [`n${topic}`, `mean${topic}`])],
    (row) => {
      const topics = TOPICS.map((topic) => readTopic(path, row, topic));
      read.members.push({ counts: topics.map(({ count }) => count), means: topics.map(({ mean }) => mean) });
      read.engagement.push(row.number('engagement'));
      read.managers.push(row.id('manager'));
    },
    (lines) => progress('reading drivers, line', lines, 0),
  );
  if (read.members.length < 10) throw new InputError(`${path}: ${read.members.length} members, at least 10 are needed`);
  return read;
}

/** Reads design.csv where there is one: standardised topics t1..t7, outcome y, manager g. */
async function readDesign({ input }: CommandOptions): Promise<DriverDesign | undefined> {
  const path = await locateInput(input, 'drivers', 'design.csv').catch(() => undefined);
  if (path === undefined) return undefined;
  const design = { x: new Array<number[]>(), y: new Array<number>(), clusters: new Array<string>() };
  await readCsv(path, [...TOPICS.map((topic) => `t${topic}`), 'y', 'g'], (row) => {
    design.x.push(TOPICS.map((topic) => row.number(`t${topic}`)));
    design.y.push(row.number('y'));
    design.clusters.push(row.id('g'));
  });
  return design;
}

function byTopic<T>(values: readonly T[]): Record<string, T> {
  return Object.fromEntries(values.map((value, topic) => [`t${topic + 1}`, value]));
}

function byCoefficient([intercept, ...topics]: readonly number[]): Record<string, number> {
  return { '(Intercept)': intercept ?? Number.NaN, ...byTopic(topics) };
}

function reportFit(fit: DriverFit): Record<string, unknown> {
  return {
    n: fit.n,
    clusters: fit.clusters,
    coef: byCoefficient(fit.coefficients),
    se_ols: byCoefficient(fit.seOls),
    se_hc3: byCoefficient(fit.seHc3),
    se_cr1: byCoefficient(fit.seCr1),
    df: fit.df,
    p: byCoefficient(fit.p),
    holm: byTopic(fit.holm),
    r2: fit.rSquared,
  };
}

function reportSatisfaction(fit: SatisfactionFit, noise: number): Record<string, unknown> {
  const { iterations, mu, sigma, posteriorMeans } = fit;
  return { s2: noise, iterations, mu, Sigma: sigma, posterior_mean_first50: posteriorMeans.slice(0, 50) };
}

function designOf(fit: SatisfactionFit, { engagement, managers }: DriverInput): DriverDesign {
  return { x: standardiseSatisfaction(fit.posteriorMeans, fit.sigma), y: standardise(engagement), clusters: managers };
}

/** The method of the product: compound-symmetric satisfaction, ridge for strength; per topic only for large groups. */
function recommend(read: DriverInput, noise: number, { progress }: CommandOptions): Record<string, unknown> {
  const onStep = (done: number, total: number): void => progress('compound-symmetric satisfaction, step', done, total);
  const stage1 = fitSatisfaction(read.members, {
    covariance: 'compound-symmetric',
    noise,
    iterations: 1000,
    tolerance: 1e-4,
    onStep,
  });
  const design = designOf(stage1, read);
  const fit = fitDrivers(design);
  return {
    tau: stage1.sigma[0]?.[1],
    delta: (stage1.sigma[0]?.[0] ?? Number.NaN) - (stage1.sigma[0]?.[1] ?? Number.NaN),
    ridge: byTopic(fit.ridge),
    labels: byTopic(fit.labels),
    ...reportFit(fit),
    overall: fitOverallDriver(design),
    topics_shown: fit.n >= TOPIC_LEVEL_FROM,
  };
}

/** `drivers`: the reference (free covariance), the regression on design.csv or on it, and the recommended method. */
export const driversCommand: Command = {
  name: 'drivers',
  summary: 'Which topics go with engagement (drivers.csv, design.csv if there)',
  async run(options) {
    const read = await readDrivers(options);
    const { given, progress } = options;
    const noise = isRecord(given) && 's2' in given ? givenNumber(given, 's2') : DEFAULT_NOISE;
    const onStep = (done: number, total: number): void => progress('free satisfaction, step', done, total);
    const free = fitSatisfaction(read.members, {
      covariance: 'free',
      noise,
      iterations: REFERENCE_ITERATIONS,
      tolerance: 0,
      onStep,
    });
    const reference = fitDrivers((await readDesign(options)) ?? designOf(free, read), 'least-squares');
    return {
      eb: reportSatisfaction(free, noise),
      labels: byTopic(reference.labels),
      ...reportFit(reference),
      recommended: recommend(read, noise, options),
    };
  },
};
