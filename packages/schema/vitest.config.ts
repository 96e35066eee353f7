import { defineConfig } from 'vitest/config';

export default defineConfig({
  ssr: { resolve: { conditions: ['source', 'node', 'import', 'module', 'default'] } },
  test: { name: 'schema', include: ['src/**/*.test.ts'], environment: 'node' },
});
