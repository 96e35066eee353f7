/**
 * The state model at scale, beside lme4 where R is installed.
 *
 *   npx tsx --conditions=source bench/insights-scale.ts            all of it, some minutes
 *   npx tsx --conditions=source bench/insights-scale.ts --quick    a tenth of the size
 *   npx tsx --conditions=source bench/insights-scale.ts --solve    the solves only, half a minute
 *
 * Prints figures and appends one dated JSON line to bench/results/insights-scale.jsonl. One thread does the work; wall and
 * processor seconds are both given, since wall alone tells little on a shared machine.
 */
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildDesign } from '../packages/schema/src/modules/insights/engine/mixed-model-design.ts';
import { estimateVariances } from '../packages/schema/src/modules/insights/engine/mixed-model-estimate.ts';
import { simulateRatings, type World } from '../packages/schema/src/modules/insights/engine/mixed-model-simulate.ts';
import { MixedModel } from '../packages/schema/src/modules/insights/engine/mixed-model-solve.ts';
import { createRandom } from '../packages/schema/src/modules/insights/engine/random.ts';
import { drawnErrors } from '../packages/schema/src/modules/insights/engine/state-error.ts';
import { refitState, refitTenant, type StateFit } from '../packages/schema/src/modules/insights/engine/state-fit.ts';
import { stateFunctional } from '../packages/schema/src/modules/insights/engine/state-functional.ts';
import { columnsOf } from '../packages/schema/src/modules/insights/engine/worker-job.ts';
import { startFit } from '../packages/schema/src/modules/insights/engine/worker.ts';

const isQuick = process.argv.includes('--quick');
const isSolveOnly = process.argv.includes('--solve');
const full = isQuick ? 100_000 : 1_000_000;
const planted = { tenant: 9, manager: 36, managerMonth: 9, member: 144, residual: 196, correlation: 0.8 };
const figures: Record<string, unknown> = {};

function worldOf(ratings: number): World {
  const size = ratings / 1_000_000;
  return {
    tenants: Math.max(5, Math.round(50 * size)),
    managers: Math.round(20_000 * size),
    members: Math.round(80_000 * size),
    months: 24,
    ratings,
    variances: planted,
    crossing: 0.25,
    seed: 7,
  };
}

type Lap = { wall: number; cpu: number };

function timed<T>(work: () => T): { value: T; lap: Lap } {
  const cpu = process.cpuUsage();
  const start = performance.now();
  const value = work();
  const used = process.cpuUsage(cpu);
  return { value, lap: { wall: (performance.now() - start) / 1000, cpu: (used.user + used.system) / 1e6 } };
}

const megabytes = () => Math.round(process.resourceUsage().maxRSS / 1024);

function report(name: string, value: unknown): void {
  figures[name] = value;
  console.log(
    name.padEnd(44),
    JSON.stringify(value, (_, v) => (typeof v === 'number' ? Number(v.toPrecision(4)) : v)),
  );
}

function largestDifference(a: Float64Array, b: Float64Array): number {
  return a.reduce((worst, value, i) => Math.max(worst, Math.abs(value - b[i]!)), 0);
}

/** From ratings in memory to every effect: sort, factor, solve. */
function solveCold(world: World, tolerance: number): { fit: StateFit; lap: Lap; iterations: number } {
  const { table } = simulateRatings(world);
  const { value, lap } = timed(() => {
    const design = buildDesign(table);
    const model = new MixedModel(design, planted);
    return { table, model, solution: model.solve(design.rowMean, { tolerance }), estimate: undefined };
  });
  return { fit: value, lap, iterations: value.solution.outcome.iterations };
}

function changeThousand(fit: StateFit): void {
  const random = createRandom(99);
  for (let change = 0; change < 1000; change += 1) {
    const row = random.integer(fit.table.length);
    if (change % 10 === 0) fit.table.delete(row);
    else fit.table.change(row, Math.min(100, Math.max(0, 60 + 25 * random.normal())));
  }
}

/** Cold solve; only the fit is handed on, so that nothing else holds memory during what follows. */
function measureCold(): StateFit {
  const { fit, lap, iterations } = solveCold(worldOf(full), 1e-5);
  const { design } = fit.model;
  report('ratings / rows / unknowns', [design.observations, design.rows, fit.solution.effects.length + design.members]);
  report('cold to 1e-5, s', { ...lap, iterations });
  report('memory after cold, MB (peak)', megabytes());
  return fit;
}

function measureWarm(fit: StateFit): StateFit {
  changeThousand(fit);
  const { value, lap } = timed(() => refitState(fit, { tolerance: 1e-5 }));
  report('warm to 1e-5 after 1,000 changes, s', { ...lap, iterations: value.solution.outcome.iterations });
  report('memory after warm, MB (peak)', megabytes());
  return value;
}

function measureSolve(): StateFit {
  report('memory before, MB', megabytes());
  const warm = measureWarm(measureCold());
  const sharp = timed(() => warm.model.solve(undefined, { tolerance: 1e-7 }));
  report('one solve to 1e-7 (factored), s', { ...sharp.lap, iterations: sharp.value.outcome.iterations });
  report('memory after 1e-7, MB (peak)', megabytes());
  const exact = warm.model.solve(undefined, { tolerance: 1e-11 });
  report('error at 1e-5 / 1e-7, points', [
    largestDifference(warm.solution.effects, exact.effects),
    largestDifference(sharp.value.effects, exact.effects),
  ]);
  const tenant = timed(() => refitTenant(warm, 0, { tolerance: 1e-7 }));
  report('one tenant, society frozen, s', tenant.lap);
  return warm;
}

function measureGrowth(): void {
  const sizes = [full / 4, full / 2, full];
  const laps = sizes.map((ratings) => solveCold(worldOf(ratings), 1e-5).lap.cpu);
  report(
    'growth: ratings, cpu s',
    sizes.map((ratings, i) => [ratings, laps[i]]),
  );
  report('growth exponent', Math.log(laps[2]! / laps[0]!) / Math.log(4));
}

function measureErrors({ model }: StateFit): void {
  const { design } = model;
  const functionals = Array.from({ length: design.managers }, (_, j) =>
    stateFunctional(design, j, { first: 12, last: 23 }),
  );
  const asked = functionals.filter((functional) => functional !== undefined);
  const { lap } = timed(() => drawnErrors(model, asked, { seed: 3, draws: 60 }));
  report(`standard errors of ${asked.length} states, 60 draws, s`, lap);
}

function measureEstimation({ model }: StateFit): void {
  const steps: number[] = [];
  const start = performance.now();
  const onStep = () => steps.push(performance.now() - start);
  const { value, lap } = timed(() =>
    estimateVariances(model.design, { months: 'ar1', seed: 5, tolerance: 1e-5, onStep }),
  );
  report('full estimation (REML, AR(1)), s', { ...lap, steps: value.iteration, converged: value.isConverged });
  report('planted', planted);
  report('estimated', value.variances);
}

async function measureWorker(): Promise<void> {
  const { table } = simulateRatings(worldOf(full));
  const job = { columns: columnsOf(table), variances: planted, months: 'ar1' as const, seed: 1, tolerance: 1e-7 };
  const start = performance.now();
  let beats = 0;
  const pulse = setInterval(() => (beats += 1), 50);
  const run = startFit(job, (step, done) => {
    if (step.startsWith('solving') && done === 5) run.cancel();
  });
  const stopped = await run.result;
  report('worker: cancelled at iteration 5', { kind: stopped.kind, seconds: (performance.now() - start) / 1000 });
  if (stopped.kind !== 'stopped') return;
  let iterations = 0;
  const done = await startFit({ ...job, resume: stopped.checkpoint }, (_, count) => (iterations = count)).result;
  clearInterval(pulse);
  report('worker: resumed', {
    kind: done.kind,
    furtherIterations: iterations,
    seconds: (performance.now() - start) / 1000,
  });
  report('worker: beats of the main thread meanwhile', beats);
}

const program = `
suppressMessages(library(lme4)); d <- read.csv(commandArgs(TRUE)[1])
d$mm <- d$manager * 100 + d$month
t <- system.time(f <- lmer(rating ~ factor(month) + factor(cell) + (1|tenant) + (1|manager) + (1|mm) + (1|member), d,
  control = lmerControl(calc.derivs = FALSE)))
v <- as.data.frame(VarCorr(f)); cat(t[["elapsed"]], t[["user.self"]] + t[["sys.self"]], paste(v$grp, signif(v$vcov, 5)), sep = "\\n")
`;

function hasLme4(): boolean {
  try {
    execFileSync('Rscript', ['-e', 'library(lme4)'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function besideLme4(): void {
  if (!hasLme4()) {
    report('lme4', 'NOT COMPARED: no Rscript with lme4 on this machine (Debian: apt-get install r-cran-lme4)');
    return;
  }
  const { table } = simulateRatings(worldOf(100_000));
  const folder = mkdtempSync(join(tmpdir(), 'taiwa-lme4-'));
  const lines = ['tenant,manager,member,month,cell,rating'];
  for (let row = 0; row < table.length; row += 1) {
    const manager = table.manager[row]!;
    const rest = [table.member[row], table.month[row], table.cell[row], table.rating[row]];
    lines.push([table.managerTenant[manager], manager, ...rest].join(','));
  }
  writeFileSync(join(folder, 'ratings.csv'), lines.join('\n'));
  writeFileSync(join(folder, 'fit.R'), program);
  const answer = execFileSync('Rscript', [join(folder, 'fit.R'), join(folder, 'ratings.csv')], { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  const [elapsed, processor, ...variances] = answer.trim().split('\n');
  const own = timed(() => estimateVariances(buildDesign(table), { months: 'iid', seed: 5 }));
  report('lme4 at 10⁵ ratings, s', { wall: Number(elapsed), cpu: Number(processor) });
  report('lme4 variances', variances);
  report('this engine at 10⁵ ratings, s', own.lap);
  report('this engine, variances', own.value.variances);
}

report('load of the machine before', loadavg()[0]);
const solved = measureSolve();
measureGrowth();
if (!isSolveOnly) {
  await measureWorker();
  measureErrors(solved);
  measureEstimation(solved);
  besideLme4();
}

mkdirSync(new URL('results/', import.meta.url), { recursive: true });
const line = {
  date: new Date().toISOString(),
  node: process.version,
  cores: availableParallelism(),
  ratings: full,
  figures,
};
appendFileSync(new URL('results/insights-scale.jsonl', import.meta.url), `${JSON.stringify(line)}\n`);
