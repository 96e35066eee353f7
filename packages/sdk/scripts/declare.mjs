#!/usr/bin/env node
// Makes of the declarations in dist what each kind of importer resolves: .d.ts for ES modules, .d.cts for CommonJS.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const DIST = fileURLToPath(new URL('../dist', import.meta.url));
const SPECIFIERS = /(\bfrom '|\bimport\(['"])(\.\.?\/[^'"]+)\.(?:ts|js)(?=['"])/g;

const names = (await readdir(DIST, { recursive: true })).filter((name) => name.endsWith('.d.ts'));
for (const name of names) {
  const path = join(DIST, name);
  const text = await readFile(path, 'utf8');
  const ending = (kind) => text.replace(SPECIFIERS, `$1$2.${kind}`);
  await writeFile(path, ending('js'));
  await writeFile(path.replace(/\.d\.ts$/, '.d.cts'), ending('cjs'));
}
