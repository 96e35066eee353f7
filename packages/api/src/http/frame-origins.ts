import { now } from '@taiwa/schema/kernel/time';
import { each } from '@taiwa/schema/kernel/feed';
import { signals } from '@taiwa/schema/kernel/signals';
import { embeddingOrigins, ORIGINS_CHANGED } from '@taiwa/schema/modules/access/allowed-origin';
import { Buckets } from '../limits/buckets.ts';

/** Milliseconds for which what was read is good where no signal says that it changed. */
const GOOD_MS = 5_000;
/** Most tenants that are remembered; the ones asked for longest ago go. */
const MOST_TENANTS = 1_000;
/** Tenants that one address may ask for at once that nobody asked for lately, and how many more a second. */
const ASKED = { atOnce: 60, aSecond: 1 } as const;

interface Known {
  readonly origins: Promise<readonly string[]>;
  readonly until: number;
}

/**
 * The origins whose pages may show frames of a tenant, as this process knows them: read once for many pages, and anew at the
 * latest after five seconds, or at once when one was allowed or removed.
 */
export class FrameOrigins {
  readonly #known = new Map<string, Known>();
  readonly #asked = new Buckets(ASKED.atOnce, ASKED.aSecond);
  #isListening = false;

  /** Throws RATE_LIMITED for an address that asks for ever more tenants. */
  of(tenantId: string, address: string): Promise<readonly string[]> {
    this.#listen();
    const known = this.#known.get(tenantId);
    if (known && known.until > now().getTime()) return known.origins;
    this.#asked.take(address, 1);
    return this.#read(tenantId);
  }

  #read(tenantId: string): Promise<readonly string[]> {
    const origins = embeddingOrigins(tenantId);
    const known = { origins, until: now().getTime() + GOOD_MS };
    this.#known.delete(tenantId);
    this.#known.set(tenantId, known);
    // What could not be read is asked for again.
    origins.catch(() => this.#known.get(tenantId) === known && this.#known.delete(tenantId));
    const [oldest] = this.#known.keys();
    if (this.#known.size > MOST_TENANTS && oldest) this.#known.delete(oldest);
    return origins;
  }

  /** For as long as the process lives. */
  #listen(): void {
    if (this.#isListening) return;
    this.#isListening = true;
    each(signals().subscribe(ORIGINS_CHANGED), () => this.#known.clear());
  }
}
