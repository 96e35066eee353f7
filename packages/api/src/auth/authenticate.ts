import type { IncomingMessage } from 'node:http';
import { anonymous, type Actor, type Language } from '@taiwa/schema/kernel/actor';
import { Refusal, unauthenticated } from '@taiwa/schema/kernel/refusals';
import { credentialOfSecret } from '@taiwa/schema/modules/access/api-key';
import { verifyToken } from '@taiwa/schema/modules/access/embed-token';
import { addressOf, bearsCredential, languageOf, requestIdOf } from '../http/request.ts';
import { actorOfToken, type TokenBearer } from './token-bearer.ts';

/** Who asks, and until when what they showed is good. */
export interface Credential {
  readonly actor: Actor;
  /** Null where it does not end by itself. */
  readonly expiresAt: Date | null;
  /** Whether it was ended before its time, as far as this process knows. */
  readonly isRevoked: () => boolean;
}

/** What a caller showed, wherever it stood: a header or the first message of a socket. */
export interface Shown {
  readonly secret: string | null;
  readonly origin: string | null;
  readonly address: string;
  readonly requestId: string;
  /** Null where they asked for none of ours. */
  readonly language: Language | null;
}

/** A way to recognise a caller: null where it does not know this kind of credential. */
type Strategy = (shown: Shown & { readonly secret: string }, bearer: TokenBearer) => Promise<Credential> | null;

const byApiKey: Strategy = (shown, { revocations }) => {
  if (!shown.secret.startsWith('sk_')) return null;
  return credentialOfSecret(shown.secret, { ...shown, language: shown.language ?? 'en' }).then((known) => {
    if (!known) throw unauthenticated();
    return { ...known, isRevoked: () => revocations.isEnded(known.actor) };
  });
};

const byToken: Strategy = (shown, bearer) =>
  verifyToken(shown.secret).then((claims) => {
    if (claims === 'expired') throw new Refusal('TOKEN_EXPIRED');
    if (!claims) throw unauthenticated();
    return actorOfToken(claims, shown, bearer);
  });

const STRATEGIES: readonly Strategy[] = [byApiKey, byToken];

/** The caller behind what was shown; anonymous where nothing was. Throws UNAUTHENTICATED or TOKEN_EXPIRED for what is not good. */
export async function authenticate(shown: Shown, bearer: TokenBearer): Promise<Credential> {
  const { secret } = shown;
  if (secret === null)
    return { actor: anonymous(shown.requestId, shown.language ?? 'ja'), expiresAt: null, isRevoked: () => false };
  for (const strategy of STRATEGIES) {
    const credential = await strategy({ ...shown, secret }, bearer);
    if (credential) return credential;
  }
  throw unauthenticated();
}

const textOrNull = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

const bearerOf = (written: string | null): string | null => {
  if (written === null) return null;
  const match = /^Bearer +(\S+)$/i.exec(written);
  if (!match?.[1]) throw unauthenticated();
  return match[1];
};

/** The address a request came from; of IPv4 in its own form. */
export const remoteAddressOf = (request: IncomingMessage): string =>
  request.socket.remoteAddress?.replace(/^::ffff:/, '') ?? '';

/** What is known of a caller besides the secret. */
const circumstancesOf = (request: IncomingMessage): Pick<Shown, 'origin' | 'address'> => ({
  origin: textOrNull(request.headers.origin),
  address: remoteAddressOf(request),
});

function refuseInAddress(request: IncomingMessage): void {
  const address = addressOf(request);
  if (!address || bearsCredential(address)) throw unauthenticated();
}

/**
 * What an HTTP request showed. Throws UNAUTHENTICATED for an Authorization that is no bearer token, and for a credential in the
 * address, be it good or not.
 */
export function shownBy(request: IncomingMessage, requestId: string): Shown {
  refuseInAddress(request);
  return {
    ...circumstancesOf(request),
    requestId,
    secret: bearerOf(request.headers.authorization ?? null),
    language: languageOf(request.headers['accept-language']),
  };
}

/** What the first message of a socket showed: `{ token }` or `{ authorization: 'Bearer …' }`, and perhaps a language. Throws as `shownBy`. */
export function shownByParameters(parameters: Readonly<Record<string, unknown>>, request: IncomingMessage): Shown {
  refuseInAddress(request);
  return {
    ...circumstancesOf(request),
    requestId: requestIdOf(request),
    secret: textOrNull(parameters.token) ?? bearerOf(textOrNull(parameters.authorization)),
    language: languageOf(textOrNull(parameters.language) ?? request.headers['accept-language']),
  };
}
