import type { Design } from './mixed-model-design.ts';

/**
 * Where each effect lies in one vector of unknowns. Members are eliminated and have a vector of their own. Month effects
 * are society levels (no intercept); cell effects are against the first cell and enter as deviation from the society
 * mix, so that a month effect *is* the society's expected rating in that month.
 */
export type Layout = { cell: number; tenant: number; manager: number; point: number; size: number };

/** Layout for a design: months, cells but the first, tenants, managers, points. */
export function layoutOf(design: Design): Layout {
  const cell = design.months.length;
  const tenant = cell + Math.max(0, design.cells.length - 1);
  const manager = tenant + design.tenants;
  const point = manager + design.managers;
  return { cell, tenant, manager, point, size: point + design.points };
}
