import type { TaiwaCore } from '../core.ts';
import { ExportAuditEntries, ListAuditEntries, VerifyAuditTrail } from '../generated/audit.ts';
import type {
  AuditEntryFilter,
  AuditExportFormat,
  AuditPlace,
  ListAuditEntriesQuery,
  VerifyAuditTrailQuery,
} from '../generated/types.ts';
import type { CallOptions } from '../options.ts';
import { listOf, type PageArgs, type Pages } from '../pages.ts';

/** Who did what to which thing, never what it says. */
export type AuditEntry = ListAuditEntriesQuery['auditEntries']['nodes'][number];
/** Which entries to list. */
export type AuditListing = PageArgs & AuditEntryFilter;

/** Whether the chain of the trail is whole, and up to where. */
export type AuditVerdict = VerifyAuditTrailQuery['auditVerdict'];

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
    return listOf(this.#core, ListAuditEntries, { first, after, filter }, (data) => data.auditEntries, options);
  }

  /**
   * The trail for another program, oldest first, as pieces of one file; each is read when it is asked for.
   *
   * @example
   * for await (const piece of taiwa.audit.export('CSV', { since: '2026-01-01T00:00:00Z' })) process.stdout.write(piece);
   */
  async *export(
    format: AuditExportFormat = 'JSON_LINES',
    filter: AuditEntryFilter = {},
    options?: CallOptions,
  ): AsyncGenerator<string, void> {
    for (let after = 0, more = true; more;) {
      const { auditExport } = await this.#core.query(ExportAuditEntries, { format, after, filter }, options);
      if (auditExport.text) yield auditExport.text;
      ({ lastSeq: after, more } = auditExport);
    }
  }

  /**
   * Recomputes the chain, from its beginning or from a place that was found whole before. Keep `head` elsewhere.
   *
   * @example
   * const { whole, brokenAt, head } = await taiwa.audit.verify();
   */
  async verify(after?: AuditPlace, options?: CallOptions): Promise<AuditVerdict> {
    for (let place = after; ;) {
      const { auditVerdict: verdict } = await this.#core.query(VerifyAuditTrail, { after: place }, options);
      const { more, entries, head } = verdict;
      if (!more || entries == null || head == null) return verdict;
      place = { seq: entries, digest: head };
    }
  }
}
