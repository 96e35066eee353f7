import type { Session } from '../../generated/prisma/client.ts';
import type { Actor } from '../../kernel/actor.ts';
import type { Db } from '../../kernel/database.ts';
import { newId } from '../../kernel/ids.ts';
import { dayOf } from '../../kernel/time.ts';
import { addresseesOf } from '../tenancy/addressees.ts';
import { dayAsDate, zoneOf } from '../tenancy/tenant-day.ts';
import { heldFor } from '../topics/offered-topic.ts';
import { type Prioritised, prioritiesWithin } from '../topics/topic-priority.ts';

/** A session whose agenda may be guided. */
export type Guidable = Pick<Session, 'id' | 'pairId' | 'memberId' | 'counterpartId' | 'startsAt' | 'state'>;

const OPEN_STATES = new Set(['PROPOSED', 'SCHEDULED', 'LIVE']);

/** The topics that pairs talked about in talks that are over, each with the day of the talk. */
async function talkedAbout(db: Db, tenantId: string, pairIds: readonly string[], topicIds: readonly string[]) {
  const themes = await db.theme.findMany({
    where: {
      tenantId,
      topicId: { in: [...topicIds] },
      state: 'DONE',
      session: { pairId: { in: [...pairIds] }, state: 'ENDED' },
    },
    select: { topicId: true, session: { select: { pairId: true, endedAt: true } } },
  });
  return themes.map(({ topicId, session }) => ({ topicId, ...session }));
}

type Talked = Awaited<ReturnType<typeof talkedAbout>>[number];

const isMet = ({ kind, topicId, from }: Prioritised, pairId: string, zone: string, talked: readonly Talked[]) =>
  kind === 'REQUIRED' &&
  talked.some(
    (talk) =>
      talk.topicId === topicId &&
      talk.pairId === pairId &&
      talk.endedAt !== null &&
      dayAsDate(dayOf(talk.endedAt, zone)) >= from,
  );

/**
 * What the tenant recommends to and requires of the member on the day of each session that is not over, requirements first.
 * What was talked about in a talk of the pair since it is required is no longer in it. As many statements for many sessions
 * as for one.
 */
export async function guidedTopics(
  db: Db,
  tenantId: string,
  sessions: readonly Guidable[],
): Promise<readonly (readonly Prioritised[])[]> {
  const zone = await zoneOf(db, tenantId);
  const days = sessions.map(({ startsAt }) => dayAsDate(dayOf(startsAt, zone)));
  const times = days.map((day) => day.getTime());
  const [first, last] = [new Date(Math.min(...times)), new Date(Math.max(...times))];
  const priorities = await prioritiesWithin(db, tenantId, first, last);
  if (priorities.length === 0) return sessions.map(() => []);
  const people = await addresseesOf(
    db,
    tenantId,
    sessions.map(({ memberId }) => memberId),
  );
  const pairIds = sessions.map(({ pairId }) => pairId);
  const required = priorities.flatMap(({ kind, topicId }) => (kind === 'REQUIRED' ? topicId : []));
  const talked = required.length > 0 ? await talkedAbout(db, tenantId, pairIds, required) : [];
  return sessions.map(({ memberId, pairId, state }, at) => {
    const person = people.find(({ id }) => id === memberId);
    const day = days[at];
    if (!person || !day || !OPEN_STATES.has(state)) return [];
    return heldFor(priorities, person, day).filter((priority) => !isMet(priority, pairId, zone, talked));
  });
}

/** The topics that have to be on the agenda of a session. */
export async function requiredTopics(db: Db, tenantId: string, session: Guidable): Promise<readonly Prioritised[]> {
  const [guided = []] = await guidedTopics(db, tenantId, [session]);
  return guided.filter(({ kind }) => kind === 'REQUIRED');
}

/** The row of a required topic on an agenda: behind what the member chose, with the response left to the other. */
export const requiredRow = ({ topic }: Prioritised, session: Guidable, tenantId: string, position: number) => ({
  tenantId,
  id: newId('thm'),
  sessionId: session.id,
  memberId: session.memberId,
  counterpartId: session.counterpartId,
  position,
  topicId: topic.id,
  response: 'UNDECIDED' as const,
  countsAs: topic.countsAs,
  isRequired: true,
});

/** Puts the required topics that are not on the agenda yet behind what is there; for one of the two. */
export async function addRequired(db: Db, { tenantId }: Actor, session: Guidable): Promise<void> {
  const required = await requiredTopics(db, tenantId, session);
  if (required.length === 0) return;
  const there = await db.theme.findMany({
    where: { tenantId, sessionId: session.id },
    select: { topicId: true, position: true },
  });
  const next = Math.max(-1, ...there.map(({ position }) => position)) + 1;
  const missing = required.filter(({ topicId }) => there.every((theme) => theme.topicId !== topicId));
  const data = missing.map((one, at) => requiredRow(one, session, tenantId, next + at));
  await db.theme.createMany({ data });
}
