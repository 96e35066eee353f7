import type { Actor } from './actor.ts';
import { KeyGone } from './cipher.ts';
import { personKeyById, personKeyIn, personKeyOf } from './person-keys.ts';
import { type Place, tenantKeys, tenantKeysFor } from './tenant-keys.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** The text sealed for its place: AES-256-GCM under the tenant's key, which the first seal makes. For what is not one person's alone. */
export const seal = async (actor: Actor, place: Place, text: string): Promise<Bytes> =>
  (await tenantKeys(actor)).seal(place, text);

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
export async function unseal(actor: Actor, place: Place, sealed: Uint8Array): Promise<string> {
  const keys = await tenantKeysFor(actor, [sealed]);
  if (!keys) throw new KeyGone();
  const keyId = personKeyIn(sealed);
  if (!keyId) return keys.unseal(place, sealed);
  const key = await personKeyById(actor, keys, keyId);
  if (!key) throw new KeyGone();
  return key.unseal(keys, place, sealed).toString('utf8');
}

/** `unseal` for a column that may be empty: null also where the key of the text is gone. */
export async function unsealOrNull(actor: Actor, place: Place, sealed: Uint8Array | null): Promise<string | null> {
  try {
    return sealed && (await unseal(actor, place, sealed));
  } catch (error) {
    if (error instanceof KeyGone) return null;
    throw error;
  }
}
