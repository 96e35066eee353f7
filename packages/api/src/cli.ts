#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { found } from './commands/found.ts';
import { rotateKeys } from './commands/rotate-keys.ts';
import { verifyTrails } from './commands/verify-trails.ts';
import { StartRefusal } from './env.ts';
import { refuseToStart } from './refuse.ts';

const USAGE = `taiwa <command>

  init --tenant NAME --admin EXTERNAL-ID --family-name NAME --given-name NAME [--department NAME]
                 The first tenant with its administrator and an API key, in an empty database. The key is shown once.
  verify-trail   Recomputes the audit trail of every tenant; ends with 1 where one is broken.
  rotate-keys    Lets the next key sign tokens from now on.

  Where the database is say the same variables as for the server (TAIWA_DATA, or DATABASE_URL and DATABASE_OWNER_URL).
  The embedded database has one owner at a time: stop the server first.
`;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const OPTIONS = {
  tenant: { type: 'string' },
  admin: { type: 'string' },
  'family-name': { type: 'string' },
  'given-name': { type: 'string' },
  department: { type: 'string' },
  help: { type: 'boolean' },
} as const;

function readArguments() {
  try {
    return parseArgs({ options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new StartRefusal(`${error instanceof Error ? error.message : ''} See taiwa --help.`);
  }
}

/** Runs one command and answers the status to end with. */
async function run(): Promise<number> {
  const { values, positionals } = readArguments();
  const [command, stray] = positionals;
  if (stray !== undefined) throw new StartRefusal(`"${stray}" is one word too many. See taiwa --help.`);
  if (values.help || !command) {
    process.stdout.write(USAGE);
    return values.help ? 0 : 2;
  }
  if (command === 'init') return found(values, say);
  if (command === 'verify-trail') return verifyTrails(say);
  if (command === 'rotate-keys') return rotateKeys(say);
  throw new StartRefusal(`There is no command "${command}". See taiwa --help.`);
}

run().then((status) => process.exit(status), refuseToStart);
