#!/usr/bin/env node
// Finds a Chromium, installs one where none is found, and says how to get one where that fails too.
//   node scripts/ensure-chromium.mjs        prints the path
//   import { ensureChromium } from './ensure-chromium.mjs'   → { executablePath, args, env } for playwright's launch
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/** What a browser under test needs not: no sandbox of its own, no graphics card, no calls home. */
export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A Chromium that starts; throws an Error that says what to do where there is none. */
export async function ensureChromium() {
  const found = given() ?? onPath() ?? ofPlaywright() ?? installed();
  if (found) return { executablePath: found, args: CHROMIUM_FLAGS, env: undefined };
  const packed = await fromNpm();
  if (packed) return packed;
  throw new Error(
    'No Chromium found. Install one (Debian, Ubuntu: `sudo apt-get install chromium`; elsewhere: `npx playwright install chromium`), ' +
      'or set CHROMIUM_PATH to one.',
  );
}

function given() {
  const path = process.env.CHROMIUM_PATH;
  if (path && !isExecutable(path)) throw new Error(`CHROMIUM_PATH is ${path}, which cannot be run.`);
  return path;
}

function onPath() {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

/** The one that `npx playwright install chromium` brought. */
function ofPlaywright() {
  try {
    const path = createRequire(import.meta.url)('playwright-core').chromium.executablePath();
    return path && existsSync(path) ? path : undefined;
  } catch {
    return undefined;
  }
}

/** Installs Debian's, where this is root on a system that has apt-get. */
function installed() {
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).status !== 0) return undefined;
  process.stderr.write('Installing chromium with apt-get …\n');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const options = { env, stdio: 'ignore', timeout: 300_000 };
  spawnSync('apt-get', ['update', '-qq'], options);
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], options);
  return onPath();
}

/** The one packed in @sparticuz/chromium, with the libraries it brings; for ordinary users without apt-get. */
async function fromNpm() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  // It unpacks its libraries only where it believes to be at home.
  process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs20.x';
  try {
    const { default: chromium } = await import('@sparticuz/chromium');
    const executablePath = await chromium.executablePath();
    const libraries = [join(tmpdir(), 'al2023', 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(delimiter);
    const env = { ...process.env, LD_LIBRARY_PATH: libraries };
    return { executablePath, args: [...CHROMIUM_FLAGS, '--no-zygote'], env };
  } catch {
    return undefined;
  }
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    console.log((await ensureChromium()).executablePath);
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
