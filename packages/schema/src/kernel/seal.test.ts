import { randomBytes } from 'node:crypto';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { useTestDatabase } from '../testing/database.ts';
import { jobActor } from './actor.ts';
import { read, transact } from './database.ts';
import { newId } from './ids.ts';
import { hmac, type Keyring, pseudonym, useKeys } from './keyring.ts';
import { seal, unseal, unsealOrNull } from './seal.ts';
import { changeTenantKey, forgetTenantKeys, rewrapTenantKeys, tenantKeys } from './tenant-keys.ts';

const where = useTestDatabase();
const SECRET = '今月は少し疲れています。';
const place = { table: 'Impression', row: 'imp_1', column: 'text' };
const pepper = randomBytes(32);
const [oldKey, newKey] = [randomBytes(32), randomBytes(32)];
const keyring: Keyring = { current: 'old', keys: new Map([['old', oldKey]]), pepper };
const anActor = () => jobActor(newId('ten'), 'test');

async function aTenant() {
  const actor = anActor();
  await where.query('admin', `insert into tenant (id, name) values ($1, 'T')`, [actor.tenantId]);
  return actor;
}
const again = (tenantId: string) => jobActor(tenantId, 'test');

beforeAll(() => useKeys(keyring));
beforeEach(() => useKeys(keyring));

test('a sealed text opens in its place and bears nothing of the text', async () => {
  const actor = await aTenant();
  const sealed = await seal(actor, place, SECRET);
  expect(Buffer.from(sealed).includes(Buffer.from(SECRET.slice(0, 4)))).toBe(false);
  expect(await unseal(again(actor.tenantId), place, sealed)).toBe(SECRET);
});

test('the same text is sealed differently every time, with a nonce that was never used before', async () => {
  const actor = await aTenant();
  expect(await seal(actor, place, SECRET)).not.toEqual(await seal(actor, place, SECRET));
  const keys = await tenantKeys(actor);
  const sealed = Array.from({ length: 2_000 }, () => keys.seal(place, SECRET));
  const nonces = new Set(sealed.map((one) => Buffer.from(one.subarray(5, 17)).toString('hex')));
  expect(nonces.size).toBe(sealed.length);
});

test('another tenant, table, row or column, or one bit more, does not open it', async () => {
  const actor = await aTenant();
  const other = await aTenant();
  const sealed = await seal(actor, place, SECRET);
  await seal(other, place, SECRET);
  await expect(unseal(other, place, sealed)).rejects.toThrow();
  for (const elsewhere of [{ table: 'Attempt' }, { row: 'imp_2' }, { column: 'note' }])
    await expect(unseal(actor, { ...place, ...elsewhere }, sealed)).rejects.toThrow();
  for (const byte of [1, 4, 6, 20, sealed.length - 1]) {
    const bent = Uint8Array.from(sealed, (value, at) => (at === byte ? value ^ 1 : value));
    await expect(unseal(actor, place, bent)).rejects.toThrow();
  }
  await expect(unseal(actor, place, new Uint8Array([1, 0, 0]))).rejects.toThrow();
});

test('an empty column stays empty', async () => {
  expect(await unsealOrNull(anActor(), place, null)).toBeNull();
});

test('what was sealed before a change of the key stays as it is and readable; what comes after uses the new one', async () => {
  const actor = await aTenant();
  const before = await seal(actor, place, SECRET);
  await changeTenantKey(again(actor.tenantId));
  const afterwards = await seal(again(actor.tenantId), place, SECRET);
  expect([before[4], afterwards[4]]).toEqual([1, 2]);
  expect(await unseal(again(actor.tenantId), place, before)).toBe(SECRET);
  expect(await unseal(again(actor.tenantId), place, afterwards)).toBe(SECRET);
});

test('a process that knows only the old key reads what another sealed with the new one', async () => {
  const actor = await aTenant();
  await seal(actor, place, SECRET);
  const known = await tenantKeys(again(actor.tenantId));
  await changeTenantKey(again(actor.tenantId));
  const sealed = await seal(again(actor.tenantId), place, SECRET);
  expect(known.knows(sealed)).toBe(false);
  expect(await unseal(again(actor.tenantId), place, sealed)).toBe(SECRET);
});

test('a new key of the installation wraps the keys anew without touching what they sealed', async () => {
  const actor = await aTenant();
  const sealed = await seal(actor, place, SECRET);
  useKeys({
    current: 'new',
    keys: new Map([
      ['old', oldKey],
      ['new', newKey],
    ]),
    pepper,
  });
  expect(await rewrapTenantKeys(again(actor.tenantId))).toBe(1);
  expect(await rewrapTenantKeys(again(actor.tenantId))).toBe(0);
  useKeys({ current: 'new', keys: new Map([['new', newKey]]), pepper });
  expect(await unseal(again(actor.tenantId), place, sealed)).toBe(SECRET);
});

test('the keys in the table open nothing without the keyring', async () => {
  const actor = await aTenant();
  const sealed = await seal(actor, place, SECRET);
  useKeys({ current: 'old', keys: new Map([['old', randomBytes(32)]]), pepper });
  await expect(unseal(again(actor.tenantId), place, sealed)).rejects.toThrow();
  useKeys({ current: 'new', keys: new Map([['new', newKey]]), pepper });
  await expect(unseal(again(actor.tenantId), place, sealed)).rejects.toThrow('lacks the key old');
});

test('a key that was rolled back seals nothing afterwards', async () => {
  const actor = await aTenant();
  const failed = transact(actor, async () => {
    await seal(actor, place, SECRET);
    await seal(actor, place, SECRET);
    throw new Error('undone');
  });
  await expect(failed).rejects.toThrow('undone');
  expect(await where.query('admin', 'select 1 from tenant_key where tenant_id = $1', [actor.tenantId])).toEqual([]);
  const sealed = await seal(again(actor.tenantId), place, SECRET);
  expect(await unseal(again(actor.tenantId), place, sealed)).toBe(SECRET);
});

test('two that need the first key at once get the same', async () => {
  const actor = await aTenant();
  const sealed = await Promise.all([1, 2, 3].map(() => seal(again(actor.tenantId), place, SECRET)));
  for (const one of sealed) expect(await unseal(again(actor.tenantId), place, one)).toBe(SECRET);
  expect(await where.query('admin', 'select 1 from tenant_key where tenant_id = $1', [actor.tenantId])).toHaveLength(1);
});

test('without its key a tenant is unreadable for ever', async () => {
  const actor = await aTenant();
  const sealed = await seal(actor, place, SECRET);
  await where.query('admin', 'delete from tenant_key where tenant_id = $1', [actor.tenantId]);
  forgetTenantKeys(actor.tenantId);
  await expect(unseal(again(actor.tenantId), place, sealed)).rejects.toThrow('The key of this text is gone.');
  expect(await where.query('admin', 'select 1 from tenant_key where tenant_id = $1', [actor.tenantId])).toEqual([]);
});

test('unsealing within a reading uses that reading', async () => {
  const actor = await aTenant();
  const sealed = await seal(again(actor.tenantId), place, SECRET);
  forgetTenantKeys(actor.tenantId);
  expect(await read(actor, () => unseal(actor, place, sealed))).toBe(SECRET);
});

test('a pseudonym is always the same, another for each tenant and pepper, and bears nothing of the person', () => {
  expect(pseudonym('ten_a', 'usr_a')).toBe(pseudonym('ten_a', 'usr_a'));
  expect(new Set([pseudonym('ten_a', 'usr_a'), pseudonym('ten_b', 'usr_a'), pseudonym('ten_a', 'usr_b')]).size).toBe(3);
  const before = pseudonym('ten_a', 'usr_a');
  useKeys({ ...keyring, pepper: randomBytes(32) });
  expect(pseudonym('ten_a', 'usr_a')).not.toBe(before);
  expect(hmac('one', 'x')).not.toEqual(hmac('other', 'x'));
});

test('a keyring with a key of the wrong length or without its current key is refused', () => {
  expect(() => useKeys({ ...keyring, current: 'none' })).toThrow('lacks its current key');
  expect(() => useKeys({ ...keyring, keys: new Map([['old', randomBytes(16)]]) })).toThrow('32 bytes');
});
