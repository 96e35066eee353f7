import type pg from 'pg';
import { connectDatabase, useDatabase } from '@taiwa/schema/kernel/database';
import { useDocs } from '@taiwa/schema/kernel/docs-url';
import { tolerateUnusedQueries } from '@taiwa/schema/kernel/builder';
import { forgetShredded } from '@taiwa/schema/kernel/person-keys';
import { useKeys } from '@taiwa/schema/kernel/keyring';
import { stopDemoTalks } from '@taiwa/schema/demo/play-talk';
import { useSignals } from '@taiwa/schema/kernel/signals';
import { allowDemoLogins } from '@taiwa/schema/modules/access/demo-login';
import { schema } from '@taiwa/schema/schema';
import { watchFreeSpace } from './database/free-space.ts';
import { openStorage, type Storage } from './database/storage.ts';
import { StartRefusal, type Environment } from './env.ts';
import { openDoor, type Door } from './http/server.ts';
import { readKeys } from './keys.ts';
import { watchAbsence } from './live/absence.ts';
import { listen } from './live/listener.ts';
import { openLog, type Logger } from './observe/log.ts';
import { prepareDatabase, tryKeys } from './prepare.ts';
import { openWeb, type WebParts } from './services/web.ts';
import { openWorker } from './services/worker.ts';

/** What one process runs: the web, the worker and its clock. */
export interface Running {
  readonly port: number;
  /** Where the database is, for the operator. */
  readonly database: string;
  /** Says at /readyz that nothing more should be sent here; what comes is still answered. */
  resign(): void;
  stop(): Promise<void>;
}

/** What a start needs beside the environment. */
export interface StartParts extends Pick<WebParts, 'trusted' | 'guide' | 'folders' | 'places' | 'limits'> {
  /** Fills an empty database in demo mode; answers once people can sign in. */
  readonly fillDemo?: (owner: pg.ClientConfig) => Promise<unknown>;
  /** Whether everything of the demo goes first. */
  readonly reset?: boolean;
  readonly onLost?: (line: string) => void;
  readonly log?: Logger;
}

/** What was opened, to be closed in the opposite order. */
class Opened {
  readonly #log: Logger;
  readonly #stops: (() => Promise<void>)[] = [];

  constructor(log: Logger) {
    this.#log = log;
  }

  push(stop: () => Promise<void>): void {
    this.#stops.push(stop);
  }

  async close(): Promise<void> {
    for (const stop of this.#stops.splice(0).toReversed())
      await stop().catch((error: unknown) => this.#log.warn({ err: error }, 'stopping'));
  }
}

const PORT_FAULTS: Readonly<Record<string, (host: string, port: number) => string>> = {
  EADDRINUSE: (_host, port) => `Port ${port} is in use. Stop what uses it, or choose another with PORT=${port + 1}.`,
  EACCES: (_host, port) => `This process may not listen on port ${port}. Choose one above 1024 with PORT.`,
  EADDRNOTAVAIL: (host) => `HOST is ${host}, which is no address of this machine.`,
  ENOTFOUND: (host) => `HOST is ${host}, which no name server knows.`,
  EAI_AGAIN: (host) => `HOST is ${host}, which no name server knows.`,
};

/** Holds the port of the environment. Throws StartRefusal where it cannot be had. */
async function holdPort({ host, port }: Environment, log: Logger): Promise<Door> {
  try {
    return await openDoor(host, port, log);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const says = PORT_FAULTS[code];
    throw says ? new StartRefusal(says(host, port), 2) : error;
  }
}

/**
 * Starts everything and answers when requests are taken; the port is held first, and what it opened before a failure it closes
 * again. Throws StartRefusal with one line for what the operator can mend.
 */
export async function start(environment: Environment, parts: StartParts): Promise<Running> {
  const log = parts.log ?? openLog(environment.logLevel);
  const opened = new Opened(log);
  try {
    const door = await holdPort(environment, log);
    opened.push(() => door.close(0));
    useDocs(environment.docsUrl ?? `${environment.publicUrl ?? `http://localhost:${door.port}`}/docs`);
    useKeys(readKeys(environment));
    const storage = await openStorage(environment, (line) => log.info(line), parts.onLost ?? (() => {}));
    opened.push(() => storage.stop());
    // Only now: the port and the folder are ours, so nobody is working with what goes.
    if (parts.reset) await storage.empty?.();
    await prepareDatabase(storage);
    const database = connectDatabase({
      ...storage,
      onBroken: (error) => log.warn({ err: error }, 'a connection broke'),
    });
    useDatabase(database);
    opened.push(() => database.close());
    await tryKeys(environment);
    if (storage.folder) {
      const space = await watchFreeSpace({ folder: storage.folder, reserveMb: environment.reserveMb }, log);
      opened.push(async () => space.stop());
    }
    allowDemoLogins(environment.demo);
    if (environment.production) tolerateUnusedQueries();
    if (environment.demo) await parts.fillDemo?.(storage.owner);
    const { resign } = await openServices(opened, { ...parts, ...webSettingsOf(environment), storage, door, log });
    return { port: door.port, database: storage.says, resign, stop: () => opened.close() };
  } catch (error) {
    await opened.close();
    throw error;
  }
}

const webSettingsOf = ({ publicUrl, trustedProxies }: Environment): Pick<WebParts, 'publicUrl' | 'trustedProxies'> => ({
  publicUrl,
  ...(trustedProxies && { trustedProxies }),
});

interface ServiceParts extends StartParts, Pick<WebParts, 'publicUrl' | 'trustedProxies'> {
  readonly storage: Storage;
  readonly door: Door;
  readonly log: Logger;
}

async function openServices(opened: Opened, parts: ServiceParts): Promise<{ resign: () => void }> {
  const { storage, log } = parts;
  const woken = { relay: () => {} };
  const listener = await listen(storage.system, log, () => woken.relay());
  opened.push(() => listener.stop());
  useSignals(listener.signals);
  const over = new AbortController();
  const forgetting = forgetShredded(over.signal);
  opened.push(() => {
    over.abort();
    return forgetting;
  });
  const absence = watchAbsence(log);
  opened.push(() => absence.stop());
  opened.push(async () => stopDemoTalks());
  const worker = await openWorker(storage, log);
  opened.push(() => worker.stop());
  woken.relay = () => worker.relay.wake();
  const web = await openWeb({ ...parts, schema });
  opened.push(() => web.stop());
  return { resign: () => web.resign() };
}
