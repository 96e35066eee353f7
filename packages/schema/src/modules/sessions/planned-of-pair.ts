import type { Prisma, Session } from '../../generated/prisma/client.ts';
import { type Actor, freshActor } from '../../kernel/actor.ts';
import { database, type Db, read, transact } from '../../kernel/database.ts';
import { now } from '../../kernel/time.ts';
import { lockPeople } from '../tenancy/people-lock.ts';
import { changeSession, isFree, lockSession, TAKING_TIME } from './session-change.ts';

type Two = Pick<Session, 'id' | 'memberId' | 'counterpartId'>;

/** Sessions as a job finds them, those that come first in front. */
async function found(job: Actor, where: Prisma.SessionWhereInput): Promise<readonly Two[]> {
  const reader = freshActor(job);
  return read(reader, () =>
    database(reader).session.findMany({
      where: { AND: where, tenantId: job.tenantId },
      select: { id: true, memberId: true, counterpartId: true },
      orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
    }),
  );
}

/** Whether the two do not meet any more: their pair has ended, or one of them has left. Keeps the pair as it is meanwhile. */
async function isOver(db: Db, { tenantId, pairId }: Session): Promise<boolean> {
  await db.$queryRaw`select 1 from pair where tenant_id = ${tenantId} and id = ${pairId} for no key update`;
  const { endedAt, member, counterpart } = await db.pair.findUniqueOrThrow({
    where: { tenantId_id: { tenantId, id: pairId } },
    select: {
      endedAt: true,
      member: { select: { deactivatedAt: true } },
      counterpart: { select: { deactivatedAt: true } },
    },
  });
  return [endedAt, member.deactivatedAt, counterpart.deactivatedAt].some((gone) => gone !== null);
}

/** Calls off what is planned of these sessions, where the two really meet no more, and notes how each stood. */
export async function cancelPlanned(job: Actor, of: Prisma.SessionWhereInput): Promise<void> {
  for (const { id } of await found(job, { AND: of, state: { in: ['PROPOSED', 'SCHEDULED'] } })) {
    await changeSession(freshActor(job), id, async (session, db) => {
      const { state } = session;
      // One of the two may have begun the talk meanwhile, or the end was taken back.
      if (state !== 'PROPOSED' && state !== 'SCHEDULED') return null;
      if (!(await isOver(db, session))) return null;
      return { data: { state: 'CANCELLED', cancelledAt: now(), cancelledFrom: state }, event: 'session.cancelled' };
    });
  }
}

/**
 * Lets what was called off with a pair stand as it stood, once the pair goes on; what one of the two has no time for any
 * more stays cancelled for good.
 */
export async function restorePlanned(job: Actor, pairId: string): Promise<void> {
  const off = await found(job, { pairId, state: 'CANCELLED', cancelledFrom: { not: null } });
  for (const session of off) await restore(freshActor(job), session);
}

async function restore(actor: Actor, { id, memberId, counterpartId }: Two): Promise<void> {
  const { tenantId } = actor;
  await transact(actor, async (db) => {
    await lockPeople(db, tenantId, [memberId, counterpartId]);
    const session = await lockSession(db, actor, id);
    if (session.state !== 'CANCELLED' || !session.cancelledFrom || (await isOver(db, session))) return;
    if (!(await isFree(db, tenantId, session, TAKING_TIME))) {
      await db.session.update({ where: { tenantId_id: { tenantId, id } }, data: { cancelledFrom: null } });
      return;
    }
    const data = { state: session.cancelledFrom, cancelledAt: null, cancelledFrom: null };
    await changeSession(actor, id, () => ({ data, event: 'session.restored' }));
  });
}
