import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { useTestDatabase } from '../testing/database.ts';
import { readsOf } from '../testing/statements.ts';
import { type Actor, jobActor, personActor } from './actor.ts';
import { database, read, transact } from './database.ts';
import { newId } from './ids.ts';
import { LocalSignals, useSignals } from './signals.ts';
import { after, freezeTime, now } from './time.ts';
import {
  forgetPersonKeys,
  forgetShredded,
  forgetShreddedKeys,
  KEYS_SHREDDED,
  personKeyIn,
  shredPersonKey,
} from './person-keys.ts';
import { type Keyring, useKeys } from './keyring.ts';
import { seal, sealOwn, unseal, unsealOrNull } from './seal.ts';
import { changeTenantKey, forgetTenantKeys, rewrapTenantKeys, tenantKeys } from './tenant-keys.ts';

const tables = useTestDatabase();
const SECRET = '今月は少し疲れています。';
const place = { table: 'Impression', row: 'imp_1', column: 'text' };
const [oldKey, newKey, pepper] = [randomBytes(32), randomBytes(32), randomBytes(32)];
const keyring: Keyring = { current: 'old', keys: new Map([['old', oldKey]]), pepper };

let thaw = () => {};
afterEach(() => thaw());
beforeEach(() => useKeys(keyring));

async function aTenant(): Promise<string> {
  const tenantId = newId('ten');
  await tables.query('admin', `insert into tenant (id, name) values ($1, 'T')`, [tenantId]);
  return tenantId;
}
const person = (tenantId: string, userId = newId('usr')) =>
  personActor({ tenantId, userId, requestId: 'test', credentialId: 'test' });
const again = ({ tenantId, userId }: Actor) => person(tenantId, userId);
const keysOf = (tenantId: string) =>
  tables.query<{ holder: string }>('admin', 'select holder from person_key where tenant_id = $1 order by 1', [
    tenantId,
  ]);
const shred = ({ tenantId, userId }: Actor) =>
  transact(jobActor(tenantId, 'test'), (db) => shredPersonKey(db, tenantId, userId));

test('what is sealed for a person opens for everybody of the tenant who may read the row, and bears nothing of the text', async () => {
  const ann = person(await aTenant());
  const sealed = await sealOwn(ann, place, SECRET);
  expect(Buffer.from(sealed).includes(Buffer.from(SECRET.slice(0, 4)))).toBe(false);
  expect(await unseal(again(ann), place, sealed)).toBe(SECRET);
  expect(await unseal(person(ann.tenantId), place, sealed)).toBe(SECRET);
  expect(await unseal(jobActor(ann.tenantId, 'test'), place, sealed)).toBe(SECRET);
});

test('a copy of the row from before opens no more once the key of its person is shredded; the other’s does', async () => {
  const ann = person(await aTenant());
  const bob = person(ann.tenantId);
  const [hers, his, ours] = [
    await sealOwn(ann, place, SECRET),
    await sealOwn(bob, place, SECRET),
    await seal(ann, place, SECRET),
  ];
  await shred(ann);
  await shred(ann);
  forgetPersonKeys();
  await expect(unseal(again(ann), place, hers)).rejects.toThrow('The key of this text is gone.');
  expect(await unsealOrNull(again(bob), place, hers)).toBeNull();
  expect(await unseal(again(ann), place, his)).toBe(SECRET);
  expect(await unseal(again(ann), place, ours)).toBe(SECRET);
});

test('a process forgets its keys as soon as it hears that some were shredded', async () => {
  const ann = person(await aTenant());
  const sealed = await sealOwn(ann, place, SECRET);
  expect(await unseal(again(ann), place, sealed)).toBe(SECRET);
  const heard = new LocalSignals();
  useSignals(heard);
  const over = new AbortController();
  const listening = forgetShredded(over.signal);
  await shred(ann);
  expect(await unseal(again(ann), place, sealed)).toBe(SECRET);
  heard.publish(KEYS_SHREDDED);
  await expect.poll(() => unsealOrNull(again(ann), place, sealed)).toBeNull();
  over.abort();
  await listening;
});

test('who began to read before a shredding and still sees the key keeps it for nobody', async () => {
  const ann = person(await aTenant());
  const sealed = await sealOwn(ann, place, SECRET);
  const late = again(ann);
  await read(late, async () => {
    expect(await database(late).personKey.count()).toBe(1);
    await shred(ann);
    forgetShreddedKeys();
    expect(await unseal(late, place, sealed)).toBe(SECRET);
  });
  expect(await unsealOrNull(again(ann), place, sealed)).toBeNull();
});

test('a key that comes after a shredding is another', async () => {
  const ann = person(await aTenant());
  const before = await sealOwn(ann, place, SECRET);
  await shred(ann);
  forgetPersonKeys();
  const afterwards = await sealOwn(again(ann), place, SECRET);
  expect(personKeyIn(afterwards)).not.toBe(personKeyIn(before));
  expect(await unsealOrNull(again(ann), place, before)).toBeNull();
});

test('another row, person or tenant, or one bit more, does not open it', async () => {
  const ann = person(await aTenant());
  const bob = person(ann.tenantId);
  const stranger = person(await aTenant());
  const sealed = await sealOwn(ann, place, SECRET);
  const his = await sealOwn(bob, place, SECRET);
  await sealOwn(stranger, place, SECRET);
  for (const elsewhere of [{ table: 'Attempt' }, { row: 'imp_2' }, { column: 'note' }])
    await expect(unseal(again(ann), { ...place, ...elsewhere }, sealed)).rejects.toThrow();
  await expect(unseal(stranger, place, sealed)).rejects.toThrow();
  const asHis = Uint8Array.from(sealed);
  asHis.set(his.subarray(5, 35), 5);
  await expect(unseal(again(ann), place, asHis)).rejects.toThrow();
  for (const byte of [0, 1, 4, 5, 34, 36, sealed.length - 1]) {
    const bent = Uint8Array.from(sealed, (value, at) => (at === byte ? value ^ 1 : value));
    await expect(unseal(again(ann), place, bent)).rejects.toThrow();
  }
});

test('the row of one person’s key cannot stand for another', async () => {
  const ann = person(await aTenant());
  const sealed = await sealOwn(ann, place, SECRET);
  await tables.query('admin', `update person_key set holder = 'usr_other' where tenant_id = $1`, [ann.tenantId]);
  forgetPersonKeys();
  await expect(unseal(again(ann), place, sealed)).rejects.toThrow();
});

test('the keys in the table open nothing without the tenant’s, and nothing once those are gone', async () => {
  const ann = person(await aTenant());
  const sealed = await sealOwn(ann, place, SECRET);
  useKeys({ current: 'old', keys: new Map([['old', randomBytes(32)]]), pepper });
  await expect(unseal(again(ann), place, sealed)).rejects.toThrow();
  useKeys(keyring);
  await tables.query('admin', 'delete from tenant_key where tenant_id = $1', [ann.tenantId]);
  forgetTenantKeys(ann.tenantId);
  await expect(unseal(again(ann), place, sealed)).rejects.toThrow('The key of this text is gone.');
});

test('a new key of the installation, and a new one of the tenant, leave people’s as they are and readable', async () => {
  const ann = person(await aTenant());
  const before = await sealOwn(ann, place, SECRET);
  useKeys({ current: 'new', keys: new Map([...keyring.keys, ['new', newKey]]), pepper });
  await rewrapTenantKeys(jobActor(ann.tenantId, 'test'));
  useKeys({ current: 'new', keys: new Map([['new', newKey]]), pepper });
  expect(await unseal(again(ann), place, before)).toBe(SECRET);
  await changeTenantKey(jobActor(ann.tenantId, 'test'));
  const afterwards = await sealOwn(again(ann), place, SECRET);
  expect([before[4], afterwards[4]]).toEqual([1, 2]);
  expect(personKeyIn(afterwards)).toBe(personKeyIn(before));
  for (const sealed of [before, afterwards]) expect(await unseal(again(ann), place, sealed)).toBe(SECRET);
});

test('two that need the first key at once get the same; several texts of one operation make one', async () => {
  const ann = person(await aTenant());
  const several = (actor: Actor) =>
    transact(actor, () => Promise.all([1, 2, 3].map(() => sealOwn(actor, place, SECRET))));
  const sealed = (await Promise.all([several(again(ann)), several(again(ann))])).flat();
  for (const one of sealed) expect(await unseal(again(ann), place, one)).toBe(SECRET);
  expect(await keysOf(ann.tenantId)).toEqual([{ holder: ann.userId }]);
});

test('a key that was rolled back seals nothing afterwards', async () => {
  const ann = person(await aTenant());
  const failed = transact(ann, async () => {
    await sealOwn(ann, place, SECRET);
    await unseal(ann, place, await sealOwn(ann, place, SECRET));
    throw new Error('undone');
  });
  await expect(failed).rejects.toThrow('undone');
  expect(await keysOf(ann.tenantId)).toEqual([]);
  for (const actor of [ann, again(ann)])
    expect(await unseal(again(ann), place, await sealOwn(actor, place, SECRET))).toBe(SECRET);
});

test('the texts of many people are opened after one reading, and without any the next time', async () => {
  const tenantId = await aTenant();
  const sealed = await Promise.all(Array.from({ length: 12 }, () => sealOwn(person(tenantId), place, SECRET)));
  forgetPersonKeys();
  // Well behind the shreddings of other tests.
  thaw = freezeTime(after(now(), 1, 'minutes'));
  await tenantKeys(person(tenantId));
  const reader = person(tenantId);
  const openAll = () => Promise.all(sealed.map((one) => unseal(reader, place, one)));
  expect(await readsOf(openAll)).toHaveLength(1);
  expect(await readsOf(() => Promise.all(sealed.map((one) => unseal(again(reader), place, one))))).toEqual([]);
});

test('nobody has no key', async () => {
  await expect(sealOwn(jobActor(await aTenant(), 'test'), place, SECRET)).rejects.toThrow('Nobody has no key.');
});
