import { type EmbeddedDatabase, openEmbedded } from '@taiwa/postgres';
import pg from 'pg';
import { launchMain, newFolder, readyAt, stop, type TestProcess } from '../../../api/test/process.ts';
import { openProxy, type Proxy } from './proxy.ts';

/** One server process behind a wire of its own; it comes back on the same port. */
export interface ServerBehindWire {
  readonly wire: Proxy;
  /** Sends a signal to the process as it is now. */
  signal(signal: NodeJS.Signals): void;
  /** Ends the process, if it still runs, and starts another in its place; resolves when that one answers. */
  restart(signal: NodeJS.Signals): Promise<void>;
}

/** Two servers of one durable database that can be mistreated. */
export interface House {
  readonly servers: readonly ServerBehindWire[];
  /** Stops PostgreSQL at once; resolves when it is back. */
  stopDatabase(): Promise<void>;
  /** Runs SQL as the database's admin. */
  asAdmin(sql: string): Promise<pg.QueryResult>;
  close(): Promise<void>;
}

/** Opens a database, fills it with the demo and starts two servers on it. */
export async function openHouse(): Promise<House> {
  const folder = newFolder();
  const open = (): Promise<EmbeddedDatabase> => openEmbedded({ folder: `${folder}/database` });
  let database = await open();
  const urls = await emptyDatabase(database);
  const env = { ...urls, TAIWA_DATA: folder };
  const first = await startServer(env);
  const second = await startServer(env);
  const servers = [first, second];
  return {
    servers,
    async stopDatabase() {
      if ((await stopAtOnce(database)) === 'back') return;
      await database.stop();
      database = await open();
    },
    asAdmin: (sql) => withAdmin(database, (client) => client.query(sql)),
    async close() {
      for (const server of servers) await server.close();
      await database.stop();
    },
  };
}

async function startServer(env: Record<string, string>) {
  let running: TestProcess = launchMain({ ...env, PORT: '0' });
  const { port } = new URL(await readyAt(running));
  const wire = await openProxy(Number(port));
  return {
    wire,
    signal: (signal: NodeJS.Signals) => void running.child.kill(signal),
    async restart(signal: NodeJS.Signals) {
      await stop(running, signal);
      running = launchMain({ ...env, PORT: port });
      await readyAt(running);
    },
    async close() {
      await wire.close();
      running.child.kill('SIGCONT');
      await stop(running, 'SIGKILL');
    },
  };
}

// Whoever looks after it gives up on a PostgreSQL that dies too often within a minute each; somebody starts that anew.
function stopAtOnce(database: EmbeddedDatabase): Promise<'back' | 'given up'> {
  const over = new Promise<'back' | 'given up'>((resolve) => {
    database.onRestart(() => resolve('back'));
    database.onLost(() => resolve('given up'));
  });
  process.kill(database.pid, 'SIGQUIT');
  return over;
}

async function emptyDatabase(database: EmbeddedDatabase): Promise<Record<string, string>> {
  const name = 'faults';
  const { socket, port } = database.access;
  await withAdmin(database, async (admin) => {
    await admin.query(`create role ${name} login createrole password 'owner'`);
    await admin.query(`create database ${name} owner ${name} template template0`);
  });
  const url = (user: string, password: string) =>
    `postgresql://${user}:${password}@localhost:${port}/${name}?host=${encodeURIComponent(socket)}`;
  return { DATABASE_URL: url(`${name}_web`, 'web'), DATABASE_OWNER_URL: url(name, 'owner') };
}

async function withAdmin<Answer>(database: EmbeddedDatabase, work: (client: pg.Client) => Promise<Answer>) {
  const client = new pg.Client(database.config('admin', 'postgres'));
  // The database may be stopped under it.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
