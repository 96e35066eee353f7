import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Actor, freshActor, jobActor } from '../../kernel/actor.ts';
import { after, freezeTime, now } from '../../kernel/time.ts';
import { useTestDatabase } from '../../testing/database.ts';
import { aPair, aSession, seenBy } from '../../testing/world.ts';
import { proposeSession } from './session.ts';
import { endForgottenTalks, endSession, recordHeld, startSession } from './talk.ts';

useTestDatabase();

let thaw: () => void;
beforeEach(() => {
  thaw = freezeTime('2026-11-20T01:00:00Z');
});
afterEach(() => thaw());

const soon = (minutes: number): Date => after(now(), minutes, 'minutes');
const moveClock = (minutes: number) => freezeTime(soon(minutes));

const read = (actor: Actor, id: string) =>
  seenBy(actor, (db) => db.session.findFirstOrThrow({ where: { tenantId: actor.tenantId, id } }));

describe('the talk', () => {
  test('it begins from 15 minutes before its time, and not before', async () => {
    const { ann, session } = await aSession(16);
    await expect(startSession(ann, { sessionId: session })).rejects.toMatchObject({
      code: 'TOO_EARLY',
      possibleFrom: soon(1),
    });
    moveClock(1);
    await startSession(ann, { sessionId: session });
    expect(await read(ann, session)).toMatchObject({ state: 'LIVE', startedAt: now() });
  });

  test('both press at once: it begins once and both find it going on', async () => {
    const { ann, bob, session } = await aSession();
    const pressed = [ann, bob, ann, bob].map((who) => startSession(freshActor(who), { sessionId: session }));
    expect(await Promise.all(pressed)).toEqual(Array.from({ length: 4 }, () => ({ id: session })));
    expect(await read(ann, session)).toMatchObject({ state: 'LIVE', revision: 3 });
  });

  test('who was asked begins it without accepting first; who asked cannot', async () => {
    const { ann, bob, pair } = await aPair();
    const { id } = await proposeSession(ann, { pairId: pair, startsAt: soon(5) });
    await expect(startSession(ann, { sessionId: id })).rejects.toMatchObject({ code: 'NOT_ACCEPTED' });
    await startSession(bob, { sessionId: id });
    expect((await read(ann, id)).state).toBe('LIVE');
  });

  test('it ends once; what has not begun does not end', async () => {
    const { ann, bob, session } = await aSession();
    await expect(endSession(ann, { sessionId: session })).rejects.toMatchObject({ code: 'NOT_STARTED' });
    await startSession(ann, { sessionId: session });
    moveClock(25);
    await endSession(bob, { sessionId: session });
    const ended = await read(ann, session);
    expect(ended).toMatchObject({ state: 'ENDED', endedAt: now() });
    moveClock(1);
    await endSession(ann, { sessionId: session });
    expect(await read(ann, session)).toEqual(ended);
    await expect(startSession(ann, { sessionId: session })).rejects.toMatchObject({ code: 'ALREADY_OVER' });
  });

  test('neither a colleague nor an administrator begins or ends it', async () => {
    const { ann, eve, admin, session } = await aSession();
    for (const step of [startSession, endSession]) {
      await expect(step(eve, { sessionId: session })).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await expect(step(admin, { sessionId: session })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    }
    expect((await read(ann, session)).state).toBe('SCHEDULED');
  });

  test('a talk that nobody ends is over after four hours, and the job may run again', async () => {
    const { ann, session, tenantId } = await aSession();
    await startSession(ann, { sessionId: session });
    const begun = now();
    moveClock(239);
    await endForgottenTalks(jobActor(tenantId, 'test'));
    expect((await read(ann, session)).state).toBe('LIVE');
    moveClock(30);
    await endForgottenTalks(jobActor(tenantId, 'test'));
    await endForgottenTalks(jobActor(tenantId, 'test'));
    expect(await read(ann, session)).toMatchObject({ state: 'ENDED', endedAt: after(begun, 4, 'hours'), revision: 4 });
  });
});

describe('a talk that was held without Taiwa', () => {
  test('either of the two enters it', async () => {
    const { ann, bob, pair } = await aPair();
    const { id } = await recordHeld(bob, { pairId: pair, startedAt: soon(-1440), minutes: 40 });
    expect(await read(ann, id)).toMatchObject({ state: 'ENDED', startedAt: soon(-1440), endedAt: soon(-1400) });
  });

  test('the session that was planned then and never started becomes it', async () => {
    const { ann, bob, pair, session } = await aSession(10);
    moveClock(120);
    const { id } = await recordHeld(ann, { pairId: pair, startedAt: soon(-115), minutes: 45 });
    expect(id).toBe(session);
    expect(await read(bob, session)).toMatchObject({ state: 'ENDED', endedAt: soon(-70) });
  });

  test('the same talk is not entered twice', async () => {
    const { ann, bob, pair } = await aPair();
    const held = { pairId: pair, startedAt: soon(-1440) };
    const outcomes = await Promise.allSettled([recordHeld(ann, held), recordHeld(bob, held)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'OVERLAP' } });
  });

  test('it is neither still going on nor older than 90 days, and nobody else enters it', async () => {
    const { ann, eve, admin, pair } = await aPair();
    for (const startedAt of [soon(-10), soon(60), soon(-91 * 1440)])
      await expect(recordHeld(ann, { pairId: pair, startedAt })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    const held = { pairId: pair, startedAt: soon(-60) };
    await expect(recordHeld(eve, held)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(recordHeld(admin, held)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});
