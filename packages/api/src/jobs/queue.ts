import pg from 'pg';
import { PgBoss } from 'pg-boss';
import type { Logger } from '../observe/log.ts';
import { Outage } from '../observe/outage.ts';

/** The database schema that holds the queues. */
const SCHEMA = 'jobs';

/** Makes or updates the tables of the queues as their owner, and lets the system role use them. */
export async function prepareQueues(owner: pg.ClientConfig, systemRole: string): Promise<void> {
  const boss = new PgBoss({
    ...owner,
    schema: SCHEMA,
    supervise: false,
    schedule: false,
    max: 1,
  });
  boss.on('error', () => {});
  await boss.start();
  await boss.stop({ graceful: false, close: true });
  const client = new pg.Client(owner);
  await client.connect();
  const role = pg.escapeIdentifier(systemRole);
  try {
    await client.query(`grant usage, create on schema ${SCHEMA} to ${role};
      grant select, insert, update, delete on all tables in schema ${SCHEMA} to ${role};
      grant usage on all sequences in schema ${SCHEMA} to ${role};
      grant execute on all functions in schema ${SCHEMA} to ${role};`);
  } finally {
    await client.end();
  }
}

/** Opens the queues as the system role. */
export async function openQueues(system: pg.ClientConfig, log: Logger): Promise<PgBoss> {
  const boss = new PgBoss({
    ...system,
    schema: SCHEMA,
    migrate: false,
    createSchema: false,
    max: 3,
  });
  const outage = new Outage();
  // Every queue asks twice a second, and each would say the same.
  boss.on('error', (error) => {
    const times = outage.fail();
    if (times > 0) log.warn({ err: error, times }, 'the queues failed');
  });
  boss.on('wip', () => outage.end());
  boss.on('warning', (warning) => log.debug({ warning }, 'the queues warn'));
  await boss.start();
  return boss;
}
