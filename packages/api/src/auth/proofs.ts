import { createHash } from 'node:crypto';
import { calculateJwkThumbprint, EmbeddedJWK, jwtVerify } from 'jose';
import { z } from 'zod';
import { Refusal } from '@taiwa/schema/kernel/refusals';
import { now } from '@taiwa/schema/kernel/time';
import { Seen } from './seen.ts';
import type { Shown } from './shown.ts';

/** Seconds by which the clock of a page and ours may differ: older proofs and later ones are refused. */
const WINDOW = 60;
/** Proofs that are remembered at once, so that none is good twice. */
const MOST_REMEMBERED = 100_000;
/** Of them, of one key: what its requests are limited to, twice over. */
const MOST_OF_ONE_KEY = 6_000;
const MAX_LENGTH = 2_048;

const claims = z.object({
  jti: z.string().min(8).max(128),
  htm: z.string(),
  htu: z.string(),
  iat: z.number(),
  ath: z.string(),
});

type Claims = z.output<typeof claims>;

/** Checks that who shows a bound token holds its key (RFC 9449). */
export interface Proofs {
  /**
   * Throws PROOF_INVALID unless the proof is by this key, for this request and this token, fresh, and not seen before by this
   * process; RATE_LIMITED for a key with more proofs in two minutes than its requests may be.
   */
  require(thumbprint: string, shown: Shown & { readonly secret: string }): Promise<void>;
}

const invalid = (): Refusal => new Refusal('PROOF_INVALID');

async function read(proof: string): Promise<{ claims: Claims; thumbprint: string }> {
  if (proof.length > MAX_LENGTH) throw invalid();
  try {
    const options = { typ: 'dpop+jwt', algorithms: ['ES256'], currentDate: now() };
    const { payload, protectedHeader } = await jwtVerify(proof, EmbeddedJWK, options);
    return { claims: claims.parse(payload), thumbprint: await calculateJwkThumbprint(protectedHeader.jwk ?? {}) };
  } catch {
    throw invalid();
  }
}

/** Where a request went: at the address the process is known by, or else as its own headers say. Scheme and port are the proof's where only a proxy knows them. */
function isFor(htu: string, { host, path }: Shown['target'], publicUrl: string | null): boolean {
  if (!URL.canParse(htu)) return false;
  const given = new URL(htu);
  const own = publicUrl === null ? `${given.protocol}//${host}${path}` : `${publicUrl}${path}`;
  if (!/^https?:$/.test(given.protocol) || !URL.canParse(own)) return false;
  return `${given.origin}${given.pathname}` === new URL(own).href;
}

const isFresh = (iat: number): boolean => Math.abs(now().getTime() / 1_000 - iat) <= WINDOW;

const digestOf = (token: string): string => createHash('sha256').update(token).digest('base64url');

/** Opens the memory of proofs of this process. */
export function openProofs(publicUrl: string | null): Proofs {
  // A proof may come from a minute ahead and is good until a minute after its time.
  const seen = new Seen({
    milliseconds: 2 * WINDOW * 1_000,
    most: MOST_REMEMBERED,
    mostOfOne: MOST_OF_ONE_KEY,
  });
  return {
    require: async (thumbprint, { scheme, proof, secret, target }) => {
      if (scheme !== 'dpop' || proof === null) throw invalid();
      const { claims: said, thumbprint: by } = await read(proof);
      const isGood =
        by === thumbprint &&
        said.htm === target.method &&
        isFor(said.htu, target, publicUrl) &&
        said.ath === digestOf(secret) &&
        isFresh(said.iat);
      if (!isGood || !seen.note(by, said.jti)) throw invalid();
    },
  };
}
