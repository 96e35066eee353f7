import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { type EmbeddedDatabase, openEmbedded } from '@taiwa/postgres';
import { fillDemo, sizeOf } from '@taiwa/schema/demo/fill';
import { connectDatabase, useDatabase } from '@taiwa/schema/kernel/database';
import { migrate } from '@taiwa/schema/kernel/migrate';
import { useKeys } from '@taiwa/schema/kernel/keyring';
import { USUAL_LOGINS } from '@taiwa/schema/kernel/roles';
import type { DatabaseSettings } from './contenders/settings.ts';

/** How many people and sessions there are. */
export interface Size {
  readonly people: number;
  readonly tenants: number;
  readonly months: number;
}

/** A seeded database and how to reach it. */
export interface Data {
  /** As TAIWA_DATA wants it: the database lies below. */
  readonly folder: string;
  /** As TAIWA_KEYS wants them. */
  readonly keys: string;
  /** Good until it is stopped or reopened. */
  readonly settings: DatabaseSettings;
  /** How many rows there are of what. */
  readonly says: Readonly<Record<string, number>>;
  /** The same data as in production, with its safety against power loss and its connections; for what writes. */
  reopen(): Promise<Data>;
  stop(): Promise<void>;
}

/** Members below one manager: whoever asks for the widget has this many pairs. */
export const TEAM = 20;
/** Days after which it is seeded anew: sessions to come must be to come, sessions just held just held. */
const MAX_AGE_DAYS = 2;
const WORK = 'taiwa';
const UNFENCED = 'taiwa_bench';

/** 7 months of a talk every fortnight: about 15.5 sessions a pair, so 300,000 at 20,000 people. */
export const sizeFor = (people: number): Size => ({
  people,
  tenants: Math.max(2, Math.round(people / 1_000)),
  months: 7,
});

function keysIn(folder: string): string {
  const file = join(folder, 'bench-keys');
  if (!existsSync(file)) {
    const made = ['k1', 'pepper'].map((name) => `${name}:${randomBytes(32).toString('base64')}`);
    writeFileSync(file, made.join(','), { mode: 0o600 });
  }
  return readFileSync(file, 'utf8');
}

function keyringOf(written: string) {
  const entries = written
    .split(',')
    .map((entry) => [entry.slice(0, entry.indexOf(':')), entry.slice(entry.indexOf(':') + 1)] as const);
  const bytes = new Map(entries.map(([name, base64]): [string, Uint8Array] => [name, Buffer.from(base64, 'base64')]));
  const pepper = bytes.get('pepper') ?? new Uint8Array();
  bytes.delete('pepper');
  return { current: 'k1', keys: bytes, pepper };
}

async function asAdmin<T>(
  cluster: EmbeddedDatabase,
  database: string,
  work: (admin: pg.Client) => Promise<T>,
): Promise<T> {
  const admin = new pg.Client(cluster.config('admin', database));
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}

const settingsOf = (cluster: EmbeddedDatabase, database: string): DatabaseSettings => ({
  app: cluster.config('app', database),
  system: cluster.config('system', database),
  statistics: cluster.config('statistics', database),
  unfenced: { ...cluster.config('app', database), user: UNFENCED },
});

const seedName = ({ people, tenants, months }: Size, day: number): string =>
  `seed_${people}_${tenants}_${months}_${day}`;

/** The seeded database of this size, made where there is none or the one there is too old. */
async function seeded(cluster: EmbeddedDatabase, size: Size, say: (line: string) => void): Promise<string> {
  const today = Math.floor(Date.now() / 86_400_000);
  const found = await asAdmin(cluster, 'postgres', (admin) =>
    admin.query<{ datname: string }>("select datname from pg_database where datname like 'seed\\_%' and datistemplate"),
  );
  const names = new Set(found.rows.map(({ datname }) => datname));
  for (let day = today; day > today - MAX_AGE_DAYS; day -= 1)
    if (names.has(seedName(size, day))) return seedName(size, day);
  const name = seedName(size, today);
  await cluster.dropDatabase(name);
  await cluster.createDatabase(name);
  const settings = settingsOf(cluster, name);
  await migrate({ owner: cluster.config('owner', name), roles: USUAL_LOGINS });
  const database = connectDatabase(settings);
  useDatabase(database);
  const began = performance.now();
  await fillDemo(cluster.config('owner', name), sizeOf({ ...size, team: TEAM }), say);
  await database.close();
  await asAdmin(cluster, name, (admin) => admin.query('vacuum analyze'));
  await asAdmin(cluster, 'postgres', (admin) => admin.query(`alter database ${name} is_template true`));
  say(`seeded in ${Math.round((performance.now() - began) / 1000)} s`);
  return name;
}

// The contenders without a wall read with a role that row security lets pass; nobody but the bench has one.
async function grantUnfenced(cluster: EmbeddedDatabase, password: string): Promise<void> {
  await asAdmin(cluster, WORK, async (admin) => {
    const { rowCount } = await admin.query('select from pg_roles where rolname = $1', [UNFENCED]);
    const verb = rowCount ? 'alter' : 'create';
    await admin.query(`${verb} role ${UNFENCED} login bypassrls password ${pg.escapeLiteral(password)}`);
    await admin.query(`grant connect on database ${WORK} to ${UNFENCED}; grant usage on schema public to ${UNFENCED};
      grant select on all tables in schema public to ${UNFENCED}; grant update on session to ${UNFENCED}`);
  });
}

const COUNTS = `select (select count(*) from tenant)::int as tenants, (select count(*) from app_user)::int as people,
  (select count(*) from pair)::int as pairs, (select count(*) from session)::int as sessions,
  (select count(*) from theme)::int as themes, (select count(*) from rating)::int as ratings,
  (pg_database_size(current_database()) / 1048576)::int as megabytes`;

/** Opens the cluster of the bench in a folder and gives a fresh copy of the seeded database in it. */
export async function openData(folder: string, size: Size, say: (line: string) => void): Promise<Data> {
  mkdirSync(folder, { recursive: true });
  const keys = keysIn(folder);
  useKeys(keyringOf(keys));
  const place = join(folder, 'database');
  // Reads are compared with many processes connected at once, more than the embedded database has room for as it is.
  const cluster = await openEmbedded({ folder: place, log: say, durable: false });
  const template = await seeded(cluster, size, say);
  await cluster.dropDatabase(WORK);
  await cluster.createDatabase(WORK, template);
  await migrate({ owner: cluster.config('owner', WORK), roles: USUAL_LOGINS });
  await grantUnfenced(cluster, cluster.config('app').password);
  const says = await asAdmin(cluster, WORK, async (admin) => {
    await admin.query('vacuum analyze');
    await admin.query('checkpoint');
    return (await admin.query<Record<string, number>>(COUNTS)).rows[0] ?? {};
  });
  const dataOf = (open: EmbeddedDatabase): Data => ({
    folder,
    keys,
    settings: settingsOf(open, WORK),
    says,
    stop: () => open.stop(),
    reopen: async () => {
      await open.stop();
      return dataOf(await openEmbedded({ folder: place, log: say }));
    },
  });
  return dataOf(cluster);
}
