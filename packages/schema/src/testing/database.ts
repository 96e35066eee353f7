import { createFromTemplate, type Role, type TestDatabase } from '@taiwa/postgres/testing';
import pg from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import { connectDatabase, type Database, type DatabaseSettings, useDatabase } from '../kernel/database.ts';

/** The database of one test file: real, empty, with all migrations, and nobody else's. */
export interface FileDatabase {
  /** What the cluster calls it. */
  readonly name: string;
  /** It as the product sees it; also the one in force for `database`, `read` and `transact`. */
  readonly database: Database;
  /** How to connect to it as one of the roles; `admin` is a superuser, past row security. */
  config(role: Role): pg.PoolConfig;
  /** Another connection to it, as the product sees it; closed with the file. */
  connect(settings?: Partial<DatabaseSettings>): Database;
  /** Runs one statement as the role, outside of any wall, and answers its rows. */
  query<Row extends pg.QueryResultRow = pg.QueryResultRow>(
    role: Role,
    text: string,
    values?: unknown[],
  ): Promise<Row[]>;
}

interface InUse {
  readonly made: TestDatabase;
  readonly pools: Map<Role, pg.Pool>;
  readonly connected: Database[];
}

function connectTo({ made, connected }: InUse, settings: Partial<DatabaseSettings> = {}): Database {
  const database = connectDatabase({
    app: made.config('app'),
    system: made.config('system'),
    statistics: made.config('statistics'),
    clients: 4,
    patience: 20_000,
    ...settings,
  });
  connected.push(database);
  return database;
}

function openPool(config: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({ ...config, max: 2 });
  // A pool says that it has ended before its sockets are closed: dropping the database may still cut one.
  pool.on('error', () => {});
  pool.on('connect', (connection) => void connection.on('error', () => {}));
  return pool;
}

function poolOf({ made, pools }: InUse, role: Role): pg.Pool {
  const pool = pools.get(role) ?? openPool(made.config(role));
  pools.set(role, pool);
  return pool;
}

async function dispose({ made, pools, connected }: InUse): Promise<void> {
  useDatabase(undefined);
  await Promise.all([
    ...connected.map((database) => database.close()),
    ...[...pools.values()].map((pool) => pool.end()),
  ]);
  await made.drop();
}

/** Gives the test file that calls it (at its top) a database of its own, from before its first test until after its last. */
export function useTestDatabase(settings?: Partial<DatabaseSettings>): FileDatabase {
  let inUse: InUse | undefined;
  const current = (): InUse => {
    if (!inUse) throw new Error('The database is there from the first test on, not before.');
    return inUse;
  };
  let database: Database | undefined;
  beforeAll(async () => {
    inUse = { made: await createFromTemplate(inject('cluster'), inject('template')), pools: new Map(), connected: [] };
    database = connectTo(inUse, settings);
    useDatabase(database);
  });
  afterAll(() => inUse && dispose(inUse));
  return {
    get name() {
      return current().made.name;
    },
    get database() {
      return database ?? connectTo(current());
    },
    config: (role) => current().made.config(role),
    connect: (wanted) => connectTo(current(), wanted),
    query: async (role, text, values) => (await poolOf(current(), role).query(text, values)).rows as never,
  };
}
