#!/usr/bin/env node
// Prints what a page loads, minified and gzipped, and fails above the budgets. Bundles the sources, so no build is needed.
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const KB = 1024;

const partOf = ({ isDynamicEntry, name }) =>
  !isDynamicEntry ? 'first' : name.includes('event-stream') ? 'events' : name.includes('live') ? 'live' : 'rare';

async function bundle(entry) {
  // Neither a library build (it keeps white space) nor an app's (it adds a preloader).
  const { output } = await build({
    root: ROOT,
    configFile: false,
    logLevel: 'warn',
    ssr: { noExternal: true },
    build: {
      ssr: true,
      write: false,
      target: 'es2022',
      minify: true,
      // As in a page's own bundle, where what the live part shares with the rest is loaded with the rest.
      rolldownOptions: { input: `src/${entry}.ts`, preserveEntrySignatures: 'allow-extension' },
    },
  });
  const sizes = { first: 0, live: 0, events: 0, rare: 0 };
  // On demand: the live part, what only networks without WebSockets need, and what is rare (uploads, notices).
  for (const chunk of output) sizes[partOf(chunk)] += gzipSync(chunk.code, { level: 9 }).length;
  return sizes;
}

const core = await bundle('core');
const all = await bundle('client');
const rows = [
  ['core', core.first, 5 * KB],
  ['core and live', core.first + core.live, 8 * KB],
  ['events, on demand', core.events, undefined],
  ['uploads and notices', core.rare, undefined],
  ['everything but live', all.first, undefined],
];
for (const [name, bytes, budget] of rows) {
  const limit = budget ? ` of ${(budget / KB).toFixed(1)}` : '';
  console.log(`${name.padEnd(20)} ${(bytes / KB).toFixed(2)}${limit} KB gz`);
  if (budget && bytes > budget) process.exitCode = 1;
}
