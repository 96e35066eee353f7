import type { Actor } from '@taiwa/schema/kernel/actor';
import { now } from '@taiwa/schema/kernel/time';

/** Who asks, and until when what they showed is good. */
export interface Credential {
  readonly actor: Actor;
  /** Thumbprint of the key that the credential is bound to and that was proven; null where it is bound to none. */
  readonly provenKey: string | null;
  /** Null where it does not end by itself. */
  readonly expiresAt: Date | null;
  /** Whether it was ended before its time, as far as this process knows. */
  readonly isRevoked: () => boolean;
}

/** Whether two are of one person, or one key, by the same credential. */
export const isSameHolder = (one: Actor, other: Actor): boolean =>
  one.kind === other.kind &&
  one.tenantId === other.tenantId &&
  one.userId === other.userId &&
  one.credentialId === other.credentialId;

/** Milliseconds that what is live goes on after its credential: time to come with a new one. */
const EXPIRY_GRACE_MS = 10_000;

/** Tells ten seconds after a credential has ended by itself; never for one that does not. */
export function onceExpired({ expiresAt }: Credential, tell: () => void): NodeJS.Timeout | undefined {
  if (!expiresAt) return undefined;
  const wait = expiresAt.getTime() - now().getTime() + EXPIRY_GRACE_MS;
  // A timer knows no more than 2^31 milliseconds.
  return setTimeout(tell, Math.min(Math.max(wait, 0), 2 ** 31 - 1)).unref();
}
