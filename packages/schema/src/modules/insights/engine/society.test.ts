import { describe, expect, it } from 'vitest';
import { buildDesign } from './mixed-model-design.ts';
import { simulateRatings } from './mixed-model-simulate.ts';
import { MixedModel } from './mixed-model-solve.ts';
import { describeSociety, fifthOf } from './society.ts';
import { certaintyOf } from './state.ts';

const variances = { tenant: 9, manager: 36, managerMonth: 4, member: 144, residual: 196, correlation: 0.8 };

describe('the society', () => {
  it('has shares that add up to one and cell effects that average to nothing over its own mix', () => {
    const sizes = { tenants: 4, managers: 20, members: 80, months: 4, ratings: 900 };
    const { table } = simulateRatings({ ...sizes, variances, crossing: 0.2, seed: 6 });
    const model = new MixedModel(buildDesign(table), variances);
    const { cells, state, change } = describeSociety(model, model.solve());
    expect(cells.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
    expect(cells.reduce((sum, { share, effect }) => sum + share * effect, 0)).toBeCloseTo(0, 10);
    change.forEach(({ delta, se }, t) => {
      expect(delta).toBeCloseTo(state[t + 1]! - state[t]!, 12);
      expect(se).toBeGreaterThan(0);
    });
  });

  it('is cut in fifths by the spread of managers', () => {
    // √(9 + 36 + 4) = 7, and the normal quintiles are ±.8416 and ±.2533.
    expect([-6, -3, 0, 3, 6].map((deviation) => fifthOf(deviation, variances))).toEqual([1, 2, 3, 4, 5]);
    expect(fifthOf(-5.8, variances)).toBe(2);
    expect(fifthOf(100, variances)).toBe(5);
  });

  it('calls a half-width of 4.5 certain, of 7.5 fairly, of more hardly', () => {
    expect([4.5, 4.6, 7.5, 7.6].map(certaintyOf)).toEqual(['high', 'middle', 'middle', 'low']);
  });
});
