import { jobActor, personActor, type Actor } from '../kernel/actor.ts';
import { asSystem, database, read } from '../kernel/database.ts';
import { Problem } from '../kernel/problems.ts';
import { after, now } from '../kernel/time.ts';
import { acceptSession, proposeSession } from '../modules/sessions/session.ts';
import { soon } from './scene.ts';

const MEMBER = 'demo-1-member';

/** The first pair of a demo tenant, unless one of their talks can be held now or is going on. */
async function pairInNeed(tenantId: string) {
  const actor = jobActor(tenantId, 'demo.refreshScene');
  const at = now();
  return read(actor, () =>
    database(actor).pair.findFirst({
      where: {
        tenantId,
        endedAt: null,
        member: { externalId: MEMBER },
        sessions: {
          none: {
            OR: [
              { state: 'LIVE' },
              {
                state: { in: ['PROPOSED', 'SCHEDULED'] },
                startsAt: { gte: after(at, -1, 'hours'), lte: after(at, 15, 'minutes') },
              },
            ],
          },
        },
      },
    }),
  );
}

const person = (tenantId: string, userId: string): Actor => personActor({ tenantId, userId, credentialId: 'demo' });

async function planTalk(tenantId: string): Promise<void> {
  const pair = await pairInNeed(tenantId);
  if (!pair) return;
  const { id: sessionId } = await proposeSession(person(tenantId, pair.counterpartId), {
    pairId: pair.id,
    startsAt: soon(now()),
  });
  await acceptSession(person(tenantId, pair.memberId), { sessionId });
}

/** Sees that the first pair of each demo has a talk that can be held now, however long ago the demo was filled. */
export async function refreshScene(): Promise<void> {
  const tenants = await asSystem('listTenants', (db) =>
    db.tenant.findMany({ where: { demo: true }, select: { id: true } }),
  );
  for (const { id } of tenants)
    await planTalk(id).catch((error: unknown) => {
      // One of the two has another talk just then: the next time will do.
      if (!(error instanceof Problem)) throw error;
    });
}
