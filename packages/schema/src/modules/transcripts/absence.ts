import type { Transcript } from '../../generated/prisma/client.ts';
import { jobActor } from '../../kernel/actor.ts';
import { asSystem } from '../../kernel/database.ts';
import type { SystemDb } from '../../kernel/system-tasks.ts';
import { sessionTopic, signal } from '../../kernel/signals.ts';
import { after, now } from '../../kernel/time.ts';
import { changeCapture, factsOf, lockTranscript } from './capture-change.ts';
import { endedCapture } from './capture-state.ts';

/** Seconds without a connection after which somebody counts as gone. */
export const ABSENT_SECONDS = 60;

type StopDb = SystemDb<'stopTranscripts'>;

interface Stop {
  readonly tenantId: string;
  readonly sessionId: string;
  readonly reason: 'ABSENT' | 'ENDED';
  readonly endedAt: Date;
}

const isGone = ({ memberSeenAt, counterpartSeenAt }: Transcript): boolean =>
  [memberSeenAt, counterpartSeenAt].some((seenAt) => seenAt < after(now(), -ABSENT_SECONDS, 'seconds'));

async function stopCapture(db: StopDb, { tenantId, sessionId, reason, endedAt }: Stop): Promise<void> {
  const session = await db.session.findUnique({ where: { tenantId_id: { tenantId, id: sessionId } } });
  const transcript = await lockTranscript(db, tenantId, sessionId);
  const step = session && transcript && endedCapture(factsOf(transcript, session), reason);
  // Who came back while this waited is not gone.
  if (!step || (reason === 'ABSENT' && !isGone(transcript))) return;
  await changeCapture(db, transcript, { actor: jobActor(tenantId, 'transcripts.stop'), step, endedAt });
  await signal(db, sessionTopic(tenantId, sessionId), { sessionId });
}

/** Stops what is recorded of a talk that is over, as of its end; again changes nothing. */
export const stopEndedCapture = (tenantId: string, sessionId: string): Promise<void> =>
  asSystem('stopTranscripts', async (db) => {
    const session = await db.session.findUnique({ where: { tenantId_id: { tenantId, id: sessionId } } });
    if (session?.state !== 'ENDED') return;
    await stopCapture(db, { tenantId, sessionId, reason: 'ENDED', endedAt: session.endedAt ?? now() });
  });

/** Stops what is recorded of the talks of somebody whose data is kept and used for nothing from now on. */
export const stopCaptureOf = (tenantId: string, userId: string): Promise<void> =>
  asSystem('stopTranscripts', async (db) => {
    const theirs = { tenantId, OR: [{ memberId: userId }, { counterpartId: userId }] };
    const open = await db.transcript.findMany({
      where: { ...theirs, state: { in: ['ASKED', 'RECORDING', 'PAUSED'] } },
    });
    for (const { sessionId } of open) await stopCapture(db, { tenantId, sessionId, reason: 'ENDED', endedAt: now() });
  });

/** Somebody who has a talk open in this process. */
export interface Watcher {
  readonly tenantId: string;
  readonly sessionId: string;
  readonly userId: string;
}

/** Notes who is there: those who watch a transcript in this process, and those with the session open anywhere. */
async function noteWhoIsThere(db: StopDb, watchers: readonly Watcher[]): Promise<void> {
  const at = now();
  await db.$executeRaw`
    with here as (
      select * from unnest(${watchers.map(({ tenantId }) => tenantId)}::text[],
        ${watchers.map(({ sessionId }) => sessionId)}::text[], ${watchers.map(({ userId }) => userId)}::text[])
        as here (tenant_id, session_id, user_id)
      union
      select p.tenant_id, p.session_id, p.user_id from presence p
      join transcript t on t.tenant_id = p.tenant_id and t.session_id = p.session_id
      where t.state in ('ASKED', 'RECORDING', 'PAUSED') and p.until > ${at}::timestamptz
    ), there as (
      select h.tenant_id, h.session_id, bool_or(h.user_id = t.member_id) as member,
        bool_or(h.user_id = t.counterpart_id) as counterpart
      from here h join transcript t on t.tenant_id = h.tenant_id and t.session_id = h.session_id
      where t.state in ('ASKED', 'RECORDING', 'PAUSED') group by h.tenant_id, h.session_id
    ), free as (
      -- Who is being written for at this moment is noted the next time.
      select t.tenant_id, t.session_id, there.member, there.counterpart from transcript t
      join there on t.tenant_id = there.tenant_id and t.session_id = there.session_id
      for no key update of t skip locked
    )
    update transcript t set
      member_seen_at = case when free.member then ${at}::timestamptz else t.member_seen_at end,
      counterpart_seen_at = case when free.counterpart then ${at}::timestamptz else t.counterpart_seen_at end
    from free where t.tenant_id = free.tenant_id and t.session_id = free.session_id`;
}

interface Abandoned {
  readonly tenantId: string;
  readonly sessionId: string;
  readonly seenAt: Date;
}

const findAbandoned = (db: StopDb): Promise<Abandoned[]> => db.$queryRaw<Abandoned[]>`
  select tenant_id as "tenantId", session_id as "sessionId", least(member_seen_at, counterpart_seen_at) as "seenAt"
  from transcript where state in ('ASKED', 'RECORDING', 'PAUSED')
    and least(member_seen_at, counterpart_seen_at) < ${after(now(), -ABSENT_SECONDS, 'seconds')}::timestamptz
  order by tenant_id, session_id`;

/**
 * Stops every recording that one of the two has been gone from for a minute, as of then; answers how many. `watchers` are those
 * whose pages this process serves.
 */
export async function stopAbandoned(watchers: Iterable<Watcher>): Promise<number> {
  const abandoned = await asSystem('stopTranscripts', async (db) => {
    await noteWhoIsThere(db, [...watchers]);
    return findAbandoned(db);
  });
  for (const { tenantId, sessionId, seenAt } of abandoned)
    await asSystem('stopTranscripts', (db) =>
      stopCapture(db, { tenantId, sessionId, reason: 'ABSENT', endedAt: after(seenAt, ABSENT_SECONDS, 'seconds') }),
    );
  return abandoned.length;
}
