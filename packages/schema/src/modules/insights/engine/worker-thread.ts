import { parentPort, workerData } from 'node:worker_threads';
import { runFit, type FitJob } from './worker-job.ts';

/** Body of the worker: runs the job it was born with, reports progress, and stops when the shared flag is raised. */
const { job, flag }: { job: FitJob; flag: Int32Array } = workerData;
const result = runFit(job, {
  shouldStop: () => Atomics.load(flag, 0) !== 0,
  onProgress: (step, done, total) => parentPort?.postMessage({ kind: 'progress', step, done, total }, []),
});
parentPort?.postMessage(result, []);
