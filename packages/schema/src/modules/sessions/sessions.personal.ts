import { holdsOwn } from '../../kernel/own-columns.ts';
import { concernsPeople } from '../../kernel/personal.ts';
import { ofPerson } from '../pairs/pair.policy.ts';
import { noteOf } from './preparation.ts';
import { freeTopicOf } from './theme.ts';

concernsPeople('Session', {
  copied: (db, person) => db.session.findMany({ where: ofPerson(person), omit: { tenantId: true } }),
  erased: 'The history is the other’s as well, who had it with a former member.',
  stays: (db, person) => db.session.count({ where: ofPerson(person) }),
});

concernsPeople('Preparation', {
  copied: async (db, person) => {
    const rows = await db.preparation.findMany({ where: ofPerson(person), omit: { tenantId: true } });
    return Promise.all(rows.map(async (row) => ({ ...row, note: await noteOf(person, row) })));
  },
  erased: (db, { tenantId, userId }) => db.preparation.deleteMany({ where: { tenantId, memberId: userId } }),
  goes: (db, { tenantId, userId }) => db.preparation.count({ where: { tenantId, memberId: userId } }),
  stays: (db, { tenantId, userId }) => db.preparation.count({ where: { tenantId, counterpartId: userId } }),
});

holdsOwn('Preparation', 'note', { key: 'session_id', author: 'member_id' });

concernsPeople('Theme', {
  copied: async (db, person) => {
    const rows = await db.theme.findMany({ where: ofPerson(person), omit: { tenantId: true } });
    return Promise.all(rows.map(async (row) => ({ ...row, freeTopic: await freeTopicOf(person, row) })));
  },
  // The kind of topic stays in the other's history; the words were the member's.
  erased: (db, { tenantId, userId }) =>
    db.theme.updateMany({ where: { tenantId, memberId: userId }, data: { freeTopic: null } }),
  goes: (db, { tenantId, userId }) =>
    db.theme.count({ where: { tenantId, memberId: userId, freeTopic: { not: null } } }),
});

holdsOwn('Theme', 'freeTopic', { key: 'id', author: 'member_id' });

concernsPeople('Presence', {
  copied: 'It says only who has a page open at this moment.',
  erased: (db, { tenantId, userId }) => db.presence.deleteMany({ where: { tenantId, userId } }),
});
