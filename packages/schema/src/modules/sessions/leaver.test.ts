import { expect, test } from 'vitest';
import { useTestDatabase } from '../../testing/database.ts';
import { deliverEvents } from '../../testing/deliver.ts';
import { aPair, aSession, seenBy } from '../../testing/world.ts';
import { createPair, endPair } from '../pairs/pair.ts';
import '../pairs/pair.jobs.ts';
import { deactivateUser } from '../tenancy/user.ts';
import './session.jobs.ts';
import { proposeSession } from './session.ts';
import { endSession, startSession } from './talk.ts';

useTestDatabase();

const soon = (minutes: number): Date => new Date(Date.now() + minutes * 60_000);

test('bob leaves: his pairs end, what was planned with him is cancelled, and a second delivery changes nothing', async () => {
  const { admin, bob, ann, eve, tenantId, pair, session } = await aSession(60);
  const mentoring = await createPair(admin, { memberId: bob.userId, counterpartId: eve.userId, kind: 'MENTOR_MENTEE' });
  const hers = await createPair(admin, { memberId: ann.userId, counterpartId: eve.userId, kind: 'OTHER' });
  const kept = await proposeSession(eve, { pairId: hers.id, startsAt: soon(300) });
  await deactivateUser(admin, { userId: bob.userId });
  await deliverEvents(tenantId, { twice: true });
  const pairs = await seenBy(admin, (db) => db.pair.findMany({ where: { tenantId, endedAt: { not: null } } }));
  expect(pairs.map(({ id }) => id).sort()).toEqual([pair, mentoring.id].sort());
  const sessions = await seenBy(admin, (db) => db.session.findMany({ where: { tenantId } }));
  expect(Object.fromEntries(sessions.map(({ id, state }) => [id, state]))).toEqual({
    [session]: 'CANCELLED',
    [kept.id]: 'PROPOSED',
  });
  const told = await seenBy(admin, (db) =>
    db.outboxEvent.count({ where: { tenantId, type: { in: ['pair.ended', 'session.cancelled'] } } }),
  );
  expect(told).toBe(3);
});

test('the history of who left stays with those who had it', async () => {
  const { admin, ann, bob, tenantId, session } = await aSession();
  await startSession(ann, { sessionId: session });
  await endSession(ann, { sessionId: session });
  await deactivateUser(admin, { userId: bob.userId });
  await deliverEvents(tenantId);
  const held = await seenBy(ann, (db) =>
    db.session.findFirst({ where: { id: session }, include: { counterpart: true } }),
  );
  expect(held).toMatchObject({ state: 'ENDED', counterpart: { id: bob.userId } });
});

test('a talk that goes on when the pair is to end keeps the pair; afterwards it ends and cancels what was planned', async () => {
  const { admin, ann, bob, tenantId, pair, session } = await aSession();
  const next = await proposeSession(bob, { pairId: pair, startsAt: soon(600) });
  await startSession(ann, { sessionId: session });
  await expect(endPair(admin, { pairId: pair })).rejects.toMatchObject({ code: 'LIVE' });
  await endSession(ann, { sessionId: session });
  await endPair(admin, { pairId: pair });
  await endPair(admin, { pairId: pair });
  await deliverEvents(tenantId);
  const states = await seenBy(ann, (db) =>
    db.session.findMany({ where: { tenantId }, select: { id: true, state: true } }),
  );
  expect(Object.fromEntries(states.map(({ id, state }) => [id, state]))).toEqual({
    [session]: 'ENDED',
    [next.id]: 'CANCELLED',
  });
});

test('a new pair of the same two inherits nothing of the old one', async () => {
  const { admin, ann, bob, pair, tenantId } = await aPair();
  await endPair(admin, { pairId: pair });
  const two = { memberId: ann.userId, counterpartId: bob.userId, kind: 'MANAGER_MEMBER' as const };
  const { id } = await createPair(admin, two);
  const made = await seenBy(ann, (db) =>
    db.pair.findFirstOrThrow({ where: { tenantId, id }, include: { sessions: true } }),
  );
  expect(made).toMatchObject({ level: 1, purpose: null, sessions: [] });
});
