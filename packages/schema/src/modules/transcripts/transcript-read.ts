import type { CaptureReason, EntryKind, Speaker, TranscriptState } from '../../generated/prisma/enums.ts';
import { bare } from '../../kernel/bare.ts';
import type { Db } from '../../kernel/database.ts';
import type { TwoPeople } from '../pairs/pair.policy.ts';

/** An entry as it lies in the table; with a correction come the columns of the segment that it is about. */
export interface EntryRow {
  readonly seq: number;
  readonly kind: EntryKind;
  readonly writtenAt: Date;
  readonly writtenById: string | null;
  readonly grantId: string | null;
  /** When a segment was begun to be said, or the grant of a change of the recording began. */
  readonly startsAt: Date | null;
  readonly fromSeq: number | null;
  readonly toSeq: number | null;
  readonly captureState: TranscriptState | null;
  readonly reason: CaptureReason | null;
  readonly clientId: string | null;
  readonly speaker: Speaker | null;
  readonly endsAt: Date | null;
  readonly language: string | null;
  /** Sealed; null where deleted. */
  readonly words: Uint8Array | null;
  readonly revision: number;
  /** When and by whom the segment itself was written. */
  readonly segmentAt: Date;
  readonly segmentById: string | null;
}

/** What every reader of a transcript is told beside its entries, and what the policy asks for. */
export interface TranscriptHead extends TwoPeople {
  readonly tenantId: string;
  readonly sessionId: string;
  readonly transcriptId: string;
  readonly state: TranscriptState;
  readonly lastSeq: number;
  /** Sealed. */
  readonly speakers: Uint8Array | null;
}

/** What is new of one session. */
export interface News {
  readonly head: TranscriptHead;
  readonly entries: readonly EntryRow[];
}

/** From where a session is to be read. */
export interface Wanted {
  readonly tenantId: string;
  readonly sessionId: string;
  /** Entries behind this one; without it, the head alone. */
  readonly after?: number;
  /** What is known of it: with the same state and nothing behind `after` it is left out. */
  readonly known?: TranscriptState;
}

/** What became of sessions since they were read: those in which something changed, and those whose transcript is gone. */
export interface Changes {
  readonly news: readonly News[];
  readonly gone: readonly Pick<Wanted, 'tenantId' | 'sessionId'>[];
}

/** Most entries of one session in one reading. */
export const MOST_ENTRIES = 100;
/** Behind every entry. */
const NO_ENTRIES = 2 ** 31 - 1;

type Row = TranscriptHead & Omit<EntryRow, 'seq'> & { readonly seq: number | null };
type MaybeRow = Row | { readonly transcriptId: null; readonly tenantId: string; readonly sessionId: string };

const isThere = (row: MaybeRow): row is Row => row.transcriptId !== null;

function newsOf(rows: readonly Row[]): News[] {
  const news = new Map<string, { head: TranscriptHead; entries: EntryRow[] }>();
  for (const row of rows) {
    const { tenantId, sessionId, transcriptId, memberId, counterpartId, state, lastSeq, speakers, ...entry } = row;
    const head = { tenantId, sessionId, transcriptId, memberId, counterpartId, state, lastSeq, speakers };
    const of = news.get(transcriptId) ?? { head, entries: [] };
    news.set(transcriptId, of);
    const { seq } = entry;
    if (seq !== null) of.entries.push({ ...entry, seq });
  }
  return [...news.values()];
}

const readRows = (db: Pick<Db, '$queryRaw'>, wanted: readonly Wanted[], limit: number): Promise<MaybeRow[]> =>
  bare(db)<MaybeRow>`
    select wanted.tenant_id as "tenantId", wanted.session_id as "sessionId", t.id as "transcriptId", t.member_id as "memberId",
      t.counterpart_id as "counterpartId", t.state::text, t.last_seq as "lastSeq", t.speakers,
      e.seq, e.kind::text, e.written_at as "writtenAt", e.written_by_id as "writtenById", e.grant_id as "grantId",
      e.from_seq as "fromSeq", e.to_seq as "toSeq", e.state::text as "captureState", e.reason::text,
      coalesce(s.starts_at, e.starts_at) as "startsAt", coalesce(s.ends_at, e.ends_at) as "endsAt",
      coalesce(s.client_id, e.client_id) as "clientId", coalesce(s.speaker, e.speaker)::text as speaker,
      coalesce(s.language, e.language) as language, coalesce(s.words, e.words) as words,
      coalesce(s.revision, e.revision) as revision, coalesce(s.written_at, e.written_at) as "segmentAt",
      coalesce(s.written_by_id, e.written_by_id) as "segmentById"
    from unnest(${wanted.map(({ tenantId }) => tenantId)}::text[], ${wanted.map(({ sessionId }) => sessionId)}::text[],
      ${wanted.map(({ after = NO_ENTRIES }) => after)}::int[], ${wanted.map(({ known = '' }) => known)}::text[])
      as wanted (tenant_id, session_id, after, known)
    left join transcript t on t.tenant_id = wanted.tenant_id and t.session_id = wanted.session_id
    left join lateral (
      select * from transcript_entry x
      where x.tenant_id = t.tenant_id and x.session_id = t.session_id and x.seq > wanted.after
      order by x.seq limit ${limit}) e on true
    left join transcript_entry s on e.kind = 'CORRECTION'
      and s.tenant_id = t.tenant_id and s.session_id = t.session_id and s.seq = e.from_seq
    where case when t.id is null then wanted.known <> '' else t.last_seq > wanted.after or t.state::text <> wanted.known end
    order by wanted.tenant_id, wanted.session_id, e.seq`;

/**
 * What is new of these sessions, those without a transcript left out, at most `limit` entries of each and in their order: one
 * statement and so one moment for all of them.
 */
export async function readNews(
  db: Pick<Db, '$queryRaw'>,
  wanted: readonly Wanted[],
  limit = MOST_ENTRIES,
): Promise<News[]> {
  const rows = await readRows(db, wanted, limit);
  return newsOf(rows.filter(isThere));
}

/** The same of sessions of which something is known, so that those in which nothing happened cost no row. */
export async function readChanges(db: Pick<Db, '$queryRaw'>, wanted: readonly Wanted[]): Promise<Changes> {
  const rows = await readRows(db, wanted, MOST_ENTRIES);
  return { news: newsOf(rows.filter(isThere)), gone: rows.filter((row) => !isThere(row)) };
}
