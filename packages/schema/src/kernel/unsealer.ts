import type { Actor } from './actor.ts';
import { KeyGone } from './cipher.ts';
import { type PersonKey, personKeyById, personKeyIn } from './person-keys.ts';
import { type Place, type TenantKeys, tenantKeysFor } from './tenant-keys.ts';

/** What opens many texts of one tenant without asking the database, whoever's they are. */
export class Unsealer {
  readonly #keys: TenantKeys | undefined;
  readonly #people: ReadonlyMap<string, PersonKey>;

  constructor(keys: TenantKeys | undefined, people: ReadonlyMap<string, PersonKey>) {
    this.#keys = keys;
    this.#people = people;
  }

  /** The text again, null where the key of its person is gone; throws for another tenant, row or column, and KeyGone where that of the tenant is. */
  unseal(place: Place, sealed: Uint8Array): string | null {
    if (!this.#keys) throw new KeyGone();
    const id = personKeyIn(sealed);
    if (!id) return this.#keys.unseal(place, sealed);
    return this.#people.get(id)?.unseal(this.#keys, place, sealed).toString('utf8') ?? null;
  }
}

/** What opens these texts; their keys are read at once, where this process does not have them. Throws KeyGone where that of a person's key is gone. */
export async function unsealerFor(actor: Actor, texts: readonly (Uint8Array | null)[]): Promise<Unsealer> {
  const sealed = texts.filter((text) => text !== null);
  const keys = await tenantKeysFor(actor, sealed);
  const ids = [...new Set(sealed.flatMap((text) => personKeyIn(text) ?? []))];
  const people = keys ? await Promise.all(ids.map((id) => personKeyById(actor, keys, id))) : [];
  return new Unsealer(keys, new Map(people.flatMap((key) => (key ? [[key.id, key]] : []))));
}
