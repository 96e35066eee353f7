import { describe, expect, it } from 'vitest';
import { buildDesign } from './mixed-model-design.ts';
import { simulateRatings, type World } from './mixed-model-simulate.ts';
import { RatingTable } from './mixed-model-table.ts';
import { createRandom } from './random.ts';
import { fitState, refitState, refitTenant, type StateFit } from './state-fit.ts';
import { evaluate, stateFunctional } from './state-functional.ts';

const variances = { tenant: 9, manager: 36, managerMonth: 9, member: 144, residual: 196, correlation: 0.8 };
const world: World = {
  tenants: 6,
  managers: 60,
  members: 300,
  months: 12,
  ratings: 4000,
  variances,
  crossing: 0.3,
  seed: 11,
};
const exact = { variances, tolerance: 1e-10 };

/** State over the year by name of manager. */
function statesOf({ table, model, solution }: StateFit): Map<string, number> {
  const states = new Map<string, number>();
  table.managers.names.forEach((name, j) => {
    const functional = stateFunctional(model.design, j, { first: 0, last: 11 });
    if (functional) states.set(name, model.design.offset + evaluate(functional, solution.effects));
  });
  return states;
}

function largestDifference(a: Map<string, number>, b: Map<string, number>): number {
  expect([...b.keys()].toSorted()).toEqual([...a.keys()].toSorted());
  return Math.max(...[...a].map(([name, value]) => Math.abs(value - (b.get(name) ?? Number.NaN))));
}

type Names = { tenant(name: string): string; manager(name: string): string; member(name: string): string };
const same: Names = { tenant: (name) => name, manager: (name) => name, member: (name) => name };

/** A new table of the rows that are left, in their order, under other names. */
function rebuild(table: RatingTable, names: Names = same, isKept: (row: number) => boolean = () => true): RatingTable {
  const copy = new RatingTable();
  for (let row = 0; row < table.length; row += 1) {
    const rating = table.rating[row]!;
    if (Number.isNaN(rating) || !isKept(row)) continue;
    const manager = table.manager[row]!;
    copy.add({
      tenant: names.tenant(table.tenants.names[table.managerTenant[manager]!]!),
      manager: names.manager(table.managers.names[manager]!),
      member: names.member(table.members.names[table.member[row]!]!),
      month: table.month[row]!,
      cell: table.cell[row]!,
      rating,
    });
  }
  return copy;
}

/** Changes, deletes and adds some ratings of a table in place. */
function disturb(table: RatingTable, changes: number): void {
  const random = createRandom(5);
  for (let change = 0; change < changes; change += 1) {
    const row = random.integer(world.ratings);
    if (change % 4 === 0) table.delete(row);
    else if (change % 4 === 1) {
      table.append(
        random.integer(60),
        random.integer(300),
        random.integer(13),
        random.integer(48),
        100 * random.uniform(),
      );
    } else table.change(row, 100 * random.uniform());
  }
}

describe('the state model', () => {
  it('gives after changes, deletions and additions what a fresh fit gives', () => {
    const { table } = simulateRatings(world);
    const before = fitState(table, exact);
    disturb(table, 200);
    const incremental = refitState(before, { tolerance: 1e-7 });
    const batch = fitState(rebuild(table), exact);
    expect(largestDifference(statesOf(batch), statesOf(incremental))).toBeLessThan(0.01);
  });

  it('needs fewer iterations from an earlier solution than from nothing', () => {
    const { table } = simulateRatings(world);
    const before = fitState(table, exact);
    disturb(table, 8);
    const warm = refitState(before, { tolerance: 1e-6 });
    const cold = fitState(table, { variances, tolerance: 1e-6 });
    expect(warm.solution.outcome.iterations).toBeLessThan(cold.solution.outcome.iterations);
  });

  it('forgets a member whose ratings are deleted: all equals a fit that never had them', () => {
    const { table } = simulateRatings(world);
    const before = fitState(table, exact);
    const isOwn = (row: number) => table.member[row] === 17;
    const without = fitState(
      rebuild(table, same, (row) => !isOwn(row)),
      exact,
    );
    for (let row = 0; row < table.length; row += 1) if (isOwn(row)) table.delete(row);
    const after = refitState(before, { tolerance: 1e-10 });
    expect(largestDifference(statesOf(without), statesOf(after))).toBeLessThan(1e-5);
    expect(after.solution.members[17]).toBe(0);
  });

  it('says the same under other names, estimated variances included', () => {
    const { table } = simulateRatings({ ...world, ratings: 1500 });
    const renamed: Names = {
      tenant: (name) => `t${9 - Number(name)}`,
      manager: (name) => `m${(Number(name) * 7) % 61}`,
      member: (name) => `x${(Number(name) * 11) % 307}`,
    };
    const estimate = { months: 'ar1' as const, seed: 3, draws: 20 };
    const one = fitState(rebuild(table), { estimate });
    const other = fitState(rebuild(table, renamed), { estimate });
    expect(other.model.variances).toEqual(one.model.variances);
    const back = new Map([...statesOf(one)].map(([name, state]) => [renamed.manager(name), state]));
    expect(largestDifference(back, statesOf(other))).toBeLessThan(1e-9);
  });

  it('does not depend on the order of the ratings', () => {
    const { table } = simulateRatings(world);
    const reversed = new RatingTable();
    for (const row of Array.from({ length: table.length }, (_, i) => table.length - 1 - i)) {
      const single = rebuild(table, same, (other) => other === row);
      const named = {
        tenant: single.tenants.names[0]!,
        manager: single.managers.names[0]!,
        member: single.members.names[0]!,
      };
      reversed.add({ ...named, month: single.month[0]!, cell: single.cell[0]!, rating: single.rating[0]! });
    }
    expect(
      largestDifference(statesOf(fitState(rebuild(table), exact)), statesOf(fitState(reversed, exact))),
    ).toBeLessThan(1e-5);
  });

  it('moves a manager less than his raw mean when one of his members becomes more lenient', () => {
    const { table } = simulateRatings(world);
    const before = statesOf(fitState(table, exact));
    const member = 40;
    const own: number[] = [];
    for (let row = 0; row < table.length; row += 1) if (table.member[row] === member) own.push(row);
    for (const row of own) table.change(row, table.rating[row]! + 10);
    const after = statesOf(fitState(table, exact));
    const rated = new Set(own.map((row) => table.manager[row]!));
    expect(rated.size).toBeGreaterThan(0);
    for (const manager of rated) {
      const all = Array.from({ length: table.length }, (_, row) => row).filter((row) => table.manager[row] === manager);
      const share = own.filter((row) => table.manager[row] === manager).length / all.length;
      const name = table.managers.names[manager]!;
      expect(Math.abs(after.get(name)! - before.get(name)!)).toBeLessThan(10 * share);
    }
  });

  it('lets a new tenant touch the others through the society only, here by half a point at most', () => {
    const { table } = simulateRatings({ ...world, crossing: 0 });
    const inFive = (row: number) => table.managerTenant[table.manager[row]!]! < 5;
    const five = fitState(rebuild(table, same, inFive), exact);
    const six = fitState(rebuild(table), exact);
    const states = statesOf(six);
    const moved = [...statesOf(five)].map(([name, state]) => Math.abs(state - states.get(name)!));
    expect(Math.max(...moved)).toBeGreaterThan(0);
    expect(Math.max(...moved)).toBeLessThan(0.5);
    // With the society of the six frozen, nothing of the sixth tenant is left in the five.
    for (let tenant = 0; tenant < 5; tenant += 1) {
      const alone = statesOf(refitTenant(six, tenant, { tolerance: 1e-10 }));
      for (const [name, state] of alone) expect(state).toBeCloseTo(states.get(name)!, 6);
    }
  });

  it('solves one tenant alone with the society frozen, as the whole would with these month and cell effects', () => {
    const { table } = simulateRatings({ ...world, crossing: 0 });
    const whole = fitState(table, exact);
    const states = statesOf(whole);
    const alone = refitTenant(whole, 2, { tolerance: 1e-10 });
    expect(statesOf(alone).size).toBe(10);
    for (const [name, state] of statesOf(alone)) expect(state).toBeCloseTo(states.get(name)!, 6);
  });

  it('sees a rating of one tenant in that tenant when it is solved alone', () => {
    const { table } = simulateRatings({ ...world, crossing: 0 });
    const whole = fitState(table, exact);
    const before = statesOf(refitTenant(whole, 2, { tolerance: 1e-10 }));
    const row = Array.from({ length: table.length }, (_, i) => i).find(
      (i) => table.managerTenant[table.manager[i]!] === 2,
    )!;
    table.change(row, table.rating[row]! + 50);
    const after = statesOf(refitTenant(whole, 2, { tolerance: 1e-10 }));
    const name = table.managers.names[table.manager[row]!]!;
    expect(after.get(name)! - before.get(name)!).toBeGreaterThan(0.1);
  });
});

describe('the design', () => {
  it('adds ratings of the same member, manager, month and cell up and keeps their squares', () => {
    const table = new RatingTable(1);
    const session = { tenant: 'a', manager: 'm', member: 'x', month: 3, cell: 5 };
    for (const rating of [10, 20, 60]) table.add({ ...session, rating });
    table.add({ ...session, month: 4, rating: 30 });
    const design = buildDesign(table);
    expect([design.observations, design.rows, design.points]).toEqual([4, 2, 2]);
    expect(design.rowMean[0]! + design.offset).toBeCloseTo(30, 12);
    expect(design.squaresWithin).toBeCloseTo(400 + 100 + 900, 9);
    expect(design.months).toEqual([3, 4]);
  });

  it('refuses a manager in two tenants', () => {
    const table = new RatingTable();
    const rating = { manager: 'm', member: 'x', month: 0, cell: 0, rating: 50 };
    table.add({ ...rating, tenant: 'a' });
    expect(() => table.add({ ...rating, tenant: 'b' })).toThrow('manager m is in tenant a and b');
  });
});
