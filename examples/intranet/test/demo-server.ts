import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../../packages/api/dist/main.js', import.meta.url));

/** The demo as a newcomer starts it, in a data folder of its own. */
export interface DemoServer {
  readonly url: string;
  /** Where its data is. */
  readonly folder: string;
  stop(): Promise<void>;
}

/** Starts the built product on a free port and waits for its addresses; throws with what it said where it does not come up. */
export async function startDemo(): Promise<DemoServer> {
  const folder = mkdtempSync(join(tmpdir(), 'taiwa-portal-'));
  const child = spawn(process.execPath, [MAIN], {
    env: { ...process.env, PORT: '0', TAIWA_DATA: folder, DATABASE_URL: '', NODE_ENV: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'close');
  let said = '';
  const url = await new Promise<string>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      said += chunk.toString();
      const found = /(http:\/\/localhost:\d+)\/\s/.exec(said)?.[1];
      if (found && said.includes('Ctrl+C')) resolve(found);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('close', (status) => reject(new Error(`The demo ended with ${status}: ${said}`)));
  });
  return {
    url,
    folder,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
