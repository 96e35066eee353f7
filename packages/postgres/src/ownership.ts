import os from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { type ClusterAccess, configFor } from './access.ts';
import { errorCode } from './error-code.ts';
import { isAlive } from './postmaster.ts';
import { DatabaseRefusal, USE_SERVER } from './refusal.ts';

/** Key of the session lock that the owner of a cluster holds. */
const OWNERSHIP_KEY = 7_282_411;

const HOLDER = `
  select a.application_name as holder from pg_locks l join pg_stat_activity a using (pid)
  where l.locktype = 'advisory' and l.objid = ${OWNERSHIP_KEY} and l.granted`;

/** How this process calls itself to others: what they name when they are refused. */
export function ownName(): string {
  return `taiwa pid ${process.pid} on ${os.hostname()}`;
}

/** Errors of a server that is starting, stopping, or just went away: try again. */
export function isPassing(error: unknown): boolean {
  const code = errorCode(error);
  if (code === undefined) return error instanceof Error && /terminated|timeout/i.test(error.message);
  return /^57P0|^08/.test(code) || ['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE'].includes(code);
}

/**
 * Makes this process the owner of a running cluster and returns the connection that proves it: as long as it is open,
 * the cluster is ours. It is a lock of the server's, because pid files outlive processes and pids come again.
 * Throws a {@link DatabaseRefusal} naming the holder when another live process owns the cluster.
 */
export async function claimOwnership(access: ClusterAccess, base: string, until: number): Promise<Client> {
  const client = new Client({
    ...configFor(access, 'admin', 'postgres'),
    application_name: ownName(),
    connectionTimeoutMillis: 10_000,
  });
  // Without a listener a server that goes away would take this process with it.
  client.on('error', () => {});
  try {
    await client.connect();
    await takeLock(client, base, until);
    return client;
  } catch (error) {
    await client.end().catch(() => {});
    throw errorCode(error) === '28P01' ? wrongPassword(base) : error;
  }
}

async function takeLock(client: Client, base: string, until: number): Promise<void> {
  for (;;) {
    const { rows } = await client.query<{ taken: boolean }>(`select pg_try_advisory_lock(${OWNERSHIP_KEY}) as taken`);
    if (rows[0]?.taken) return;
    const holder = (await client.query<{ holder: string }>(HOLDER)).rows[0]?.holder;
    // The server frees the lock of a killed process a moment after its death.
    if ((holder !== undefined && !isDeadNeighbour(holder)) || Date.now() > until) throw inUse(base, holder);
    await pause(20);
  }
}

function isDeadNeighbour(holder: string): boolean {
  const pid = /^taiwa pid (\d+) on /.exec(holder)?.[1];
  return pid !== undefined && `taiwa pid ${pid} on ${os.hostname()}`.startsWith(holder) && !isAlive(Number(pid));
}

function inUse(base: string, holder = 'another process'): DatabaseRefusal {
  return new DatabaseRefusal(
    'inUse',
    `The database in ${base} is in use by ${holder}: stop that one first, start this one with another data folder, ${USE_SERVER}.`,
  );
}

function wrongPassword(base: string): DatabaseRefusal {
  return new DatabaseRefusal(
    'failed',
    `The passwords in ${base} are not those of its database: stop PostgreSQL, remove credentials.json there and start again, new ones are then set.`,
  );
}
