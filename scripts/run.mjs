// Running other programs from our scripts: quiet where all is well, their words and our exit where it is not.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

/** The folder of the project. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url));

const QUIET = { TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1', CHECKPOINT_DISABLE: '1', NO_UPDATE_NOTIFIER: '1' };

/** The script behind the command of an installed package, for `node`. */
export function commandOf(name, command = name) {
  const manifest = createRequire(join(ROOT, 'package.json')).resolve(`${name}/package.json`);
  const { bin } = createRequire(import.meta.url)(manifest);
  return join(dirname(manifest), typeof bin === 'string' ? bin : bin[command]);
}

/** Reads the flags of a command; a flag it does not have, or a stray word, ends the process with one line. */
export function readFlags(usage, options) {
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    process.stderr.write(`taiwa: ${error.message.split('. ')[0]}. Usage: ${usage}\n`);
    process.exit(2);
  }
}

/** Runs a program to its end with our input and output; answers its exit status. */
export function run(program, args, options = {}) {
  return ended(begin(program, args, options));
}

/**
 * Runs a program that stays until it is asked to end; answers its exit status. What others send to us it gets; Ctrl+C the
 * terminal sends to both. Over the fourth channel it learns when we are gone.
 */
export function stay(program, args) {
  const child = begin(program, args, { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
  process.on('SIGINT', () => {});
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  return ended(child);
}

function begin(program, args, { env, ...rest } = {}) {
  return spawn(program, args, { cwd: ROOT, stdio: 'inherit', ...rest, env: { ...process.env, ...QUIET, ...env } });
}

function ended(child) {
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status, signal) => resolve(status ?? (signal ? 1 : 0)));
  });
}

/** Milliseconds after which a build says that it is at work. */
const SILENT_MS = 800;

/** Builds what is missing or has changed; prints only that it takes a while and what went wrong. Exits with 1 where a package does not build. */
export async function build(...packages) {
  const filters = packages.map((name) => `--filter=${name}`);
  const args = [commandOf('turbo'), 'run', 'build', '--output-logs=errors-only', ...filters];
  const child = begin(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const said = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => said.push(chunk));
  const patience = setTimeout(
    () => process.stderr.write('Building what is missing or has changed; the first time takes a minute …\n'),
    SILENT_MS,
  );
  const status = await ended(child);
  clearTimeout(patience);
  if (status === 0) return;
  process.stderr.write(`${Buffer.concat(said)}\nThe build failed: the lines above say where.\n`);
  process.exit(1);
}
