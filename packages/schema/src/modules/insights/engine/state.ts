import { normalCdf } from './distributions/normal.ts';
import type { Design } from './mixed-model-design.ts';
import type { MixedModel, Solution } from './mixed-model-solve.ts';
import { drawnErrors, exactError, type DrawnErrorOptions } from './state-error.ts';
import { countRaters, explainState, sumByPoint, type Explanation } from './state-explain.ts';
import {
  differenceOf,
  evaluate,
  pointsInWindow,
  stateFunctional,
  type Functional,
  type Window,
} from './state-functional.ts';

/** Factor on standard errors that brings the 90 % band to its nominal cover (insights 1.5); to be re-estimated on real data. */
export const calibration = 1.08;
const ninety = 1.645 * calibration;

/** Half-width of the 90 % band in points, in words. */
export type Certainty = 'high' | 'middle' | 'low';

/** State of one manager in one window: points of 0-100, not clamped. */
export type WindowState = {
  ratings: number;
  raters: number;
  state: number;
  /** Posterior standard error, before calibration. */
  se: number;
  /** Calibrated 90 % band. */
  low: number;
  high: number;
  certainty: Certainty;
};

/** Change between two months of one manager, and the calibrated probability that its sign is the sign of the truth. */
export type StateChange = { delta: number; se: number; signProbability: number };

/** What is asked about every manager: windows by name, changes between two of them, and which window to explain. */
export type StateQuestions = {
  windows: Record<string, Window>;
  changes: Record<string, [from: string, to: string]>;
  explain: string;
};

/** Answers for one manager; a window or change is null where the manager has no rating in it. */
export type ManagerState = {
  manager: number;
  windows: Record<string, WindowState | null>;
  changes: Record<string, StateChange | null>;
  explanation: Explanation | null;
};

/** 確度: high to 4.5 points of half-width, middle to 7.5, else low. */
export function certaintyOf(halfWidth: number): Certainty {
  if (halfWidth <= 4.5) return 'high';
  return halfWidth <= 7.5 ? 'middle' : 'low';
}

/** Standard errors of many functionals: exact by one solve each, or drawn. */
export type ErrorMethod =
  | { exact: true; onDone?: (done: number, total: number) => void }
  | ({ exact: false } & DrawnErrorOptions);

/** True when an exact standard error for each functional costs less than about half a minute. */
export function isExactAffordable(design: Design, functionals: number): boolean {
  return design.rows * functionals <= 2e8;
}

function errorsOf(model: MixedModel, functionals: Functional[], method: ErrorMethod): Float64Array {
  if (!method.exact) return drawnErrors(model, functionals, method);
  return Float64Array.from(functionals, (functional, i) => {
    const error = exactError(model, functional);
    method.onDone?.(i + 1, functionals.length);
    return error;
  });
}

type Question = { manager: number; kind: 'window' | 'change'; name: string; functional: Functional };

function askManager(design: Design, manager: number, asked: StateQuestions): Question[] {
  const found = new Map<string, Functional>();
  for (const [name, window] of Object.entries(asked.windows)) {
    const functional = stateFunctional(design, manager, window);
    if (functional !== undefined) found.set(name, functional);
  }
  const questions: Question[] = [...found].map(([name, functional]) => ({ manager, kind: 'window', name, functional }));
  for (const [name, [from, to]] of Object.entries(asked.changes)) {
    const before = found.get(from);
    const after = found.get(to);
    if (before === undefined || after === undefined) continue;
    questions.push({ manager, kind: 'change', name, functional: differenceOf(after, before) });
  }
  return questions;
}

function windowState(value: number, se: number, ratings: number, raters: number): WindowState {
  const half = ninety * se;
  return { ratings, raters, state: value, se, low: value - half, high: value + half, certainty: certaintyOf(half) };
}

function changeOf(delta: number, se: number): StateChange {
  return { delta, se, signProbability: se > 0 ? normalCdf(Math.abs(delta) / (calibration * se)) : 1 };
}

/** Answers the questions for every manager with ratings, in the order of the design. */
export function describeManagers(
  model: MixedModel,
  solution: Solution,
  asked: StateQuestions,
  method: ErrorMethod,
): ManagerState[] {
  const { design } = model;
  const questions: Question[] = [];
  for (let j = 0; j < design.managers; j += 1) questions.push(...askManager(design, j, asked));
  const errors = errorsOf(
    model,
    questions.map((question) => question.functional),
    method,
  );
  const raters = new Map(Object.entries(asked.windows).map(([name, window]) => [name, countRaters(design, window)]));
  const sums = sumByPoint(model, solution);
  const answers = new Map<number, ManagerState>();
  questions.forEach(({ manager, kind, name, functional }, i) => {
    let answer = answers.get(manager);
    if (answer === undefined) answers.set(manager, (answer = emptyAnswer(manager, asked)));
    const value = evaluate(functional, solution.effects);
    if (kind === 'change') answer.changes[name] = changeOf(value, errors[i]!);
    else {
      const window = asked.windows[name]!;
      const points = pointsInWindow(design, manager, window);
      const ratings = points.reduce((sum, p) => sum + design.pointCount[p]!, 0);
      answer.windows[name] = windowState(design.offset + value, errors[i]!, ratings, raters.get(name)![manager]!);
      if (name === asked.explain) answer.explanation = explainState(design, sums, manager, window) ?? null;
    }
  });
  return [...answers.values()];
}

function emptyAnswer(manager: number, asked: StateQuestions): ManagerState {
  const windows = Object.fromEntries(Object.keys(asked.windows).map((name) => [name, null]));
  const changes = Object.fromEntries(Object.keys(asked.changes).map((name) => [name, null]));
  return { manager, windows, changes, explanation: null };
}

/** The windows of the published page for the latest month: all of twelve months, three, the month, the one before. */
export function usualQuestions(latest: number): StateQuestions {
  const month = (number: number): Window => ({ first: number, last: number });
  return {
    windows: {
      last12: { first: latest - 11, last: latest },
      last3: { first: latest - 2, last: latest },
      latest: month(latest),
      before: month(latest - 1),
    },
    changes: { change: ['before', 'latest'] },
    explain: 'last12',
  };
}
