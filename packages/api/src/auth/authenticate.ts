import type { IncomingMessage } from 'node:http';
import { anonymous, type Actor, type Language } from '@taiwa/schema/kernel/actor';
import { Refusal, unauthenticated } from '@taiwa/schema/kernel/refusals';
import { actorOfSecret } from '@taiwa/schema/modules/access/api-key';
import { verifyToken } from '@taiwa/schema/modules/access/embed-token';
import { languageOf, requestIdOf } from '../http/request.ts';
import { actorOfToken, type TokenBearer } from './token-bearer.ts';

/** Who asks, and until when what they showed is good. */
export interface Credential {
  readonly actor: Actor;
  /** Null where it does not end by itself. */
  readonly expiresAt: Date | null;
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

const byApiKey: Strategy = (shown) => {
  if (!shown.secret.startsWith('sk_')) return null;
  return actorOfSecret(shown.secret, { ...shown, language: shown.language ?? 'en' }).then((actor) => {
    if (!actor) throw unauthenticated();
    return { actor, expiresAt: null };
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
  if (secret === null) return { actor: anonymous(shown.requestId, shown.language ?? 'ja'), expiresAt: null };
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

/** What is known of a caller besides the secret. */
const circumstancesOf = (request: IncomingMessage): Pick<Shown, 'origin' | 'address' | 'requestId'> => ({
  origin: textOrNull(request.headers.origin),
  address: request.socket.remoteAddress?.replace(/^::ffff:/, '') ?? '',
  requestId: requestIdOf(request),
});

/** What an HTTP request showed. Throws UNAUTHENTICATED for an Authorization that is no bearer token. */
export const shownBy = (request: IncomingMessage): Shown => ({
  ...circumstancesOf(request),
  secret: bearerOf(textOrNull(request.headers.authorization)),
  language: languageOf(request.headers['accept-language']),
});

/** What the first message of a socket showed: `{ token }` or `{ authorization: 'Bearer …' }`, and perhaps a language. */
export const shownByParameters = (parameters: Readonly<Record<string, unknown>>, request: IncomingMessage): Shown => ({
  ...circumstancesOf(request),
  secret: textOrNull(parameters.token) ?? bearerOf(textOrNull(parameters.authorization)),
  language: languageOf(textOrNull(parameters.language) ?? request.headers['accept-language']),
});
