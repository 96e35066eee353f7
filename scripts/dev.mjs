// npm run dev: the product from its sources, started anew when one of them changes.
import { build, run } from './run.mjs';

build('@taiwa/schema', '@taiwa/widgets', '@taiwa/example-intranet');
const status = await run(process.execPath, [
  '--conditions=source',
  '--import=tsx',
  '--watch',
  'packages/api/src/main.ts',
  ...process.argv.slice(2),
]);
process.exit(status);
