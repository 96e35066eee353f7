import { hkdfSync, randomBytes } from 'node:crypto';
import type { Actor } from './actor.ts';
import { decrypt, encrypt, KeyGone } from './cipher.ts';
import { database, type Db, read, transact } from './database.ts';
import { forgetWithKeys, unwrap, wrap, wrapsNow } from './keyring.ts';
import { retain } from './retention.ts';
import { now } from './time.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** Where a sealed text stands; read anywhere else it does not open. */
export interface Place {
  readonly table: string;
  /** The id of the row. */
  readonly row: string;
  readonly column: string;
}

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
const cached = new Map<string, { readonly keys: TenantKeys; readonly until: number }>();
forgetWithKeys(() => cached.clear());
/** The actors who made a key: it may still be rolled back, so that nobody else may seal with what they read. */
const makers = new WeakSet<Actor>();

/** Forgets the unwrapped keys of a tenant in this process. */
export function forgetTenantKeys(tenantId: string): void {
  cached.delete(tenantId);
}

function cachedKeys(tenantId: string): TenantKeys | undefined {
  const known = cached.get(tenantId);
  return known && known.until > now().getTime() ? known.keys : undefined;
}

const wrapping = (tenantId: string, version: number): string => `tenant-key|${tenantId}|${version}`;

async function readKeys(actor: Actor): Promise<TenantKeys | undefined> {
  const { tenantId } = actor;
  const rows = await read(actor, () => database(actor).tenantKey.findMany({ where: { tenantId } }));
  if (rows.length === 0) return undefined;
  const opened = rows.map((row): [number, Uint8Array] => [row.version, unwrap(wrapping(tenantId, row.version), row)]);
  const keys = new TenantKeys(tenantId, new Map(opened));
  if (!makers.has(actor)) cached.set(tenantId, { keys, until: now().getTime() + CACHED_MS });
  return keys;
}

const loading = new WeakMap<Actor, Promise<TenantKeys | undefined>>();

/** The tenant's keys from the table; read once for all that one operation asks for at the same time. */
function loadKeys(actor: Actor): Promise<TenantKeys | undefined> {
  const begun = loading.get(actor) ?? readKeys(actor).finally(() => loading.delete(actor));
  loading.set(actor, begun);
  return begun;
}

async function addKey(db: Db, tenantId: string, version: number): Promise<void> {
  const made = wrap(wrapping(tenantId, version), randomBytes(32));
  await db.tenantKey.createMany({ data: [{ tenantId, version, ...made, createdAt: now() }], skipDuplicates: true });
}

async function makeKeys(actor: Actor): Promise<TenantKeys> {
  makers.add(actor);
  await transact(actor, (db) => addKey(db, actor.tenantId, 1));
  const keys = await loadKeys(actor);
  if (!keys) throw new Error('The key of the tenant was not kept.');
  return keys;
}

const knownKeys = async (actor: Actor): Promise<TenantKeys | undefined> =>
  cachedKeys(actor.tenantId) ?? (await loadKeys(actor));

/** The tenant's keys, from this process's memory or the table; made when there are none yet. To seal or unseal many. */
export const tenantKeys = async (actor: Actor): Promise<TenantKeys> => (await knownKeys(actor)) ?? makeKeys(actor);

/** The tenant's keys with those that texts were sealed with, which another process may have just made; undefined where there are none. */
export async function tenantKeysFor(actor: Actor, sealed: readonly Uint8Array[]): Promise<TenantKeys | undefined> {
  const keys = await knownKeys(actor);
  return !keys || sealed.every((text) => keys.knows(text)) ? keys : loadKeys(actor);
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
  forgetTenantKeys(actor.tenantId);
}

/** Wraps the tenant's keys with the current key of the installation; answers how many were wrapped with another. */
export const rewrapTenantKeys = (actor: Actor): Promise<number> =>
  transact(actor, async (db) => {
    const { tenantId } = actor;
    const rows = await db.tenantKey.findMany({ where: { tenantId, NOT: { wrappedBy: wrapsNow() } } });
    for (const row of rows) {
      const purpose = wrapping(tenantId, row.version);
      const where = { tenantId_version: { tenantId, version: row.version } };
      await db.tenantKey.update({ where, data: wrap(purpose, unwrap(purpose, row)) });
    }
    return rows.length;
  });

retain('TenantKey', { says: 'Kept while the tenant is; deleting them makes its content unreadable for ever.' });
