import { access, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { deviationsOf, posteriorOfCells, showCells, type CellValue } from '../cells.ts';
import {
  learnCovariance,
  learnStructured,
  structuredCovariance,
  type StructuredVariances,
} from '../cells-covariance.ts';
import { cellCount, collectEvidence, residualsOfFixed, type CellEvidence } from '../cells-statistics.ts';
import type { Square } from '../linear-algebra/cholesky.ts';
import { layoutOf } from '../mixed-model-layout.ts';
import type { MixedModel } from '../mixed-model-solve.ts';
import { describeManagers, isExactAffordable, usualQuestions } from '../state.ts';
import type { StateFit } from '../state-fit.ts';
import type { Command, CommandOptions } from './command.ts';
import { givenMatrix, givenNumber, givenRecord } from './given.ts';
import { InputError } from './input-error.ts';
import { fitInput } from './state.ts';

const storedFit = 'lmer_M1.json';

/** The given JSON, or where it has no variances the fit `lmer_M1.json` stored beside it, so that both stand together. */
async function givenFit(options: CommandOptions): Promise<unknown> {
  if (options.givenPath === undefined || givenRecord(options.given, 'variance')) return options.given;
  const path = join(dirname(options.givenPath), storedFit);
  const isThere = await access(path).then(
    () => true,
    () => false,
  );
  if (!isThere) return undefined;
  options.progress(`variances and fixed effects from ${path}`, 1, 1);
  return JSON.parse(await readFile(path, 'utf8'));
}

/** Effects with the given fixed effects (treatment contrasts `(Intercept)`, m…, c…) in place of the fitted ones. */
function withGivenFixed(model: MixedModel, effects: Float64Array, given: unknown): Float64Array {
  const fixef = givenRecord(given, 'fixef');
  if (fixef === undefined) return effects;
  const { design } = model;
  const replaced = effects.slice();
  const layout = layoutOf(design);
  const cells = design.cells.map((cell, c) => (c === 0 ? 0 : givenNumber(fixef, `c${cell}`)));
  const mix = cells.reduce((sum, value, c) => sum + design.cellShare[c]! * value, 0);
  const level = givenNumber(fixef, '(Intercept)') + mix - design.offset;
  design.months.forEach((month, t) => (replaced[t] = level + (t === 0 ? 0 : givenNumber(fixef, `m${month}`))));
  cells.slice(1).forEach((value, c) => (replaced[layout.cell + c] = value));
  return replaced;
}

function givenCovariance(given: unknown): Square | undefined {
  const rows = givenMatrix(given, 'Sigma');
  if (rows === undefined) return undefined;
  if (rows.length !== cellCount || rows.some((row) => row.length !== cellCount)) {
    throw new InputError(`--given: "Sigma" is not ${cellCount} × ${cellCount}`);
  }
  return Float64Array.from(rows.flat());
}

type Learned = { covariance: Square; structured: StructuredVariances };

function learn(evidence: CellEvidence[], options: CommandOptions): Learned {
  const { progress } = options;
  const structured = learnStructured(evidence, { onStep: (done) => progress('structured covariance', done, 0) });
  const onStep = (done: number, total: number) => progress('covariance of the cells', done, total);
  return { covariance: learnCovariance(evidence, structuredCovariance(structured), { onStep }), structured };
}

/** Share of each of the 48 cells in the society; 0 where a cell does not occur. */
function fullMix(model: MixedModel): Float64Array {
  const share = new Float64Array(cellCount);
  model.design.cells.forEach((cell, c) => (share[cell] = model.design.cellShare[c]!));
  return share;
}

/** Level of every manager against the society over all his months, and its standard error, by manager number. */
function levelsOf(fit: StateFit, options: CommandOptions): Map<number, { level: number; se: number }> {
  const { model, solution } = fit;
  const { design } = model;
  const latest = design.months.at(-1)!;
  const whole = { first: design.months[0]!, last: latest };
  const asked = { ...usualQuestions(latest), windows: { whole }, changes: {}, explain: 'whole' };
  const onDone = (done: number, total: number) => options.progress('standard errors', done, total);
  const isExact = isExactAffordable(design, design.managers);
  const method = isExact
    ? { exact: true as const, onDone }
    : { exact: false as const, seed: options.seed, onDraw: onDone };
  const society = societyLevels(fit);
  return new Map(
    describeManagers(model, solution, asked, method).map(({ manager, windows }) => {
      const state = windows['whole'];
      return [manager, { level: (state?.state ?? 0) - society[manager]!, se: state?.se ?? 0 }] as const;
    }),
  );
}

/** What the society would score with each manager's own weights of months. */
function societyLevels({ model, solution }: StateFit): Float64Array {
  const { design } = model;
  const levels = new Float64Array(design.managers);
  for (let j = 0; j < design.managers; j += 1) {
    let total = 0;
    for (let p = design.pointStart[j]!; p < design.pointStart[j + 1]!; p += 1) {
      levels[j]! += design.pointCount[p]! * (design.offset + solution.effects[design.pointMonth[p]!]!);
      total += design.pointCount[p]!;
    }
    levels[j]! /= total || 1;
  }
  return levels;
}

function reportCells(values: CellValue[]): unknown {
  return {
    g: values.map(({ value }) => value),
    g_sd: values.map(({ se }) => se),
    colour: values.map(({ colour }) => colour),
    members: values.map(({ members }) => members),
  };
}

function reportMatrix(matrix: Square): number[][] {
  return Array.from({ length: cellCount }, (_, c) => Array.from(matrix.subarray(c * cellCount, (c + 1) * cellCount)));
}

/** `cells`: topic × response of every manager with predictions of cells he has no sessions in. */
export const cellsCommand: Command = {
  name: 'cells',
  summary: 'Topic × response of every manager, learned covariance, predictions (ratings.csv)',
  async run(options) {
    const covarianceGiven = givenCovariance(options.given);
    const given = await givenFit(options);
    const fit = await fitInput({ ...options, given });
    const { model, solution, table } = fit;
    const residuals = residualsOfFixed(model, withGivenFixed(model, solution.effects, given));
    const evidence = collectEvidence(model, residuals);
    const known = evidence.filter((own) => own !== undefined);
    const learned = covarianceGiven ? undefined : learn(known, options);
    const covariance = covarianceGiven ?? learned!.covariance;
    const share = fullMix(model);
    const levels = levelsOf(fit, options);
    const full: Record<string, number[]> = {};
    const deviation: Record<string, number[]> = {};
    const shown: Record<string, unknown> = {};
    table.managers.names.forEach((name, j) => {
      const posterior = posteriorOfCells(evidence[j], covariance);
      full[name] = Array.from(posterior.mean);
      deviation[name] = Array.from(deviationsOf(posterior));
      const { level, se } = levels.get(j) ?? { level: 0, se: 0 };
      shown[name] = reportCells(showCells(posterior, evidence[j], share, level, se));
    });
    return {
      ...(learned && { structured_var: learned.structured }),
      Sigma: reportMatrix(covariance),
      eb_full: full,
      eb_full_sd: deviation,
      shown,
    };
  },
};
