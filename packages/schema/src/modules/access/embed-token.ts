import { hash, randomUUID } from 'node:crypto';
import { errors, importJWK, jwtVerify, SignJWT, type JWK, type JWTPayload } from 'jose';
import { z } from 'zod';
import { now } from '../../kernel/time.ts';
import { activeSigningKey, publicKeyOf } from './signing-key.ts';

/** Seconds an embed token lives. */
export const TOKEN_LIFE = 300;

const ISSUER = 'urn:taiwa';
const AUDIENCE = 'urn:taiwa:graphql';
const MAX_LENGTH = 4_096;
const CLOCK_TOLERANCE = 10;

/** What a token was made for: pages of a host, or the logins of a demo. */
export type TokenKind = 'embed+jwt' | 'demo+jwt';

/** A token to hand to a page. */
export interface IssuedToken {
  readonly token: string;
  /** Seconds until it is over, counted from now; not a time of a clock. */
  readonly expiresIn: number;
}

/** Of a grant, what its tokens say. */
export interface GrantForToken {
  readonly id: string;
  readonly tenantId: string;
  readonly userId: string;
  readonly elements: readonly string[];
  readonly origins: readonly string[];
  readonly keyThumbprint: string | null;
  readonly tokenVersion: number;
}

const claims = z.object({
  tid: z.string(),
  sub: z.string(),
  sid: z.string(),
  tv: z.number().int(),
  exp: z.number(),
  wgt: z.array(z.string()).default([]),
  org: z.array(z.string()).default([]),
  cnf: z.object({ jkt: z.string() }).optional(),
});

/** What a good token says: who, by which grant, for which elements, from which origins, until when. */
export interface TokenClaims extends z.output<typeof claims> {
  readonly kind: TokenKind;
}

async function issue(kind: TokenKind, payload: JWTPayload): Promise<IssuedToken> {
  const { id, privateKey } = await activeSigningKey();
  const seconds = Math.floor(now().getTime() / 1000);
  const token = await new SignJWT({ ...payload, jti: randomUUID() })
    .setProtectedHeader({ alg: 'EdDSA', typ: kind, kid: id })
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setIssuedAt(seconds)
    .setNotBefore(seconds)
    .setExpirationTime(seconds + TOKEN_LIFE)
    .sign(privateKey);
  return { token, expiresIn: TOKEN_LIFE };
}

/** A token of a grant: names no person, bears no right; both are looked up when it is used. */
export const issueEmbedToken = (grant: GrantForToken): Promise<IssuedToken> =>
  issue('embed+jwt', {
    tid: grant.tenantId,
    sub: grant.userId,
    sid: grant.id,
    tv: grant.tokenVersion,
    wgt: [...grant.elements],
    org: [...grant.origins],
    ...(grant.keyThumbprint ? { cnf: { jkt: grant.keyThumbprint } } : {}),
  });

/** A token of a demo login, good from any page of the demo. */
export const issueDemoToken = (user: { tenantId: string; id: string; tokenVersion: number }): Promise<IssuedToken> =>
  issue('demo+jwt', { tid: user.tenantId, sub: user.id, sid: 'demo', tv: user.tokenVersion });

const imported = new Map<string, ReturnType<typeof importJWK>>();

async function keyFor(kid: string | undefined) {
  const jwk: JWK | undefined = kid === undefined ? undefined : await publicKeyOf(kid);
  if (kid === undefined || !jwk) throw new errors.JWKSNoMatchingKey('No key of ours signed this.');
  const known = imported.get(kid) ?? importJWK(jwk, 'EdDSA');
  imported.set(kid, known);
  return known;
}

const isCanonical = (token: string): boolean =>
  /^[\w-]+\.[\w-]+\.[\w-]+$/.test(token) &&
  token.split('.').every((part) => Buffer.from(part, 'base64url').toString('base64url') === part);

interface Verified {
  readonly claims: TokenClaims;
  readonly kid: string;
}

const MOST_REMEMBERED = 10_000;

/** Tokens whose signature was found good, by their digest: a page asks many times with the same one, and checking costs most. */
const verified = new Map<string, Verified>();

function remember(digest: string, token: Verified): void {
  verified.set(digest, token);
  // A Map remembers the order of insertion: the first was checked longest ago.
  if (verified.size > MOST_REMEMBERED) verified.delete(verified.keys().next().value ?? '');
}

/** The claims of a token that was checked before, as long as its key is still published; undefined where that has to be done. */
async function remembered(digest: string): Promise<TokenClaims | 'expired' | undefined> {
  const known = verified.get(digest);
  if (!known) return undefined;
  if (now().getTime() / 1000 >= known.claims.exp + CLOCK_TOLERANCE) {
    verified.delete(digest);
    return 'expired';
  }
  if (await publicKeyOf(known.kid)) return known.claims;
  verified.delete(digest);
  return undefined;
}

async function checked(token: string): Promise<Verified | null> {
  const { payload, protectedHeader } = await jwtVerify(token, (header) => keyFor(header.kid), {
    algorithms: ['EdDSA'],
    issuer: ISSUER,
    audience: AUDIENCE,
    clockTolerance: CLOCK_TOLERANCE,
    currentDate: now(),
    requiredClaims: ['exp', 'iat', 'nbf', 'jti', 'sub', 'tid', 'sid'],
  });
  const { typ: kind, kid = '' } = protectedHeader;
  if (kind !== 'embed+jwt' && kind !== 'demo+jwt') return null;
  return { claims: { ...claims.parse(payload), kind }, kid };
}

/**
 * The claims of a token that we signed and that is not over: `expired` for one that is, null for anything else. Throws where
 * the keys cannot be read: of a token that could not be checked nothing is known.
 */
export async function verifyToken(token: string): Promise<TokenClaims | 'expired' | null> {
  if (token.length > MAX_LENGTH) return null;
  const digest = hash('sha256', token, 'base64');
  try {
    const known = await remembered(digest);
    if (known) return known;
    if (!isCanonical(token)) return null;
    const found = await checked(token);
    if (found) remember(digest, found);
    return found && found.claims;
  } catch (error) {
    if (error instanceof errors.JWTExpired) return 'expired';
    if (error instanceof errors.JOSEError || error instanceof z.ZodError) return null;
    throw error;
  }
}
