// npm run check: types, lint, format, and whether what is generated is what is committed.
import { build, commandOf, run } from './run.mjs';

await build();
const steps = [
  ['types', [commandOf('turbo'), 'run', 'typecheck', '--output-logs=errors-only']],
  ['lint', [commandOf('oxlint'), '--type-aware', '--deny-warnings']],
  ['format', [commandOf('oxfmt'), '--check']],
  ['generated files', ['scripts/generate.mjs', '--check']],
  ['changes of the schema', ['scripts/schema-changes.mjs']],
];

const failed = [];
for (const [name, args] of steps) if ((await run(process.execPath, args)) !== 0) failed.push(name);
if (failed.length > 0) console.error(`\nNot in order: ${failed.join(', ')}.`);
process.exit(failed.length > 0 ? 1 : 0);
