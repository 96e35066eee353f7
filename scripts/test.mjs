// npm test: builds, then runs every test there is; ends with how many passed and failed.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureChromium } from './ensure-chromium.mjs';
import { build, commandOf, ROOT, run } from './run.mjs';

/** Every part of the suite; one that runs no test is a failure, not a pass. */
const PARTS = [
  'postgres',
  'schema',
  'engine',
  'api',
  'sdk',
  'widgets',
  'widgets-node',
  'intranet',
  'react',
  'clients',
  'plain-html',
  'placeholder',
  'vendor-node',
  'live-changes',
  'live-transcript',
  'scripts',
];

// Tests say themselves who may enter a folder; what the shell takes away from new ones must not say it for them.
process.umask(0o022);

const REPORT = join(ROOT, 'node_modules/.cache/taiwa-tests.json');

const { executablePath } = await ensureChromium();
await build();
rmSync(REPORT, { force: true });
const only = process.argv.slice(2);
const args = [
  commandOf('vitest'),
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${REPORT}`,
  ...only,
];
const status = await run(process.execPath, args, {
  env: { CHROMIUM_PATH: process.env.CHROMIUM_PATH ?? executablePath },
});

const report = existsSync(REPORT)
  ? JSON.parse(readFileSync(REPORT, 'utf8'))
  : { numPassedTests: 0, numFailedTests: 0, testResults: [] };
const ran = new Set(report.testResults.map(({ name }) => partOf(name)));
const missing = only.length > 0 ? [] : PARTS.filter((part) => !ran.has(part));
for (const part of missing) console.error(`No test of "${part}" ran.`);
for (const name of skipped(report)) console.log(`skipped: ${name}`);
console.log(`\n${report.numPassedTests} passed, ${report.numFailedTests} failed`);
process.exit(status !== 0 || missing.length > 0 || report.numPassedTests === 0 ? 1 : 0);

function partOf(file) {
  const [room, name] = file.slice(ROOT.length).split('/');
  if (room === 'scripts') return 'scripts';
  if (file.includes('/insights/engine/')) return 'engine';
  return file.endsWith('.node.test.ts') ? `${name}-node` : name;
}

function skipped({ testResults }) {
  return testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status: one }) => one === 'skipped' || one === 'pending')
    .map(({ fullName }) => fullName);
}
