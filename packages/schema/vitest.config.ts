import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// Tests and their set-up run the sources of every package, not what was built of them.
// graphql keeps a second copy of itself for bundlers; the one that Node gives to everybody else has to be ours too.
const graphql = { find: /^graphql$/, replacement: fileURLToPath(import.meta.resolve('graphql')) };
const resolve = { conditions: ['source', 'node'], alias: [graphql] };

export default defineConfig({
  resolve,
  ssr: { resolve: { conditions: resolve.conditions } },
  // Where vitest runs `globalSetup`.
  environments: { __vitest__: { resolve: { conditions: resolve.conditions } } },
  test: {
    name: 'schema',
    include: ['src/**/*.test.ts'],
    // The insight engine has a project of its own that needs no database: vitest.engine.config.ts.
    exclude: ['**/node_modules/**', 'src/modules/insights/engine/**'],
    environment: 'node',
    globalSetup: ['src/testing/database-setup.ts'],
    testTimeout: 30_000,
    expect: { poll: { timeout: 20_000 } },
    hookTimeout: 60_000,
  },
});
