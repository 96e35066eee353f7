import type { IncomingHttpHeaders } from 'node:http';
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';

/** Whose request it is. */
export interface Bearer {
  readonly tenantId: string;
  readonly userId: string;
}

const keys = createLocalJWKSet(JSON.parse(process.env['BENCH_KEYS'] ?? '{"keys":[]}') as JSONWebKeySet);

/** The person whose signed token came with a request, as any server would check it. Throws for a token that is not good. */
export async function bearerOf({ authorization }: IncomingHttpHeaders): Promise<Bearer> {
  const { payload } = await jwtVerify(authorization?.slice('Bearer '.length) ?? '', keys, { issuer: 'urn:taiwa' });
  return { tenantId: String(payload['tid']), userId: String(payload.sub) };
}
