import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Client, type QueryResultRow } from 'pg';
import { afterEach } from 'vitest';
import type { ConnectionConfig } from '../access.ts';
import { placeIn, SHARED_STATE } from '../place.ts';
import { interruptPostmaster, readPostmaster, untilGone } from '../postmaster.ts';
import { type Holder, type HolderOptions, type Opened, startHolder } from './child.ts';

/** Folders and processes of one test, cleared away after it. */
export interface Scene {
  /** The path of a data folder in a fresh folder that everybody may pass through. */
  folder(name?: string): string;
  /** Starts a holder that does not outlive the test, nor does what it opened. */
  hold(folder: string, options?: HolderOptions): Holder;
  /** Clears everything away before the test ends. */
  clear(): Promise<void>;
}

// Processes are killed here, not disks: memory serves as well, and does not wait for what else is written.
function temporaryFolder(): string {
  const memory = '/dev/shm';
  if (!fs.existsSync(memory)) return os.tmpdir();
  const { bavail, bsize } = fs.statfsSync(memory);
  return bavail * bsize > 4 * 2 ** 30 ? memory : os.tmpdir();
}

/** Makes the scene of a test file; call it at the top of the file. */
export function makeScene(): Scene {
  const holders: Holder[] = [];
  const bases: string[] = [];
  const opened: Opened[] = [];
  const clear = async () => {
    for (const holder of holders.splice(0)) {
      holder.kill('SIGKILL');
      await holder.ended();
      opened.push(...openedBy(holder));
    }
    bases.push(...opened.map(({ folder }) => folder).filter((folder) => folder.startsWith(SHARED_STATE)));
    for (const base of bases) await endPostmaster(base);
    for (const base of bases.splice(0)) removeFolder(base.startsWith(SHARED_STATE) ? base : path.dirname(base));
    // The socket of a long path has a folder of its own.
    for (const { config } of opened.splice(0)) if (config.host.startsWith('/tmp/taiwa-')) removeFolder(config.host);
  };
  afterEach(clear);
  return {
    clear,
    folder(name = 'data') {
      const root = fs.mkdtempSync(path.join(temporaryFolder(), 'taiwa-test-'));
      fs.chmodSync(root, 0o711);
      bases.push(path.join(root, name));
      return path.join(root, name);
    },
    hold(folder, options) {
      const holder = startHolder(folder, options);
      holders.push(holder);
      return holder;
    },
  };
}

/** What a holder opened; as root that may be a folder other than the one it was given. */
function openedBy(holder: Holder): Opened[] {
  return holder.lines.filter((line) => line.startsWith('{"state')).map((line) => JSON.parse(line) as Opened);
}

function removeFolder(folder: string): void {
  fs.rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
}

async function endPostmaster(base: string): Promise<void> {
  const { cluster } = placeIn(base);
  const left = readPostmaster(cluster);
  if (!left) return;
  interruptPostmaster(left.pid, cluster);
  await untilGone(left.pid, cluster, 20_000);
}

/** The rows a statement gives on a connection of its own. */
export async function rowsOf<Row extends QueryResultRow>(config: ConnectionConfig, sql: string): Promise<Row[]> {
  const client = new Client(config);
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** The ids in the table a holder writes to. */
export async function storedIds(config: ConnectionConfig): Promise<Set<number>> {
  const rows = await rowsOf<{ id: string }>(config, 'select id from fact');
  return new Set(rows.map((row) => Number(row.id)));
}

/** The acknowledged ids that are not stored: must be empty whatever was killed. */
export async function lostIds(acknowledged: number[], config: ConnectionConfig): Promise<number[]> {
  const stored = await storedIds(config);
  return acknowledged.filter((id) => !stored.has(id));
}
