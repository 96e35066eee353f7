import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source'] } },
  test: {
    name: 'sdk',
    include: ['test/**/*.test.ts'],
    environment: 'node',
    testTimeout: 60_000,
    // Otherwise the tests and graphql-ws load two copies of graphql.
    server: { deps: { inline: ['graphql', 'graphql-ws'] } },
  },
});
