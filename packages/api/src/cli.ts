#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { backUp } from './commands/back-up.ts';
import { found } from './commands/found.ts';
import { listErasures } from './commands/list-erasures.ts';
import { restore } from './commands/restore.ts';
import { rotateKeys } from './commands/rotate-keys.ts';
import { verifyTrails } from './commands/verify-trails.ts';
import { StartRefusal } from './env.ts';
import { refuseToStart } from './refuse.ts';

const USAGE = `taiwa <command>

  init --tenant NAME --admin EXTERNAL-ID --family-name NAME --given-name NAME [--department NAME]
                 The first tenant with its administrator and an API key, in an empty database. The key is shown once.
  backup FILE [--keys FILE]
                 The embedded database as it is now, also while the server works; restored beside it and compared at once.
                 The keys of its people go into person-keys beside it: one file for all backups, the newest counts.
  erasures       Who was erased, without names: keep it beside the backups.
  restore FILE [--replace] [--erased LIST] [--keys FILE] [--without-keys]
                 Puts a backup in its place, once it was restored beside it and compared. Stop the server first.
                 --without-keys gives up what people alone wrote, where their keys are lost.
  verify-trail   Recomputes the audit trail of every tenant; ends with 1 where one is broken.
  rotate-keys    Lets the next key sign tokens from now on.

  Where the database is say the same variables as for the server (TAIWA_DATA, or DATABASE_URL and DATABASE_OWNER_URL).
  The embedded database has one owner at a time: stop the server first, but for a backup.
`;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const OPTIONS = {
  tenant: { type: 'string' },
  admin: { type: 'string' },
  'family-name': { type: 'string' },
  'given-name': { type: 'string' },
  department: { type: 'string' },
  replace: { type: 'boolean', default: false },
  erased: { type: 'string' },
  keys: { type: 'string' },
  'without-keys': { type: 'boolean', default: false },
  help: { type: 'boolean' },
} as const;

function readArguments() {
  try {
    return parseArgs({ options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new StartRefusal(`${error instanceof Error ? error.message : ''} See taiwa --help.`);
  }
}

/** Commands that are given a file. */
const OF_A_FILE: ReadonlySet<string> = new Set(['backup', 'restore']);

/** Runs one command and answers the status to end with. */
async function run(): Promise<number> {
  const { values, positionals } = readArguments();
  const [command, file, ...stray] = positionals;
  const extra = command && !OF_A_FILE.has(command) ? file : stray[0];
  if (extra !== undefined) throw new StartRefusal(`"${extra}" is one word too many. See taiwa --help.`);
  if (values.help || !command) {
    process.stdout.write(USAGE);
    return values.help ? 0 : 2;
  }
  if (command === 'init') return found(values, say);
  if (command === 'backup') return backUp(file, values.keys, say);
  if (command === 'restore') return restore(file, { ...values, withoutKeys: values['without-keys'] }, say);
  if (command === 'erasures') return listErasures(say);
  if (command === 'verify-trail') return verifyTrails(say);
  if (command === 'rotate-keys') return rotateKeys(say);
  throw new StartRefusal(`There is no command "${command}". See taiwa --help.`);
}

run().then((status) => process.exit(status), refuseToStart);
