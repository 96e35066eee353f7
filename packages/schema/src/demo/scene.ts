import { after } from '../kernel/time.ts';
import type { Company } from './company.ts';
import type { HistoryParts } from './history.ts';

const HALF_HOUR = 30 * 60_000;

/** The next multiple of five minutes that is at least a minute away. */
export const soon = (now: Date): Date => new Date(Math.ceil((now.getTime() + 60_000) / 300_000) * 300_000);

/**
 * Sets the scene of the first pair: a talk that ended the day before, answered, with a theme left open, and one
 * that begins in a few minutes and waits for its topic.
 */
export function setScene({ rows, chance, company, now }: HistoryParts, { people }: Company): void {
  const member = company.userIds[people.findIndex(({ externalId }) => externalId === 'demo-1-member')];
  const pair = company.pairs.find(({ memberId }) => memberId === member);
  if (!pair) return;
  const { tenantId, topicIds } = company;
  const both = { memberId: pair.memberId, counterpartId: pair.counterpartId };
  const talk = {
    tenantId,
    pairId: pair.id,
    ...both,
    timeZone: 'Asia/Tokyo',
    proposedById: pair.counterpartId,
    cancelledAt: null,
  };
  const startsAt = soon(now);
  const yesterday = after(startsAt, -1, 'days');
  const ended = {
    ...talk,
    id: chance.id('ses'),
    state: 'ENDED',
    startsAt: yesterday,
    endsAt: new Date(yesterday.getTime() + HALF_HOUR),
  };
  rows.add('session', {
    ...ended,
    startedAt: yesterday,
    endedAt: ended.endsAt,
    revision: 4,
    createdAt: after(now, -15, 'days'),
  });
  const prepared = { tenantId, sessionId: ended.id, ...both };
  rows.add('preparation', {
    ...prepared,
    note: null,
    revision: 1,
    preparedAt: after(yesterday, -1, 'days'),
    seenAt: yesterday,
    seenRevision: 1,
  });
  const theme = { ...prepared, freeTopic: null, carriedFromId: null };
  rows.add('theme', {
    ...theme,
    id: chance.id('thm'),
    position: 0,
    topicId: topicIds.get('WORK'),
    countsAs: 'WORK',
    response: 'THINK_TOGETHER',
    state: 'DONE',
    doneAt: ended.endsAt,
  });
  rows.add('theme', {
    ...theme,
    id: chance.id('thm'),
    position: 1,
    topicId: topicIds.get('CAREER'),
    countsAs: 'CAREER',
    response: 'ADVICE',
    state: 'OPEN',
    doneAt: null,
  });
  rows.add('participation', {
    tenantId,
    id: chance.id('par'),
    sessionId: ended.id,
    ...both,
    use: 'COUNTERPART',
    audience: 'COUNTERPART:5',
  });
  rows.add('session', {
    ...talk,
    id: chance.id('ses'),
    state: 'SCHEDULED',
    startsAt,
    endsAt: new Date(startsAt.getTime() + HALF_HOUR),
    startedAt: null,
    endedAt: null,
    revision: 2,
    createdAt: after(now, -7, 'days'),
  });
}
