import { fork } from 'node:child_process';
import { once } from 'node:events';
import { stopProcess } from '../src/child.ts';
import type { Usage } from '../src/control.ts';

/** A process that delivers. */
export interface MeasuredServer {
  readonly port: number;
  /** What it has used up to now. */
  usage(): Promise<Usage>;
  /** The same after a garbage collection, which costs CPU itself: for memory only. */
  collected(): Promise<Usage>;
  stop(): Promise<void>;
}

/** Starts the product or the floor beneath it; with TAIWA_BENCH_PROFILE CPU profiles are left in that folder. */
export async function beginServer(kind: 'product' | 'raw', env: NodeJS.ProcessEnv): Promise<MeasuredServer> {
  const folder = process.env['TAIWA_BENCH_PROFILE'];
  const profile = folder ? ['--cpu-prof', `--cpu-prof-dir=${folder}`] : [];
  const child = fork(new URL('../transcript-server.ts', import.meta.url), [kind], {
    execArgv: ['--expose-gc', ...profile, '--conditions=source', '--import', 'tsx'],
    env: { ...process.env, NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ask = async (question: 'usage' | 'collect'): Promise<Usage> => {
    const answered = once(child, 'message');
    child.send(question);
    return ((await answered) as [{ usage: Usage }])[0].usage;
  };
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  return {
    port,
    usage: () => ask('usage'),
    collected: () => ask('collect'),
    stop: () => stopProcess(child),
  };
}
