// npm start [-- --reset]: builds what is missing, then runs the product.
import { buildDocs } from './docs.mjs';
import { build, readFlags, stay } from './run.mjs';

readFlags('npm start [-- --reset]', { reset: { type: 'boolean' } });
await build('@taiwa/api', '@taiwa/example-intranet');
buildDocs();
process.exit(await stay(process.execPath, ['packages/api/dist/main.js', ...process.argv.slice(2)]));
