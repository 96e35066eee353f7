import { newId } from '../../kernel/ids.ts';
import { whoSees } from '../exposure.ts';

whoSees('AuditEntry', {
  seenBy: ['admin', 'key'],
  make: ({ writeUnfenced }) =>
    writeUnfenced(async (db, tenantId) => {
      const subject = { subjectType: 'Session', subjectId: 'ses_x', actorKind: 'job', actorId: 'job:x' };
      const data = {
        tenantId,
        seq: 1,
        id: newId('aud'),
        at: new Date(0),
        action: 'session.started',
        digest: '',
        ...subject,
      };
      return (await db.auditEntry.create({ data })).id;
    }),
  document: '{ auditEntries { nodes { id } } }',
});

whoSees('PersonRead', {
  seenBy: ['member'],
  make: ({ writeUnfenced, actors }) =>
    writeUnfenced(async (db, tenantId) => {
      const reader = { readerKind: 'key', readerId: 'key_x', type: 'PersonReadProbe' };
      const data = { tenantId, day: new Date(0), personId: actors.member.userId, ...reader };
      return (await db.personRead.create({ data })).personId;
    }),
  document: '{ viewer { readsOfMyData { nodes { type } } } }',
  proof: () => 'PersonReadProbe',
});
