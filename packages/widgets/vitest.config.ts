import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { ensureChromium } from '../../scripts/ensure-chromium.mjs';
import { worldPlugin } from './src/testing/world-plugin.ts';

const { executablePath, args, env } = await ensureChromium();

export default defineConfig({
  plugins: [worldPlugin()],
  resolve: { conditions: ['source', 'module', 'browser', 'development|production'] },
  optimizeDeps: {
    include: [
      'lit',
      'lit/decorators.js',
      'lit/directives/live.js',
      'lit/directives/repeat.js',
      '@tanstack/virtual-core',
      'axe-core',
      'graphql-ws/client',
    ],
  },
  test: {
    name: 'widgets',
    include: ['src/**/*.test.ts'],
    exclude: ['src/**/*.node.test.ts'],
    testTimeout: 20_000,
    expect: { poll: { timeout: 8_000 } },
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      provider: playwright({ launchOptions: { executablePath, args, ...(env && { env }) } }),
      instances: [{ browser: 'chromium' }],
      viewport: { width: 900, height: 900 },
    },
  },
});
