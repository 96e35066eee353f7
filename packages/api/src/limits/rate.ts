import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Actor } from '@taiwa/schema/kernel/actor';
import { Refusal } from '@taiwa/schema/kernel/refusals';

/** Requests a minute: of one credential, and of one address that shows none. */
const PER_CREDENTIAL = 3_000;
const PER_ADDRESS = 600;

/** Keeps single callers from taking everything. */
export interface Limits {
  /** Throws RATE_LIMITED, with the time to wait, for a caller over their limit. */
  admit(actor: Actor, address: string): Promise<void>;
}

/** Limits of this process, counted in memory by the minute. */
export function openLimits(): Limits {
  const credentials = new RateLimiterMemory({ points: PER_CREDENTIAL, duration: 60 });
  const addresses = new RateLimiterMemory({ points: PER_ADDRESS, duration: 60 });
  const take = async (limiter: RateLimiterMemory, key: string) => {
    try {
      await limiter.consume(key);
    } catch (over) {
      throw over instanceof RateLimiterRes ? new Refusal('RATE_LIMITED', over.msBeforeNext) : over;
    }
  };
  return {
    admit: ({ kind, tenantId, userId, credentialId }, address) =>
      kind === 'anonymous' ? take(addresses, address) : take(credentials, `${tenantId}|${credentialId}|${userId}`),
  };
}
