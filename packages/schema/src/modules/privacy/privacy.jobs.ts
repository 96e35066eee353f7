import { every, onEvent } from '../../kernel/jobs.ts';
import { retain } from '../../kernel/retention.ts';
import { now } from '../../kernel/time.ts';
import { eraseDue } from './erasure.ts';
import { purgeByChoice } from './retention-setting.ts';
import { COPY_DAYS, makeOwnCopy } from './own-copy.ts';
import { sealForPeople } from './own-keys.ts';

onEvent('ownCopy.requested', {
  name: 'privacy.makeOwnCopy',
  run: ({ subject, ids }, job) => makeOwnCopy(job, ids.personId, subject.id),
});

every('27 * * * *', { name: 'privacy.purgeByChoice', evenWhenFull: true, forTenant: purgeByChoice });
every('23 * * * *', { name: 'privacy.eraseDue', evenWhenFull: true, forTenant: eraseDue });
every('*/10 * * * *', { name: 'privacy.sealForPeople', forTenant: async (job) => void (await sealForPeople(job)) });

retain('OwnCopy', {
  says: `Removed ${COPY_DAYS} days after it was asked for; the archive itself as soon as it is taken.`,
  purge: async (db) => (await db.ownCopy.deleteMany({ where: { expiresAt: { lte: now() } } })).count,
});
retain('Erasure', {
  says: 'Kept while the tenant is, without a name: so that a restored backup does not bring anybody back.',
});
retain('RetentionSetting', { says: 'Kept while the tenant is.' });
retain('Restriction', { says: 'Kept while the tenant is, as proof of what was asked and done.' });
retain('LegalHold', { says: 'Kept while the tenant is, also after it ended, as proof of what was held and why.' });
