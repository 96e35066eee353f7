import { Worker } from 'node:worker_threads';
import type { FitJob, FitResult } from './worker-job.ts';

/** A fit under way in a thread of its own. */
export type FitRun = {
  /** Resolves when the job is done or stopped; rejects when the thread fails. */
  result: Promise<FitResult>;
  /** Asks the job to stop; it does so within one pass over the ratings and answers with a checkpoint. */
  cancel(): void;
};

type Progress = { kind: 'progress'; step: string; done: number; total: number };

/** The thread's entry: the built file, or run from source (tests, tsx) a line that loads it through tsx. */
function createThread(workerData: unknown): Worker {
  const isSource = import.meta.url.endsWith('.ts');
  if (!isSource) return new Worker(new URL('./worker-thread.js', import.meta.url), { workerData });
  const entry = JSON.stringify(new URL('./worker-thread.ts', import.meta.url).href);
  return new Worker(`import('tsx/esm/api').then(({ tsImport }) => tsImport(${entry}, ${entry}))`, {
    eval: true,
    workerData,
  });
}

/** Starts a job in a worker thread; the thread that calls stays free. */
export function startFit(job: FitJob, onProgress?: (step: string, done: number, total: number) => void): FitRun {
  const flag = new Int32Array(new SharedArrayBuffer(4));
  const worker = createThread({ job, flag });
  const result = new Promise<FitResult>((resolve, reject) => {
    worker.on('message', (message: Progress | FitResult) => {
      if (message.kind === 'progress') onProgress?.(message.step, message.done, message.total);
      else resolve(message);
    });
    worker.on('error', reject);
    worker.on('exit', (code) => reject(new Error(`The worker ended with code ${code} and no result`)));
  });
  return { result, cancel: () => Atomics.store(flag, 0, 1) };
}
