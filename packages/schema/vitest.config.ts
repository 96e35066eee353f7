import { defineConfig } from 'vitest/config';

// Tests and their set-up run the sources of every package, not what was built of them.
const resolve = { conditions: ['source', 'node'] };

export default defineConfig({
  resolve,
  ssr: { resolve },
  // Where vitest runs `globalSetup`.
  environments: { __vitest__: { resolve } },
  test: {
    name: 'schema',
    include: ['src/**/*.test.ts'],
    environment: 'node',
    globalSetup: ['src/testing/database-setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
