import { spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import { type Account, spawnIds } from './account.ts';
import { DatabaseRefusal, USE_SERVER } from './refusal.ts';

/** The only variables our database processes see: no secret of this process can be read from their environment. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };
}

// The account may not be allowed into our own working directory.
const CWD = '/';

/** What `program -V` printed when run as the account, or the reason why it does not run there. */
export function probeProgram(file: string, account: Account): { version: string } | { failure: string } {
  const probe = spawnSync(file, ['-V'], { ...spawnIds(account), env: cleanEnvironment(), cwd: CWD, encoding: 'utf8' });
  if (probe.status === 0) return { version: probe.stdout.trim() };
  return { failure: probe.error?.message ?? probe.stderr.trim() };
}

/** Is this shell command true for the account? */
export function holdsFor(account: Account, command: string, argument: string): boolean {
  const ids = spawnIds(account);
  return (
    spawnSync('/bin/sh', ['-c', command, 'sh', argument], { ...ids, env: cleanEnvironment(), cwd: CWD }).status === 0
  );
}

// A failed statement is printed with the password it sets.
function withoutLiterals(output: string): string {
  return output.replaceAll(/'[^'\n]*'/g, "'…'");
}

/**
 * Runs a program of PostgreSQL as the account to its end, with `input` on its stdin (never in its arguments).
 * Throws a {@link DatabaseRefusal} with its last lines, literals removed, when it fails.
 */
export async function runProgram(file: string, args: readonly string[], account: Account, input = ''): Promise<void> {
  const child = spawn(file, args, { ...spawnIds(account), env: cleanEnvironment(), cwd: CWD });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  // A program that dies early closes its stdin under us; its exit code tells.
  child.stdin.on('error', () => {});
  const end = await new Promise<string>((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('close', (code, signal) => resolve(String(code ?? signal)));
    child.stdin.end(input);
  });
  if (end === '0') return;
  if (output.includes('could not look up effective user ID')) throw unknownUser(account);
  throw failure(path.basename(file), end, withoutLiterals(output.trim()));
}

function unknownUser({ uid }: Account): DatabaseRefusal {
  return new DatabaseRefusal(
    'notAllowed',
    `User ${uid} has no entry in /etc/passwd, and PostgreSQL needs one: add it, start as another user, ${USE_SERVER}.`,
  );
}

function failure(name: string, end: string, output: string): DatabaseRefusal {
  const lines = output.split('\n');
  const last = lines.slice(-6);
  const cause = lines.find((line) => /error:|fatal:|panic:/i.test(line)) ?? last.at(-1) ?? '';
  return new DatabaseRefusal('failed', `${name} failed (${end}): ${cause.trim()}`, last.join('\n'));
}
