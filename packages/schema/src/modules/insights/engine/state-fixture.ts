import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { givenVariances } from './cli/given-variances.ts';
import { silent } from './cli/progress.ts';
import { readRatings } from './cli/ratings.ts';
import type { RatingTable } from './mixed-model-table.ts';
import type { Variances } from './mixed-model-variance.ts';

/** Folder of the reference results of the state model. */
export const stateFolder = fileURLToPath(new URL('./fixtures/state/', import.meta.url));

/** Reference fit of lme4: variances, treatment contrasts and conditional modes by name. */
export type ReferenceFit = {
  variance: Record<string, number>;
  fixef: Record<string, number>;
  ranef: Record<string, Record<string, number>>;
};

/** State of one window, null without ratings in it. */
export type ReferenceWindow = { n: number; state: number; se: number } | null;

/** One manager of state_ref.json. */
export type ReferenceManager = {
  manager: number;
  tenant: number;
  ratings: number;
  members: number;
  last12: ReferenceWindow;
  last3: ReferenceWindow;
  month10: ReferenceWindow;
  month11: ReferenceWindow;
  change_10_11?: { delta: number; se: number };
  explain12: { raw_mean: number; member_tendency: number; topic_mix: number; unexplained: number };
};

/** state_ref.json. */
export type ReferenceStates = {
  society_month_state: number[];
  society_month_change: number[];
  society_mix: Record<string, number>;
  managers: ReferenceManager[];
};

/** truth.json: what was planted. */
export type PlantedTruth = {
  tenant: number[];
  manager: number[];
  manager_cell: number[][];
  state_response_scale: number[][];
};

/** A reference file, parsed. */
export async function readReference<T>(file: string): Promise<T> {
  return JSON.parse(await readFile(`${stateFolder}${file}`, 'utf8'));
}

/** The fixture's ratings. */
export function readFixtureRatings(): Promise<RatingTable> {
  return readRatings(stateFolder, silent);
}

/** Variances as lme4 estimated them for the fixture. @throws Error when the file has none. */
export function referenceVariances(fit: ReferenceFit): Variances {
  const variances = givenVariances(fit);
  if (variances === undefined) throw new Error('The reference has no variances');
  return variances;
}

/** Spearman's rank correlation of two lists without ties to speak of. */
export function rankCorrelation(a: readonly number[], b: readonly number[]): number {
  const rank = (values: readonly number[]) => {
    const order = values.map((_, i) => i).sort((i, j) => values[i]! - values[j]!);
    const ranks: number[] = [];
    order.forEach((i, position) => (ranks[i] = position));
    return ranks;
  };
  const x = rank(a);
  const y = rank(b);
  const squares = x.reduce((sum, value, i) => sum + (value - y[i]!) ** 2, 0);
  return 1 - (6 * squares) / (a.length * (a.length ** 2 - 1));
}

/** Root of the mean of squares. */
export function rootMeanSquare(values: readonly number[]): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
}
