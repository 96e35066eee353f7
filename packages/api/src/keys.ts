import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Keyring } from '@taiwa/schema/kernel/seal';
import { StartRefusal, type Environment } from './env.ts';

/** The pepper stands beside the keys under this name. */
const PEPPER = 'pepper';

function parseKeys(written: string, source: string): Keyring {
  const keys = new Map<string, Uint8Array>();
  for (const entry of written.split(',').map((one) => one.trim()).filter(Boolean)) {
    const [name = '', base64 = ''] = entry.split(':');
    const bytes = Buffer.from(base64, 'base64');
    if (!/^[\w-]{1,40}$/.test(name) || bytes.length !== 32)
      throw new StartRefusal(`${source} must list name:base64 of 32 bytes, separated by commas; "${name}" is not that.`);
    keys.set(name, bytes);
  }
  const pepper = keys.get(PEPPER);
  keys.delete(PEPPER);
  const [current] = keys.keys();
  if (!pepper || !current) throw new StartRefusal(`${source} needs at least one key and one entry named ${PEPPER}.`);
  return { current, keys, pepper };
}

const newKeys = (): string => ['k1', PEPPER].map((name) => `${name}:${randomBytes(32).toString('base64')}`).join(',');

/** The keys of a data folder; made on the first start, in one rename, readable by their owner only. */
function keysInFolder(folder: string): Keyring {
  const file = join(folder, 'keys');
  try {
    return parseKeys(readFileSync(file, 'utf8'), file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
  mkdirSync(folder, { recursive: true });
  const fresh = `${file}.${process.pid}`;
  writeFileSync(fresh, newKeys(), { mode: 0o600 });
  renameSync(fresh, file);
  return parseKeys(readFileSync(file, 'utf8'), file);
}

/** The keyring from TAIWA_KEYS, or a generated one in the data folder; production takes the environment's only. */
export function readKeys(environment: Environment): Keyring {
  if (environment.keys) return parseKeys(environment.keys, 'TAIWA_KEYS');
  if (environment.production)
    throw new StartRefusal('TAIWA_KEYS is missing: in production the keys come from the environment (see docs/operations.md).');
  return keysInFolder(environment.folder);
}
