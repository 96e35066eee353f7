import type { IncomingMessage } from 'node:http';
import type { Language } from '@taiwa/schema/kernel/actor';
import { unauthenticated } from '@taiwa/schema/kernel/refusals';
import { addressOf, bearsCredential, languageOf } from '../http/request.ts';

/** What a caller showed, wherever it stood: a header or the first message of a socket. */
export interface Shown {
  readonly secret: string | null;
  /** How the secret was named: `dpop` comes with a proof of its key. */
  readonly scheme: 'bearer' | 'dpop';
  /** A proof of possession, as it was written. */
  readonly proof: string | null;
  /** What a proof has to be for. */
  readonly target: { readonly method: string; readonly host: string; readonly path: string };
  /** Thumbprint of the key that this socket has proven already. */
  readonly proven?: string | null;
  readonly origin: string | null;
  readonly address: string;
  readonly requestId: string;
  /** Null where they asked for none of ours. */
  readonly language: Language | null;
}

const textOrNull = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

const credentialIn = (written: string | null): Pick<Shown, 'secret' | 'scheme'> => {
  if (written === null) return { secret: null, scheme: 'bearer' };
  const [, scheme = '', secret] = /^(Bearer|DPoP) +(\S+)$/i.exec(written) ?? [];
  if (!secret) throw unauthenticated('Authorization must be `Bearer …` or `DPoP …`.');
  return { secret, scheme: scheme.toLowerCase() === 'dpop' ? 'dpop' : 'bearer' };
};

/** What the process found out about a request by itself. */
type Known = Pick<Shown, 'requestId' | 'address'>;

const targetOf = (request: IncomingMessage): Shown['target'] => ({
  method: request.method ?? '',
  host: request.headers.host ?? '',
  path: addressOf(request)?.pathname ?? '',
});

function refuseInAddress(request: IncomingMessage): void {
  const address = addressOf(request);
  if (!address || bearsCredential(address))
    throw unauthenticated(
      'A credential in an address ends up in logs, so it is refused there: send it as Authorization.',
    );
}

/**
 * What an HTTP request showed. Throws UNAUTHENTICATED for an Authorization that is neither Bearer nor DPoP, and for a credential in the
 * address, be it good or not.
 */
export function shownBy(request: IncomingMessage, { requestId, address }: Known): Shown {
  refuseInAddress(request);
  const { headers } = request;
  const { secret, scheme } = credentialIn(headers.authorization ?? null);
  return {
    secret,
    scheme,
    proof: textOrNull(headers.dpop),
    target: targetOf(request),
    origin: textOrNull(headers.origin),
    address,
    requestId,
    language: languageOf(headers['accept-language']),
  };
}

/**
 * What the first message of a socket showed: `{ token }` or `{ authorization: 'Bearer …' }`, or `{ authorization: 'DPoP …', dpop }`,
 * and perhaps a language. Throws as `shownBy`.
 */
export function shownByParameters(
  parameters: Readonly<Record<string, unknown>>,
  request: IncomingMessage,
  { requestId, address, proven = null }: Known & Pick<Shown, 'proven'>,
): Shown {
  refuseInAddress(request);
  const { headers } = request;
  const token = textOrNull(parameters.token);
  const { secret, scheme } =
    token === null ? credentialIn(textOrNull(parameters.authorization)) : { secret: token, scheme: 'bearer' as const };
  return {
    secret,
    scheme,
    proof: textOrNull(parameters.dpop),
    target: targetOf(request),
    proven,
    origin: textOrNull(headers.origin),
    address,
    requestId,
    language: languageOf(textOrNull(parameters.language) ?? headers['accept-language']),
  };
}
