import { beforeAll, describe, expect, it } from 'vitest';
import { treatmentContrasts, describeSociety } from './society.ts';
import { calibration, describeManagers, usualQuestions, type ManagerState } from './state.ts';
import { countRaters } from './state-explain.ts';
import { fitState, type StateFit } from './state-fit.ts';
import {
  rankCorrelation,
  readFixtureRatings,
  readReference,
  referenceVariances,
  rootMeanSquare,
  type PlantedTruth,
  type ReferenceFit,
  type ReferenceManager,
  type ReferenceStates,
  type ReferenceWindow,
} from './state-fixture.ts';

const names = { last12: 'last12', last3: 'last3', month10: 'before', month11: 'latest' } as const;
const keys = ['last12', 'last3', 'month10', 'month11'] as const;

let reference: ReferenceFit;
let states: ReferenceStates;
let fit: StateFit;

beforeAll(async () => {
  reference = await readReference<ReferenceFit>('lmer_M1.json');
  states = await readReference<ReferenceStates>('state_ref.json');
  fit = fitState(await readFixtureRatings(), { variances: referenceVariances(reference), tolerance: 1e-9 });
});

/** Answers by the reference's manager number. */
function byManager(from: StateFit, answers: ManagerState[]): Map<number, ManagerState> {
  return new Map(answers.map((answer) => [Number(from.table.managers.names[answer.manager]), answer]));
}

/** Every window the reference has, paired with ours. */
function pairWindows(
  answers: Map<number, ManagerState>,
): { ours: { state: number; se: number }; theirs: NonNullable<ReferenceWindow> }[] {
  return states.managers.flatMap((theirs) =>
    keys.flatMap((key) => {
      const ours = answers.get(theirs.manager)?.windows[names[key]];
      expect(ours === null, `manager ${theirs.manager} ${key}`).toBe(theirs[key] === null);
      return ours && theirs[key] ? [{ ours, theirs: theirs[key] }] : [];
    }),
  );
}

function pairChanges(
  answers: Map<number, ManagerState>,
): { ours: { delta: number; se: number }; theirs: { delta: number; se: number } }[] {
  return states.managers.flatMap((theirs) => {
    const ours = answers.get(theirs.manager)?.changes['change'];
    expect(!ours).toBe(theirs.change_10_11 === undefined);
    return ours && theirs.change_10_11 ? [{ ours, theirs: theirs.change_10_11 }] : [];
  });
}

describe('the state model at the variances of lme4', () => {
  it('gives every effect of lme4 to 1e-3', () => {
    const { table, model, solution } = fit;
    const { layout } = model.operator;
    const expectClose = (value: number | undefined, wanted: number | undefined) =>
      expect(Math.abs((value ?? Number.NaN) - (wanted ?? Number.NaN))).toBeLessThan(1e-3);
    table.members.names.forEach((name, i) => expectClose(solution.members[i], reference.ranef['member']?.[name]));
    table.managers.names.forEach((name, j) => {
      expectClose(solution.effects[layout.manager + j], reference.ranef['manager']?.[name]);
      for (let p = model.design.pointStart[j]!; p < model.design.pointStart[j + 1]!; p += 1) {
        const key = Number(name) * 100 + model.design.months[model.design.pointMonth[p]!]!;
        expectClose(solution.effects[layout.point + p], reference.ranef['mm']?.[key]);
      }
    });
    table.tenants.names.forEach((name, k) =>
      expectClose(solution.effects[layout.tenant + k], reference.ranef['tenant']?.[name]),
    );
    const contrasts = treatmentContrasts(model, solution);
    expect(Object.keys(contrasts).toSorted()).toEqual(Object.keys(reference.fixef).toSorted());
    for (const [name, value] of Object.entries(reference.fixef)) expectClose(contrasts[name], value);
  });

  it('gives the society line and mix', () => {
    const society = describeSociety(fit.model, fit.solution);
    states.society_month_state.forEach((state, t) => expect(society.state[t]).toBeCloseTo(state, 3));
    states.society_month_change.forEach((delta, t) => expect(society.change[t]?.delta).toBeCloseTo(delta, 3));
    for (const { cell, share } of society.cells) expect(share).toBeCloseTo(states.society_mix[cell] ?? Number.NaN, 6);
  });

  it('gives every state and change to 1e-3 with exact standard errors to 1 %, and counts the same raters', () => {
    const answers = byManager(fit, describeManagers(fit.model, fit.solution, usualQuestions(11), { exact: true }));
    const windows = pairWindows(answers);
    expect(windows.length).toBeGreaterThan(600);
    for (const { ours, theirs } of windows) {
      expect(Math.abs(ours.state - theirs.state)).toBeLessThan(1e-3);
      expect(Math.abs(ours.se / theirs.se - 1)).toBeLessThan(0.01);
    }
    for (const { ours, theirs } of pairChanges(answers)) {
      expect(Math.abs(ours.delta - theirs.delta)).toBeLessThan(1e-3);
      expect(Math.abs(ours.se / theirs.se - 1)).toBeLessThan(0.01);
    }
    const raters = countRaters(fit.model.design, { first: 0, last: 11 });
    for (const { manager, members } of states.managers) {
      expect(raters[fit.table.managers.find(String(manager)) ?? -1]).toBe(members);
    }
  });

  it('draws standard errors whose mean is right to 5 % and each to 30 %', () => {
    const method = { exact: false as const, seed: 2 };
    const answers = byManager(fit, describeManagers(fit.model, fit.solution, usualQuestions(11), method));
    const ratios = [...pairWindows(answers), ...pairChanges(answers)].map(({ ours, theirs }) => ours.se / theirs.se);
    const mean = ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length;
    expect(mean).toBeGreaterThan(0.95);
    expect(mean).toBeLessThan(1.05);
    expect(Math.min(...ratios)).toBeGreaterThan(0.7);
    expect(Math.max(...ratios)).toBeLessThan(1.3);
  });

  it('explains every state exactly: raw mean less the three terms is the state', () => {
    const method = { exact: false as const, seed: 2, draws: 1 };
    const answers = byManager(fit, describeManagers(fit.model, fit.solution, usualQuestions(11), method));
    for (const { manager, explain12 } of states.managers) {
      const answer = answers.get(manager);
      const { rawMean, memberTendency, topicMix, unexplained } = answer?.explanation ?? expect.fail('no explanation');
      const state = answer?.windows['last12']?.state ?? Number.NaN;
      expect(Math.abs(rawMean - memberTendency - topicMix - unexplained - state)).toBeLessThan(1e-6);
      expect(Math.abs(rawMean - explain12.raw_mean)).toBeLessThan(1e-3);
      expect(Math.abs(memberTendency - explain12.member_tendency)).toBeLessThan(1e-3);
      expect(Math.abs(topicMix - explain12.topic_mix)).toBeLessThan(1e-3);
      expect(Math.abs(unexplained - explain12.unexplained)).toBeLessThan(1e-3);
    }
  });
});

describe('the state model at its own variances', () => {
  let own: StateFit;
  let answers: Map<number, ManagerState>;

  beforeAll(async () => {
    own = fitState(await readFixtureRatings(), { estimate: { months: 'iid', seed: 1 } });
    const method = { exact: false as const, seed: 2 };
    answers = byManager(own, describeManagers(own.model, own.solution, usualQuestions(11), method));
  });

  const last12 = ({ manager }: ReferenceManager) => answers.get(manager)?.windows['last12'] ?? expect.fail('no state');

  it('estimates the components of lme4: residual and member to 3 %, manager 10 %, tenant and months 20 %', () => {
    const wanted = referenceVariances(reference);
    const { residual, member, manager, tenant, managerMonth } = own.model.variances;
    expect(own.estimate?.isConverged).toBe(true);
    expect(Math.abs(residual / wanted.residual - 1)).toBeLessThan(0.03);
    expect(Math.abs(member / wanted.member - 1)).toBeLessThan(0.03);
    expect(Math.abs(manager / wanted.manager - 1)).toBeLessThan(0.1);
    expect(Math.abs(tenant / wanted.tenant - 1)).toBeLessThan(0.2);
    expect(Math.abs(managerMonth / wanted.managerMonth - 1)).toBeLessThan(0.2);
  });

  it('gives states within .6 of those at the variances of lme4, .15 root mean square', () => {
    const differences = states.managers.map((theirs) => last12(theirs).state - (theirs.last12?.state ?? Number.NaN));
    expect(Math.max(...differences.map(Math.abs))).toBeLessThan(0.6);
    expect(rootMeanSquare(differences)).toBeLessThan(0.15);
  });

  it('finds the planted truth as well as lme4, and its 90 % band covers it', async () => {
    const truth = await readReference<PlantedTruth>('truth.json');
    const accuracy = await readReference<{ lmer_spearman: number; lmer_rmse: number }>('accuracy.json');
    const planted = states.managers.map(({ manager }) => weighTruth(truth, manager));
    const estimated = states.managers.map((theirs) => last12(theirs).state);
    expect(rankCorrelation(estimated, planted)).toBeGreaterThan(accuracy.lmer_spearman - 0.01);
    expect(rootMeanSquare(estimated.map((state, i) => state - planted[i]!))).toBeLessThan(accuracy.lmer_rmse + 0.1);
    const covered = states.managers.filter((theirs, i) => {
      const { state, se } = last12(theirs);
      return Math.abs(state - planted[i]!) <= 1.645 * calibration * se;
    });
    expect(covered.length / planted.length).toBeGreaterThan(0.8);
    expect(covered.length / planted.length).toBeLessThan(0.95);
  });

  /** Planted state of a manager over the year, weighted by his own ratings of each month. */
  function weighTruth(truth: PlantedTruth, name: number): number {
    const { design } = own.model;
    const j = own.table.managers.find(String(name)) ?? -1;
    let sum = 0;
    let total = 0;
    for (let p = design.pointStart[j]!; p < design.pointStart[j + 1]!; p += 1) {
      sum += design.pointCount[p]! * truth.state_response_scale[name]![design.months[design.pointMonth[p]!]!]!;
      total += design.pointCount[p]!;
    }
    return sum / total;
  }
});
