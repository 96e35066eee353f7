// npm run bench -- [--quick] [--people N] [--rounds N]: how fast reads, changes, live data and starts are, beside others. See bench/README.md.
import { build, run } from './run.mjs';

build('@taiwa/bench', '@taiwa/example-intranet');
process.exit(await run(process.execPath, ['bench/dist/run.js', ...process.argv.slice(2)]));
