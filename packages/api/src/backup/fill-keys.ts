import type pg from 'pg';
import { connected } from './connected.ts';
import { KEYS, TableWriter } from './tables.ts';

// A backup bears everything of a key but the secret; a key in two sources is the same.
const FILL = `update ${KEYS} k set secret = g.secret from given_key g
  where g.tenant_id = k.tenant_id and g.id = k.id and g.holder = k.holder`;
const FORGET = `delete from ${KEYS} where secret = '' returning id`;
// Those of people who came after the backup: later backups hold what they wrote.
const ADD = `insert into ${KEYS} select * from given_key on conflict do nothing`;

/** Gives a restored database the keys of its people (JSON rows; the same one may come twice), and forgets those that are not among them; says how many. */
export const fillKeys = (admin: pg.ClientConfig, keys: readonly string[]): Promise<number> =>
  connected(admin, async (client) => {
    await client.query(`begin; create temp table given_key (like ${KEYS}) on commit drop`);
    const writer = new TableWriter(client, 'given_key');
    for (const key of keys) await writer.add(key);
    await writer.flush();
    await client.query(FILL);
    const { rowCount } = await client.query(FORGET);
    await client.query(ADD);
    await client.query('commit');
    return rowCount ?? 0;
  });
