// npm start: builds what is missing, then runs the product.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { build, ROOT } from './run.mjs';

build('@taiwa/api', '@taiwa/example-intranet');

const server = spawn(process.execPath, [join(ROOT, 'packages/api/dist/main.js'), ...process.argv.slice(2)], {
  // Over the fourth the product learns that we are gone.
  stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
});
// The terminal sends Ctrl+C to both; what others send to us we hand on.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => server.kill('SIGTERM'));
server.on('close', (status, signal) => process.exit(status ?? (signal ? 1 : 0)));
