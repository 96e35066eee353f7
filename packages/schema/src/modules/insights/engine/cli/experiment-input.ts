import type { ClusterSums } from '../trial-index.ts';
import { locateInput, readCsv, type CsvRow } from './csv.ts';
import { InputError } from './input-error.ts';
import type { Progress } from './progress.ts';

/** One pair of a trial with its values by month. */
export interface TrialPair {
  readonly manager: string;
  readonly isArmA: boolean;
  readonly sales: Map<number, ClusterSums>;
  readonly left: Map<number, ClusterSums>;
}

/** A trial as read from experiment.csv. */
export interface TrialInput {
  readonly pairs: readonly TrialPair[];
  readonly months: readonly number[];
}

function refuse(path: string, row: CsvRow, what: string): never {
  throw new InputError(`${path}, line ${row.line}: ${what}`);
}

/** Reads experiment.csv: one line per pair and month; a pair keeps its arm. */
export async function readExperiment(folder: string, progress: Progress): Promise<TrialInput> {
  const path = await locateInput(folder, 'experiment', 'experiment.csv');
  const pairs = new Map<string, TrialPair>();
  const months = new Set<number>();
  await readCsv(
    path,
    ['pair', 'manager', 'arm', 'month', 'sales_now', 'sales_prev', 'left_now', 'left_prev'],
    (row) => {
      const arm = row.text('arm');
      if (arm !== 'A' && arm !== 'B') refuse(path, row, `column "arm": ${JSON.stringify(arm)} is not A or B`);
      const id = row.id('pair');
      const pair = pairs.get(id) ?? {
        manager: row.id('manager'),
        isArmA: arm === 'A',
        sales: new Map(),
        left: new Map(),
      };
      const month = row.integer('month', 0, 1200);
      if (pair.isArmA !== (arm === 'A')) refuse(path, row, `pair ${id} is in arm A and in arm B`);
      if (pair.sales.has(month)) refuse(path, row, `pair ${id} has month ${month} twice`);
      pair.sales.set(month, { now: row.number('sales_now', 0), previous: row.number('sales_prev', 0) });
      pair.left.set(month, { now: row.number('left_now', 0), previous: row.number('left_prev', 0) });
      pairs.set(id, pair);
      months.add(month);
    },
    (lines) => progress('reading the experiment, line', lines, 0),
  );
  if (pairs.size === 0) throw new InputError(`${path}: no pairs`);
  return { pairs: [...pairs.values()], months: [...months].toSorted((a, b) => a - b) };
}

/** Adds up the values of several months (those a pair has). */
export function sumMonths(
  values: ReadonlyMap<number, ClusterSums>,
  months: readonly number[],
): ClusterSums | undefined {
  const own = months.map((month) => values.get(month)).filter((value) => value !== undefined);
  if (own.length === 0) return undefined;
  return {
    now: own.reduce((sum, { now }) => sum + now, 0),
    previous: own.reduce((sum, { previous }) => sum + previous, 0),
  };
}

/** Sums of an arm by cluster: each pair by itself, or added up by manager. */
export function clustersOf(
  pairs: readonly TrialPair[],
  months: readonly number[],
  unit: 'pair' | 'manager',
): ClusterSums[] {
  const clusters = new Map<string | number, ClusterSums>();
  pairs.forEach((pair, index) => {
    const own = sumMonths(pair.sales, months);
    if (own === undefined) return;
    const key = unit === 'pair' ? index : pair.manager;
    const so = clusters.get(key);
    clusters.set(key, so ? { now: so.now + own.now, previous: so.previous + own.previous } : own);
  });
  return [...clusters.values()];
}
