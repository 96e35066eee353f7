import { join } from 'node:path';
import { type ClusterAccess, configFor, DatabaseRefusal, findRunning, openEmbedded, type Role } from '@taiwa/postgres';
import type pg from 'pg';
import { type Environment, StartRefusal } from '../env.ts';
import { connected } from './connected.ts';

/** The embedded database for the work of an operator: connections by role, and databases beside the one in use. */
export interface OperatedCluster {
  config(role: Role, database?: string): pg.PoolConfig;
  /** Runs a statement that no transaction may hold, as the superuser, on no database of the product. */
  administer(statement: string): Promise<void>;
  /** Makes an empty database for our roles alone; drops a former one of this name. */
  makeAfresh(database: string): Promise<void>;
  /** Drops a database, cutting its connections. */
  drop(database: string): Promise<void>;
  /** Ends what this process started. */
  close(): Promise<void>;
}

function operate(access: ClusterAccess, close: () => Promise<void>): OperatedCluster {
  const administer = (statement: string): Promise<void> =>
    connected(configFor(access, 'admin', 'postgres'), async (client) => void (await client.query(statement)));
  const drop = (database: string) => administer(`drop database if exists ${database} with (force)`);
  return {
    config: (role, database) => configFor(access, role, database),
    administer,
    drop,
    makeAfresh: async (database) => {
      await drop(database);
      await administer(`create database ${database} owner ${configFor(access, 'owner').user}`);
      await administer(`revoke all on database ${database} from public`);
    },
    close,
  };
}

function folderOf({ database, folder }: Environment): string {
  if (!database) return join(folder, 'database');
  throw new StartRefusal('This command is for the embedded database. For a server see docs/operations.md: pg_dump.');
}

async function opened(folder: string): Promise<OperatedCluster> {
  try {
    const embedded = await openEmbedded({ folder });
    return operate(embedded.access, () => embedded.stop());
  } catch (error) {
    throw error instanceof DatabaseRefusal ? new StartRefusal(error.message, error.exitCode) : error;
  }
}

/** The embedded database, whether a server is running on it or not. Throws StartRefusal. */
export async function joinCluster(environment: Environment): Promise<OperatedCluster> {
  const folder = folderOf(environment);
  const running = findRunning(folder);
  return running ? operate(running, async () => {}) : opened(folder);
}

/** The embedded database for this process alone. Throws StartRefusal, also where a server is running on it. */
export const ownCluster = (environment: Environment): Promise<OperatedCluster> => opened(folderOf(environment));
