import type { Client } from '../../data/client.ts';
import { AuditLogFile, AuditLogVerdict } from '../../generated/audit-log.ts';
import type { AuditEntryFilter, AuditLogFileQuery, AuditLogVerdictQuery } from '../../generated/types.ts';

/** How the whole trail stands. */
export type Verdict = AuditLogVerdictQuery['auditVerdict'];

/** Checks the trail from its beginning, piece by piece, up to its end or to where it is broken. */
export async function verifyTrail(client: Client): Promise<Verdict> {
  let { auditVerdict } = await client.query(AuditLogVerdict, {});
  while (auditVerdict.whole && auditVerdict.more) {
    const after = { seq: auditVerdict.entries ?? 0, digest: auditVerdict.head ?? '' };
    ({ auditVerdict } = await client.query(AuditLogVerdict, { after }));
  }
  return auditVerdict;
}

/** Every entry that a filter lets through as one CSV file, oldest first. */
export async function readTrailFile(client: Client, filter: AuditEntryFilter): Promise<string> {
  const texts: string[] = [];
  let piece: AuditLogFileQuery['auditExport'] | undefined;
  do {
    piece = (await client.query(AuditLogFile, { filter, after: piece?.lastSeq ?? 0 })).auditExport;
    texts.push(piece.text);
  } while (piece.more);
  return texts.join('');
}
