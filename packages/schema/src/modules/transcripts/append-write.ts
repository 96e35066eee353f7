import { bare } from '../../kernel/bare.ts';
import { SIGNAL_CHANNEL } from '../../kernel/signals.ts';
import type { SystemDb } from '../../kernel/system-tasks.ts';
import { now } from '../../kernel/time.ts';
import { type Append, type Numbered, sessionKey } from './append-call.ts';
import type { Grant, KnownSegment, NewSegment } from './append-decision.ts';
import { transcriptTopic } from './capture-change.ts';

/** Bytes of a fingerprint. */
const FINGERPRINT = 32;

type AppendDb = SystemDb<'appendTranscripts'>;

interface Of {
  readonly tenantId: string;
  readonly sessionId: string;
}

function distinctSessions(appends: readonly Of[]): Of[] {
  const byKey = new Map(appends.map((append) => [sessionKey(append), append]));
  return [...byKey.values()];
}

/** The number of the newest entry of every session, each locked until the end of the transaction, in one order for all. */
export async function lockCounters(db: AppendDb, appends: readonly Append[]): Promise<Map<string, number>> {
  const sessions = distinctSessions(appends);
  const rows = await bare(db)<Of & { lastSeq: number }>`
    select t.tenant_id as "tenantId", t.session_id as "sessionId", t.last_seq as "lastSeq"
    from unnest(${sessions.map(({ tenantId }) => tenantId)}::text[], ${sessions.map(({ sessionId }) => sessionId)}::text[])
      as wanted (tenant_id, session_id)
    join transcript t on t.tenant_id = wanted.tenant_id and t.session_id = wanted.session_id
    order by t.tenant_id, t.session_id for no key update of t`;
  return new Map(rows.map((row) => [sessionKey(row), row.lastSeq]));
}

type GrantRow = Of & Grant & { readonly id: string };

/** The grants of the calls as they are now, by session and id; those of other sessions are none. */
export async function grantsOf(db: AppendDb, appends: readonly Append[]): Promise<ReadonlyMap<string, Grant>> {
  const rows = await bare(db)<GrantRow>`
    select g.tenant_id as "tenantId", g.session_id as "sessionId", g.id, g.started_at as "startedAt",
      coalesce(g.ended_at, s.ended_at) as "endedAt", g.withdrawn_at as "withdrawnAt", g.taken_until as "takenUntil"
    from unnest(${appends.map(({ tenantId }) => tenantId)}::text[], ${appends.map(({ grantId }) => grantId)}::text[])
      as wanted (tenant_id, id)
    join capture_grant g on g.tenant_id = wanted.tenant_id and g.id = wanted.id
    join session s on s.tenant_id = g.tenant_id and s.id = g.session_id`;
  return new Map(rows.map((row) => [`${sessionKey(row)}/${row.id}`, row]));
}

type KnownRow = Of & KnownSegment & { readonly clientId: string };

/** As one text what `string_to_table` takes apart. Throws where one has a space in it: all behind it would be another's. */
function listed(values: readonly (string | number)[]): string {
  if (values.some((value) => typeof value === 'string' && value.includes(' '))) throw new Error('No list of words.');
  return values.join(' ');
}

const clientIdsOf = (segments: readonly NewSegment[]): string => listed(segments.map(({ clientId }) => clientId));

/** Those of the segments that are kept already, by session and name. */
export async function knownOf(
  db: AppendDb,
  appends: readonly Append[],
): Promise<ReadonlyMap<string, Map<string, KnownSegment>>> {
  // The limit keeps each name a look into its index: joined freely, the planner reads whole talks or the whole table instead.
  const rows = await bare(db)<KnownRow>`
    select call.tenant_id as "tenantId", call.session_id as "sessionId", client_id as "clientId", e.seq, e.fingerprint
    from unnest(${appends.map(({ tenantId }) => tenantId)}::text[], ${appends.map(({ sessionId }) => sessionId)}::text[],
      ${appends.map(({ segments }) => clientIdsOf(segments))}::text[]) as call (tenant_id, session_id, client_ids)
    cross join lateral string_to_table(call.client_ids, ' ') as wanted (client_id)
    cross join lateral (
      select seq, fingerprint from transcript_entry
      where tenant_id = call.tenant_id and session_id = call.session_id and client_id = wanted.client_id limit 1
    ) e`;
  const known = new Map(appends.map((append) => [sessionKey(append), new Map<string, KnownSegment>()]));
  for (const { clientId, ...row } of rows) known.get(sessionKey(row))?.set(clientId, row);
  return known;
}

/** Where the words of each segment begin among the bytes of all, counted from 1 as SQL does; behind them lies its fingerprint. */
function packed(calls: readonly Numbered[]) {
  let next = 1;
  const begin = ({ words, fingerprint }: NewSegment): number => {
    const begun = next;
    next += words.length + fingerprint.length;
    return begun;
  };
  const begins = calls.map(({ segments }) => listed(segments.map(begin)));
  const pieces = calls.flatMap(({ segments }) => segments.flatMap(({ words, fingerprint }) => [words, fingerprint]));
  return { begins, bytes: Buffer.concat(pieces) };
}

/** A value of each call, and a list of a value of each of its segments: an array of one value a segment is slow on its way. */
const columnsOf = (calls: readonly Numbered[]) => ({
  tenants: calls.map(({ append }) => append.tenantId),
  sessions: calls.map(({ append }) => append.sessionId),
  grants: calls.map(({ append }) => append.grantId),
  writers: calls.map(({ append }) => append.userId ?? ''),
  began: calls.map(({ startedAt }) => startedAt.toISOString()),
  firsts: calls.map(({ firstSeq }) => firstSeq),
  counts: calls.map(({ segments }) => segments.length),
  clients: calls.map(({ segments }) => clientIdsOf(segments)),
  speakers: calls.map(({ segments }) => listed(segments.map(({ speaker }) => speaker))),
  starts: calls.map(({ segments }) => listed(segments.map(({ startMs }) => startMs))),
  ends: calls.map(({ segments }) => listed(segments.map(({ endMs }) => endMs))),
  languages: calls.map(({ segments }) => listed(segments.map(({ language }) => language ?? ''))),
  lengths: calls.map(({ segments }) => listed(segments.map(({ words }) => words.length))),
});

/** Writes the segments, moves the counters on and wakes up who reads, in one statement. */
export async function writeSegments(db: AppendDb, calls: readonly Numbered[]): Promise<void> {
  const of = columnsOf(calls);
  const { begins, bytes } = packed(calls);
  const signals = distinctSessions(calls.map(({ append }) => append)).map(({ tenantId, sessionId }) =>
    JSON.stringify({ topic: transcriptTopic(tenantId, sessionId), ids: {} }),
  );
  await bare(db)`
    with call as (
      select * from unnest(${of.tenants}::text[], ${of.sessions}::text[], ${of.grants}::text[], ${of.writers}::text[],
        ${of.began}::timestamptz[], ${of.firsts}::int[], ${of.counts}::int[], ${of.clients}::text[], ${of.speakers}::text[],
        ${of.starts}::text[], ${of.ends}::text[], ${of.languages}::text[], ${begins}::text[], ${of.lengths}::text[])
        as call (tenant_id, session_id, grant_id, written_by_id, began, first_seq, segments, client_ids, speakers, starts,
          ends, languages, words_begin, words_length)
    ), kept as (
      insert into transcript_entry (tenant_id, session_id, seq, member_id, counterpart_id, kind, written_at,
        written_by_id, client_id, grant_id, speaker, starts_at, ends_at, language, words, fingerprint)
      select c.tenant_id, c.session_id, c.first_seq + s.place::int - 1, t.member_id, t.counterpart_id, 'SEGMENT',
        ${now()}::timestamptz, nullif(c.written_by_id, ''), s.client_id, c.grant_id, s.speaker::"Speaker",
        c.began + s.start_ms::int * interval '1 ms', c.began + s.end_ms::int * interval '1 ms',
        nullif(s.language, ''), substring(packed.bytes from s.words_begin::int for s.words_length::int),
        substring(packed.bytes from s.words_begin::int + s.words_length::int for ${FINGERPRINT}::int)
      from call c join transcript t on t.tenant_id = c.tenant_id and t.session_id = c.session_id
      cross join (select ${bytes}::bytea as bytes) packed
      cross join lateral rows from (string_to_table(c.client_ids, ' '), string_to_table(c.speakers, ' '),
        string_to_table(c.starts, ' '), string_to_table(c.ends, ' '), string_to_table(c.languages, ' '),
        string_to_table(c.words_begin, ' '), string_to_table(c.words_length, ' ')) with ordinality
        as s (client_id, speaker, start_ms, end_ms, language, words_begin, words_length, place)
    ), counted as (
      update transcript t set last_seq = newest.seq, changed_at = ${now()}::timestamptz
      from (
        select tenant_id, session_id, max(first_seq + segments - 1) as seq from call group by tenant_id, session_id
      ) newest
      where t.tenant_id = newest.tenant_id and t.session_id = newest.session_id
    )
    select pg_notify(${SIGNAL_CHANNEL}, payload)::text from unnest(${signals}::text[]) as woken (payload)`;
}
