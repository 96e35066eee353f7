import type { Design } from './mixed-model-design.ts';
import { layoutOf } from './mixed-model-layout.ts';

/** A weighted sum of effects: positions in the model's layout and their weights. */
export type Functional = { at: number[]; weight: number[] };

/** Months from `first` to `last`, both included, as month numbers. */
export type Window = { first: number; last: number };

/** Points of one manager inside a window. */
export function pointsInWindow(design: Design, manager: number, window: Window): number[] {
  const points: number[] = [];
  for (let p = design.pointStart[manager]!; p < design.pointStart[manager + 1]!; p += 1) {
    const month = design.months[design.pointMonth[p]!]!;
    if (month >= window.first && month <= window.last) points.push(p);
  }
  return points;
}

/**
 * S_j(P) of insights 1.2 as weights on the effects: tenant + manager + Σ ω_t (month_t + w_jt), ω = own ratings of the
 * month over own ratings of the window. The topic mix of the society is already inside the month effects.
 * Undefined when the manager has no rating in the window.
 */
export function stateFunctional(design: Design, manager: number, window: Window): Functional | undefined {
  const points = pointsInWindow(design, manager, window);
  const total = points.reduce((sum, p) => sum + design.pointCount[p]!, 0);
  if (total === 0) return undefined;
  const layout = layoutOf(design);
  const functional: Functional = {
    at: [layout.tenant + design.managerTenant[manager]!, layout.manager + manager],
    weight: [1, 1],
  };
  for (const p of points) {
    const share = design.pointCount[p]! / total;
    functional.at.push(design.pointMonth[p]!, layout.point + p);
    functional.weight.push(share, share);
  }
  return functional;
}

/** a − b. */
export function differenceOf(a: Functional, b: Functional): Functional {
  return { at: [...a.at, ...b.at], weight: [...a.weight, ...b.weight.map((weight) => -weight)] };
}

/** Value of the functional at these effects. */
export function evaluate(functional: Functional, effects: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < functional.at.length; i += 1) sum += functional.weight[i]! * effects[functional.at[i]!]!;
  return sum;
}
