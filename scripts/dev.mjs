// npm run dev [-- --reset]: the product from its sources, started anew when one of them changes.
import { buildDocs } from './docs.mjs';
import { build, readFlags, stay } from './run.mjs';

readFlags('npm run dev [-- --reset]', { reset: { type: 'boolean' } });
await build('@taiwa/schema', '@taiwa/widgets', '@taiwa/example-intranet');
buildDocs();
const watched = ['--conditions=source', '--import=tsx', '--watch', 'packages/api/src/main.ts'];
process.exit(await stay(process.execPath, [...watched, ...process.argv.slice(2)]));
