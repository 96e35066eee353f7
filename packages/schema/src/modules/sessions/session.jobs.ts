import { every, onEvent } from '../../kernel/jobs.ts';
import { type Due, retain } from '../../kernel/retention.ts';
import { now } from '../../kernel/time.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import '../tenancy/user-restriction.ts';
import { cancelPlanned, restorePlanned } from './planned-of-pair.ts';
import { wakeTalksOf } from './restricted-session.ts';
import { endForgottenTalks } from './talk.ts';

onEvent('pair.ended', {
  name: 'sessions.cancelPlannedOfPair',
  run: (event, job) => cancelPlanned(job, { pairId: event.subject.id }),
});

onEvent('pair.reopened', {
  name: 'sessions.restorePlannedOfPair',
  run: (event, job) => restorePlanned(job, event.subject.id),
});

onEvent('user.deactivated', {
  name: 'sessions.cancelPlannedOfLeaver',
  run: (event, job) =>
    cancelPlanned(job, { OR: [{ memberId: event.subject.id }, { counterpartId: event.subject.id }] }),
});

onEvent('user.restricted', {
  name: 'sessions.withholdOfRestricted',
  run: (event, job) => wakeTalksOf(job, event.subject.id),
});

onEvent('user.unrestricted', {
  name: 'sessions.showOfUnrestricted',
  run: (event, job) => wakeTalksOf(job, event.subject.id),
});

every('*/5 * * * *', { name: 'sessions.endForgottenTalks', forTenant: endForgottenTalks });

/** Talks that were over before an instant, but none of people whose data is held. */
const dueSessions = ({ tenantId, before, held }: Due): Prisma.SessionWhereInput => ({
  tenantId,
  OR: [{ endedAt: { lt: before } }, { cancelledAt: { lt: before } }],
  memberId: { notIn: [...held] },
  counterpartId: { notIn: [...held] },
});

retain('Session', {
  says: 'Kept while the tenant is: the two keep their history; or, with all its content, as long as the tenant chose.',
  choice: {
    usual: null,
    least: 365,
    most: 3_650,
    count: (db, due) => db.session.count({ where: dueSessions(due) }),
    purge: async (db, due) => (await db.session.deleteMany({ where: dueSessions(due) })).count,
  },
});
retain('Preparation', { says: 'Kept with the session.' });
retain('Theme', { says: 'Kept with the session.' });
retain('Presence', {
  says: 'Removed when the page is closed, or when it has gone without a word.',
  purge: async (db) => (await db.presence.deleteMany({ where: { until: { lt: now() } } })).count,
});
