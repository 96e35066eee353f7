import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, unlinkSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Keyring } from '@taiwa/schema/kernel/keyring';
import { StartRefusal, type Environment } from './env.ts';

/** The pepper stands beside the keys under this name. */
const PEPPER = 'pepper';

function parseKeys(written: string, source: string): Keyring {
  const keys = new Map<string, Uint8Array>();
  for (const entry of written
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean)) {
    const [name = '', base64 = ''] = entry.split(':');
    const bytes = Buffer.from(base64, 'base64');
    if (!/^[\w-]{1,40}$/.test(name) || bytes.length !== 32)
      throw new StartRefusal(
        `${source} must list name:base64 of 32 bytes, separated by commas; "${name}" is not that.`,
      );
    keys.set(name, bytes);
  }
  const pepper = keys.get(PEPPER);
  keys.delete(PEPPER);
  const [current] = keys.keys();
  if (!pepper || !current) throw new StartRefusal(`${source} needs at least one key and one entry named ${PEPPER}.`);
  return { current, keys, pepper };
}

const newKeys = (): string => ['k1', PEPPER].map((name) => `${name}:${randomBytes(32).toString('base64')}`).join(',');

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

// What is sealed with keys that a power cut takes away is lost: they are on the disk before they are used.
function writeOnce(file: string, text: string): void {
  const fresh = `${file}.${process.pid}`;
  const handle = openSync(fresh, 'w', 0o600);
  writeSync(handle, text);
  fsyncSync(handle);
  closeSync(handle);
  try {
    // Unlike a rename, a link leaves alone what another process made in the meantime.
    linkSync(fresh, file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    unlinkSync(fresh);
  }
  syncFolder(dirname(file));
}

function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  fsyncSync(handle);
  closeSync(handle);
}

/** The keys of a data folder; made on the first start, whole or not at all, readable by their owner only. */
function keysInFolder(folder: string): Keyring {
  const file = join(folder, 'keys');
  const written = readIfThere(file);
  if (written !== null) return parseKeys(written, file);
  mkdirSync(folder, { recursive: true });
  writeOnce(file, newKeys());
  return parseKeys(readFileSync(file, 'utf8'), file);
}

/** The keyring from TAIWA_KEYS, or a generated one in the data folder; production takes the environment's only. */
export function readKeys(environment: Environment): Keyring {
  if (environment.keys) return parseKeys(environment.keys, 'TAIWA_KEYS');
  if (environment.production)
    throw new StartRefusal(
      'TAIWA_KEYS is missing: in production the keys come from the environment (see docs/operations.md).',
    );
  return keysInFolder(environment.folder);
}
