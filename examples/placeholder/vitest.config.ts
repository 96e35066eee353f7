import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    name: 'placeholder',
    include: ['test/**/*.test.ts'],
    testTimeout: 120_000,
    expect: { poll: { timeout: 20_000 } },
    hookTimeout: 180_000,
  },
});
