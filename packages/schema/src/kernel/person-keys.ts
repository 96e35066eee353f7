import { randomBytes } from 'node:crypto';
import type { Actor } from './actor.ts';
import { decrypt, encrypt } from './cipher.ts';
import { database, type Db, read, transact } from './database.ts';
import { randomId, registerIds } from './ids.ts';
import { forgetWithKeys } from './keyring.ts';
import { inOrder, loader } from './loaders.ts';
import { retain } from './retention.ts';
import { signal, signals } from './signals.ts';
import type { Place, TenantKeys } from './tenant-keys.ts';
import { now } from './time.ts';

registerIds({ pky: 'PersonKey' });

type Bytes = Uint8Array<ArrayBuffer>;

/** What says that a text was sealed for a person; the version of the tenant's key and the id of the person's follow. */
export const PERSONAL = 2;

const ID_AT = 5;
const ID_LENGTH = 30;
const HEADER = ID_AT + ID_LENGTH;

/** The id of the person's key that a text was sealed with; undefined for one that was sealed with the tenant's alone. */
export const personKeyIn = (sealed: Uint8Array): string | undefined =>
  sealed[0] === PERSONAL ? Buffer.from(sealed.subarray(ID_AT, HEADER)).toString('latin1') : undefined;

/** A person's key: what is sealed with it opens with it and the key of its tenant, and with neither alone. */
export class PersonKey {
  readonly id: string;
  readonly holder: string;
  readonly #tenantId: string;
  readonly #secret: Uint8Array;
  readonly #derived = new Map<number, Uint8Array>();

  constructor(tenantId: string, { id, holder, secret }: { id: string; holder: string; secret: Uint8Array }) {
    this.#tenantId = tenantId;
    this.id = id;
    this.holder = holder;
    this.#secret = secret;
  }

  /** The bytes under the newest key of the tenant and this one; the header names both, the place is authenticated. */
  seal(keys: TenantKeys, place: Place, plain: Uint8Array): Bytes {
    const version = keys.newest;
    const header = Buffer.alloc(HEADER, PERSONAL);
    header.writeUInt32BE(version, 1);
    header.write(this.id, ID_AT, 'latin1');
    return encrypt(this.#keyWith(keys, version), this.#aad(place, version), plain, header);
  }

  /** The bytes again; throws when the tenant, the person, the table, the row, the column or a single bit is another. */
  unseal(keys: TenantKeys, place: Place, sealed: Uint8Array): Buffer {
    const version = keys.versionIn(sealed);
    return decrypt(this.#keyWith(keys, version), this.#aad(place, version), sealed.subarray(HEADER));
  }

  #aad({ table, row, column }: Place, version: number): string {
    return [this.#tenantId, table, row, column, version, this.id].join('|');
  }

  #keyWith(keys: TenantKeys, version: number): Uint8Array {
    const known = this.#derived.get(version);
    if (known) return known;
    const key = keys.derive(version, this.#secret, `person-key|${this.#tenantId}|${this.id}`);
    this.#derived.set(version, key);
    return key;
  }
}

interface Row {
  readonly id: string;
  readonly holder: string;
  readonly secret: Uint8Array;
}

// Bound to its person: the row of one cannot stand for another.
const secretPlace = ({ id, holder }: Pick<Row, 'id' | 'holder'>): Place => ({
  table: 'PersonKey',
  row: `${id}/${holder}`,
  column: 'secret',
});

// After this long a key that was shredded is forgotten, should the signal have been lost.
const CACHED_MS = 5 * 60_000;
const MOST_CACHED = 50_000;
const cached = new Map<string, { readonly key: PersonKey; readonly until: number }>();
/** The actors who made a key: it may still be rolled back, so that nobody else may seal with what they read. */
const makers = new WeakSet<Actor>();

/** Longer than any reading runs: one that began before a shredding still sees what was shredded. */
const LONGEST_READING_MS = 10_000;
let keptFrom = 0;

/** Forgets the unwrapped keys of all people in this process. */
export function forgetPersonKeys(): void {
  cached.clear();
}

forgetWithKeys(forgetPersonKeys);

/** Forgets them because some were shredded, and keeps none for as long as somebody may still see those. */
export function forgetShreddedKeys(): void {
  forgetPersonKeys();
  keptFrom = now().getTime() + LONGEST_READING_MS;
}

function cachedKey(tenantId: string, name: string): PersonKey | undefined {
  const known = cached.get(`${tenantId}/${name}`);
  return known && known.until > now().getTime() ? known.key : undefined;
}

function remember(actor: Actor, key: PersonKey): PersonKey {
  if (makers.has(actor) || now().getTime() < keptFrom) return key;
  if (cached.size >= MOST_CACHED) cached.clear();
  const entry = { key, until: now().getTime() + CACHED_MS };
  for (const name of [key.id, key.holder]) cached.set(`${actor.tenantId}/${name}`, entry);
  return key;
}

const opened = (tenantId: string, keys: TenantKeys, row: Row): PersonKey =>
  new PersonKey(tenantId, { ...row, secret: keys.unsealBytes(secretPlace(row), row.secret) });

const readRows = (actor: Actor, by: 'id' | 'holder', names: readonly string[]): Promise<Row[]> =>
  read(actor, () =>
    database(actor).personKey.findMany({ where: { tenantId: actor.tenantId, [by]: { in: [...names] } } }),
  );

const byId = loader(async (actor, ids: readonly string[]) =>
  inOrder(ids, await readRows(actor, 'id', ids), ({ id }) => id),
);
const byHolder = loader(async (actor, holders: readonly string[]) =>
  inOrder(holders, await readRows(actor, 'holder', holders), ({ holder }) => holder),
);

/** The key a text names, from this process's memory or the table; undefined where it was shredded. Asked for many at once, it reads once. */
export async function personKeyById(actor: Actor, keys: TenantKeys, id: string): Promise<PersonKey | undefined> {
  const known = cachedKey(actor.tenantId, id);
  if (known) return known;
  const row = await byId(actor, id);
  return row ? remember(actor, opened(actor.tenantId, keys, row)) : undefined;
}

async function makeKey(actor: Actor, keys: TenantKeys, holder: string): Promise<PersonKey> {
  const { tenantId } = actor;
  makers.add(actor);
  const id = randomId('pky');
  const secret = keys.sealBytes(secretPlace({ id, holder }), randomBytes(32));
  await transact(actor, (db) =>
    db.personKey.createMany({ data: [{ tenantId, id, holder, secret }], skipDuplicates: true }),
  );
  const [row] = await readRows(actor, 'holder', [holder]);
  if (!row) throw new Error('The key of a person was not kept.');
  return opened(tenantId, keys, row);
}

const making = new WeakMap<Actor, Map<string, Promise<PersonKey>>>();

/** One making at a time for each actor and holder; the second who asks gets what the first makes. */
function makeOnce(actor: Actor, keys: TenantKeys, holder: string): Promise<PersonKey> {
  const begun = making.get(actor) ?? new Map<string, Promise<PersonKey>>();
  making.set(actor, begun);
  const known = begun.get(holder);
  if (known) return known;
  const made = makeKey(actor, keys, holder).finally(() => begun.delete(holder));
  begun.set(holder, made);
  return made;
}

/** The key of a holder, made when there is none yet. */
export async function personKeyOf(actor: Actor, keys: TenantKeys, holder: string): Promise<PersonKey> {
  if (!holder) throw new Error('Nobody has no key.');
  const known = cachedKey(actor.tenantId, holder);
  if (known) return known;
  const row = makers.has(actor) ? (await readRows(actor, 'holder', [holder]))[0] : await byHolder(actor, holder);
  return row ? remember(actor, opened(actor.tenantId, keys, row)) : makeOnce(actor, keys, holder);
}

/** The topic on which every process hears that keys were shredded. */
export const KEYS_SHREDDED = 'person-keys:shredded';

/** Forgets the unwrapped keys whenever some were shredded, by whatever process, until told to stop. */
export async function forgetShredded(until: AbortSignal): Promise<void> {
  for await (const _ of signals().subscribe(KEYS_SHREDDED, until)) forgetShreddedKeys();
}

/** Deletes the key of a holder for ever, with the transaction; every process forgets it when that commits. Again changes nothing. */
export async function shredPersonKey(db: Db, tenantId: string, holder: string): Promise<void> {
  const { count } = await db.personKey.deleteMany({ where: { tenantId, holder } });
  if (count > 0) await signal(db, KEYS_SHREDDED);
}

retain('PersonKey', {
  says: 'Kept until the person is erased; then what they alone wrote is unreadable, wherever a copy is.',
});
