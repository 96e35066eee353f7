import { afterEach, describe, expect, test } from 'vitest';
import { freshActor, type Actor } from '../../kernel/actor.ts';
import { useTestDatabase } from '../../testing/database.ts';
import { run } from '../../testing/run.ts';
import { after, freezeTime, instantOf, now } from '../../kernel/time.ts';
import { aCompany, aSession, seenBy } from '../../testing/world.ts';
import { prepareSession } from '../sessions/preparation.ts';
import { endSession, startSession } from '../sessions/talk.ts';
import { approveHint, rejectHint, undoHintReview } from './hint-review.ts';
import { leaveHint, withdrawHint } from './hint.ts';

const tables = useTestDatabase();
afterEach(() => freezeTime(new Date())());

/** Goes on to the next day, on which what was left can be reviewed. */
const sleep = () => freezeTime(after(now(), 1, 'days'));

async function aTalkAboutCareer() {
  const world = await aSession(10);
  const { data } = await run<{ topics: { id: string; code: string }[] }>(world.ann, '{ topics { id code } }');
  const topicId = data?.topics.find(({ code }) => code === 'CAREER')?.id ?? '';
  await prepareSession(world.ann, { sessionId: world.session, themes: [{ topicId, response: 'ADVICE' }] });
  await startSession(world.ann, { sessionId: world.session });
  await endSession(world.ann, { sessionId: world.session });
  return world;
}

const leave = (actor: Actor, sessionId: string, text = 'Drew it on paper.') =>
  leaveHint(freshActor(actor), { sessionId, kind: 'WHAT_HELPED', text });

const shownTo = async (actor: Actor) => {
  const document = '{ hints(topicCode: CAREER, response: ADVICE) { nodes { id } } }';
  const { data } = await run<{ hints: { nodes: { id: string }[] } }>(actor, document);
  return data?.hints.nodes.map(({ id }) => id);
};

describe('leaving a hint', () => {
  test('keeps cell, tenant and day, and neither the session nor the author', async () => {
    const { ann, session, tenantId } = await aTalkAboutCareer();
    await leave(ann, session);
    const [row] = await tables.query('admin', 'select * from hint where tenant_id = $1', [tenantId]);
    expect(row).toMatchObject({ topic_code: 'CAREER', response: 'ADVICE', state: 'PENDING' });
    expect(JSON.stringify(row)).not.toContain(session);
    expect(JSON.stringify(row)).not.toContain(ann.userId);
  });

  test('leaves no trace of who did it in the events and in remembered requests', async () => {
    const { ann, session, tenantId } = await aTalkAboutCareer();
    const input = { sessionId: session, kind: 'WHAT_HELPED', text: 'x' };
    await run(
      ann,
      'mutation($input: LeaveHintInput!) { leaveHint(input: $input) { __typename } }',
      { input },
      { idempotencyKey: 'k' },
    );
    const events = await tables.query(
      'admin',
      "select * from outbox_event where tenant_id = $1 and type = 'hint.left'",
      [tenantId],
    );
    expect(events).toHaveLength(1);
    expect(JSON.stringify(events)).not.toContain(ann.userId);
    expect(JSON.stringify(events)).not.toContain(session);
    expect(await tables.query('admin', 'select 1 from idempotency where tenant_id = $1', [tenantId])).toEqual([]);
  });

  test('twice with the same words makes one; the eleventh of a day is too many', async () => {
    const { ann, session } = await aTalkAboutCareer();
    const first = await leave(ann, session);
    expect(await leave(ann, session)).toEqual(first);
    for (let number = 2; number <= 10; number += 1) await leave(ann, session, `Hint ${number}`);
    await expect(leave(ann, session, 'Hint 11')).rejects.toMatchObject({ code: 'HINTS_PER_DAY', limit: 10 });
  });

  test('is for the two, each with their own kind, once the talk is over', async () => {
    const early = await aSession(10);
    await expect(leave(early.ann, early.session)).rejects.toMatchObject({ code: 'HINT_TOO_EARLY' });
    const { bob, eve, admin, session } = await aTalkAboutCareer();
    await expect(leave(bob, session)).rejects.toMatchObject({ issues: [{ path: ['kind'] }] });
    await leaveHint(bob, { sessionId: session, kind: 'WHAT_I_DID', text: 'Asked twice.' });
    await expect(leave(eve, session)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(leave(admin, session)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('review', () => {
  test('begins with the next day of the tenant, so that the moment points to no talk', async () => {
    freezeTime('2030-04-10T03:00:00Z');
    const { ann, admin, session } = await aTalkAboutCareer();
    const { id } = await leave(ann, session);
    const waiting = async () =>
      (
        await run<{ hintsToReview: { nodes: { id: string }[] }; node: object | null }>(
          freshActor(admin),
          'query($id: ID!) { hintsToReview { nodes { id } } node(id: $id) { id } }',
          { id },
        )
      ).data;
    freezeTime(new Date(instantOf('2030-04-11T00:00:00', 'Asia/Tokyo').getTime() - 1));
    expect(await waiting()).toEqual({ hintsToReview: { nodes: [] }, node: null });
    await expect(approveHint(freshActor(admin), { hintId: id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    freezeTime(instantOf('2030-04-11T00:00:00', 'Asia/Tokyo'));
    expect(await waiting()).toEqual({ hintsToReview: { nodes: [{ id }] }, node: { id } });
    await approveHint(freshActor(admin), { hintId: id });
  });

  test('an approved hint is shown to everybody of the tenant and to nobody of another', async () => {
    const { ann, eve, admin, session } = await aTalkAboutCareer();
    const { id } = await leave(ann, session);
    sleep();
    expect(await shownTo(eve)).toEqual([]);
    await approveHint(admin, { hintId: id });
    await approveHint(freshActor(admin), { hintId: id });
    expect(await shownTo(eve)).toEqual([id]);
    expect(await shownTo((await aCompany()).admin)).toEqual([]);
  });

  test('the reason of a rejection is read by the author and admins only', async () => {
    const { ann, eve, admin, session } = await aTalkAboutCareer();
    const { id } = await leave(ann, session);
    sleep();
    await expect(rejectHint(admin, { hintId: id, reason: ' ' })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await rejectHint(freshActor(admin), { hintId: id, reason: 'Names a person.' });
    const reason = async (actor: Actor) =>
      (await run(actor, 'query($id: ID!) { node(id: $id) { ... on Hint { reason } } }', { id })).data;
    expect(await reason(ann)).toEqual({ node: { reason: 'Names a person.' } });
    expect(await reason(admin)).toEqual({ node: { reason: 'Names a person.' } });
    expect(await reason(eve)).toEqual({ node: null });
    await expect(approveHint(freshActor(admin), { hintId: id })).rejects.toMatchObject({ code: 'HINT_REVIEWED' });
  });

  test('is taken back within five minutes: an approved hint is hidden, sealed and waits as before', async () => {
    freezeTime('2030-04-10T03:00:00Z');
    const { ann, eve, admin, tenantId, session } = await aTalkAboutCareer();
    const { id } = await leave(ann, session);
    freezeTime('2030-04-12T03:00:00Z');
    const look = () =>
      tables.query(
        'admin',
        `select state, text, sealed, reason, pool_state, reviewed_by_id, reviewed_at, coalesce(reported_for::text, '{}')
         from hint where tenant_id = $1`,
        [tenantId],
      );
    const before = await look();
    await approveHint(freshActor(admin), { hintId: id });
    expect(await shownTo(eve)).toEqual([id]);
    await undoHintReview(freshActor(admin), { hintId: id });
    await undoHintReview(freshActor(admin), { hintId: id });
    expect(await shownTo(eve)).toEqual([]);
    expect(await look()).toEqual(before);
    await rejectHint(freshActor(admin), { hintId: id, reason: 'Names a person.' });
    await undoHintReview(freshActor(admin), { hintId: id });
    expect(await look()).toEqual(before);
    await approveHint(freshActor(admin), { hintId: id });
    expect(await shownTo(eve)).toEqual([id]);
    const told = await seenBy(admin, (db) =>
      db.outboxEvent.findMany({ where: { tenantId, subjectType: 'Hint' }, orderBy: { id: 'asc' } }),
    );
    expect(told.map(({ type }) => type)).toEqual(
      ['left', 'approved', 'reviewUndone', 'rejected', 'reviewUndone', 'approved'].map((what) => `hint.${what}`),
    );
  });

  test('stands after five minutes, and for every other admin', async () => {
    freezeTime('2030-04-10T03:00:00Z');
    const { ann, bob, admin, hire, session } = await aTalkAboutCareer();
    const { id } = await leave(ann, session);
    freezeTime('2030-04-12T03:00:00Z');
    await approveHint(freshActor(admin), { hintId: id });
    const undo = (actor: Actor) => undoHintReview(freshActor(actor), { hintId: id });
    await expect(undo(await hire('Second', ['ADMIN']))).rejects.toMatchObject({ code: 'HINT_REVIEW_STANDS' });
    for (const actor of [ann, bob]) await expect(undo(actor)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(undo((await aCompany()).admin)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    freezeTime('2030-04-12T03:05:00Z');
    await expect(undo(admin)).rejects.toMatchObject({ code: 'HINT_REVIEW_STANDS' });
    freezeTime('2030-04-12T03:04:59Z');
    await undo(admin);
  });

  test('nobody but an admin reviews', async () => {
    const { ann, bob, eve, server, session } = await aTalkAboutCareer();
    const { id } = await leave(ann, session);
    for (const actor of [ann, bob, eve, server()])
      await expect(approveHint(actor, { hintId: id })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect((await run(eve, '{ hintsToReview { nodes { id } } }')).data).toEqual({ hintsToReview: { nodes: [] } });
  });
});

test('an author finds their hints and takes one away; nobody else can', async () => {
  const { ann, bob, admin, session } = await aTalkAboutCareer();
  const { id } = await leave(ann, session);
  const own = async () => (await run(ann, '{ viewer { myHints { id state } } }')).data;
  expect(await own()).toEqual({ viewer: { myHints: [{ id, state: 'PENDING' }] } });
  await expect(withdrawHint(bob, { hintId: id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(withdrawHint(admin, { hintId: id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await withdrawHint(ann, { hintId: id });
  expect(await own()).toEqual({ viewer: { myHints: [] } });
});
