import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// The tests and the clients have to load one copy of graphql.
const graphql = { find: /^graphql$/, replacement: fileURLToPath(import.meta.resolve('graphql')) };

export default defineConfig({
  resolve: { alias: [graphql] },
  test: {
    name: 'clients',
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/demo-setup.ts'],
    testTimeout: 120_000,
    expect: { poll: { timeout: 20_000 } },
    hookTimeout: 180_000,
    fileParallelism: false,
  },
});
