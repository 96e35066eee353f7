import { defineConfig } from 'vitest/config';

export default defineConfig({
  ssr: { resolve: { conditions: ['source', 'node', 'import', 'module', 'default'] } },
  test: {
    name: 'widgets-node',
    include: ['src/**/*.node.test.ts'],
    environment: 'node',
    expect: { poll: { timeout: 20_000 } },
  },
});
