import { existsSync } from 'node:fs';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { minifyStyles } from './minify-styles.ts';

/*
 * Prints what a page loads, minified and gzipped, for each element alone with all it needs: the part that comes first,
 * and what comes later on demand (live data). `--check` fails where the first element on a page exceeds its budget.
 */
const BUDGET = 25 * 1024;
const root = fileURLToPath(new URL('..', import.meta.url));
const entries = (await readdir(join(root, 'src/elements'), { withFileTypes: true }))
  .filter((one) => one.isDirectory() && existsSync(join(root, `src/elements/${one.name}/${one.name}.define.ts`)))
  .map(({ name }) => ({ name: `<taiwa-${name}>`, entry: join(root, `src/elements/${name}/${name}.define.ts`) }));
const rows = [];
for (const { name, entry } of [...entries, { name: 'all elements', entry: join(root, 'src/taiwa.ts') }]) {
  rows.push({ element: name, ...(await measure(entry)) });
}
console.table(
  Object.fromEntries(
    rows.map(({ element, first, later }) => [element, { first: kilobytes(first), later: kilobytes(later) }]),
  ),
);
const heavy = rows.filter(({ element, first }) => element.startsWith('<') && first > BUDGET);
if (process.argv.includes('--check') && heavy.length > 0) {
  console.error(`Over ${kilobytes(BUDGET)}: ${heavy.map(({ element }) => element).join(', ')}`);
  process.exitCode = 1;
}

async function measure(entry: string): Promise<{ first: number; later: number }> {
  const outDir = await mkdtemp(join(tmpdir(), 'taiwa-size-'));
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    plugins: [minifyStyles()],
    resolve: { conditions: ['source', 'module', 'browser', 'production'] },
    build: {
      outDir,
      emptyOutDir: true,
      minify: true,
      modulePreload: false,
      lib: { entry, formats: ['es'], fileName: () => 'first.js' },
    },
  });
  const sizes = await Promise.all(
    (await readdir(outDir)).map(async (name) => ({ name, size: gzipSync(await readFile(join(outDir, name))).length })),
  );
  await rm(outDir, { recursive: true });
  const sum = (isFirst: boolean): number =>
    sizes.filter(({ name }) => (name === 'first.js') === isFirst).reduce((all, { size }) => all + size, 0);
  return { first: sum(true), later: sum(false) };
}

function kilobytes(size: number): string {
  return `${(size / 1024).toFixed(1)} kB`;
}
