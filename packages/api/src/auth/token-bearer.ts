import { jobActor, personActor, type Language, type Role } from '@taiwa/schema/kernel/actor';
import { database, read } from '@taiwa/schema/kernel/database';
import { Refusal, unauthenticated } from '@taiwa/schema/kernel/refusals';
import { DOMAIN_SCOPES, SCOPES, type Scope, withReading } from '@taiwa/schema/kernel/scopes';
import { now } from '@taiwa/schema/kernel/time';
import { areDemoLoginsAllowed } from '@taiwa/schema/modules/access/demo-login';
import type { TokenClaims } from '@taiwa/schema/modules/access/embed-token';
import type { Credential } from './credential.ts';
import type { Revocations } from './revocations.ts';
import type { Proofs } from './proofs.ts';
import type { Shown } from './shown.ts';

/** What is looked up of a person when their token is used, because no token carries it. */
export interface Person {
  readonly roles: ReadonlySet<Role>;
  readonly language: Language;
  readonly tokenVersion: number;
}

/** What a token's claims are held against. */
export interface TokenBearer {
  readonly revocations: Revocations;
  readonly proofs: Proofs;
  /** The active person, or null where there is none. */
  readonly personOf: (tenantId: string, userId: string) => Promise<Person | null>;
}

/** Milliseconds for which a person's roles are taken as they were read; a revocation forgets them at once. */
const REMEMBERED_MS = 5_000;
const MOST_REMEMBERED = 20_000;

async function readPerson(tenantId: string, userId: string): Promise<Person | null> {
  const reader = jobActor(tenantId, 'access.authenticate');
  const user = await read(reader, () =>
    database(reader).user.findFirst({
      where: { tenantId, id: userId, deactivatedAt: null },
      select: { roles: true, language: true, tokenVersion: true, tenant: { select: { language: true } } },
    }),
  );
  return (
    user && {
      roles: new Set(user.roles),
      language: user.language ?? user.tenant.language,
      tokenVersion: user.tokenVersion,
    }
  );
}

/** Reads people and remembers them for a few seconds, so that a page with many elements costs one reading. */
export function rememberPeople(): { personOf: TokenBearer['personOf']; forget: () => void } {
  const remembered = new Map<string, { person: Promise<Person | null>; until: number }>();
  return {
    forget: () => remembered.clear(),
    personOf: (tenantId, userId) => {
      const key = `${tenantId}|${userId}`;
      const known = remembered.get(key);
      if (known && known.until > now().getTime()) return known.person;
      if (remembered.size >= MOST_REMEMBERED) remembered.clear();
      const person = readPerson(tenantId, userId);
      remembered.set(key, { person, until: now().getTime() + REMEMBERED_MS });
      person.catch(() => remembered.delete(key));
      return person;
    },
  };
}

const EVERY_SCOPE = withReading(SCOPES);
const ADMIN_SCOPES = withReading([...DOMAIN_SCOPES, 'audit:read']);

/** What a token lets its bearer do: everything in the demo, the domains elsewhere, and for admins the trail. */
function scopesOf(roles: ReadonlySet<Role>, isDemo: boolean): ReadonlySet<Scope> {
  if (isDemo) return EVERY_SCOPE;
  return roles.has('ADMIN') ? ADMIN_SCOPES : DOMAIN_SCOPES;
}

/** Where the token may be used from: exactly its origins. A token that names any is refused without one. */
const isFromItsOrigin = ({ org }: TokenClaims, origin: string | null): boolean =>
  org.length === 0 || (origin !== null && org.includes(origin));

// A token that is bound to nothing must not look as if it were, so it is refused with a proof as the other is without one.
async function requirePossession(
  { cnf }: TokenClaims,
  shown: Shown & { readonly secret: string },
  proofs: Proofs,
): Promise<string | null> {
  if (!cnf && shown.scheme === 'dpop') throw new Refusal('PROOF_INVALID');
  if (!cnf) return null;
  if (shown.proven !== cnf.jkt) await proofs.require(cnf.jkt, shown);
  return cnf.jkt;
}

/**
 * The person whose token it is. Throws UNAUTHENTICATED for another origin, a revoked grant or a person who left, TOKEN_EXPIRED
 * where a newer token would be good, PROOF_INVALID for a bound token whose key was not proven.
 */
export async function actorOfToken(
  claims: TokenClaims,
  shown: Shown & { readonly secret: string },
  { revocations, proofs, personOf }: TokenBearer,
): Promise<Credential> {
  const isDemo = claims.kind === 'demo+jwt';
  if (isDemo && !areDemoLoginsAllowed()) throw unauthenticated();
  if (!isFromItsOrigin(claims, shown.origin)) throw unauthenticated();
  if (revocations.isGrantRevoked(claims)) throw unauthenticated();
  const provenKey = await requirePossession(claims, shown, proofs);
  const person = await personOf(claims.tid, claims.sub);
  if (!person) throw unauthenticated();
  if (person.tokenVersion > claims.tv || revocations.isRevoked(claims)) throw new Refusal('TOKEN_EXPIRED');
  const actor = personActor({
    tenantId: claims.tid,
    userId: claims.sub,
    roles: person.roles,
    scopes: scopesOf(person.roles, isDemo),
    language: shown.language ?? person.language,
    requestId: shown.requestId,
    credentialId: claims.sid,
  });
  return { actor, provenKey, expiresAt: new Date(claims.exp * 1000), isRevoked: () => revocations.isRevoked(claims) };
}
