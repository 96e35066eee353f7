import { type Actor, keyActor, personActor } from '@taiwa/schema/kernel/actor';
import type { RedeemedExport } from '@taiwa/schema/kernel/exports';
import { notFound } from '@taiwa/schema/kernel/refusals';
import { isKeyInForce } from '@taiwa/schema/modules/access/api-key';
import type { TokenBearer } from './token-bearer.ts';

/**
 * Who asked for a list, as they are now: with the roles of today, and nobody once they have left or what they came with was
 * ended. Throws NOT_FOUND.
 */
export async function actorOfPass(
  { actorKind, tenantId, userId, credentialId, scopes, language, createdAt }: RedeemedExport,
  requestId: string,
  { revocations, personOf }: Pick<TokenBearer, 'revocations' | 'personOf'>,
): Promise<Actor> {
  const known = { tenantId, credentialId, scopes, language, requestId };
  const actor = actorKind === 'key' ? keyActor(known) : personActor({ ...known, userId });
  if (revocations.isEnded(actor, createdAt)) throw notFound();
  if (actor.kind === 'key') {
    if (!(await isKeyInForce(tenantId, credentialId))) throw notFound();
    return actor;
  }
  const person = await personOf(tenantId, userId);
  if (!person) throw notFound();
  return personActor({ ...known, userId, roles: new Set(person.roles) });
}
