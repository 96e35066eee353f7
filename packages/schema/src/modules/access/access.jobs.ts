import { every } from '../../kernel/jobs.ts';
import { retain } from '../../kernel/retention.ts';
import { after, now } from '../../kernel/time.ts';
import { rotateSigningKeys } from './signing-key.ts';

/** Days for which ended credentials are kept, so that the audit trail can still name them. */
const KEPT_DAYS = 90;

const longAgo = () => ({ lte: after(now(), -KEPT_DAYS, 'days') });

every('17 3 * * *', { name: 'access.rotateSigningKeys', forAll: rotateSigningKeys });

retain('ApiKey', {
  says: 'Kept while the tenant is, so that the audit trail can name it; the secret is never stored.',
});
retain('AllowedOrigin', { says: 'Kept until an admin removes it.' });
retain('SigningKey', { says: 'Kept for the record after it stopped signing; the private part is sealed.' });
retain('EmbedGrant', {
  says: `Removed ${KEPT_DAYS} days after it ended.`,
  purge: async (db) => (await db.embedGrant.deleteMany({ where: { expiresAt: longAgo() } })).count,
});
retain('Revocation', {
  says: `Removed ${KEPT_DAYS} days after it took effect: no token lives that long.`,
  purge: async (db) => (await db.revocation.deleteMany({ where: { revokedAt: longAgo() } })).count,
});
