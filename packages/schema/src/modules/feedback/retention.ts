import { retain } from '../../kernel/retention.ts';
import { after, now } from '../../kernel/time.ts';

/** Months for which pseudonymous grades are kept. */
const RATING_MONTHS = 36;

const monthsAgo = (count: number): Date => {
  const today = now();
  return new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - count, 1));
};

retain('Participation', { says: 'Kept with its session.' });
retain('HeldRating', {
  says: 'Moved among the anonymous grades within minutes, at the latest when its month closes; what is left after 60 days is removed.',
  purge: async (db) => (await db.heldRating.deleteMany({ where: { month: { lt: after(now(), -91, 'days') } } })).count,
});
retain('Rating', {
  says: `Removed after ${RATING_MONTHS} months.`,
  purge: async (db) => (await db.rating.deleteMany({ where: { month: { lt: monthsAgo(RATING_MONTHS) } } })).count,
});
retain('OpenRating', { says: 'Kept with its session.' });
retain('Impression', { says: 'Kept with its session.' });
retain('Attempt', { says: 'Kept with its session.' });
