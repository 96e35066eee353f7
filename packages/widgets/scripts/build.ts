import { existsSync, readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type InlineConfig } from 'vite';
import { minifyStyles } from './minify-styles.ts';

/*
 * Builds what is published:
 *   dist/<element>.js        registers <taiwa-element>; dependencies stay imports, for those who bundle
 *   dist/class/<element>.js  the class alone, without a side effect
 *   dist/taiwa.js            everything in one classic script, for pages that just load it
 */
const root = fileURLToPath(new URL('..', import.meta.url));
const elements = readdirSync(join(root, 'src/elements'), { withFileTypes: true })
  .filter((one) => one.isDirectory() && existsSync(join(root, `src/elements/${one.name}/${one.name}.define.ts`)))
  .map(({ name }) => name);

/** What every build shares. */
const common: InlineConfig = {
  root,
  configFile: false,
  logLevel: 'warn',
  plugins: [minifyStyles()],
  resolve: { conditions: ['source', 'module', 'browser', 'production'] },
};

/** Builds the modules that people import by name. */
async function buildModules(): Promise<void> {
  const entry = Object.fromEntries(
    elements.flatMap((name) => [
      [name, join(root, `src/elements/${name}/${name}.define.ts`)],
      [`class/${name}`, join(root, `src/elements/${name}/${name}.ts`)],
    ]),
  );
  await build({
    ...common,
    build: {
      outDir: 'dist',
      emptyOutDir: false,
      minify: false,
      lib: { entry, formats: ['es'] },
      rollupOptions: {
        external: [/^lit($|\/)/, /^@lit\//, /^@shoelace-style\//, /^@taiwa\/sdk/],
        output: { entryFileNames: '[name].js', chunkFileNames: 'shared/[name]-[hash].js' },
      },
    },
  });
}

/** Builds the one script that registers every element. */
async function buildScript(): Promise<void> {
  await build({
    ...common,
    build: {
      outDir: 'dist',
      emptyOutDir: false,
      minify: true,
      lib: { entry: join(root, 'src/taiwa.ts'), formats: ['iife'], name: 'taiwa', fileName: () => 'taiwa.js' },
    },
  });
}

await rm(join(root, 'dist'), { recursive: true, force: true });
await buildModules();
await buildScript();
