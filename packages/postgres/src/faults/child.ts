import { type ChildProcess, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ConnectionConfig } from '../access.ts';
import { until } from './condition.ts';

/** What a holder process says once its database is open. */
export interface Opened {
  state: 'created' | 'started' | 'adopted';
  pid: number;
  folder: string;
  config: ConnectionConfig;
}

/** What it says when it is refused. */
export interface Refused {
  refused: string;
  reason: string;
  detail: string;
}

/** A holder process, see `holder.ts`. */
export interface Holder {
  readonly child: ChildProcess;
  readonly lines: string[];
  /** Ids whose insert the database has acknowledged. */
  acknowledged(): number[];
  /** Open; throws with everything it said when it ends instead. */
  opened(): Promise<Opened>;
  refused(): Promise<Refused>;
  /** Its first answer, whichever. */
  answer(): Promise<Opened | Refused>;
  /** Waits for its end and returns exit code or signal. */
  ended(): Promise<number | string>;
  kill(signal: NodeJS.Signals): void;
}

/** How a holder is run. */
export interface HolderOptions {
  mode?: 'idle' | 'insert' | 'crash';
  uid?: number;
  gid?: number;
  /** Another copy of `holder.ts`. */
  script?: string;
  env?: NodeJS.ProcessEnv;
  /** A command and its arguments put before `node`. */
  wrapper?: string[];
}

const LOADER = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
const SCRIPT = path.join(import.meta.dirname, 'holder.ts');

/** Starts a process that opens the embedded database in a folder; it leads a process group of its own. */
export function startHolder(folder: string, options: HolderOptions = {}): Holder {
  const { mode = 'idle', uid, gid = uid, script = SCRIPT, env = {}, wrapper = [] } = options;
  const command = [...wrapper, process.execPath, '--conditions=source', '--import', LOADER, script, folder, mode];
  const ids = uid === undefined ? {} : { uid, gid };
  const settings = { ...ids, cwd: '/', detached: true, env: { PATH: process.env.PATH, ...env } };
  const child = spawn(command[0]!, command.slice(1), settings);
  const lines: string[] = [];
  collectLines(child, lines);
  let end: number | string | undefined;
  child.on('close', (code, signal) => (end = code ?? signal ?? 'unknown'));

  const parsed = <T>(key: string) => {
    const line = lines.find((text) => text.startsWith(`{"${key}`));
    return line === undefined ? undefined : (JSON.parse(line) as T);
  };
  const wanted = <T>(what: string, find: () => T | undefined) =>
    until(what, () => {
      const found = find();
      if (found === undefined && end !== undefined)
        throw new Error(`Ended (${end}) before ${what}: ${lines.join('\n')}`);
      return found;
    });
  return {
    child,
    lines,
    acknowledged: () => lines.filter((line) => /^A\d+$/.test(line)).map((line) => Number(line.slice(1))),
    opened: () => wanted('opened', () => parsed<Opened>('state')),
    refused: () => wanted('refused', () => parsed<Refused>('refused')),
    answer: () => wanted('an answer', () => parsed<Opened>('state') ?? parsed<Refused>('refused')),
    ended: () => until('the end of a holder', () => end),
    kill: (signal) => void child.kill(signal),
  };
}

function collectLines(child: ChildProcess, lines: string[]): void {
  let rest = '';
  const take = (chunk: Buffer) => {
    const parts = (rest + chunk.toString()).split('\n');
    rest = parts.pop() ?? '';
    lines.push(...parts);
  };
  child.stdout?.on('data', take);
  child.stderr?.on('data', take);
}

/** Asks a holder to stop and waits until it has. */
export async function stopHolder(holder: Holder): Promise<number | string> {
  holder.kill('SIGTERM');
  return holder.ended();
}
