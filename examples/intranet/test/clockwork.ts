import { join } from 'node:path';
import { configFor, findRunning } from '@taiwa/postgres';
import pg from 'pg';
import { PgBoss } from 'pg-boss';
import { expect } from 'vitest';

/** What time does to a running demo, without waiting for it. */
export interface Clockwork {
  /** Changes rows as if they were older. */
  age(statement: string): Promise<void>;
  /** Lets a job that runs at its hour run now; answers once it has run. Throws where it failed. */
  run(job: string): Promise<void>;
}

/** The clockwork of a demo that runs on the data of a folder. */
export function clockworkOf(folder: string): Clockwork {
  const config = (role: 'admin' | 'system') => {
    const access = findRunning(join(folder, 'database'));
    if (!access) throw new Error('The demo is not running.');
    return configFor(access, role);
  };
  return {
    async age(statement) {
      const client = new pg.Client(config('admin'));
      await client.connect();
      await client.query(statement).finally(() => client.end());
    },
    async run(job) {
      const options = { schema: 'jobs', migrate: false, createSchema: false, supervise: false, schedule: false };
      const boss = new PgBoss({ ...config('system'), ...options });
      boss.on('error', () => undefined);
      await boss.start();
      try {
        const id = (await boss.send(job, null)) ?? '';
        const standing = async () => (await boss.getJobById(job, id))?.state;
        await expect.poll(standing, { timeout: 30_000, message: job }).toBe('completed');
      } finally {
        await boss.stop({ graceful: false, close: true });
      }
    },
  };
}
