import { jobActor } from '@taiwa/schema/kernel/actor';
import { eraseAgain } from '@taiwa/schema/modules/privacy/erasure';
import type pg from 'pg';
import { connected } from './connected.ts';

/** That somebody was erased, as JSON: a row of the table of erasures. */
export type Tombstone = string;

/** Who was erased, for a superuser's connection; nobody where the database has no such table. */
export async function tombstonesOf(client: pg.ClientBase): Promise<Tombstone[]> {
  const made = await client.query<{ made: boolean }>("select to_regclass('public.erasure') is not null as made");
  if (!made.rows[0]?.made) return [];
  const { rows } = await client.query<{ row: string }>(
    'select to_jsonb(e)::text as row from erasure e where erased_at is not null order by erased_at',
  );
  return rows.map(({ row }) => row);
}

/** `tombstonesOf` over a connection of its own. */
export const readTombstones = (admin: pg.ClientConfig): Promise<Tombstone[]> => connected(admin, tombstonesOf);

const LAY = `insert into erasure select * from jsonb_populate_recordset(null::erasure, $1)
  on conflict (tenant_id, id) do update set erased_at = excluded.erased_at, cancelled_at = null
  returning tenant_id as tenant, user_id as person`;

const keyOf = (row: Tombstone): string => {
  const { tenant_id: tenantId, id } = JSON.parse(row) as { tenant_id: string; id: string };
  return `${tenantId}/${id}`;
};

/** Tombstones from several sources, each once. */
export const mergeTombstones = (...sources: readonly (readonly Tombstone[])[]): Tombstone[] => [
  ...new Map(sources.flat().map((row) => [keyOf(row), row])).values(),
];

/** Notes in a restored database who was erased since it was written, and erases them again; it must be the one in use. Says how many. */
export async function replayTombstones(admin: pg.ClientConfig, tombstones: readonly Tombstone[]): Promise<number> {
  if (tombstones.length === 0) return 0;
  const { rows } = await connected(admin, (client) =>
    client.query<{ tenant: string; person: string }>(LAY, [`[${tombstones.join(',')}]`]),
  );
  let erased = 0;
  for (const tenant of new Set(rows.map((row) => row.tenant))) {
    const people = rows.filter((row) => row.tenant === tenant).map(({ person }) => person);
    erased += await eraseAgain(jobActor(tenant, 'privacy.eraseAgain'), people);
  }
  return erased;
}
