import { describe, expect, it } from 'vitest';
import { buildDesign } from './mixed-model-design.ts';
import { simulateRatings } from './mixed-model-simulate.ts';
import { MixedModel } from './mixed-model-solve.ts';
import { usualQuestions } from './state.ts';
import { startFit } from './worker.ts';
import { columnsOf, runFit, type Checkpoint, type FitJob } from './worker-job.ts';

const variances = { tenant: 9, manager: 36, managerMonth: 9, member: 144, residual: 196, correlation: 0.8 };
const sizes = { tenants: 5, managers: 60, members: 300, months: 12, ratings: 4000 };
const { table } = simulateRatings({ ...sizes, variances, crossing: 0.3, seed: 3 });
const job: FitJob = { columns: columnsOf(table), months: 'ar1', seed: 1, tolerance: 1e-8, variances };

describe('a fit in a worker thread', () => {
  it('gives what the calling thread would get, with the answers asked for', async () => {
    const progress: string[] = [];
    const result = await startFit({ ...job, questions: usualQuestions(11) }, (step) => progress.push(step)).result;
    if (result.kind !== 'done') expect.fail('the fit was stopped');
    const here = new MixedModel(buildDesign(table), variances).solve(undefined, { tolerance: 1e-8 });
    expect(result.effects).toEqual(here.effects);
    expect(result.members).toEqual(here.members);
    expect(result.answers?.managers).toHaveLength(60);
    expect(result.answers?.society.months).toHaveLength(12);
    expect(progress).toContain('solving, iteration');
    expect(progress).toContain('standard errors');
  });

  it('stops when cancelled, and its checkpoint goes on to the same end', async () => {
    const few = simulateRatings({
      ...sizes,
      managers: 30,
      members: 120,
      ratings: 1500,
      variances,
      crossing: 0.3,
      seed: 3,
    });
    const open: FitJob = { columns: columnsOf(few.table), months: 'iid', seed: 1, tolerance: 1e-6 };
    const run = startFit(open, (step, done) => {
      if (step.startsWith('estimating') && done === 2) run.cancel();
    });
    const stopped = await run.result;
    if (stopped.kind !== 'stopped') expect.fail('the fit was not stopped');
    expect(stopped.checkpoint.estimate?.iteration).toBeGreaterThanOrEqual(2);
    const resumed = await startFit({ ...open, resume: stopped.checkpoint }).result;
    const whole = await startFit(open).result;
    if (resumed.kind !== 'done' || whole.kind !== 'done') expect.fail('a fit was stopped');
    expect(resumed.variances.member).toBeCloseTo(whole.variances.member, 1);
    resumed.effects.forEach((effect, i) => expect(Math.abs(effect - whole.effects[i]!)).toBeLessThan(0.01));
  });

  it('fails with the reason when the job cannot be run', async () => {
    const columns = { ...job.columns, member: job.columns.member.map(() => 10_000) };
    await expect(startFit({ ...job, columns }).result).rejects.toThrow();
  });
});

describe('a stopped solve', () => {
  it('goes on from its checkpoint with the iterations that were left', () => {
    let iterations = 0;
    const onProgress = () => (iterations += 1);
    runFit(job, { shouldStop: () => false, onProgress });
    const whole = iterations;
    let asked = 0;
    const stopped = runFit(job, { shouldStop: () => (asked += 1) > 5, onProgress: () => undefined });
    const checkpoint: Checkpoint = stopped.kind === 'stopped' ? stopped.checkpoint : expect.fail('not stopped');
    iterations = 0;
    const done = runFit({ ...job, resume: checkpoint }, { shouldStop: () => false, onProgress });
    expect(done.kind).toBe('done');
    expect(iterations).toBeLessThan(whole);
  });
});
