import type { Design } from '../mixed-model-design.ts';
import type { MixedModel, Solution } from '../mixed-model-solve.ts';
import type { RatingTable } from '../mixed-model-table.ts';
import { describeSociety, treatmentContrasts, type Society } from '../society.ts';
import { describeManagers, isExactAffordable, usualQuestions, type ManagerState, type WindowState } from '../state.ts';
import { countRaters } from '../state-explain.ts';
import { fitState, type StateFit } from '../state-fit.ts';
import type { Command, CommandOptions } from './command.ts';
import { givenVariances, reportVariances } from './given-variances.ts';
import { numberedOr } from './id.ts';
import { readRatings } from './ratings.ts';

/** Key of a manager's month: manager · 100 + month for numbered managers, else `manager:month`. */
function pointKey(manager: string, month: number): string {
  const id = numberedOr(manager);
  return typeof id === 'number' && month < 100 ? String(id * 100 + month) : `${manager}:${month}`;
}

/** Fits the ratings of the input with the given variances, or with estimated ones. */
export async function fitInput(options: CommandOptions): Promise<StateFit> {
  const { progress, months, seed } = options;
  const table = await readRatings(options.input, progress);
  const onStep = ({ iteration }: { iteration: number }) => progress('estimating variances, step', iteration, 0);
  return fitState(table, {
    variances: givenVariances(options.given),
    estimate: { months, seed, onStep },
    tolerance: 1e-9,
  });
}

function reportEffects(
  table: RatingTable,
  model: MixedModel,
  solution: Solution,
): Record<string, Record<string, number>> {
  const { design, operator } = model;
  const { layout } = operator;
  const named = (names: string[], values: Float64Array) =>
    Object.fromEntries(names.map((name, i) => [name, values[i]!] as const));
  return {
    mm: reportPoints(table, design, solution.effects.subarray(layout.point)),
    member: named(table.members.names, solution.members),
    manager: named(table.managers.names, solution.effects.subarray(layout.manager)),
    tenant: named(table.tenants.names, solution.effects.subarray(layout.tenant)),
  };
}

function reportPoints(table: RatingTable, design: Design, values: Float64Array): Record<string, number> {
  const report: Record<string, number> = {};
  for (let j = 0; j < design.managers; j += 1) {
    for (let p = design.pointStart[j]!; p < design.pointStart[j + 1]!; p += 1) {
      report[pointKey(table.managers.names[j]!, design.months[design.pointMonth[p]!]!)] = values[p]!;
    }
  }
  return report;
}

function reportWindow(window: WindowState | null | undefined): unknown {
  if (!window) return null;
  const { ratings, raters, state, se, low, high, certainty } = window;
  return { n: ratings, raters, state, se, low, high, certainty };
}

function reportSociety(society: Society): Record<string, unknown> {
  return {
    society_month_state: society.state,
    society_month_change: society.change.map(({ delta }) => delta),
    society_month_change_se: society.change.map(({ se }) => se),
    society_mix: Object.fromEntries(society.cells.map(({ cell, share }) => [cell, share])),
  };
}

/** Everything the command reports about one manager, named after the months of the data. */
function reportManager(
  fit: StateFit,
  answer: ManagerState,
  members: Int32Array,
  latest: number,
): Record<string, unknown> {
  const { table, model } = fit;
  const { design } = model;
  const { windows, changes, explanation } = answer;
  const from = design.pointStart[answer.manager]!;
  const ratings = design.pointCount.subarray(from, design.pointStart[answer.manager + 1]).reduce((a, b) => a + b, 0);
  const change = changes['change'];
  return {
    manager: numberedOr(table.managers.names[answer.manager]!),
    tenant: numberedOr(table.tenants.names[design.managerTenant[answer.manager]!]!),
    ratings,
    members: members[answer.manager],
    last12: reportWindow(windows['last12']),
    last3: reportWindow(windows['last3']),
    [`month${latest}`]: reportWindow(windows['latest']),
    [`month${latest - 1}`]: reportWindow(windows['before']),
    ...(change && {
      [`change_${latest - 1}_${latest}`]: {
        delta: change.delta,
        se: change.se,
        sign_probability: change.signProbability,
      },
    }),
    explain12: explanation && {
      raw_mean: explanation.rawMean,
      member_tendency: explanation.memberTendency,
      topic_mix: explanation.topicMix,
      unexplained: explanation.unexplained,
    },
  };
}

function reportManagers(fit: StateFit, options: CommandOptions): Record<string, unknown>[] {
  const { design } = fit.model;
  const latest = design.months.at(-1)!;
  const onDone = (done: number, total: number) => options.progress('standard errors', done, total);
  const isExact = isExactAffordable(design, design.managers * 5);
  const method = isExact
    ? { exact: true as const, onDone }
    : { exact: false as const, seed: options.seed, onDraw: onDone };
  const answers = describeManagers(fit.model, fit.solution, usualQuestions(latest), method);
  const members = countRaters(design, { first: 0, last: latest });
  const nameOf = ({ manager }: ManagerState) => fit.table.managers.names[manager]!;
  const inOrder = answers.toSorted((a, b) => nameOf(a).localeCompare(nameOf(b), 'en', { numeric: true }));
  return inOrder.map((answer) => reportManager(fit, answer, members, latest));
}

/** `state`: variance components, every effect, and state, change and explanation of every manager. */
export const stateCommand: Command = {
  name: 'state',
  summary: 'State 0-100 of every manager, change, the society line, and why (ratings.csv)',
  async run(options) {
    const fit = await fitInput(options);
    const { model, solution, table } = fit;
    return {
      n: model.design.observations,
      months: options.months,
      variance: reportVariances(model.variances),
      ...(fit.estimate && { estimation: { steps: fit.estimate.iteration, converged: fit.estimate.isConverged } }),
      fixef: treatmentContrasts(model, solution),
      ...reportSociety(describeSociety(model, solution)),
      managers: reportManagers(fit, options),
      ranef: reportEffects(table, model, solution),
    };
  },
};
