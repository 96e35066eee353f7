import type { Speaker } from '../../generated/prisma/enums.ts';
import type { Actor } from '../../kernel/actor.ts';
import { type PersonKey, personKeyOf } from '../../kernel/person-keys.ts';
import { type Place, type TenantKeys, tenantKeys } from '../../kernel/tenant-keys.ts';
import type { TwoPeople } from '../pairs/pair.policy.ts';
import { type Words, wordsText } from './segment-words.ts';

/** The keys of the speakers of a talk: words of one of the two are sealed under theirs, those of anybody else under the tenant's. */
export class SpeakerKeys {
  readonly #tenant: TenantKeys;
  readonly #people: ReadonlyMap<Speaker, PersonKey>;

  constructor(tenant: TenantKeys, people: ReadonlyMap<Speaker, PersonKey>) {
    this.#tenant = tenant;
    this.#people = people;
  }

  /** The words, sealed so that erasing who said them makes every copy unreadable. */
  seal(place: Place, speaker: Speaker, words: Words): Uint8Array<ArrayBuffer> {
    const key = this.#people.get(speaker);
    const text = wordsText(words);
    return key ? key.seal(this.#tenant, place, Buffer.from(text, 'utf8')) : this.#tenant.seal(place, text);
  }
}

/** The keys for words of these speakers, from this process's memory as a rule. */
export async function speakerKeys(
  actor: Actor,
  { memberId, counterpartId }: TwoPeople,
  speakers: readonly Speaker[],
): Promise<SpeakerKeys> {
  const tenant = await tenantKeys(actor);
  const people = new Map<Speaker, PersonKey>();
  for (const [speaker, userId] of [['MEMBER', memberId] as const, ['COUNTERPART', counterpartId] as const])
    if (speakers.includes(speaker)) people.set(speaker, await personKeyOf(actor, tenant, userId));
  return new SpeakerKeys(tenant, people);
}
