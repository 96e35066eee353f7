import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// Tests run the sources of every package, not what was built of them.
// graphql keeps a second copy of itself for bundlers; the one that Node gives to everybody else has to be ours too.
const graphql = { find: /^graphql$/, replacement: fileURLToPath(import.meta.resolve('graphql')) };
const resolve = { conditions: ['source', 'node'], alias: [graphql] };

export default defineConfig({
  resolve,
  ssr: { resolve: { conditions: resolve.conditions } },
  // Where vitest runs `globalSetup`.
  environments: { __vitest__: { resolve: { conditions: resolve.conditions } } },
  test: {
    name: 'api',
    include: ['test/**/*.test.ts'],
    environment: 'node',
    globalSetup: ['../schema/src/testing/database-setup.ts'],
    testTimeout: 30_000,
    expect: { poll: { timeout: 20_000 } },
    hookTimeout: 60_000,
  },
});
