import type { Actor } from '@taiwa/schema/kernel/actor';

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
