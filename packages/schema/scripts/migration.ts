import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createFromTemplate, openTestCluster } from '@taiwa/postgres/testing';
import pg from 'pg';
import { migrate } from '../src/kernel/migrate.ts';
import { MIGRATIONS } from '../src/kernel/migration-files.ts';
import { fencesFor } from './fences.ts';
import { difference, readSchema } from './schema-engine.ts';

const say = (line: string): boolean => process.stdout.write(`${line}\n`);
const complain = (line: string): boolean => process.stderr.write(`${line}\n`);
const USAGE =
  'npm run migration <name_of_the_change>   writes the next migration\nnpm run migration -- --check              tells whether one is missing';

/** What leads from all migrations to the schema. */
async function missing(as: 'sql' | 'words'): Promise<string> {
  const cluster = await openTestCluster('migration');
  try {
    const scratch = await createFromTemplate(cluster.access);
    await migrate({ owner: scratch.config('owner') });
    const client = new pg.Client(scratch.config('owner'));
    await client.connect();
    const answer = await difference(client, await readSchema(), as).finally(() => client.end());
    await scratch.drop();
    return answer;
  } finally {
    await cluster.stop();
  }
}

async function check(): Promise<void> {
  const words = await missing('words');
  if (words === '') return void say('The migrations lead to the schema.');
  complain(`The migrations do not lead to the schema (npm run migration <name> writes what is missing):\n\n${words}`);
  process.exitCode = 1;
}

async function create(name: string): Promise<void> {
  const script = await missing('sql');
  if (script === '') return void say('There is nothing to migrate.');
  const folder = join(MIGRATIONS, `${new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14)}_${name}`);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'migration.sql'), `${script}${fencesFor(script)}\n`);
  say(`Read it before you commit it: ${join(folder, 'migration.sql')}`);
}

const [given] = process.argv.slice(2);
if (given === '--check') await check();
else if (given && /^[a-z][a-z0-9_]*$/.test(given)) await create(given);
else {
  complain(USAGE);
  process.exitCode = 1;
}
