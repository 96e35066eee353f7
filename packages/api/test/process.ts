import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url));
const CLI = fileURLToPath(new URL('../src/cli.ts', import.meta.url));
const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** A process of the product under test. */
export interface TestProcess {
  readonly child: ChildProcess;
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Exit status, or the signal that ended it. */
  readonly ended: Promise<number | string>;
}

const alive = new Set<ChildProcess>();
const folders = new Set<string>();

// PATH and home only: what the machine has set must not reach the product.
const plainEnvironment = (): NodeJS.ProcessEnv => ({ PATH: process.env.PATH, HOME: process.env.HOME });

function launch(script: string, args: readonly string[], env: Record<string, string>): TestProcess {
  const child = spawn(process.execPath, ['--conditions=source', '--import', 'tsx', script, ...args], {
    cwd: ROOT,
    env: { ...plainEnvironment(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  alive.add(child);
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => (said.stdout += String(chunk)));
  child.stderr.on('data', (chunk) => (said.stderr += String(chunk)));
  const ended = new Promise<number | string>((resolve) =>
    child.on('close', (status, signal) => {
      alive.delete(child);
      resolve(status ?? signal ?? '');
    }),
  );
  return { child, stdout: () => said.stdout, stderr: () => said.stderr, ended };
}

/** Starts the product as `npm start` does, from its sources. */
export const launchMain = (env: Record<string, string>, ...args: string[]): TestProcess =>
  launch(MAIN, args, { TAIWA_LOG: 'error', ...env });

/** Runs the command line to its end. */
export async function runCli(env: Record<string, string>, ...args: string[]) {
  const { ended, stdout, stderr } = launch(CLI, args, { TAIWA_LOG: 'error', ...env });
  return { status: await ended, stdout: stdout(), stderr: stderr() };
}

/** A folder of this test file alone; removed with it. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'taiwa-api-'));
  folders.add(folder);
  // PostgreSQL refuses to be root; the account it then runs as has to reach the folder.
  chmodSync(folder, 0o755);
  return folder;
}

/** Waits for the banner and answers the address; rejects where the process ends before. */
export async function readyAt({ stdout, stderr, ended, child }: TestProcess): Promise<string> {
  const isReady = new Promise<void>((resolve) => {
    const look = () => (/ready in/.test(stdout()) && /Stop with/.test(stdout()) ? resolve() : undefined);
    child.stdout?.on('data', look);
    look();
  });
  const early = ended.then((status) => {
    throw new Error(`It ended with ${status}: ${stderr()}`);
  });
  await Promise.race([isReady, early]);
  const [, url] = /GraphQL\s+(http:\/\/\S+)\/graphql/.exec(stdout()) ?? [];
  return (url ?? '').replace('localhost', '127.0.0.1');
}

/** Asks a process to end and waits for it. */
export function stop({ child, ended }: TestProcess, signal: NodeJS.Signals = 'SIGINT'): Promise<number | string> {
  child.kill(signal);
  return ended;
}

afterAll(async () => {
  for (const child of alive) child.kill('SIGKILL');
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});
