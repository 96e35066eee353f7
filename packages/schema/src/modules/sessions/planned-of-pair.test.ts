import { afterEach, describe, expect, test } from 'vitest';
import { type Actor, freshActor } from '../../kernel/actor.ts';
import { after, freezeTime, now } from '../../kernel/time.ts';
import { useTestDatabase } from '../../testing/database.ts';
import { deliverEvents } from '../../testing/deliver.ts';
import { aCompany, aSession, seenBy } from '../../testing/world.ts';
import '../pairs/pair.jobs.ts';
import { reopenPair } from '../pairs/pair-reopening.ts';
import { createPair, endPair } from '../pairs/pair.ts';
import { deactivateUser, reactivateUser } from '../tenancy/user.ts';
import { prepareSession } from './preparation.ts';
import './session.jobs.ts';
import { cancelSession, proposeSession } from './session.ts';

useTestDatabase();
afterEach(() => freezeTime(new Date())());

const inMinutes = (minutes: number): Date => after(now(), minutes, 'minutes');

const rowOf = (actor: Actor, id: string) => seenBy(actor, (db) => db.session.findFirstOrThrow({ where: { id } }));
const stateOf = async (actor: Actor, id: string) => (await rowOf(actor, id)).state;
const isOpen = async (actor: Actor, id: string) =>
  (await seenBy(actor, (db) => db.pair.findFirstOrThrow({ where: { id } }))).endedAt === null;

/** A session both agreed to in an hour, and one that is only proposed in two. */
async function planned() {
  const world = await aSession(60);
  const { id: proposed } = await proposeSession(world.bob, { pairId: world.pair, startsAt: inMinutes(120) });
  return { ...world, proposed, end: () => endPair(freshActor(world.admin), { pairId: world.pair }) };
}

describe('an end that is taken back', () => {
  test('gives the two what was planned as it was, whoever of them planned it, and not what they had called off', async () => {
    const { admin, ann, tenantId, pair, session, proposed, end } = await planned();
    const { id: off } = await proposeSession(ann, { pairId: pair, startsAt: inMinutes(300) });
    await cancelSession(ann, { sessionId: off });
    const [before, only] = [await rowOf(ann, session), await rowOf(ann, proposed)];
    await end();
    await deliverEvents(tenantId, { twice: true });
    expect(await stateOf(ann, session)).toBe('CANCELLED');
    await reopenPair(admin, { pairId: pair });
    await reopenPair(freshActor(admin), { pairId: pair });
    await deliverEvents(tenantId, { twice: true });
    expect(await isOpen(ann, pair)).toBe(true);
    expect(await rowOf(ann, session)).toEqual({ ...before, revision: before.revision + 2 });
    expect(await rowOf(ann, proposed)).toEqual({ ...only, revision: only.revision + 2 });
    expect(await stateOf(ann, off)).toBe('CANCELLED');
    const told = await seenBy(admin, (db) =>
      db.outboxEvent.findMany({ where: { tenantId, type: { in: ['pair.reopened', 'session.restored'] } } }),
    );
    expect(told.map(({ type }) => type).sort()).toEqual(['pair.reopened', 'session.restored', 'session.restored']);
  });

  test('leaves out for good what one of the two has no time for any more', async () => {
    const { admin, bob, eve, tenantId, pair, session, proposed, end } = await planned();
    await end();
    await deliverEvents(tenantId);
    const other = await createPair(admin, { memberId: eve.userId, counterpartId: bob.userId, kind: 'OTHER' });
    const { id: taken } = await proposeSession(eve, { pairId: other.id, startsAt: inMinutes(70) });
    await reopenPair(freshActor(admin), { pairId: pair });
    await deliverEvents(tenantId);
    expect([await stateOf(bob, session), await stateOf(bob, proposed)]).toEqual(['CANCELLED', 'PROPOSED']);
    await cancelSession(eve, { sessionId: taken });
    await end();
    await deliverEvents(tenantId);
    await reopenPair(freshActor(admin), { pairId: pair });
    await deliverEvents(tenantId);
    expect([await stateOf(bob, session), await stateOf(bob, proposed)]).toEqual(['CANCELLED', 'PROPOSED']);
  });

  test('before anything was called off calls nothing off', async () => {
    const { admin, ann, tenantId, pair, session, end } = await planned();
    await end();
    await reopenPair(freshActor(admin), { pairId: pair });
    await deliverEvents(tenantId);
    expect(await stateOf(ann, session)).toBe('SCHEDULED');
    const told = await seenBy(admin, (db) => db.outboxEvent.count({ where: { tenantId, type: 'session.cancelled' } }));
    expect(told).toBe(0);
  });

  test('keeps what was prepared', async () => {
    const { admin, ann, tenantId, pair, session, end } = await planned();
    await prepareSession(ann, { sessionId: session, expectedRevision: 0, note: 'あとで', themes: [] });
    const look = () => seenBy(ann, (db) => db.preparation.findFirstOrThrow({ where: { sessionId: session } }));
    const before = await look();
    await end();
    await deliverEvents(tenantId);
    await reopenPair(freshActor(admin), { pairId: pair });
    await deliverEvents(tenantId);
    expect(await look()).toEqual(before);
  });

  test('is for those who arrange pairs, for a day', async () => {
    const { admin, server, ann, bob, eve, pair, end } = await planned();
    await end();
    for (const [actor, code] of [
      [ann, 'FORBIDDEN'],
      [bob, 'FORBIDDEN'],
      [server('pairs:read'), 'FORBIDDEN'],
      [eve, 'NOT_FOUND'],
      [(await aCompany()).admin, 'NOT_FOUND'],
    ] as const)
      await expect(reopenPair(freshActor(actor), { pairId: pair })).rejects.toMatchObject({ code });
    const ended = now();
    freezeTime(after(ended, 25, 'hours'));
    const late = reopenPair(freshActor(admin), { pairId: pair });
    await expect(late).rejects.toMatchObject({ code: 'PAIR_REOPEN_TOO_LATE' });
    freezeTime(after(ended, 23, 'hours'));
    await reopenPair(server(), { pairId: pair });
    expect(await isOpen(ann, pair)).toBe(true);
  });

  test('is refused while the same two are a pair of this kind again', async () => {
    const { admin, ann, bob, pair, end } = await planned();
    await end();
    await createPair(admin, { memberId: ann.userId, counterpartId: bob.userId, kind: 'MANAGER_MEMBER' });
    const again = reopenPair(freshActor(admin), { pairId: pair });
    await expect(again).rejects.toMatchObject({ code: 'DUPLICATE' });
    expect(await isOpen(ann, pair)).toBe(false);
  });

  test('waits for who has left to come back, and then gives back what was planned with them', async () => {
    const { admin, ann, bob, tenantId, pair, session } = await planned();
    await deactivateUser(admin, { userId: bob.userId });
    await deliverEvents(tenantId, { twice: true });
    expect(await stateOf(ann, session)).toBe('CANCELLED');
    const left = reopenPair(freshActor(admin), { pairId: pair });
    await expect(left).rejects.toMatchObject({ code: 'HAS_LEFT' });
    await reactivateUser(freshActor(admin), { userId: bob.userId });
    await reopenPair(freshActor(admin), { pairId: pair });
    await deliverEvents(tenantId);
    expect(await stateOf(ann, session)).toBe('SCHEDULED');
  });
});
