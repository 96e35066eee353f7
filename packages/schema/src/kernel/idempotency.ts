import { timingSafeEqual } from 'node:crypto';
import type { Actor } from './actor.ts';
import { type Db, transact } from './database.ts';
import { idempotencyConflict } from './problems.ts';
import { retain } from './retention.ts';
import { hmac } from './keyring.ts';
import { after, now } from './time.ts';

/** How long a repeated request is recognised, in hours. */
export const REMEMBERED_HOURS = 24;

/** A request that its caller named, so that sending it again does nothing twice. */
export interface NamedRequest {
  readonly key: string;
  /** The mutation it was sent to. */
  readonly operation: string;
  readonly input: unknown;
}

interface Entry {
  readonly tenantId: string;
  readonly holder: string;
  readonly key: string;
}

async function claim(db: Db, entry: Entry, operation: string, fingerprint: Uint8Array<ArrayBuffer>): Promise<boolean> {
  await db.idempotency.deleteMany({ where: { ...entry, expiresAt: { lte: now() } } });
  const expiresAt = after(now(), REMEMBERED_HOURS, 'hours');
  const data = [{ ...entry, operation, fingerprint, resultId: '', expiresAt }];
  // Waits for a twin that is under way, and knows afterwards how that ended.
  const { count } = await db.idempotency.createMany({ data, skipDuplicates: true });
  return count === 1;
}

/**
 * Runs `work` in a transaction and remembers the id of what it made; the same request again gives the same id and does
 * nothing. Throws Conflict when the key came before with another operation or input. Keeps an HMAC of the input, not the input.
 */
export async function once(
  actor: Actor,
  { key, operation, input }: NamedRequest,
  work: () => Promise<{ readonly id: string }>,
): Promise<{ readonly id: string }> {
  const entry = { tenantId: actor.tenantId, holder: actor.userId || actor.credentialId, key };
  const fingerprint = hmac('idempotency', JSON.stringify([operation, input]));
  return transact(actor, async (db) => {
    if (await claim(db, entry, operation, fingerprint)) {
      const { id } = await work();
      await db.idempotency.update({ where: { tenantId_holder_key: entry }, data: { resultId: id } });
      return { id };
    }
    const earlier = await db.idempotency.findUniqueOrThrow({ where: { tenantId_holder_key: entry } });
    if (!timingSafeEqual(earlier.fingerprint, fingerprint)) throw idempotencyConflict();
    return { id: earlier.resultId };
  });
}

retain('Idempotency', {
  says: 'Expired keys are removed; a key expires after 24 hours.',
  purge: async (db) => (await db.idempotency.deleteMany({ where: { expiresAt: { lte: now() } } })).count,
});
