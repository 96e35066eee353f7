import { beforeAll, describe, expect, it } from 'vitest';
import { colourOf, deviationsOf, posteriorOfCells, showCells } from './cells.ts';
import { learnCovariance, learnStructured, structuredCovariance } from './cells-covariance.ts';
import { cellCount, collectEvidence, residualsOfFixed, type CellEvidence } from './cells-statistics.ts';
import { invertPositive } from './linear-algebra/cholesky.ts';
import { fitState, type StateFit } from './state-fit.ts';
import { evaluate, stateFunctional } from './state-functional.ts';
import {
  readFixtureRatings,
  readReference,
  referenceVariances,
  rootMeanSquare,
  type PlantedTruth,
  type ReferenceFit,
  type ReferenceStates,
} from './state-fixture.ts';

type ReferenceCells = { eb_full: Record<string, number[]>; eb_full_sd: Record<string, number[]>; Sigma: number[][] };

let reference: ReferenceCells;
let fit: StateFit;
let evidence: (CellEvidence | undefined)[];

beforeAll(async () => {
  reference = await readReference<ReferenceCells>('cells_ref.json');
  // The variances are those of lme4, so the fitted fixed effects are its own to 1e-7.
  const variances = referenceVariances(await readReference<ReferenceFit>('lmer_M1.json'));
  fit = fitState(await readFixtureRatings(), { variances, tolerance: 1e-9 });
  evidence = collectEvidence(fit.model, residualsOfFixed(fit.model, fit.solution.effects));
});

describe('topic × response', () => {
  it('gives the reference posterior means and deviations to 1e-3 at the reference covariance', () => {
    const covariance = Float64Array.from(reference.Sigma.flat());
    fit.table.managers.names.forEach((name, j) => {
      const posterior = posteriorOfCells(evidence[j], covariance);
      const deviations = deviationsOf(posterior);
      for (let c = 0; c < cellCount; c += 1) {
        expect(Math.abs(posterior.mean[c]! - (reference.eb_full[name]?.[c] ?? Number.NaN))).toBeLessThan(1e-3);
        expect(Math.abs(deviations[c]! - (reference.eb_full_sd[name]?.[c] ?? Number.NaN))).toBeLessThan(1e-3);
      }
    });
  });

  it('learns a covariance that predicts cells without sessions as well as the reference does', async () => {
    const known = evidence.filter((own) => own !== undefined);
    const covariance = learnCovariance(known, structuredCovariance(learnStructured(known)));
    const truth = await readReference<PlantedTruth>('truth.json');
    const states = await readReference<ReferenceStates>('state_ref.json');
    const share = Float64Array.from({ length: cellCount }, (_, c) => states.society_mix[c] ?? 0);
    const society = states.managers.map(({ manager }) => levelOf(manager));
    const differences: number[] = [];
    const unobserved: number[] = [];
    const within: number[] = [];
    states.managers.forEach(({ manager, tenant }, i) => {
      const j = fit.table.managers.find(String(manager)) ?? -1;
      const posterior = posteriorOfCells(evidence[j], covariance);
      posterior.mean.forEach((m, c) => differences.push(m - reference.eb_full[manager]![c]!));
      const planted = truth.manager_cell[manager]!;
      const level = truth.tenant[tenant]! + truth.manager[manager]!;
      const plantedMean = planted.reduce((sum, value, c) => sum + share[c]! * value, 0);
      const ownMean = posterior.mean.reduce((sum, value, c) => sum + share[c]! * value, 0);
      for (const { cell, value, members } of showCells(posterior, evidence[j], share, society[i]!, 0)) {
        if (members > 0) continue;
        unobserved.push(value - level - planted[cell]!);
        within.push(posterior.mean[cell]! - ownMean - (planted[cell]! - plantedMean));
      }
    });
    expect(rootMeanSquare(differences)).toBeLessThan(0.3);
    expect(rootMeanSquare(unobserved)).toBeLessThan(6.9);
    expect(rootMeanSquare(within)).toBeLessThan(4.85);
  });

  /** State of a manager over the year less the society's at his months. */
  function levelOf(name: number): number {
    const { design, operator } = fit.model;
    const functional = stateFunctional(design, fit.table.managers.find(String(name)) ?? -1, { first: 0, last: 11 })!;
    const own = functional.at.map((at, i) => (at < operator.layout.cell ? 0 : functional.weight[i]!));
    return evaluate({ at: functional.at, weight: own }, fit.solution.effects);
  }

  it('agrees with the textbook posterior (Σ⁻¹ + Λ)⁻¹ η for one manager', () => {
    const covariance = structuredCovariance({ manager: 36, topic: 5, response: 4, cell: 5 });
    const own = evidence[0] ?? expect.fail('manager 0 has sessions');
    const order = own.cells.length;
    const information = invertPositive(own.spread, order);
    const precision = invertPositive(covariance, cellCount);
    const pull = new Float64Array(cellCount);
    own.cells.forEach((c, a) =>
      own.cells.forEach((d, b) => {
        precision[c * cellCount + d]! += information[a * order + b]!;
        pull[c]! += information[a * order + b]! * own.mean[b]!;
      }),
    );
    const posterior = invertPositive(precision, cellCount);
    const ours = posteriorOfCells(own, covariance);
    for (let c = 0; c < cellCount; c += 1) {
      const mean = pull.reduce((sum, value, d) => sum + posterior[c * cellCount + d]! * value, 0);
      expect(ours.mean[c]).toBeCloseTo(mean, 8);
      for (let d = 0; d < cellCount; d += 1) {
        expect(ours.covariance[c * cellCount + d]).toBeCloseTo(posterior[c * cellCount + d]!, 8);
      }
    }
  });

  it('gives a manager without sessions the prior', () => {
    const covariance = structuredCovariance({ manager: 36, topic: 5, response: 4, cell: 5 });
    const posterior = posteriorOfCells(undefined, covariance);
    expect(Math.max(...posterior.mean)).toBe(0);
    expect(posterior.covariance).toEqual(covariance);
  });

  it('colours by how sure the sign is: blue, red, yellow, else neutral', () => {
    expect(colourOf(3, 2)).toBe('blue');
    expect(colourOf(-5, 3)).toBe('red');
    expect(colourOf(-1, 3)).toBe('yellow');
    expect(colourOf(1, 3)).toBe('neutral');
    expect(colourOf(0, 3)).toBe('neutral');
  });
});
