import { freshActor } from '../../kernel/actor.ts';
import { transact } from '../../kernel/database.ts';
import { onEvent } from '../../kernel/jobs.ts';
import { retain } from '../../kernel/retention.ts';
import { after, now } from '../../kernel/time.ts';
import { closePair } from './pair.ts';

onEvent('user.deactivated', {
  name: 'pairs.endPairsOfLeaver',
  run: (event, job) =>
    transact(freshActor(job), async (db) => {
      const { tenantId } = job;
      const userId = event.subject.id;
      await db.$queryRaw`
        select 1 from pair where tenant_id = ${tenantId} and ended_at is null and ${userId} in (member_id, counterpart_id)
        order by id for no key update`;
      const pairs = await db.pair.findMany({
        where: { tenantId, endedAt: null, OR: [{ memberId: userId }, { counterpartId: userId }] },
      });
      for (const pair of pairs) await closePair(db, job, pair);
    }),
});

/** How long it can be seen who signed up for what. */
const SIGN_UPS_KEPT_DAYS = 365;

retain('Pair', { says: 'Kept while the tenant is, also after it ended: the two keep their history.' });
retain('PairLevel', { says: 'Kept with the pair.' });
retain('PairPause', { says: 'Kept with the pair.' });
retain('SignUp', {
  says: `Removed ${SIGN_UPS_KEPT_DAYS} days after its last day.`,
  purge: async (db) =>
    (await db.signUp.deleteMany({ where: { closesOn: { lte: after(now(), -SIGN_UPS_KEPT_DAYS, 'days') } } })).count,
});
retain('Volunteer', { says: 'Kept with the invitation, or until taken back.' });
