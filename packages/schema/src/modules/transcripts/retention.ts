import { retain } from '../../kernel/retention.ts';
import { after, now } from '../../kernel/time.ts';

/** Days for which a transcript is kept after its newest entry. */
export const KEPT_DAYS = 90;

retain('Transcript', {
  says: `Removed with all of its entries ${KEPT_DAYS} days after the newest one.`,
  purge: async (db) =>
    (await db.transcript.deleteMany({ where: { changedAt: { lte: after(now(), -KEPT_DAYS, 'days') } } })).count,
});
retain('TranscriptEntry', { says: 'Removed with its transcript; its words at once when one of the two deletes them.' });
retain('SegmentHistory', { says: 'Removed with its segment.' });
retain('CaptureGrant', { says: 'Removed with its transcript.' });
retain('ConsentRecord', { says: 'Kept with its session: it says who agreed to what.' });
retain('TranscriptImport', {
  says: 'Removed with its transcript; its file once it is taken in or refused, at the latest after a day.',
});
