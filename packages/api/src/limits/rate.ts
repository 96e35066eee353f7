import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Actor } from '@taiwa/schema/kernel/actor';
import { Refusal } from '@taiwa/schema/kernel/refusals';
import { Buckets, type Budget } from './buckets.ts';

/** How much single callers may take. */
export interface LimitSettings {
  /** Requests a minute of one credential. */
  readonly requests: number;
  /** Requests a minute of one address that shows no credential, and wrong credentials a minute of any address. */
  readonly strangers: number;
  /** Cost of operations that one credential may spend at once, and what comes back a second. */
  readonly cost: { readonly limit: number; readonly restoreRate: number };
}

const USUAL: LimitSettings = { requests: 3_000, strangers: 600, cost: { limit: 50_000, restoreRate: 1_000 } };

/** Keeps single callers from taking everything. Counted in the memory of this process. */
export interface Limits {
  /** Throws RATE_LIMITED, with the time to wait, for a caller over their requests. */
  admit(actor: Actor, address: string): Promise<void>;
  /** Throws RATE_LIMITED for an address that came with too many wrong credentials. */
  heed(address: string): Promise<void>;
  /** Notes that an address came with a wrong credential. */
  blame(address: string): Promise<void>;
  /** Takes an operation's cost from its caller's budget and answers what is left; throws RATE_LIMITED where there is not enough. */
  charge(actor: Actor, address: string, cost: number): Budget;
}

async function take(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (over) {
    throw over instanceof RateLimiterRes ? new Refusal('RATE_LIMITED', over.msBeforeNext) : over;
  }
}

const nameOf = ({ kind, tenantId, userId, credentialId }: Actor, address: string): string =>
  kind === 'anonymous' ? address : `${tenantId}|${userId || credentialId}`;

/** Opens the limits of this process. */
export function openLimits(settings: Partial<LimitSettings> = {}): Limits {
  const { requests, strangers, cost } = { ...USUAL, ...settings };
  const credentials = new RateLimiterMemory({ points: requests, duration: 60 });
  const addresses = new RateLimiterMemory({ points: strangers, duration: 60 });
  const wrong = new RateLimiterMemory({ points: strangers, duration: 60 });
  const buckets = new Buckets(cost.limit, cost.restoreRate);
  return {
    admit: (actor, address) => take(actor.kind === 'anonymous' ? addresses : credentials, nameOf(actor, address)),
    blame: (address) => wrong.penalty(address).then(() => {}),
    heed: async (address) => {
      const state = await wrong.get(address);
      if (state && state.remainingPoints <= 0) throw new Refusal('RATE_LIMITED', state.msBeforeNext);
    },
    charge: (actor, address, amount) => buckets.take(nameOf(actor, address), amount),
  };
}
