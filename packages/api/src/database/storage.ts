import { join } from 'node:path';
import { DatabaseRefusal, type EmbeddedDatabase, openEmbedded } from '@taiwa/postgres';
import pg from 'pg';
import { USUAL_LOGINS, type RoleLogins } from '@taiwa/schema/kernel/roles';
import { StartRefusal, type Environment } from '../env.ts';
import { requireRoom } from './free-space.ts';

/** Where the database is, role by role, whoever runs it. */
export interface Storage {
  readonly owner: pg.ClientConfig;
  readonly app: pg.PoolConfig;
  readonly system: pg.PoolConfig;
  readonly statistics: pg.PoolConfig;
  /** What the roles are called, with the passwords they get where the owner has to make them. */
  readonly roles: RoleLogins;
  /** One line for the operator: what it is and where. */
  readonly says: string;
  /** The folder of the embedded database; absent for a server, whose disk is not ours to watch. */
  readonly folder?: string;
  /** Removes everything of a demo; absent for a server. Throws StartRefusal, and removes nothing, where a tenant is no demo. */
  readonly empty?: () => Promise<void>;
  /** Stops what this process started; connections are closed by whoever opened them. */
  stop(): Promise<void>;
}

/** Opens the embedded database, or finds the server that the environment names. Throws StartRefusal in one line. */
export const openStorage = (
  environment: Environment,
  log: (line: string) => void,
  onLost: (line: string) => void,
): Promise<Storage> =>
  environment.database ? findServer(environment.database) : openInFolder(environment, log, onLost);

async function openInFolder(
  { folder: data, reserveMb }: Pick<Environment, 'folder' | 'reserveMb'>,
  log: (line: string) => void,
  onLost: (line: string) => void,
): Promise<Storage> {
  const folder = join(data, 'database');
  await requireRoom({ folder, reserveMb });
  try {
    const embedded = await openEmbedded({ folder, log });
    embedded.onLost((refusal) => onLost(refusal.message));
    return {
      owner: embedded.config('owner'),
      app: embedded.config('app'),
      system: embedded.config('system'),
      statistics: embedded.config('statistics'),
      roles: USUAL_LOGINS,
      says: `embedded PostgreSQL in ${embedded.folder}`,
      folder: embedded.folder,
      empty: () => emptyDemo(embedded),
      stop: () => embedded.stop(),
    };
  } catch (error) {
    if (error instanceof DatabaseRefusal) throw new StartRefusal(error.message, error.exitCode);
    throw error;
  }
}

const DATABASE = 'taiwa';

/** How many tenants are no demo; none where there is no table of them yet. Only the admin sees all of them. */
async function countRealTenants(embedded: EmbeddedDatabase): Promise<number> {
  const admin = new pg.Client(embedded.config('admin', DATABASE));
  await admin.connect();
  try {
    const { rows } = await admin.query<{ made: boolean }>("select to_regclass('public.tenant') is not null as made");
    if (!rows[0]?.made) return 0;
    const found = await admin.query<{ real: number }>('select count(*)::int as real from tenant where not demo');
    return found.rows[0]?.real ?? 0;
  } finally {
    await admin.end();
  }
}

async function emptyDemo(embedded: EmbeddedDatabase): Promise<void> {
  if ((await countRealTenants(embedded)) > 0)
    throw new StartRefusal('--reset is for the demo, and this database holds real tenants. Nothing was removed.');
  await embedded.dropDatabase(DATABASE);
  await embedded.createDatabase(DATABASE);
}

interface Server {
  readonly url: string;
  readonly ownerUrl: string;
}

// The other roles are named after the app's and share its password, so that two URLs are all there is to configure.
function rolesBeside(url: string): RoleLogins {
  const { username, password } = new URL(url);
  const login = (suffix: string) => ({
    user: decodeURIComponent(username) + suffix,
    password: decodeURIComponent(password),
  });
  return { app: login(''), system: login('_system'), statistics: login('_statistics') };
}

function connectionAs(url: string, user: string): pg.PoolConfig {
  const other = new URL(url);
  other.username = encodeURIComponent(user);
  return { connectionString: other.toString() };
}

async function findServer({ url, ownerUrl }: Server): Promise<Storage> {
  await reach(ownerUrl, 'DATABASE_OWNER_URL');
  const roles = rolesBeside(url);
  return {
    owner: { connectionString: ownerUrl },
    app: { connectionString: url },
    system: connectionAs(url, roles.system.user),
    statistics: connectionAs(url, roles.statistics.user),
    roles,
    says: `PostgreSQL at ${new URL(url).host}`,
    stop: async () => {},
  };
}

const OLDEST_VERSION = 150_000;

async function reach(connectionString: string, variable: string): Promise<void> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ version: number }>(
      "select current_setting('server_version_num')::int as version",
    );
    if ((rows[0]?.version ?? 0) < OLDEST_VERSION) throw new Error('it is older than PostgreSQL 15');
  } catch (error) {
    const reason = error instanceof Error ? error.message || String(Reflect.get(error, 'code')) : String(error);
    throw new StartRefusal(
      `The database of ${variable} cannot be used: ${reason}. Check the address, the role and its password.`,
      8,
    );
  } finally {
    await client.end().catch(() => {});
  }
}
