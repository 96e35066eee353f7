import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { openEmbedded } from '@taiwa/postgres';
import { jobActor, personActor } from '@taiwa/schema/kernel/actor';
import { connectDatabase, useDatabase } from '@taiwa/schema/kernel/database';
import { KeyGone } from '@taiwa/schema/kernel/cipher';
import { useKeys } from '@taiwa/schema/kernel/keyring';
import { sealOwn, unseal } from '@taiwa/schema/kernel/seal';
import { erasePerson } from '@taiwa/schema/modules/privacy/erasure';
import '@taiwa/schema/schema';
import pg from 'pg';
import { expect, test } from 'vitest';
import { newFolder, runCli } from './process.ts';

const COMPANY = ['--tenant', '青空株式会社', '--admin', 'E001', '--family-name', '山田', '--given-name', '花子'];
const keyOf = (byte: number) => Buffer.alloc(32, byte);
const TAIWA_KEYS = `k1:${keyOf(1).toString('base64')},pepper:${keyOf(2).toString('base64')}`;
const place = (userId: string) => ({ table: 'Impression', row: `imp_${userId}`, column: 'text' });

type Query = (text: string, values?: unknown[]) => Promise<Record<string, unknown>[]>;

/** Works in the database of a folder that nobody serves. */
async function within<T>({ TAIWA_DATA }: { TAIWA_DATA: string }, work: (query: Query) => Promise<T>): Promise<T> {
  const embedded = await openEmbedded({ folder: join(TAIWA_DATA, 'database') });
  const admin = new pg.Client(embedded.config('admin'));
  await admin.connect();
  useKeys({ current: 'k1', keys: new Map([['k1', keyOf(1)]]), pepper: keyOf(2) });
  const database = connectDatabase({ app: embedded.config('app'), system: embedded.config('system') });
  useDatabase(database);
  try {
    return await work(async (text, values = []) => (await admin.query<Record<string, unknown>>(text, values)).rows);
  } finally {
    useDatabase(undefined);
    await database.close();
    await admin.end();
    await embedded.stop();
  }
}

interface Person {
  readonly tenantId: string;
  readonly userId: string;
}

/** A second person of the company, and words of each under their own key. */
const twoPeople = (env: { TAIWA_DATA: string }) =>
  within(env, async (query) => {
    const [first] = await query('select tenant_id, id from app_user');
    const [ann, bob] = [String(first?.id), 'usr_0000000000000000000000000b'];
    const tenantId = String(first?.tenant_id);
    await query(
      `insert into app_user select * from jsonb_populate_recordset(null::app_user,
        (select jsonb_agg(to_jsonb(u) || $1) from app_user u))`,
      [{ id: bob, external_id: 'E002' }],
    );
    const texts = [];
    for (const userId of [ann, bob]) {
      const actor = personActor({ tenantId, userId, requestId: 'test', credentialId: 'test' });
      texts.push(await sealOwn(actor, place(userId), `words of ${userId}`));
    }
    return { people: [ann, bob].map((userId) => ({ tenantId, userId })) as [Person, Person], texts };
  });

/** What a sealed text says in the database of a folder: the words, or that their key is gone. */
const said = (env: { TAIWA_DATA: string }, { tenantId, userId }: Person, text: Uint8Array) =>
  within(env, () =>
    unseal(jobActor(tenantId, 'test'), place(userId), text).catch((error: unknown) =>
      error instanceof KeyGone ? 'gone' : Promise.reject(error),
    ),
  );

test('the keys of people stand beside backups, newest only, so that an older backup opens nothing of who was erased since', async () => {
  const room = newFolder();
  const first = { TAIWA_DATA: join(room, 'one'), TAIWA_KEYS };
  expect((await runCli(first, 'init', ...COMPANY)).status).toBe(0);
  const { people, texts } = await twoPeople(first);
  const [ann, bob] = people;
  const [hers, his] = texts as [Uint8Array, Uint8Array];
  const older = join(room, 'older.backup');
  const keys = join(room, 'person-keys');
  const taken = await runCli(first, 'backup', older);
  expect([taken.status, taken.stdout]).toEqual([0, expect.stringMatching(/person-keys {2}2 keys of people/)]);
  expect(statSync(keys).mode & 0o777).toBe(0o600);

  const secrets = await within(first, (query) => query(`select encode(secret, 'hex') as secret from person_key`));
  const dump = gunzipSync(readFileSync(older)).toString('utf8');
  const beside = gunzipSync(readFileSync(keys)).toString('utf8');
  for (const { secret } of secrets)
    expect([dump.includes(String(secret)), beside.includes(String(secret))]).toEqual([false, true]);
  const oldKeys = join(room, 'old-keys');
  copyFileSync(keys, oldKeys);

  await within(first, async (query) => {
    await erasePerson(jobActor(ann.tenantId, 'test'), ann.userId);
    await query(
      `insert into erasure (tenant_id, id, user_id, requested_by_id, due_at, erased_at)
       values ($1, 'ers_00000000000000000000000001', $2, $2, now(), now())`,
      [ann.tenantId, ann.userId],
    );
  });
  const newer = join(room, 'newer.backup');
  const again = await runCli(first, 'backup', newer);
  expect([again.status, again.stdout]).toEqual([0, expect.stringMatching(/person-keys {2}1 keys of people/)]);
  expect(gunzipSync(readFileSync(keys)).toString('utf8')).not.toContain(`"holder": "${ann.userId}"`);

  // Elsewhere, from the older backup and the newest keys alone.
  const second = { TAIWA_DATA: join(room, 'two'), TAIWA_KEYS };
  const restored = await runCli(second, 'restore', older);
  expect([restored.stderr, restored.status]).toEqual(['', 0]);
  expect(restored.stdout).toContain('1 keys of people are gone');
  expect(restored.stdout).toContain('1 people who were erased since the backup are erased again');
  expect(await said(second, ann, hers)).toBe('gone');
  expect(await said(second, bob, his)).toBe(`words of ${bob.userId}`);

  // In the place of what is there, without the file: the database in use knows the keys.
  const aside = join(room, 'aside');
  mkdirSync(aside);
  const moved = join(aside, 'older.backup');
  copyFileSync(older, moved);
  const replaced = await runCli(first, 'restore', moved, '--replace');
  expect([replaced.stderr, replaced.status]).toEqual(['', 0]);
  expect(await said(first, ann, hers)).toBe('gone');
  expect(await said(first, bob, his)).toBe(`words of ${bob.userId}`);

  // Lost or older than the backup: refused with nothing changed, unless the words are given up.
  const third = { TAIWA_DATA: join(room, 'three'), TAIWA_KEYS };
  const newest = join(aside, 'newer.backup');
  copyFileSync(newer, newest);
  const lost = await runCli(third, 'restore', newest);
  expect([lost.status, lost.stderr]).toEqual([
    2,
    expect.stringMatching(/person-keys is not there: without the keys .+--without-keys.+Nothing was changed/),
  ]);
  const none = join(room, 'no-keys');
  writeFileSync(
    none,
    gzipSync(
      gunzipSync(readFileSync(oldKeys))
        .toString('utf8')
        .replaceAll(/^\{"id".*\n/gm, ''),
    ),
  );
  const stale = await runCli(third, 'restore', newest, '--keys', none);
  expect([stale.status, stale.stderr]).toEqual([2, expect.stringContaining('no-keys is older than the backup')]);
  const asKeys = await runCli(third, 'restore', newest, '--keys', older);
  expect([asKeys.status, asKeys.stderr]).toEqual([2, expect.stringContaining('is a backup, not the keys of people')]);
  const asBackup = await runCli(third, 'restore', keys);
  expect([asBackup.status, asBackup.stderr]).toEqual([2, expect.stringContaining('holds the keys of people')]);
  const half = join(room, 'half-keys');
  writeFileSync(half, readFileSync(keys).subarray(0, 60));
  expect((await runCli(third, 'restore', newest, '--keys', half)).stderr).toContain('is damaged');
  expect(
    existsSync(join(third.TAIWA_DATA, 'database')) &&
      (await within(third, (query) => query(`select to_regclass('tenant') as made`))),
  ).toEqual([{ made: null }]);
  const givenUp = await runCli(third, 'restore', newest, '--without-keys');
  expect([givenUp.stderr, givenUp.status]).toEqual(['', 0]);
  expect(givenUp.stdout).toContain('1 keys of people are gone');
  expect(await said(third, bob, his)).toBe('gone');

  // The keys of one database are not replaced by those of another.
  const other = { TAIWA_DATA: join(room, 'four'), TAIWA_KEYS };
  expect((await runCli(other, 'init', ...COMPANY)).status).toBe(0);
  const before = readFileSync(keys);
  const refused = await runCli(other, 'backup', join(room, 'other.backup'));
  expect([refused.status, refused.stderr]).toEqual([2, expect.stringContaining('of another database')]);
  expect(readFileSync(keys).equals(before)).toBe(true);
  expect(existsSync(join(room, 'other.backup'))).toBe(false);
  expect(
    (await runCli(other, 'backup', join(room, 'other.backup'), '--keys', join(aside, 'keys-of-another'))).status,
  ).toBe(0);

  // Nor do they say, however new, whose were shredded of this one.
  const fifth = { TAIWA_DATA: join(room, 'five'), TAIWA_KEYS };
  const mistaken = await runCli(fifth, 'restore', older, '--keys', join(aside, 'keys-of-another'));
  expect([mistaken.status, mistaken.stderr]).toEqual([
    2,
    expect.stringMatching(/keys-of-another holds the keys of another database.+Nothing was changed/),
  ]);
  rmSync(aside, { recursive: true });
}, 400_000);
