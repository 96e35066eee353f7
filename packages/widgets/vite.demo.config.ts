import { defineConfig } from 'vite';
import { worldPlugin } from './src/testing/world-plugin.ts';

/** Serves the demo pages: `npm run demo`, then /src/elements/prep/prep.demo.html */
export default defineConfig({
  plugins: [worldPlugin()],
  resolve: { conditions: ['source', 'module', 'browser', 'development|production'] },
  server: { port: 4410, strictPort: false },
});
