import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// As in packages/api: the tests, the server that some of them start and graphql-ws have to load one copy of graphql.
const graphql = { find: /^graphql$/, replacement: fileURLToPath(import.meta.resolve('graphql')) };
const resolve = { conditions: ['source', 'node'], alias: [graphql] };

export default defineConfig({
  resolve,
  ssr: { resolve: { conditions: resolve.conditions } },
  // Where vitest runs `globalSetup`.
  environments: { __vitest__: { resolve: { conditions: resolve.conditions } } },
  test: {
    name: 'sdk',
    include: ['test/**/*.test.ts'],
    environment: 'node',
    globalSetup: ['../schema/src/testing/database-setup.ts'],
    testTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
    hookTimeout: 60_000,
  },
});
