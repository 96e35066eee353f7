import { buildDesign } from './mixed-model-design.ts';
import { estimateVariances, type EstimateState } from './mixed-model-estimate.ts';
import { MixedModel, type Solution } from './mixed-model-solve.ts';
import { RatingTable } from './mixed-model-table.ts';
import type { Variances } from './mixed-model-variance.ts';
import { describeSociety, type Society } from './society.ts';
import { describeManagers, isExactAffordable, type ManagerState, type StateQuestions } from './state.ts';

/** Ratings by level numbers, as they travel to a worker. */
export type RatingColumns = {
  manager: Int32Array;
  member: Int32Array;
  month: Uint16Array;
  cell: Uint16Array;
  rating: Float64Array;
  managerTenant: number[];
  tenants: number;
  members: number;
};

/** Where a stopped job stands: enough to go on without repeating what is done. Plain data, fit to be stored. */
export type Checkpoint = { estimate?: EstimateState; variances?: Variances; effects?: Float64Array };

/** A whole run: estimate the variances unless given, solve, and answer the questions. */
export type FitJob = {
  columns: RatingColumns;
  variances?: Variances;
  months: 'iid' | 'ar1';
  seed: number;
  tolerance: number;
  questions?: StateQuestions;
  /** Checkpoint of a stopped run of the same job. */
  resume?: Checkpoint;
};

/** What was asked: the society's line, and every manager with ratings. */
export type Answers = { society: Society; managers: ManagerState[] };

/** Done with everything, or stopped with a checkpoint. */
export type FitResult =
  | {
      kind: 'done';
      variances: Variances;
      effects: Float64Array;
      members: Float64Array;
      /** Undefined when the job asks nothing. */
      answers: Answers | undefined;
    }
  | { kind: 'stopped'; checkpoint: Checkpoint };

/** What a job asks and tells while it runs. */
export type FitHooks = { shouldStop: () => boolean; onProgress: (step: string, done: number, total: number) => void };

/** Columns of a table for a job: copies of its rows, deleted ones included (they stay marked). */
export function columnsOf(table: RatingTable): RatingColumns {
  return {
    manager: table.manager.slice(0, table.length),
    member: table.member.slice(0, table.length),
    month: table.month.slice(0, table.length),
    cell: table.cell.slice(0, table.length),
    rating: table.rating.slice(0, table.length),
    managerTenant: table.managerTenant.slice(),
    tenants: table.tenants.size,
    members: table.members.size,
  };
}

function expectBelow(name: string, column: ArrayLike<number>, levels: number): void {
  for (let row = 0; row < column.length; row += 1) {
    const level = column[row]!;
    if (!(level >= 0 && level < levels)) throw new RangeError(`row ${row}: ${name} ${level} of ${levels}`);
  }
}

/** A table over the columns; its levels are named by their numbers. @throws RangeError for a level that is not there. */
export function tableOf(columns: RatingColumns): RatingTable {
  expectBelow('manager', columns.manager, columns.managerTenant.length);
  expectBelow('member', columns.member, columns.members);
  expectBelow('tenant', columns.managerTenant, columns.tenants);
  const table = new RatingTable(0);
  for (let k = 0; k < columns.tenants; k += 1) table.tenants.add(String(k));
  for (let i = 0; i < columns.members; i += 1) table.members.add(String(i));
  columns.managerTenant.forEach((tenant, j) => (table.managerTenant[table.managers.add(String(j))] = tenant));
  const { manager, member, month, cell, rating } = columns;
  return Object.assign(table, { manager, member, month, cell, rating, length: rating.length });
}

function answer(model: MixedModel, solution: Solution, job: FitJob, hooks: FitHooks): Answers | undefined {
  if (job.questions === undefined) return undefined;
  const asked = Object.keys(job.questions.windows).length + Object.keys(job.questions.changes).length;
  const onDone = (done: number, total: number) => hooks.onProgress('standard errors', done, total);
  const isExact = isExactAffordable(model.design, model.design.managers * asked);
  const drawn = { exact: false as const, seed: job.seed, shouldStop: hooks.shouldStop, onDraw: onDone };
  const managers = describeManagers(model, solution, job.questions, isExact ? { exact: true, onDone } : drawn);
  return { managers, society: describeSociety(model, solution) };
}

/** Runs a job to its end or until it is told to stop; the same job resumed from its checkpoint ends alike. */
export function runFit(job: FitJob, hooks: FitHooks): FitResult {
  const design = buildDesign(tableOf(job.columns));
  const { months, seed, tolerance, resume = {} } = job;
  const { shouldStop, onProgress } = hooks;
  const known = job.variances ?? resume.variances;
  let estimate = resume.estimate;
  if (known === undefined) {
    const onStep = (state: EstimateState) => onProgress('estimating variances, step', state.iteration, 0);
    estimate = estimateVariances(design, { months, seed, from: resume.estimate, shouldStop, onStep });
    if (shouldStop()) return { kind: 'stopped', checkpoint: { estimate } };
  }
  const variances = known ?? estimate!.variances;
  const model = new MixedModel(design, variances);
  const start = resume.effects ?? estimate?.effects;
  const onIteration = (iteration: number) => onProgress('solving, iteration', iteration, 0);
  const solution = model.solve(design.rowMean, { tolerance, start, shouldStop, onIteration });
  const stopped = (): FitResult => ({ kind: 'stopped', checkpoint: { variances, effects: solution.effects } });
  if (solution.outcome.isStopped) return stopped();
  if (!solution.outcome.isConverged) throw new Error(`The solve stood at ${solution.outcome.residual} of ${tolerance}`);
  const answers = answer(model, solution, job, hooks);
  if (shouldStop()) return stopped();
  const { effects, members } = solution;
  return { kind: 'done', variances, effects, members, answers };
}
