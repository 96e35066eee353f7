import { readdirSync } from 'node:fs';
import { defineConfig } from 'vite';

const ENTRIES = [
  'capture/capture',
  'capture/indexed-db-outbox',
  'client',
  'core',
  'errors',
  'follow-transcript',
  'proof',
  'server',
  'testing',
  'tokens',
  'webhooks',
];
const resources = readdirSync('src/resources').map((name) => `resources/${name.replace('.ts', '')}`);

const outputOf = (format: 'es' | 'cjs', ending: string) => ({
  format,
  entryFileNames: `[name].${ending}`,
  chunkFileNames: `chunks/[name]-[hash].${ending}`,
});

export default defineConfig({
  build: {
    target: 'es2022',
    minify: false,
    lib: { entry: Object.fromEntries([...ENTRIES, ...resources].map((name) => [name, `src/${name}.ts`])) },
    rolldownOptions: { output: [outputOf('es', 'js'), outputOf('cjs', 'cjs')] },
  },
});
