import type pg from 'pg';
import { connectDatabase, useDatabase } from '@taiwa/schema/kernel/database';
import { migrate } from '@taiwa/schema/kernel/migrate';
import { MigrationRefused } from '@taiwa/schema/kernel/migration-refused';
import { useKeys } from '@taiwa/schema/kernel/seal';
import { useSignals } from '@taiwa/schema/kernel/signals';
import { allowDemoLogins } from '@taiwa/schema/modules/access/demo-login';
import { schema } from '@taiwa/schema/schema';
import { openStorage } from './database/storage.ts';
import { StartRefusal, type Environment } from './env.ts';
import { readKeys } from './keys.ts';
import { listen } from './live/listener.ts';
import { openLog, type Logger } from './observe/log.ts';
import { openWeb, type WebParts } from './services/web.ts';
import { openWorker } from './services/worker.ts';

/** What one process runs: the web, the worker and its clock. */
export interface Running {
  readonly port: number;
  /** Where the database is, for the operator. */
  readonly database: string;
  stop(): Promise<void>;
}

/** What a start needs beside the environment. */
export interface StartParts extends Pick<WebParts, 'trusted' | 'guide' | 'folders'> {
  /** Fills an empty database in demo mode; answers once people can sign in. */
  readonly fillDemo?: (owner: pg.ClientConfig) => Promise<unknown>;
  readonly onLost?: (line: string) => void;
}

type Stop = () => Promise<void>;

async function migrated(storage: Awaited<ReturnType<typeof openStorage>>): Promise<void> {
  try {
    await migrate({ owner: storage.owner, roles: storage.roles });
  } catch (error) {
    throw error instanceof MigrationRefused ? new StartRefusal(error.message, 9) : error;
  }
}

/**
 * Starts everything and answers when requests are taken. What it opened before a failure it closes again. Throws
 * StartRefusal with one line for what the operator can mend.
 */
export async function start(environment: Environment, parts: StartParts): Promise<Running> {
  const log: Logger = openLog(environment.logLevel);
  const stops: Stop[] = [];
  const stopAll = async () => {
    for (const stop of stops.splice(0).toReversed()) await stop().catch((error: unknown) => log.warn({ err: error }, 'stopping'));
  };
  try {
    useKeys(readKeys(environment));
    const storage = await openStorage(environment, (line) => log.info(line), parts.onLost ?? (() => {}));
    stops.push(() => storage.stop());
    await migrated(storage);
    const database = connectDatabase({ ...storage, onBroken: (error) => log.warn({ err: error }, 'a connection broke') });
    useDatabase(database);
    stops.push(() => database.close());
    allowDemoLogins(environment.demo);
    if (environment.demo) await parts.fillDemo?.(storage.owner);
    const woken = { relay: () => {} };
    const listener = await listen(storage.system, log, () => woken.relay());
    stops.push(() => listener.stop());
    useSignals(listener.signals);
    const worker = await openWorker(storage, log);
    stops.push(() => worker.stop());
    woken.relay = () => worker.relay.wake();
    const web = await openWeb({ ...parts, schema, host: environment.host, port: environment.port, log });
    stops.push(() => web.stop());
    return { port: web.port, database: storage.says, stop: stopAll };
  } catch (error) {
    await stopAll();
    throw error;
  }
}
