import { createHmac, createSecretKey, hkdfSync, type KeyObject, randomBytes } from 'node:crypto';
import { type Actor, jobActor } from './actor.ts';
import { decrypt, encrypt, KeyGone } from './cipher.ts';
import { database, type Db, read, transact } from './database.ts';
import { forgetPersonKeys, personKeyById, personKeyIn, personKeyOf } from './person-keys.ts';
import { retain } from './retention.ts';
import { now } from './time.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** The keys of the installation, which the database never sees. */
export interface Keyring {
  /** The name of the key that wraps from now on. */
  readonly current: string;
  /** 32 bytes each, by name; the older ones stay until everything is wrapped anew. */
  readonly keys: ReadonlyMap<string, Uint8Array>;
  /** 32 bytes from which pseudonyms and fingerprints are made; never changes, or nobody's ratings can be erased any more. */
  readonly pepper: Uint8Array;
}

/** Where a sealed text stands; read anywhere else it does not open. */
export interface Place {
  readonly table: string;
  /** The id of the row. */
  readonly row: string;
  readonly column: string;
}

let keyring: Keyring | undefined;

/** Sets the keys of this process and forgets every key that was unwrapped with the former. */
export function useKeys(next: Keyring): void {
  if (!next.keys.has(next.current)) throw new Error(`The keyring lacks its current key ${next.current}`);
  if ([...next.keys.values(), next.pepper].some((key) => key.length !== 32)) throw new Error('A key has 32 bytes');
  keyring = next;
  unwrapped.clear();
  derived.clear();
  forgetPersonKeys();
}

function keysInForce(): Keyring {
  if (!keyring) throw new Error('No keys: call useKeys first.');
  return keyring;
}

const wrapping = (tenantId: string, version: number): string => `tenant-key|${tenantId}|${version}`;

const FORMAT = 1;
const HEADER = 5;

/** The data keys of one tenant, unwrapped: seals and unseals without asking the database. */
export class TenantKeys {
  readonly #tenantId: string;
  readonly #keys: ReadonlyMap<number, Uint8Array>;
  readonly #current: number;

  constructor(tenantId: string, keys: ReadonlyMap<number, Uint8Array>) {
    this.#tenantId = tenantId;
    this.#keys = keys;
    this.#current = Math.max(...keys.keys());
  }

  /** The version that seals from now on. */
  get newest(): number {
    return this.#current;
  }

  /** The version that a sealed text names. Throws for what is none. */
  versionIn(sealed: Uint8Array): number {
    if (sealed.length < HEADER) throw new Error('Not a sealed text.');
    return versionOf(sealed);
  }

  /** 32 bytes that follow from a version of the key and a secret beside it (HKDF-SHA256). Throws where the version is gone. */
  derive(version: number, secret: Uint8Array, purpose: string): Uint8Array {
    return new Uint8Array(hkdfSync('sha256', this.#keyOf(version), secret, purpose, 32));
  }

  /** Whether a sealed text was sealed with one of these keys. */
  knows(sealed: Uint8Array): boolean {
    return sealed.length >= HEADER && this.#keys.has(versionOf(sealed));
  }

  /** The text as AES-256-GCM under the newest key; the header names the key, the place is authenticated. */
  seal(place: Place, text: string): Bytes {
    return this.sealBytes(place, Buffer.from(text, 'utf8'));
  }

  /** `seal` for what is no text. */
  sealBytes(place: Place, plain: Uint8Array): Bytes {
    const header = Buffer.alloc(HEADER, FORMAT);
    header.writeUInt32BE(this.#current, 1);
    return encrypt(this.#keyOf(this.#current), this.#aad(place, this.#current), plain, header);
  }

  /** The text again; throws when the tenant, the table, the row, the column or a single bit is another. */
  unseal(place: Place, sealed: Uint8Array): string {
    return this.unsealBytes(place, sealed).toString('utf8');
  }

  /** `unseal` for what is no text. */
  unsealBytes(place: Place, sealed: Uint8Array): Buffer {
    if (sealed[0] !== FORMAT) throw new Error('Not a sealed text.');
    const version = versionOf(sealed);
    return decrypt(this.#keyOf(version), this.#aad(place, version), sealed.subarray(HEADER));
  }

  #aad({ table, row, column }: Place, version: number): string {
    return [this.#tenantId, table, row, column, version].join('|');
  }

  #keyOf(version: number): Uint8Array {
    const key = this.#keys.get(version);
    if (!key) throw new KeyGone();
    return key;
  }
}

const versionOf = (sealed: Uint8Array): number => Buffer.from(sealed.buffer, sealed.byteOffset, HEADER).readUInt32BE(1);

// After this long a key that was shredded by another process is forgotten here as well.
const CACHED_MS = 5 * 60_000;
const unwrapped = new Map<string, { readonly keys: TenantKeys; readonly until: number }>();
const makers = new WeakSet<Actor>();

const loading = new WeakMap<Actor, Promise<TenantKeys | undefined>>();

/** The tenant's keys from the table; read once for all that one operation asks for at the same time. */
function loadKeys(actor: Actor): Promise<TenantKeys | undefined> {
  const begun = loading.get(actor) ?? readKeys(actor).finally(() => loading.delete(actor));
  loading.set(actor, begun);
  return begun;
}

async function readKeys(actor: Actor): Promise<TenantKeys | undefined> {
  const { tenantId } = actor;
  const rows = await read(actor, () => database(actor).tenantKey.findMany({ where: { tenantId } }));
  if (rows.length === 0) return undefined;
  const opened = rows.map((row): [number, Uint8Array] => [row.version, unwrap(tenantId, row)]);
  const keys = new TenantKeys(tenantId, new Map(opened));
  // What this very actor made may still be rolled back: nobody else may seal with it.
  if (!makers.has(actor)) unwrapped.set(tenantId, { keys, until: now().getTime() + CACHED_MS });
  return keys;
}

function unwrap(tenantId: string, row: { version: number; wrappedBy: string; wrapped: Uint8Array }): Uint8Array {
  const key = keysInForce().keys.get(row.wrappedBy);
  if (!key) throw new Error(`The keyring lacks the key ${row.wrappedBy}`);
  return decrypt(key, wrapping(tenantId, row.version), row.wrapped);
}

function cachedKeys(tenantId: string): TenantKeys | undefined {
  const cached = unwrapped.get(tenantId);
  return cached && cached.until > now().getTime() ? cached.keys : undefined;
}

async function addKey(db: Db, tenantId: string, version: number): Promise<void> {
  const { current, keys } = keysInForce();
  const wrapped = encrypt(keys.get(current) ?? Buffer.alloc(0), wrapping(tenantId, version), randomBytes(32));
  const data = [{ tenantId, version, wrappedBy: current, wrapped, createdAt: now() }];
  await db.tenantKey.createMany({ data, skipDuplicates: true });
}

async function makeKeys(actor: Actor): Promise<TenantKeys> {
  makers.add(actor);
  await transact(actor, (db) => addKey(db, actor.tenantId, 1));
  const keys = await loadKeys(actor);
  if (!keys) throw new Error('The key of the tenant was not kept.');
  return keys;
}

const asActor = (who: Actor | string): Actor => (typeof who === 'string' ? jobActor(who, 'keys') : who);

const knownKeys = async (actor: Actor): Promise<TenantKeys | undefined> =>
  cachedKeys(actor.tenantId) ?? (await loadKeys(actor));

/** The tenant's keys, from this process's memory or the table; made when there are none yet. To seal or unseal many. */
export async function tenantKeys(who: Actor | string): Promise<TenantKeys> {
  const actor = asActor(who);
  return (await knownKeys(actor)) ?? makeKeys(actor);
}

/** The text sealed for its place: AES-256-GCM under the tenant's key, which the first seal makes. For what is not one person's alone. */
export const seal = async (who: Actor | string, place: Place, text: string): Promise<Bytes> =>
  (await tenantKeys(who)).seal(place, text);

/**
 * The text sealed for its place under a key of the tenant and of the person whose it is alone: erasing them makes it unreadable
 * wherever a copy of the row is. `holder` is a person, or a mark that leads nobody to them; the actor's own id where none is given.
 */
export async function sealOwn(actor: Actor, place: Place, text: string, holder = actor.userId): Promise<Bytes> {
  const keys = await tenantKeys(actor);
  const key = await personKeyOf(actor, keys, holder);
  return key.seal(keys, place, Buffer.from(text, 'utf8'));
}

/** The sealed text again, whatever keys it was sealed with; throws for another tenant, row or column, and KeyGone. */
export async function unseal(who: Actor | string, place: Place, sealed: Uint8Array): Promise<string> {
  const actor = asActor(who);
  const keys = await knownKeys(actor);
  // Another process may have changed the key since these were read.
  const fitting = keys?.knows(sealed) ? keys : await loadKeys(actor);
  if (!fitting) throw new KeyGone();
  const keyId = personKeyIn(sealed);
  if (!keyId) return fitting.unseal(place, sealed);
  const key = await personKeyById(actor, fitting, keyId);
  if (!key) throw new KeyGone();
  return key.unseal(fitting, place, sealed).toString('utf8');
}

/** `unseal` for a column that may be empty: null also where the key of the text is gone. */
export async function unsealOrNull(
  who: Actor | string,
  place: Place,
  sealed: Uint8Array | null,
): Promise<string | null> {
  try {
    return sealed && (await unseal(who, place, sealed));
  } catch (error) {
    if (error instanceof KeyGone) return null;
    throw error;
  }
}

/** Seals with a new key from now on; what was sealed before stays as it is and stays readable. */
export async function changeTenantKey(actor: Actor): Promise<void> {
  makers.add(actor);
  await transact(actor, async (db) => {
    const { tenantId } = actor;
    const newest = await db.tenantKey.findFirst({ where: { tenantId }, orderBy: { version: 'desc' } });
    await db.tenantKey.updateMany({ where: { tenantId, retiredAt: null }, data: { retiredAt: now() } });
    await addKey(db, tenantId, (newest?.version ?? 0) + 1);
  });
  forgetKeys(actor.tenantId);
}

/** Wraps the tenant's keys with the current key of the installation; answers how many were wrapped with another. */
export const rewrapTenantKeys = (actor: Actor): Promise<number> =>
  transact(actor, async (db) => {
    const { tenantId } = actor;
    const { current, keys } = keysInForce();
    const rows = await db.tenantKey.findMany({ where: { tenantId, NOT: { wrappedBy: current } } });
    for (const row of rows) {
      const aad = wrapping(tenantId, row.version);
      const wrapped = encrypt(keys.get(current) ?? Buffer.alloc(0), aad, unwrap(tenantId, row));
      const where = { tenantId_version: { tenantId, version: row.version } };
      await db.tenantKey.update({ where, data: { wrappedBy: current, wrapped } });
    }
    return rows.length;
  });

/** Forgets the unwrapped keys of a tenant in this process. */
export function forgetKeys(tenantId: string): void {
  unwrapped.delete(tenantId);
  forgetPersonKeys();
}

/** A secret of the installation itself under its current key; what it is for is authenticated. */
export function sealSecret(purpose: string, secret: string): Bytes {
  const { current, keys } = keysInForce();
  const name = Buffer.from(current, 'utf8');
  const box = encrypt(keys.get(current) ?? Buffer.alloc(0), `secret|${purpose}`, Buffer.from(secret, 'utf8'));
  return new Uint8Array([name.length, ...name, ...box]);
}

/** The secret again; throws when it was sealed for something else or its key is gone. */
export function unsealSecret(purpose: string, sealed: Uint8Array): string {
  const length = 1 + (sealed[0] ?? 0);
  const name = Buffer.from(sealed.subarray(1, length)).toString('utf8');
  const key = keysInForce().keys.get(name);
  if (!key) throw new Error(`The keyring lacks the key ${name}`);
  return decrypt(key, `secret|${purpose}`, sealed.subarray(length)).toString('utf8');
}

const derived = new Map<string, KeyObject>();

/** The key of a purpose. Purposes are few and stand in the code, so that each is derived once. */
function keyFor(purpose: string): KeyObject {
  const known = derived.get(purpose);
  if (known) return known;
  const made = createSecretKey(Buffer.from(hkdfSync('sha256', keysInForce().pepper, '', purpose, 32)));
  derived.set(purpose, made);
  return made;
}

/** 32 bytes that only this installation can compute, another for each purpose (HKDF-SHA256, then HMAC-SHA256). */
export function hmac(purpose: string, text: string): Bytes {
  return new Uint8Array(createHmac('sha256', keyFor(purpose)).update(text, 'utf8').digest());
}

/** The name under which a person's anonymous values are kept: always the same, and not to be computed from the database. */
export const pseudonym = (tenantId: string, userId: string): string =>
  Buffer.from(hmac('pseudonym', `${tenantId}|${userId}`)).toString('base64url');

retain('TenantKey', { says: 'Kept while the tenant is; deleting them makes its content unreadable for ever.' });
