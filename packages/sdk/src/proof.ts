import type { ProofKey, ProvenRequest } from './proof-key.ts';

export type { ProofKey, ProvenRequest } from './proof-key.ts';

interface Pair {
  readonly privateKey: CryptoKey;
  readonly jwk: { readonly crv: string; readonly kty: string; readonly x: string; readonly y: string };
}

const CURVE = { name: 'ECDSA', namedCurve: 'P-256' } as const;

function base64url(bytes: ArrayBuffer | Uint8Array): string {
  const text = String.fromCharCode(...new Uint8Array(bytes));
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

const encoded = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

async function digest(text: string): Promise<string> {
  return base64url(await crypto.subtle.digest('SHA-256', encoded(text)));
}

async function makePair(): Promise<Pair> {
  // Missing on pages without https; `crypto` itself is there.
  if (!globalThis.crypto?.subtle) throw new TypeError('A proof key needs a secure page: https, or localhost.');
  const { privateKey, publicKey } = await crypto.subtle.generateKey(CURVE, false, ['sign', 'verify']);
  const { crv = '', kty = '', x = '', y = '' } = await crypto.subtle.exportKey('jwk', publicKey);
  // In the order in which a thumbprint (RFC 7638) is made of them.
  return { privateKey, jwk: { crv, kty, x, y } };
}

/** Seconds of the server's clock at which a token ends; undefined for one that cannot be read. */
function endOf(token: string): number | undefined {
  try {
    const claims = (token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/');
    const { exp }: { exp?: unknown } = Object(JSON.parse(atob(claims)));
    return typeof exp === 'number' ? exp : undefined;
  } catch {
    return undefined;
  }
}

/**
 * A key of this page, made when it is first needed, kept in memory only, and never to be read out, not even by the page. Tokens that
 * are bound to it are of no use to who steals them.
 *
 * @example
 * const taiwa = new Taiwa({ url, fetchToken: tokenEndpoint('/taiwa-token'), proof: proofKey() });
 */
export function proofKey(): ProofKey {
  let pair: Promise<Pair> | undefined;
  // What the server's clock is ahead of this page's own, which starts at 0 and which nobody sets.
  let ahead: number | undefined;
  const held = () => (pair ??= makePair());

  const here = () => performance.now() / 1_000;

  return {
    thumbprint: async () => digest(JSON.stringify((await held()).jwk)),
    accept: ({ token, expiresIn }) => {
      const end = endOf(token);
      if (end !== undefined) ahead = end - expiresIn - here();
    },
    prove: async ({ method, url, token }: ProvenRequest) => {
      const { privateKey, jwk } = await held();
      const { origin, pathname } = new URL(url);
      const claims = {
        jti: base64url(crypto.getRandomValues(new Uint8Array(16))),
        htm: method,
        htu: `${origin}${pathname}`,
        iat: Math.floor(ahead === undefined ? Date.now() / 1_000 : here() + ahead),
        ath: await digest(token),
      };
      const parts = [{ typ: 'dpop+jwt', alg: 'ES256', jwk }, claims];
      const signed = parts.map((part) => base64url(encoded(JSON.stringify(part)))).join('.');
      const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, privateKey, encoded(signed));
      return `${signed}.${base64url(signature)}`;
    },
  };
}
