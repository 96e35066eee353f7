import { defineConfig } from 'vitest/config';

/** The insight engine is pure arithmetic: its tests need no database and no set-up. */
export default defineConfig({
  test: {
    name: 'engine',
    root: import.meta.dirname,
    include: ['src/modules/insights/engine/**/*.test.ts'],
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
