import { stringify } from 'csv-stringify/sync';
import type { AuditEntry } from '../../generated/prisma/client.ts';

/** How the trail is written down for other programs: a JSON object a line, or CSV with a head. */
export type TrailFormat = 'JSON_LINES' | 'CSV';

const COLUMNS = ['seq', 'id', 'at', 'action', 'actorKind', 'actorId', 'subjectType', 'subjectId', 'digest'] as const;

type Line = Record<(typeof COLUMNS)[number], string | number>;

const lineOf = (entry: AuditEntry): Line => ({
  seq: entry.seq,
  id: entry.id,
  at: entry.at.toISOString(),
  action: entry.action,
  actorKind: entry.actorKind,
  actorId: entry.actorId,
  subjectType: entry.subjectType,
  subjectId: entry.subjectId,
  digest: entry.digest,
});

const asCsv = (lines: readonly Line[], isFirst: boolean): string =>
  stringify([...lines], {
    columns: [...COLUMNS],
    header: isFirst,
    record_delimiter: '\r\n',
    // What begins like a formula is not one, in whatever program opens it.
    escape_formulas: true,
  });

/** Entries as text; a CSV begins with its head where they are the first. Joined in order, the pieces are one file. */
export function trailText(entries: readonly AuditEntry[], format: TrailFormat, isFirst: boolean): string {
  const lines = entries.map(lineOf);
  return format === 'CSV' ? asCsv(lines, isFirst) : lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}
