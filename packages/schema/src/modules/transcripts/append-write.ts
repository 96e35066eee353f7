import { SIGNAL_CHANNEL } from '../../kernel/signals.ts';
import type { SystemDb } from '../../kernel/system-tasks.ts';
import { now } from '../../kernel/time.ts';
import { type Append, type Numbered, sessionKey } from './append-call.ts';
import type { Grant, KnownSegment } from './append-decision.ts';
import { transcriptTopic } from './capture-change.ts';

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
  const rows = await db.$queryRaw<(Of & { lastSeq: number })[]>`
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
  const rows = await db.$queryRaw<GrantRow[]>`
    select g.tenant_id as "tenantId", g.session_id as "sessionId", g.id, g.started_at as "startedAt",
      coalesce(g.ended_at, s.ended_at) as "endedAt", g.withdrawn_at as "withdrawnAt", g.taken_until as "takenUntil"
    from unnest(${appends.map(({ tenantId }) => tenantId)}::text[], ${appends.map(({ grantId }) => grantId)}::text[])
      as wanted (tenant_id, id)
    join capture_grant g on g.tenant_id = wanted.tenant_id and g.id = wanted.id
    join session s on s.tenant_id = g.tenant_id and s.id = g.session_id`;
  return new Map(rows.map((row) => [`${sessionKey(row)}/${row.id}`, row]));
}

type KnownRow = Of & KnownSegment & { readonly clientId: string };

/** Those of the segments that are kept already, by session and name. */
export async function knownOf(
  db: AppendDb,
  appends: readonly Append[],
): Promise<ReadonlyMap<string, Map<string, KnownSegment>>> {
  const wanted = appends.flatMap(({ tenantId, sessionId, segments }) =>
    segments.map(({ clientId }) => ({ tenantId, sessionId, clientId })),
  );
  const rows = await db.$queryRaw<KnownRow[]>`
    select e.tenant_id as "tenantId", e.session_id as "sessionId", e.client_id as "clientId", e.seq, e.fingerprint
    from unnest(${wanted.map(({ tenantId }) => tenantId)}::text[], ${wanted.map(({ sessionId }) => sessionId)}::text[],
      ${wanted.map(({ clientId }) => clientId)}::text[]) as wanted (tenant_id, session_id, client_id)
    join transcript_entry e
      on e.tenant_id = wanted.tenant_id and e.session_id = wanted.session_id and e.client_id = wanted.client_id`;
  const known = new Map(appends.map((append) => [sessionKey(append), new Map<string, KnownSegment>()]));
  for (const { clientId, ...row } of rows) known.get(sessionKey(row))?.set(clientId, row);
  return known;
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

const columnsOf = (rows: readonly Numbered[]) => ({
  tenants: rows.map(({ append }) => append.tenantId),
  sessions: rows.map(({ append }) => append.sessionId),
  seqs: rows.map(({ seq }) => seq),
  clients: rows.map(({ segment }) => segment.clientId),
  grants: rows.map(({ append }) => append.grantId),
  writers: rows.map(({ append }) => append.userId ?? ''),
  speakers: rows.map(({ segment }) => segment.speaker),
  starts: rows.map(({ startsAt }) => startsAt.toISOString()),
  ends: rows.map(({ endsAt }) => endsAt.toISOString()),
  languages: rows.map(({ segment }) => segment.language ?? ''),
  words: rows.map(({ segment }) => base64(segment.words)),
  fingerprints: rows.map(({ segment }) => base64(segment.fingerprint)),
});

/** Writes the segments, moves the counters on and wakes up who reads, in one statement. */
export async function writeSegments(db: AppendDb, rows: readonly Numbered[]): Promise<void> {
  const of = columnsOf(rows);
  const signals = distinctSessions(rows.map(({ append }) => append)).map(({ tenantId, sessionId }) =>
    JSON.stringify({ topic: transcriptTopic(tenantId, sessionId), ids: {} }),
  );
  await db.$queryRaw`
    with given as (
      select * from unnest(${of.tenants}::text[], ${of.sessions}::text[], ${of.seqs}::int[], ${of.clients}::text[],
        ${of.grants}::text[], ${of.writers}::text[], ${of.speakers}::text[], ${of.starts}::timestamptz[],
        ${of.ends}::timestamptz[], ${of.languages}::text[], ${of.words}::text[], ${of.fingerprints}::text[])
        as given (tenant_id, session_id, seq, client_id, grant_id, written_by_id, speaker, starts_at, ends_at, language,
          words, fingerprint)
    ), kept as (
      insert into transcript_entry (tenant_id, session_id, seq, member_id, counterpart_id, kind, written_at,
        written_by_id, client_id, grant_id, speaker, starts_at, ends_at, language, words, fingerprint)
      select g.tenant_id, g.session_id, g.seq, t.member_id, t.counterpart_id, 'SEGMENT', ${now()}::timestamptz,
        nullif(g.written_by_id, ''), g.client_id, g.grant_id, g.speaker::"Speaker", g.starts_at, g.ends_at,
        nullif(g.language, ''), decode(g.words, 'base64'), decode(g.fingerprint, 'base64')
      from given g join transcript t on t.tenant_id = g.tenant_id and t.session_id = g.session_id
    ), counted as (
      update transcript t set last_seq = newest.seq, changed_at = ${now()}::timestamptz
      from (select tenant_id, session_id, max(seq) as seq from given group by tenant_id, session_id) newest
      where t.tenant_id = newest.tenant_id and t.session_id = newest.session_id
    )
    select pg_notify(${SIGNAL_CHANNEL}, payload)::text from unnest(${signals}::text[]) as woken (payload)`;
}
