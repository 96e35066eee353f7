import type { IncomingMessage } from 'node:http';
import type { Language } from '@taiwa/schema/kernel/actor';
import { unauthenticated } from '@taiwa/schema/kernel/refusals';
import { addressOf, bearsCredential, languageOf, requestIdOf } from '../http/request.ts';

/** What a caller showed, wherever it stood: a header or the first message of a socket. */
export interface Shown {
  readonly secret: string | null;
  readonly origin: string | null;
  readonly address: string;
  readonly requestId: string;
  /** Null where they asked for none of ours. */
  readonly language: Language | null;
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
