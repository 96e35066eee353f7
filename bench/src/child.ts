import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Usage } from './control.ts';

const CONTROL = new URL('./control.js', import.meta.url).href;

/** A process under measurement. */
export interface Contender {
  readonly name: string;
  readonly port: number;
  /** What it has used; with `collect` after a garbage collection. */
  usage(collect?: boolean): Promise<Usage>;
  stop(): Promise<void>;
}

/** How a process is begun. */
export interface Begin {
  readonly name: string;
  /** Its script, beside this file or anywhere. */
  readonly script: string | URL;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** The port it will listen on, where it does not say so itself. */
  readonly port?: number;
}

async function answerOf<T>(child: ChildProcess, isIt: (message: object) => T | undefined): Promise<T> {
  const ended = new AbortController();
  const gone = once(child, 'exit', { signal: ended.signal }).then(([status]) => {
    throw new Error(`A process of the bench ended with status ${String(status)}.`);
  });
  gone.catch(() => {});
  try {
    for (;;) {
      const [message] = (await Promise.race([once(child, 'message'), gone])) as [object];
      const answer = isIt(message);
      if (answer !== undefined) return answer;
    }
  } finally {
    ended.abort();
  }
}

const scriptPath = (script: string | URL): string =>
  script instanceof URL ? fileURLToPath(script) : fileURLToPath(new URL(script, import.meta.url));

/** Ends a process in its own time; answers when it is gone. */
export async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), 15_000);
  await gone;
  clearTimeout(late);
}

/** Begins a process as in production and answers once it listens. */
export async function beginContender({ name, script, args = [], env = {}, port }: Begin): Promise<Contender> {
  const child = fork(scriptPath(script), args, {
    execArgv: ['--expose-gc', '--import', CONTROL],
    env: { ...process.env, NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const listening =
    port ?? (await answerOf(child, (message) => ('port' in message ? Number(message.port) : undefined)));
  return {
    name,
    port: listening,
    usage: async (collect = false) => {
      const answered = answerOf(child, (message) => ('usage' in message ? (message.usage as Usage) : undefined));
      child.send(collect ? 'collect' : 'usage');
      return answered;
    },
    stop: () => stopProcess(child),
  };
}

/** A process that does one job after the other, so that what it costs is not the measured one's. */
export interface Helper<Job, Result> {
  run(job: Job): Promise<Result>;
  stop(): Promise<void>;
}

/** Begins a process that answers each job with its result. */
export function beginHelper<Job extends object, Result>(script: string): Helper<Job, Result> {
  const child = fork(scriptPath(script), [], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  return {
    run: async (job) => {
      const answered = answerOf(child, (message) => {
        if ('failure' in message) throw new Error(String(message.failure));
        return 'result' in message ? (message.result as Result) : undefined;
      });
      child.send(job);
      return answered;
    },
    stop: () => stopProcess(child),
  };
}
