// npm run generate: everything that is made from something else, in order. With --check: fails where what is committed differs.
import { run } from './run.mjs';

const check = process.argv.includes('--check');
const suffix = check ? ':check' : '';

const STEPS = [
  ['@taiwa/schema', 'generate'],
  ['@taiwa/schema', `print${suffix}`],
  ['@taiwa/sdk', `generate${suffix}`],
  ['@taiwa/widgets', `generate${suffix}`],
  ...(check ? [['@taiwa/schema', 'migration', '--', '--check']] : []),
];

for (const [name, script, ...rest] of STEPS) {
  const status = await run('npm', ['run', '--silent', script, '--workspace', name, ...rest]);
  if (status === 0) continue;
  console.error(
    check ? `${name}: what is committed differs from what "npm run generate" makes.` : `${name}: ${script} failed.`,
  );
  process.exit(1);
}

// What changed in the schema stands in the changelog by itself; the check of it is a step of npm run check.
if (!check) process.exit(await run(process.execPath, ['scripts/schema-changes.mjs', '--write']));
