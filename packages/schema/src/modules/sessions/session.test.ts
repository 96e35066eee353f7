import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Actor, freshActor } from '../../kernel/actor.ts';
import { after, freezeTime, now } from '../../kernel/time.ts';
import { useTestDatabase } from '../../testing/database.ts';
import { aPair, aSession, seenBy } from '../../testing/world.ts';
import { createPair, endPair } from '../pairs/pair.ts';
import { acceptSession, cancelSession, moveSession, proposeSession } from './session.ts';
import { endSession, startSession } from './talk.ts';

useTestDatabase();

let thaw: () => void;
beforeEach(() => {
  thaw = freezeTime('2026-11-20T01:00:00Z');
});
afterEach(() => thaw());

const soon = (minutes: number): Date => after(now(), minutes, 'minutes');

const read = (actor: Actor, id: string) =>
  seenBy(actor, (db) => db.session.findFirstOrThrow({ where: { tenantId: actor.tenantId, id } }));

describe('proposing', () => {
  test('ann proposes, bob accepts, and accepting again changes nothing', async () => {
    const { ann, bob, pair } = await aPair();
    const { id } = await proposeSession(ann, { pairId: pair, startsAt: soon(60), minutes: 45 });
    expect(await read(ann, id)).toMatchObject({ state: 'PROPOSED', proposedById: ann.userId, endsAt: soon(105) });
    await acceptSession(bob, { sessionId: id });
    const accepted = await read(bob, id);
    expect(accepted).toMatchObject({ state: 'SCHEDULED', revision: 2 });
    await acceptSession(bob, { sessionId: id });
    expect(await read(bob, id)).toEqual(accepted);
  });

  test('nobody accepts their own proposal', async () => {
    const { ann, pair } = await aPair();
    const { id } = await proposeSession(ann, { pairId: pair, startsAt: soon(60) });
    await expect(acceptSession(ann, { sessionId: id })).rejects.toMatchObject({ code: 'NOT_ACCEPTED' });
  });

  test('an administrator and a server set the time at once', async () => {
    const { admin, server, bob, pair } = await aPair();
    const byAdmin = await proposeSession(admin, { pairId: pair, startsAt: soon(60) });
    expect(await read(admin, byAdmin.id)).toMatchObject({ state: 'SCHEDULED', proposedById: admin.userId });
    const byServer = await proposeSession(server('sessions:read', 'sessions:write'), {
      pairId: pair,
      startsAt: soon(120),
    });
    expect(await read(admin, byServer.id)).toMatchObject({ state: 'SCHEDULED', proposedById: bob.userId });
  });

  test('a colleague finds no pair, a server without the scope is refused, a stranger finds nothing', async () => {
    const { eve, server, pair } = await aPair();
    const stranger = (await aPair()).admin;
    const input = { pairId: pair, startsAt: soon(60) };
    await expect(proposeSession(eve, input)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(proposeSession(server('pairs:read'), input)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(proposeSession(stranger, input)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test.each([
    ['in the past', { startsAt: new Date('2026-11-20T00:00:00Z') }],
    ['more than a year ahead', { startsAt: new Date('2028-01-01T00:00:00Z') }],
    ['without a time', {}],
    ['with two times', { startsAt: new Date('2026-11-21T00:00:00Z'), localTime: '2026-11-21T10:00' }],
    ['with a time that is none', { localTime: '2026-02-30T10:00' }],
    ['with words for a time', { localTime: 'tomorrow' }],
    ['in a zone that is none', { localTime: '2026-11-21T10:00', timeZone: 'Mars/Olympus' }],
    ['for a moment', { startsAt: new Date('2026-11-21T00:00:00Z'), minutes: 4 }],
    ['for a day', { startsAt: new Date('2026-11-21T00:00:00Z'), minutes: 1440 }],
    ['for half a minute', { startsAt: new Date('2026-11-21T00:00:00Z'), minutes: 30.5 }],
  ])('a session %s is not planned', async (_what, time) => {
    const { ann, pair } = await aPair();
    await expect(proposeSession(ann, { pairId: pair, ...time })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });

  test('an ended pair plans nothing more', async () => {
    const { ann, admin, pair } = await aPair();
    await endPair(admin, { pairId: pair });
    await expect(proposeSession(ann, { pairId: pair, startsAt: soon(60) })).rejects.toMatchObject({ code: 'ENDED' });
  });
});

test('a pair that ends while a session is proposed has either no session or one that its end cancels', async () => {
  const { ann, admin, pair, tenantId } = await aPair();
  const [proposed] = await Promise.allSettled([
    proposeSession(ann, { pairId: pair, startsAt: soon(60) }),
    endPair(admin, { pairId: pair }),
  ]);
  const row = await seenBy(admin, (db) => db.pair.findFirstOrThrow({ where: { tenantId, id: pair } }));
  const sessions = await seenBy(admin, (db) => db.session.count({ where: { tenantId } }));
  expect(row.endedAt).not.toBeNull();
  expect(sessions).toBe(proposed.status === 'fulfilled' ? 1 : 0);
});

describe('times on the wall', () => {
  test("a wall time is taken in the tenant's zone unless it names another", async () => {
    const { ann, bob, pair } = await aPair();
    const tokyo = await proposeSession(ann, { pairId: pair, localTime: '2026-11-24T10:00' });
    expect(await read(bob, tokyo.id)).toMatchObject({
      startsAt: new Date('2026-11-24T01:00:00Z'),
      timeZone: 'Asia/Tokyo',
    });
    const paris = await proposeSession(ann, { pairId: pair, localTime: '2026-11-24T10:00', timeZone: 'Europe/Paris' });
    expect(await read(bob, paris.id)).toMatchObject({
      startsAt: new Date('2026-11-24T09:00:00Z'),
      timeZone: 'Europe/Paris',
    });
  });

  test('a time that the clocks skip is refused, and the one they show twice is the earlier', async () => {
    const { ann, bob, pair } = await aPair();
    const skipped = { pairId: pair, localTime: '2027-03-28T02:30', timeZone: 'Europe/Berlin' };
    await expect(proposeSession(ann, skipped)).rejects.toMatchObject({
      issues: [{ path: ['localTime'], message: expect.stringContaining('skip') }],
    });
    const twice = { pairId: pair, localTime: '2027-10-31T02:30', timeZone: 'Europe/Berlin' };
    const { id } = await proposeSession(ann, twice);
    expect((await read(bob, id)).startsAt).toEqual(new Date('2027-10-31T00:30:00Z'));
  });
});

describe('overlap', () => {
  test('neither of the two is planned twice at the same time, also with somebody else', async () => {
    const { ann, bob, eve, admin, pair } = await aPair();
    const other = await createPair(admin, { memberId: bob.userId, counterpartId: eve.userId, kind: 'OTHER' });
    await proposeSession(ann, { pairId: pair, startsAt: soon(60), minutes: 30 });
    const during = { pairId: other.id, startsAt: soon(75) };
    await expect(proposeSession(eve, during)).rejects.toMatchObject({ name: 'Conflict', code: 'OVERLAP' });
    await expect(proposeSession(eve, { ...during, startsAt: soon(90) })).resolves.toHaveProperty('id');
  });

  test('a cancelled session takes up no time', async () => {
    const { ann, pair } = await aPair();
    const { id } = await proposeSession(ann, { pairId: pair, startsAt: soon(60) });
    await cancelSession(ann, { sessionId: id });
    await expect(proposeSession(ann, { pairId: pair, startsAt: soon(60) })).resolves.toHaveProperty('id');
  });

  test('of ten who plan for the same people at once, one does', async () => {
    const { ann, bob, eve, admin, pair, tenantId } = await aPair();
    const other = await createPair(admin, { memberId: eve.userId, counterpartId: ann.userId, kind: 'OTHER' });
    const attempts = Array.from({ length: 10 }, (_, at) => {
      const [who, pairId] = at % 2 ? [bob, pair] : [eve, other.id];
      return proposeSession(freshActor(who), { pairId, startsAt: soon(60 + at) });
    });
    const outcomes = await Promise.allSettled(attempts);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const codes = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason.code] : []));
    expect(new Set(codes)).toEqual(new Set(['OVERLAP']));
    expect(await seenBy(admin, (db) => db.session.count({ where: { tenantId } }))).toBe(1);
  });
});

describe('moving', () => {
  test('bob moves an agreed session: ann is asked again, and it keeps its length', async () => {
    const { ann, bob, session } = await aSession(60);
    await moveSession(bob, { sessionId: session, startsAt: soon(300) });
    expect(await read(ann, session)).toMatchObject({
      state: 'PROPOSED',
      proposedById: bob.userId,
      startsAt: soon(300),
      endsAt: soon(330),
    });
    await acceptSession(ann, { sessionId: session });
    expect((await read(ann, session)).state).toBe('SCHEDULED');
  });

  test('pressing twice moves once; a session may be moved onto its own time', async () => {
    const { bob, session } = await aSession(60);
    await moveSession(bob, { sessionId: session, startsAt: soon(70) });
    const moved = await read(bob, session);
    await moveSession(bob, { sessionId: session, startsAt: soon(70) });
    expect(await read(bob, session)).toEqual(moved);
  });

  test('it is not moved onto another session, and not by who is neither of the two', async () => {
    const { ann, eve, admin, pair, session } = await aSession(60);
    await proposeSession(ann, { pairId: pair, startsAt: soon(200) });
    const onto = { sessionId: session, startsAt: soon(190) };
    await expect(moveSession(ann, onto)).rejects.toMatchObject({ code: 'OVERLAP' });
    await expect(moveSession(eve, onto)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(moveSession(admin, onto)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  test('two people who move the same two sessions onto each other do not wait for ever', async () => {
    const { ann, bob, pair, session } = await aSession(60);
    const second = await proposeSession(ann, { pairId: pair, startsAt: soon(200) });
    const outcomes = await Promise.allSettled([
      moveSession(ann, { sessionId: session, startsAt: soon(400) }),
      moveSession(bob, { sessionId: second.id, startsAt: soon(400) }),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('cancelling', () => {
  test('either of the two, an administrator and a server cancel; again changes nothing', async () => {
    for (const who of ['ann', 'bob', 'admin', 'server'] as const) {
      const world = await aSession(60);
      const actor = who === 'server' ? world.server() : world[who];
      await cancelSession(actor, { sessionId: world.session });
      const cancelled = await read(world.ann, world.session);
      expect(cancelled).toMatchObject({ state: 'CANCELLED', cancelledAt: now() });
      await cancelSession(actor, { sessionId: world.session });
      expect(await read(world.ann, world.session)).toEqual(cancelled);
    }
  });

  test('a talk that goes on is ended, not cancelled; one that is over stays', async () => {
    const { ann, bob, eve, session } = await aSession();
    await startSession(ann, { sessionId: session });
    await expect(cancelSession(bob, { sessionId: session })).rejects.toMatchObject({ name: 'NotNow', code: 'LIVE' });
    await endSession(bob, { sessionId: session });
    await expect(cancelSession(bob, { sessionId: session })).rejects.toMatchObject({ code: 'ALREADY_OVER' });
    await expect(cancelSession(eve, { sessionId: session })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
