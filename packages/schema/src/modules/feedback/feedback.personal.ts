import type { Actor } from '../../kernel/actor.ts';
import { holdsOwn } from '../../kernel/own-columns.ts';
import { concernsPeople } from '../../kernel/personal.ts';
import { unsealOrNull } from '../../kernel/seal.ts';
import { ofPerson } from '../pairs/pair.policy.ts';
import { attemptPlace } from './attempt.ts';
import { visibleOpenRatings } from './feedback.policy.ts';
import { impressionPlace } from './impression.ts';
import { openGradePlace } from './rating.ts';
import { eraseRatingsOf } from './rating.jobs.ts';

const asMember = ({ tenantId, userId }: Actor) => ({ tenantId, memberId: userId });
const asCounterpart = ({ tenantId, userId }: Actor) => ({ tenantId, counterpartId: userId });

concernsPeople('Participation', {
  copied: (db, person) => db.participation.findMany({ where: asMember(person), omit: { tenantId: true } }),
  erased: (db, person) => db.participation.deleteMany({ where: asMember(person) }),
  goes: (db, person) => db.participation.count({ where: asMember(person) }),
});

concernsPeople('HeldRating', {
  copied: 'It is on its way among the anonymous answers, where nobody can say whose it is.',
  erased: (db, person) => db.heldRating.deleteMany({ where: asMember(person) }),
});

concernsPeople('Rating', {
  copied: 'It is anonymous: nobody reads a single answer, not even whose it is.',
  erased: (_db, { tenantId, userId }) => eraseRatingsOf(tenantId, userId),
});

concernsPeople('OpenRating', {
  copied: async (db, person) => {
    const rows = await db.openRating.findMany({ where: visibleOpenRatings(person), omit: { tenantId: true } });
    const gradeOf = (row: (typeof rows)[number]) => unsealOrNull(person, openGradePlace(row.sessionId), row.grade);
    return Promise.all(rows.map(async (row) => ({ ...row, grade: await gradeOf(row) })));
  },
  erased: (db, person) => db.openRating.deleteMany({ where: asMember(person) }),
});

concernsPeople('Impression', {
  copied: async (db, person) => {
    const rows = await db.impression.findMany({ where: ofPerson(person), omit: { tenantId: true } });
    const textOf = (row: (typeof rows)[number]) => unsealOrNull(person, impressionPlace(row.id), row.text);
    return Promise.all(rows.map(async (row) => ({ ...row, text: await textOf(row) })));
  },
  erased: (db, person) => db.impression.deleteMany({ where: asMember(person) }),
  goes: (db, person) => db.impression.count({ where: asMember(person) }),
  stays: (db, person) => db.impression.count({ where: asCounterpart(person) }),
});

concernsPeople('Attempt', {
  copied: async (db, person) => {
    const rows = await db.attempt.findMany({ where: ofPerson(person), omit: { tenantId: true } });
    const textOf = (row: (typeof rows)[number]) => unsealOrNull(person, attemptPlace(row.id), row.text);
    return Promise.all(rows.map(async (row) => ({ ...row, text: await textOf(row) })));
  },
  erased: (db, person) => db.attempt.deleteMany({ where: asCounterpart(person) }),
  goes: (db, person) => db.attempt.count({ where: asCounterpart(person) }),
  stays: (db, person) => db.attempt.count({ where: asMember(person) }),
});

holdsOwn('OpenRating', 'grade', { key: 'session_id', author: 'member_id' });
holdsOwn('Impression', 'text', { key: 'id', author: 'member_id' });
holdsOwn('Attempt', 'text', { key: 'id', author: 'counterpart_id' });
