// Running other programs from our scripts: quiet where all is well, their words and our exit where it is not.
import { spawn, spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the project. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url));

const QUIET = { TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1', CHECKPOINT_DISABLE: '1', NO_UPDATE_NOTIFIER: '1' };

/** The script behind the command of an installed package, for `node`. */
export function commandOf(name, command = name) {
  const manifest = createRequire(join(ROOT, 'package.json')).resolve(`${name}/package.json`);
  const { bin } = createRequire(import.meta.url)(manifest);
  return join(dirname(manifest), typeof bin === 'string' ? bin : bin[command]);
}

/** Runs a program to its end with our input and output; answers its exit status. */
export function run(program, args, options = {}) {
  const { env, ...rest } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: ROOT,
      stdio: 'inherit',
      ...rest,
      env: { ...process.env, ...QUIET, ...env },
    });
    child.on('error', reject);
    child.on('close', (status, signal) => resolve(status ?? (signal ? 1 : 0)));
  });
}

/** Builds what is missing or has changed; prints only what went wrong. Exits with 1 where a package does not build. */
export function build(...packages) {
  const filters = packages.map((name) => `--filter=${name}`);
  const args = [commandOf('turbo'), 'run', 'build', '--output-logs=errors-only', ...filters];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, ...QUIET },
  });
  if (status === 0) return;
  process.stderr.write(`${stdout}${stderr}\nThe build failed: the lines above say where.\n`);
  process.exit(1);
}
