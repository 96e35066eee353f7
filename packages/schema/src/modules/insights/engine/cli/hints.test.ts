import { mkdtemp, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { HintSession } from '../hint-equations.ts';
import { fitHints } from '../hint-model.ts';
import { offerHints, rankHints } from '../hint-ranking.ts';
import { createRandom } from '../random.ts';
import { hintsCommand } from './hints.ts';
import { silent } from './progress.ts';

interface Hints {
  intercept: number;
  variance: { manager: number; hint: number; Residual: number };
  hints: { hint: number; effect: number; sd: number; n: number; managers: number; lcb10: number }[];
  rank_eligible: number[];
}

const FIXTURES = fileURLToPath(new URL('../fixtures', import.meta.url));
const REFERENCE: Hints = JSON.parse(readFileSync(`${FIXTURES}/hints/lmer_ref.json`, 'utf8'));
const TRUTH: number[] = JSON.parse(readFileSync(`${FIXTURES}/hints/truth.json`, 'utf8'));

async function run(given?: unknown): Promise<Hints> {
  return (await hintsCommand.run({
    input: FIXTURES,
    given,
    givenPath: undefined,
    months: 'iid',
    seed: 1,
    progress: silent,
  })) as Hints;
}

function largestGap(own: Hints, column: 'effect' | 'sd' | 'lcb10'): number {
  return Math.max(
    ...REFERENCE.hints.map(({ hint, ...row }) => {
      const match = own.hints.find((candidate) => candidate.hint === hint);
      return Math.abs((match?.[column] ?? Number.NaN) - row[column]);
    }),
  );
}

describe('hints with given variances', () => {
  test('reach every effect, standard deviation and bound of the reference within 1e-3', async () => {
    const own = await run(REFERENCE);
    expect(Math.abs(own.intercept - REFERENCE.intercept)).toBeLessThan(1e-3);
    for (const column of ['effect', 'sd', 'lcb10'] as const) expect(largestGap(own, column)).toBeLessThan(1e-3);
  });

  test('rank the same hints in the same order', async () => {
    expect((await run(REFERENCE)).rank_eligible).toEqual(REFERENCE.rank_eligible);
  });

  test('are refused when negative', async () => {
    await expect(run({ variance: { hint: -1, manager: 1, Residual: 1 } })).rejects.toThrow('a variance is negative');
  });
});

describe('hints with estimated variances', () => {
  test('reach the variance of hints within 10 % and at least 8 of the top 10', async () => {
    const own = await run();
    expect(Math.abs(own.variance.hint / REFERENCE.variance.hint - 1)).toBeLessThan(0.1);
    const top = new Set(REFERENCE.rank_eligible.slice(0, 10));
    expect(own.rank_eligible.slice(0, 10).filter((hint) => top.has(hint)).length).toBeGreaterThanOrEqual(8);
  });

  test('put better hints on top than their raw means would', async () => {
    const own = await run();
    const meanTruth = own.rank_eligible.slice(0, 10).reduce((sum, hint) => sum + (TRUTH[hint] ?? Number.NaN), 0) / 10;
    expect(meanTruth).toBeGreaterThan(2.63);
  });
});

describe('the hint model', () => {
  const random = createRandom(77);
  const sessions = Array.from({ length: 400 }, () => ({
    hint: random.integer(30),
    manager: random.integer(20),
    uplift: 10 * random.normal() + 3,
  }));
  const variances = { hint: 6, hintCell: 0, manager: 2, residual: 100 };

  test('does not depend on the names of hints and managers or the order of sessions', () => {
    const fit = fitHints(sessions, variances);
    const renamed = sessions
      .map(({ hint, manager, uplift }) => ({ hint: 29 - hint, manager: (manager + 7) % 20, uplift }))
      .toReversed();
    const other = fitHints(renamed, variances);
    fit.effects.forEach((effect, hint) => expect(other.effects[29 - hint]).toBeCloseTo(effect, 9));
  });

  test('moves with a constant added to every session by that constant in the intercept only', () => {
    const [fit, lifted] = [
      fitHints(sessions, variances),
      fitHints(
        sessions.map((own) => ({ ...own, uplift: own.uplift + 5 })),
        variances,
      ),
    ];
    expect(lifted.intercept - fit.intercept).toBeCloseTo(5, 9);
    fit.effects.forEach((effect, hint) => expect(lifted.effects[hint]).toBeCloseTo(effect, 9));
  });

  test('finds no variance where there is none', () => {
    const { variances: own } = fitHints(sessions);
    expect(own.hint).toBeLessThan(5);
    expect(own.residual).toBeGreaterThan(80);
  });
});

describe('hints that are used in several cells', () => {
  /** Effects planted per hint (SD 3) and per hint and cell (SD 4), noise of SD 8. */
  function plant(): { sessions: HintSession[]; truth: Map<string, number>; own: number[] } {
    const random = createRandom(301);
    const truth = new Map<string, number>();
    const own = Array.from({ length: 60 }, () => 3 * random.normal());
    const sessions = own.flatMap((effect, hint) =>
      [0, 1, 2].flatMap((cell) => {
        const there = effect + 4 * random.normal();
        truth.set(`${hint}/${cell}`, there);
        return Array.from({ length: 15 }, () => ({
          hint,
          cell,
          manager: random.integer(40),
          uplift: there + 8 * random.normal(),
        }));
      }),
    );
    return { sessions, truth, own };
  }

  function rmse(gaps: readonly number[]): number {
    return Math.sqrt(gaps.reduce((sum, gap) => sum + gap * gap, 0) / gaps.length);
  }

  test('have both variances found and effects closer to the truth than without cells', () => {
    const { sessions, truth } = plant();
    const fit = fitHints(sessions);
    expect(Math.abs(fit.variances.hint / 9 - 1)).toBeLessThan(0.6);
    expect(Math.abs(fit.variances.hintCell / 16 - 1)).toBeLessThan(0.35);
    expect(Math.abs(fit.variances.residual / 64 - 1)).toBeLessThan(0.08);
    const gaps = fit.inCells.map(({ hint, cell, effect }) => effect - (truth.get(`${hint}/${cell}`) ?? Number.NaN));
    const plain = fitHints(sessions.map(({ hint, manager, uplift }) => ({ hint, manager, uplift })));
    const plainGaps = [...truth].map(
      ([key, there]) => (plain.effects[Number(key.split('/')[0])] ?? Number.NaN) - there,
    );
    expect(rmse(gaps)).toBeLessThan(0.65 * rmse(plainGaps));
  });

  test('have bands that hold the truth about as often as they say', () => {
    const { sessions, truth } = plant();
    const { inCells, intercept } = fitHints(sessions);
    const inside = inCells.filter(
      ({ hint, cell, effect, sd }) => Math.abs(intercept + effect - (truth.get(`${hint}/${cell}`) ?? 0)) < 1.645 * sd,
    );
    expect(inside.length / inCells.length).toBeGreaterThan(0.82);
    expect(inside.length / inCells.length).toBeLessThan(0.97);
  });
});

describe('the command hints', () => {
  test.each([
    ['hint,manager,uplift\n1,1,1', 'line 1: missing column tenant'],
    ['hint,manager,tenant,uplift\n1,1,1,1\n1,1,1,lots', 'line 3, column "uplift": "lots" is not a number'],
    ['hint,manager,tenant,uplift\n1,1,1,1', '1 sessions, at least 3 are needed'],
  ])('names what is wrong with %j', async (csv, message) => {
    const folder = await mkdtemp(join(tmpdir(), 'taiwa-hints-'));
    await writeFile(join(folder, 'hint_sessions.csv'), csv);
    const options = {
      input: folder,
      given: undefined,
      givenPath: undefined,
      months: 'iid',
      seed: 1,
      progress: silent,
    } as const;
    await expect(hintsCommand.run(options)).rejects.toThrow(message);
  });
});

describe('offering hints', () => {
  const evidence = Array.from({ length: 8 }, (_, index) => ({
    hint: `h${index}`,
    effect: index,
    sd: 1,
    n: 10,
    managers: 4,
    tenants: index % 3,
  }));

  test('needs five sessions and three managers, and two tenants across tenants', () => {
    expect(
      rankHints([{ ...evidence[0]!, n: 4 }, { ...evidence[1]!, managers: 2 }, evidence[2]!]).map(({ hint }) => hint),
    ).toEqual(['h2']);
    expect(rankHints(evidence, true).map(({ hint }) => hint)).toEqual(['h5', 'h2']);
  });

  test('gives one slot of five to a random other hint and records its chance', () => {
    const names = evidence.map(({ hint }) => hint);
    const random = createRandom(5);
    const drawn = new Map<string, number>();
    for (let round = 0; round < 4000; round += 1) {
      const offered = offerHints(rankHints(evidence), names, random);
      expect(offered.map(({ slot }) => slot)).toEqual([0, 1, 2, 3, 4]);
      const explored = offered.filter(({ propensity }) => propensity < 1);
      expect(explored).toHaveLength(1);
      expect(explored[0]?.propensity).toBe(0.25);
      drawn.set(explored[0]?.hint ?? '', (drawn.get(explored[0]?.hint ?? '') ?? 0) + 1);
    }
    expect([...drawn.keys()].toSorted()).toEqual(['h0', 'h1', 'h2', 'h3']);
    for (const count of drawn.values()) expect(Math.abs(count / 4000 - 0.25)).toBeLessThan(0.04);
  });

  test('shows what there is when there are few hints', () => {
    expect(offerHints(rankHints(evidence.slice(0, 2)), ['h0', 'h1'], createRandom(1))).toHaveLength(2);
    expect(offerHints([], ['h0'], createRandom(1))).toEqual([{ hint: 'h0', slot: 0, propensity: 1 }]);
  });
});
