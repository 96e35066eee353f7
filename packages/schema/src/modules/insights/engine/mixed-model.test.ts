import { describe, expect, it } from 'vitest';
import { invertPositive } from './linear-algebra/cholesky.ts';
import { buildDesign } from './mixed-model-design.ts';
import { solveCrossed } from './mixed-model-crossed.ts';
import { estimateVariances } from './mixed-model-estimate.ts';
import { simulateRatings, type World } from './mixed-model-simulate.ts';
import { MixedModel } from './mixed-model-solve.ts';
import { writeAutoregressivePrecision, type Variances } from './mixed-model-variance.ts';
import { exactError } from './state-error.ts';
import { readFixtureRatings, readReference, type ReferenceFit } from './state-fixture.ts';

const variances: Variances = { tenant: 9, manager: 36, managerMonth: 9, member: 144, residual: 196, correlation: 0.8 };
const small: World = {
  tenants: 3,
  managers: 8,
  members: 30,
  months: 6,
  ratings: 250,
  variances,
  crossing: 0.3,
  seed: 4,
};

describe('month chains', () => {
  it('have the inverse of the AR(1) covariance as precision, also where months are missing', () => {
    const months = [0, 1, 4, 5, 11];
    const diagonal = new Float64Array(5);
    const neighbour = new Float64Array(5);
    writeAutoregressivePrecision(months, 0, 5, 0.8, diagonal, neighbour);
    const covariance = Float64Array.from(
      { length: 25 },
      (_, at) => 0.8 ** Math.abs(months[Math.floor(at / 5)]! - months[at % 5]!),
    );
    const precision = invertPositive(covariance, 5);
    for (let i = 0; i < 5; i += 1) {
      expect(diagonal[i]).toBeCloseTo(precision[i * 5 + i]!, 10);
      if (i < 4) expect(neighbour[i]).toBeCloseTo(precision[i * 5 + i + 1]!, 10);
    }
  });
});

/** V = Σ ZDZ' + σ²I and X of single ratings, dense: the textbook's way, to check ours against. */
function denseModel(world: World) {
  const { table } = simulateRatings(world);
  const n = table.length;
  const v = new Float64Array(n * n);
  const tenant = (row: number) => table.managerTenant[table.manager[row]!]!;
  for (let a = 0; a < n; a += 1) {
    for (let b = 0; b < n; b += 1) {
      let sum = a === b ? variances.residual : 0;
      if (tenant(a) === tenant(b)) sum += variances.tenant;
      if (table.member[a] === table.member[b]) sum += variances.member;
      if (table.manager[a] === table.manager[b]) {
        sum += variances.manager + variances.managerMonth * 0.8 ** Math.abs(table.month[a]! - table.month[b]!);
      }
      v[a * n + b] = sum;
    }
  }
  return { table, n, inverse: invertPositive(v, n) };
}

describe('the mixed-model equations', () => {
  it('give the generalised least squares estimates and predictions of the dense textbook formulas', () => {
    const { table, n, inverse } = denseModel(small);
    const design = buildDesign(table);
    const model = new MixedModel(design, variances);
    const solution = model.solve(undefined, { tolerance: 1e-12 });
    const x = design.months.length + design.cells.length - 1;
    const columns = Array.from({ length: n }, (_, row) => {
      const line = new Float64Array(x);
      line[design.months.indexOf(table.month[row]!)] = 1;
      const cell = design.cells.indexOf(table.cell[row]!);
      for (let c = 1; c < design.cells.length; c += 1)
        line[design.months.length + c - 1] = Number(c === cell) - design.cellShare[c]!;
      return line;
    });
    const information = new Float64Array(x * x);
    const right = new Float64Array(x);
    for (let a = 0; a < n; a += 1) {
      for (let b = 0; b < n; b += 1) {
        const weight = inverse[a * n + b]!;
        for (let i = 0; i < x; i += 1) {
          right[i]! += columns[a]![i]! * weight * (table.rating[b]! - design.offset);
          for (let j = 0; j < x; j += 1) information[i * x + j]! += columns[a]![i]! * weight * columns[b]![j]!;
        }
      }
    }
    const covariance = invertPositive(information, x);
    for (let i = 0; i < x; i += 1) {
      let estimate = 0;
      for (let j = 0; j < x; j += 1) estimate += covariance[i * x + j]! * right[j]!;
      expect(solution.effects[i]).toBeCloseTo(estimate, 6);
      expect(exactError(model, { at: [i], weight: [1] }, 1e-10)).toBeCloseTo(Math.sqrt(covariance[i * x + i]!), 6);
    }
  });

  it('are solved in two iterations where nobody rates two managers and there is one cell: the factors are exact', () => {
    const { table } = simulateRatings({ ...small, ratings: 2000, crossing: 0 });
    table.cell.fill(3);
    const model = new MixedModel(buildDesign(table), variances);
    const { outcome } = model.solve(undefined, { tolerance: 1e-6 });
    expect(outcome.isConverged).toBe(true);
    expect(outcome.iterations).toBeLessThanOrEqual(2);
  });

  it('stop when told, and go on from there', () => {
    const { table } = simulateRatings({ ...small, ratings: 2000 });
    const model = new MixedModel(buildDesign(table), variances);
    let asked = 0;
    const stopped = model.solve(undefined, { tolerance: 1e-10, shouldStop: () => (asked += 1) > 4 });
    expect(stopped.outcome).toMatchObject({ isStopped: true, isConverged: false, iterations: 4 });
    const resumed = model.solve(undefined, { tolerance: 1e-10, start: stopped.effects });
    const cold = model.solve(undefined, { tolerance: 1e-10 });
    expect(resumed.outcome.isConverged).toBe(true);
    resumed.effects.forEach((value, i) => expect(value).toBeCloseTo(cold.effects[i]!, 6));
  });
});

describe('variance estimation', () => {
  it('finds a planted month correlation of .8, and the other components', () => {
    const world: World = {
      tenants: 20,
      managers: 800,
      members: 3200,
      months: 12,
      ratings: 60_000,
      variances,
      crossing: 0.25,
      seed: 21,
    };
    const design = buildDesign(simulateRatings(world).table);
    const { variances: found, isConverged } = estimateVariances(design, { months: 'ar1', seed: 1, tolerance: 1e-5 });
    expect(isConverged).toBe(true);
    expect(Math.abs(found.correlation - 0.8)).toBeLessThan(0.1);
    expect(Math.abs(found.residual / 196 - 1)).toBeLessThan(0.03);
    expect(Math.abs(found.member / 144 - 1)).toBeLessThan(0.1);
    expect(Math.abs(found.manager / 36 - 1)).toBeLessThan(0.2);
    expect(Math.abs(found.managerMonth / 9 - 1)).toBeLessThan(0.25);
  });

  it('takes a component that is not there to nothing, and keeps independent months independent', () => {
    const none = { ...variances, managerMonth: 0, correlation: 0 };
    const world: World = {
      tenants: 1,
      managers: 60,
      members: 240,
      months: 6,
      ratings: 4000,
      variances: none,
      crossing: 0.3,
      seed: 8,
    };
    const { variances: found } = estimateVariances(buildDesign(simulateRatings(world).table), {
      months: 'iid',
      seed: 1,
    });
    expect(found.managerMonth).toBeLessThan(3);
    expect(found.correlation).toBe(0);
    expect(Number.isFinite(found.tenant)).toBe(true);
  });

  it('stopped and resumed ends where an unbroken run ends', () => {
    const design = buildDesign(simulateRatings({ ...small, managers: 30, members: 120, ratings: 3000 }).table);
    const options = { months: 'ar1' as const, seed: 2, draws: 12 };
    const whole = estimateVariances(design, options);
    const half = estimateVariances(design, { ...options, maxIterations: 2 });
    const rest = estimateVariances(design, { ...options, from: half });
    expect(half.isConverged).toBe(false);
    expect(rest.variances.member).toBeCloseTo(whole.variances.member, 6);
    expect(rest.variances.correlation).toBeCloseTo(whole.variances.correlation, 6);
  });
});

describe('the general crossed model', () => {
  it('gives every effect of the lme4 fit with manager × topic, × response and × cell (M2) to 1e-3', async () => {
    const table = await readFixtureRatings();
    const reference = await readReference<ReferenceFit>('lmer_M2.json');
    const rows = Array.from({ length: table.length }, (_, row) => row);
    const manager = (row: number) => Number(table.managers.names[table.manager[row]!]);
    const keyOf: Record<string, (row: number) => number | string> = {
      mc: (row) => manager(row) * 100 + table.cell[row]!,
      mm: (row) => manager(row) * 100 + table.month[row]!,
      mt: (row) => manager(row) * 10 + Math.floor(table.cell[row]! / 6),
      mr: (row) => manager(row) * 10 + (table.cell[row]! % 6),
      member: (row) => table.members.names[table.member[row]!]!,
      manager,
      tenant: (row) => table.tenants.names[table.managerTenant[table.manager[row]!]!]!,
    };
    const names = Object.keys(keyOf);
    const levels = names.map((name) => [...new Set(rows.map((row) => String(keyOf[name]!(row))))]);
    const factors = names.map((name, f) => {
      const position = new Map(levels[f]!.map((level, l) => [level, l]));
      const level = Int32Array.from(rows, (row) => position.get(String(keyOf[name]!(row)))!);
      return { level, levels: position.size, variance: reference.variance[name]! };
    });
    const fixed = [
      { level: Int32Array.from(rows, (row) => table.month[row]!), levels: 12 },
      { level: Int32Array.from(rows, (row) => table.cell[row]!), levels: 48 },
    ];
    const ratings = table.rating.slice(0, table.length);
    const { random, outcome } = solveCrossed(ratings, fixed, factors, reference.variance['Residual']!);
    expect(outcome.isConverged).toBe(true);
    // The reference leaves the manager's months out; they are in the model all the same.
    const reported = Object.keys(reference.ranef);
    expect(reported.toSorted()).toEqual(names.filter((name) => name !== 'mm').toSorted());
    for (const name of reported) {
      const f = names.indexOf(name);
      levels[f]!.forEach((level, l) => {
        expect(Math.abs(random[f]![l]! - (reference.ranef[name]?.[level] ?? Number.NaN))).toBeLessThan(1e-3);
      });
    }
  });
});
