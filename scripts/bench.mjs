// npm run bench -- [--quick] [--people N] [--rounds N]: what pages load, and how fast reads, changes, live data and starts are, beside others. See bench/README.md.
import { build, readFlags, run } from './run.mjs';

const options = {
  quick: { type: 'boolean' },
  people: { type: 'string' },
  rounds: { type: 'string' },
  folder: { type: 'string' },
};
readFlags('npm run bench [-- --quick --people N --rounds N --folder PATH]', options);
await build('@taiwa/bench', '@taiwa/example-intranet');
await run('npm', ['run', '--silent', 'sizes', '--workspace', '@taiwa/widgets']);
process.exit(await run(process.execPath, ['bench/dist/run.js', ...process.argv.slice(2)]));
