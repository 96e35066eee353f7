import { readdirSync } from 'node:fs';
import { defineConfig } from 'vite';

const resources = readdirSync('src/resources').map((name) => name.replace('.ts', ''));

export default defineConfig({
  build: {
    target: 'es2022',
    minify: false,
    lib: {
      entry: {
        client: 'src/client.ts',
        core: 'src/core.ts',
        errors: 'src/errors.ts',
        ...Object.fromEntries(resources.map((name) => [`resources/${name}`, `src/resources/${name}.ts`])),
      },
      formats: ['es'],
    },
    rolldownOptions: { output: { chunkFileNames: 'chunks/[name]-[hash].js' } },
  },
});
