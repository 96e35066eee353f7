import { jobActor } from '@taiwa/schema/kernel/actor';
import { eraseAgain } from '@taiwa/schema/modules/privacy/erasure';
import pg from 'pg';

/** That somebody was erased, as JSON: a row of the table of erasures. */
export type Tombstone = string;

async function ask<Row extends object>(config: pg.ClientConfig, text: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client(config);
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
}

/** Who was erased in a database, for a superuser's connection; nobody where it has no such table. */
export async function readTombstones(admin: pg.ClientConfig): Promise<Tombstone[]> {
  const [made] = await ask<{ made: boolean }>(admin, "select to_regclass('public.erasure') is not null as made");
  if (!made?.made) return [];
  const rows = await ask<{ row: string }>(
    admin,
    'select to_jsonb(e)::text as row from erasure e where erased_at is not null order by erased_at',
  );
  return rows.map(({ row }) => row);
}

const LAY = `insert into erasure select * from jsonb_populate_recordset(null::erasure, $1)
  on conflict (tenant_id, id) do update set erased_at = excluded.erased_at, cancelled_at = null
  returning tenant_id as tenant, user_id as person`;

/** Notes in a restored database who was erased since it was written, and erases them again; it must be the one in use. Says how many. */
export async function replayTombstones(admin: pg.ClientConfig, tombstones: readonly Tombstone[]): Promise<number> {
  if (tombstones.length === 0) return 0;
  const rows = await ask<{ tenant: string; person: string }>(admin, LAY, [`[${tombstones.join(',')}]`]);
  let erased = 0;
  for (const tenant of new Set(rows.map((row) => row.tenant))) {
    const people = rows.filter((row) => row.tenant === tenant).map(({ person }) => person);
    erased += await eraseAgain(jobActor(tenant, 'privacy.eraseAgain'), people);
  }
  return erased;
}
