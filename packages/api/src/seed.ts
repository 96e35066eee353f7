import { connectDatabase, useDatabase } from '@taiwa/schema/kernel/database';
import { migrate } from '@taiwa/schema/kernel/migrate';
import { useKeys } from '@taiwa/schema/kernel/keyring';
import { DEMO_SIZE, fillDemo, sizeOf, type DemoSize } from '@taiwa/schema/demo/fill';
import { openStorage } from './database/storage.ts';
import { readEnvironment, StartRefusal } from './env.ts';
import { readFlags } from './flags.ts';
import { readKeys } from './keys.ts';
import { refuseToStart } from './refuse.ts';

const USAGE = 'npm run seed -- [--tenants T --people N --months M]';

/** A whole number of at least 1 from the command line. */
function countOf(name: string, written: string): number {
  const count = Number(written);
  if (Number.isInteger(count) && count >= 1) return count;
  throw new StartRefusal(`--${name} must be a whole number of 1 or more. Usage: ${USAGE}`);
}

/** How much the command line asks for: the demo as it is, or any number of companies, people and months. */
function sizeWanted(): DemoSize {
  const options = { tenants: { type: 'string' }, people: { type: 'string' }, months: { type: 'string' } } as const;
  const values = readFlags(USAGE, options);
  if (!values.tenants && !values.people && !values.months) return DEMO_SIZE;
  const tenants = countOf('tenants', values.tenants ?? '1');
  const people = countOf('people', values.people ?? String(tenants * 60));
  return sizeOf({ tenants, people, months: countOf('months', values.months ?? '12') });
}

async function seed(): Promise<void> {
  const size = sizeWanted();
  const environment = readEnvironment();
  if (environment.production) throw new StartRefusal('Demo data is not for production: unset NODE_ENV=production.');
  const say = (line: string) => process.stderr.write(`${line}\n`);
  const began = performance.now();
  useKeys(readKeys(environment));
  const storage = await openStorage(environment, say, say);
  try {
    await migrate({ owner: storage.owner, roles: storage.roles });
    const database = connectDatabase(storage);
    useDatabase(database);
    const written = await fillDemo(storage.owner, size, say);
    await database.close();
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    say(
      written
        ? `Written in ${seconds} s.`
        : 'There is data already; nothing was written. Start with an empty TAIWA_DATA.',
    );
  } finally {
    await storage.stop();
  }
}

seed().catch(refuseToStart);
