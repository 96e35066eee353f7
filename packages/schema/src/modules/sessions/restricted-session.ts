import { type Actor, freshActor } from '../../kernel/actor.ts';
import { transact } from '../../kernel/database.ts';
import { signal } from '../../kernel/signals.ts';
import { ofPerson } from '../pairs/pair.policy.ts';
import { sessionTimesTopic, signalSession } from './session-change.ts';

/**
 * Wakes up who has a talk open that is still to come or going on with somebody whose data is restricted from now on, or no
 * longer is: by the policy it is gone for them, or there again.
 */
export function wakeTalksOf(job: Actor, userId: string): Promise<void> {
  const { tenantId } = job;
  return transact(freshActor(job), async (db) => {
    const open = await db.session.findMany({
      where: { ...ofPerson({ tenantId, userId }), state: { in: ['PROPOSED', 'SCHEDULED', 'LIVE'] } },
      select: { id: true, memberId: true, counterpartId: true },
    });
    for (const session of open) {
      await signalSession(db, tenantId, session);
      await signal(db, sessionTimesTopic(tenantId, session.id), { sessionId: session.id });
    }
  });
}
