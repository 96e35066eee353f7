import { type Due, retain } from '../../kernel/retention.ts';

/** Days for which a transcript is kept after its newest entry. */
export const KEPT_DAYS = 90;

const dueTranscripts = ({ tenantId, before, held }: Due) => ({
  tenantId,
  changedAt: { lte: before },
  memberId: { notIn: [...held] },
  counterpartId: { notIn: [...held] },
});

// No choice: the consent text promises these days. Tenant by tenant, because what is held stays.
retain('Transcript', {
  says: `Removed with all of its entries ${KEPT_DAYS} days after the newest one.`,
  choice: {
    usual: KEPT_DAYS,
    least: KEPT_DAYS,
    most: KEPT_DAYS,
    count: (db, due) => db.transcript.count({ where: dueTranscripts(due) }),
    purge: async (db, due) => (await db.transcript.deleteMany({ where: dueTranscripts(due) })).count,
  },
});
retain('TranscriptEntry', { says: 'Removed with its transcript; its words at once when one of the two deletes them.' });
retain('SegmentHistory', { says: 'Removed with its segment.' });
retain('CaptureGrant', { says: 'Removed with its transcript.' });
retain('ConsentRecord', { says: 'Kept with its session: it says who agreed to what.' });
retain('TranscriptImport', {
  says: 'Removed with its transcript; its file once it is taken in or refused, at the latest after a day.',
});
