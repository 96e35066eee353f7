import type { TaiwaCore } from '../core.ts';
import { ListAuditEntries } from '../generated/audit.ts';
import type { AuditEntryFilter, ListAuditEntriesQuery } from '../generated/types.ts';
import type { CallOptions } from '../options.ts';
import type { PageArgs, Pages } from '../pages.ts';

/** Who did what to which thing, never what it says. */
export type AuditEntry = ListAuditEntriesQuery['auditEntries']['nodes'][number];
/** Which entries to list. */
export type AuditListing = PageArgs & AuditEntryFilter;

/** The tenant's audit trail; for admins and keys with `audit:read`. */
export class Audit {
  readonly #core: TaiwaCore;

  constructor(core: TaiwaCore) {
    this.#core = core;
  }

  /**
   * Entries, newest first.
   *
   * @example
   * for await (const entry of taiwa.audit.list({ action: 'apiKey.created' })) console.log(entry.at, entry.actorId);
   */
  list(listing: AuditListing = {}, options?: CallOptions): Pages<AuditEntry> {
    const { first, after, ...filter } = listing;
    return this.#core.list(ListAuditEntries, { first, after, filter }, (data) => data.auditEntries, options);
  }
}
