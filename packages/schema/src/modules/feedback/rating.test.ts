import { afterEach, describe, expect, test } from 'vitest';
import { freshActor, jobActor, type Actor } from '../../kernel/actor.ts';
import { asStatistics, transact } from '../../kernel/database.ts';
import { freezeTime } from '../../kernel/time.ts';
import { useTestDatabase } from '../../testing/database.ts';
import { run } from '../../testing/run.ts';
import { aPair, aSession, seenBy, type CompanyWithSession } from '../../testing/world.ts';
import { createPair } from '../pairs/pair.ts';
import { endSession, startSession } from '../sessions/talk.ts';
import { restrictPerson } from '../tenancy/user-restriction.ts';
import { eraseRatingsOf, moveHeldRatings } from './rating.jobs.ts';
import { rateSession, undoRating } from './rating.ts';
import { ratingsInUse } from './ratings-in-use.ts';

const tables = useTestDatabase();
afterEach(() => freezeTime(new Date())());

const START = new Date('2030-03-05T01:00:00Z');
const minutesAfter = (count: number) => new Date(START.getTime() + count * 60_000);

/** A talk of ann and bob that ended a minute ago; bob has so many members in all. */
async function aTalkThatEnded(members = 5): Promise<CompanyWithSession> {
  freezeTime(START);
  const world = await aPair();
  for (let other = 1; other < members; other += 1) {
    const { userId } = await world.hire(`Member${other}`);
    await createPair(world.admin, { memberId: userId, counterpartId: world.bob.userId, kind: 'MANAGER_MEMBER' });
  }
  const planned = await aSession(10, world);
  await startSession(planned.ann, { sessionId: planned.session });
  await endSession(planned.bob, { sessionId: planned.session });
  freezeTime(minutesAfter(1));
  return planned;
}

const ratings = (tenantId: string) => tables.query('admin', 'select * from rating where tenant_id = $1', [tenantId]);
const held = (tenantId: string) => tables.query('admin', 'select * from held_rating where tenant_id = $1', [tenantId]);
const mover = ({ tenantId }: Actor) => jobActor(tenantId, 'feedback.moveHeldRatings');
const press = (actor: Actor, sessionId: string) =>
  rateSession(freshActor(actor), { sessionId, grade: 'CLEAR', use: 'COUNTERPART' });

describe('pressing', () => {
  test('a press is kept sealed, without an event, an idempotency record or an anonymous row', async () => {
    const { ann, session, tenantId } = await aTalkThatEnded();
    const before = await tables.query('admin', 'select count(*)::int as n from outbox_event where tenant_id = $1', [
      tenantId,
    ]);
    const input = { sessionId: session, grade: 'CLEAR', use: 'COUNTERPART' };
    const document = 'mutation($input: RateSessionInput!) { rateSession(input: $input) { __typename } }';
    expect((await run(ann, document, { input }, { idempotencyKey: 'once' })).data).toEqual({
      rateSession: { __typename: 'Session' },
    });
    const [row] = await held(tenantId);
    expect(Buffer.from(row?.press as Uint8Array).toString('latin1')).not.toContain('grade');
    expect(
      await tables.query('admin', 'select count(*)::int as n from outbox_event where tenant_id = $1', [tenantId]),
    ).toEqual(before);
    expect(await tables.query('admin', 'select 1 from idempotency where tenant_id = $1', [tenantId])).toEqual([]);
    expect(await ratings(tenantId)).toEqual([]);
  });

  test('a second press is answered with AlreadyRated and changes nothing, also when both come at once', async () => {
    const { ann, session, tenantId } = await aTalkThatEnded();
    const both = await Promise.allSettled([press(ann, session), press(ann, session)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    await expect(press(ann, session)).rejects.toMatchObject({ code: 'ALREADY_RATED' });
    expect(await held(tenantId)).toHaveLength(1);
  });

  test('nobody but the member presses, and nobody before the end or three days after it', async () => {
    freezeTime(START);
    const { ann, bob, eve, admin, server, session } = await aSession(10);
    await expect(press(ann, session)).rejects.toMatchObject({ code: 'NOT_ENDED' });
    await startSession(ann, { sessionId: session });
    await endSession(ann, { sessionId: session });
    await expect(press(bob, session)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(press(admin, session)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(press(server(), session)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(press(eve, session)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    freezeTime(minutesAfter(72 * 60 + 1));
    await expect(press(ann, session)).rejects.toMatchObject({ code: 'RATING_OVER' });
  });

  test('below the floor the member chooses between the pool and telling it openly', async () => {
    const { ann, session } = await aTalkThatEnded(2);
    await expect(press(ann, session)).rejects.toMatchObject({ code: 'AUDIENCE_CHANGED' });
    await rateSession(ann, { sessionId: session, grade: 'A_LITTLE', use: 'POOL' });
  });

  test('what is told openly is read by the counterpart after ten seconds, and taken back until then', async () => {
    const { ann, bob, admin, session } = await aTalkThatEnded(1);
    const grade = (actor: Actor) => run(actor, 'query($id: ID!) { session(id: $id) { openGrade } }', { id: session });
    const tell = () => rateSession(freshActor(ann), { sessionId: session, grade: 'VERY_CLEAR', use: 'OPEN' });
    await tell();
    expect((await grade(bob)).data).toEqual({ session: { openGrade: null } });
    await undoRating(ann, { sessionId: session });
    await tell();
    freezeTime(minutesAfter(2));
    expect((await grade(bob)).data).toEqual({ session: { openGrade: 'VERY_CLEAR' } });
    expect((await grade(admin)).data).toEqual({ session: { openGrade: null } });
    await expect(undoRating(freshActor(ann), { sessionId: session })).rejects.toMatchObject({ code: 'UNDO_OVER' });
  });
});

describe('taking back', () => {
  test('a held press leaves nothing behind, and one may press again', async () => {
    const { ann, session, tenantId } = await aTalkThatEnded();
    await press(ann, session);
    await undoRating(freshActor(ann), { sessionId: session });
    expect(await held(tenantId)).toEqual([]);
    expect(await seenBy(ann, (db) => db.participation.count())).toBe(0);
    await press(ann, session);
  });

  test('after the move nothing can be taken back or read', async () => {
    const { ann, bob, admin, session, tenantId } = await aTalkThatEnded();
    await press(ann, session);
    // The month has closed: what is held moves even when it is alone.
    freezeTime('2030-04-04T00:00:00Z');
    expect(await moveHeldRatings(mover(ann))).toBe(1);
    await expect(undoRating(freshActor(ann), { sessionId: session })).rejects.toMatchObject({ code: 'UNDO_OVER' });
    for (const actor of [ann, bob, admin]) await expect(seenBy(actor, (db) => db.rating.findMany())).rejects.toThrow();
    expect(await ratings(tenantId)).toHaveLength(1);
  });
});

describe('the move', () => {
  test('waits for five presses of the tenant, and for the time to take back', async () => {
    const { ann, session } = await aTalkThatEnded();
    await press(ann, session);
    freezeTime(minutesAfter(60));
    expect(await moveHeldRatings(mover(ann))).toBe(0);
  });

  test('leaves rows that name no member, no session and no time finer than the month', async () => {
    const { ann, bob, session, tenantId } = await aTalkThatEnded();
    await press(ann, session);
    freezeTime('2030-04-04T00:00:00Z');
    await moveHeldRatings(mover(ann));
    const [row] = await ratings(tenantId);
    expect(Object.keys(row ?? {}).toSorted()).toEqual(
      [
        'grade',
        'hint_ids',
        'id',
        'month',
        'pool_id',
        'pseudonym',
        'rated_id',
        'response',
        'tenant_id',
        'topic_code',
      ].toSorted(),
    );
    expect(row).toMatchObject({ rated_id: bob.userId, grade: 75, topic_code: 'OTHER', response: 'UNDECIDED' });
    expect(JSON.stringify(row)).not.toContain(ann.userId);
    expect(JSON.stringify(row)).not.toContain(session);
  });

  test('runs once even when two workers do it at the same time', async () => {
    const { ann, session, tenantId } = await aTalkThatEnded();
    await press(ann, session);
    freezeTime('2030-04-04T00:00:00Z');
    const moved = await Promise.all([moveHeldRatings(mover(ann)), moveHeldRatings(mover(ann))]);
    expect(moved.reduce((sum, count) => sum + count)).toBe(1);
    expect(await ratings(tenantId)).toHaveLength(1);
  });

  test('leaves what is by or about somebody whose data is restricted until that is lifted', async () => {
    const { ann, bob, admin, session, tenantId } = await aTalkThatEnded();
    await press(ann, session);
    freezeTime('2030-04-04T00:00:00Z');
    const restrict = (userId: string, isRestricted: boolean) => {
      const actor = freshActor(admin);
      return transact(actor, (db) => restrictPerson(db, actor, userId, isRestricted));
    };
    for (const { userId } of [ann, bob]) {
      await restrict(userId, true);
      expect(await moveHeldRatings(mover(ann))).toBe(0);
      expect(await held(tenantId)).toHaveLength(1);
      await restrict(userId, false);
    }
    expect(await moveHeldRatings(mover(ann))).toBe(1);
    const used = () =>
      asStatistics(tenantId, async (db) => db.rating.count({ where: await ratingsInUse(db, tenantId) }));
    await tables.query(
      'admin',
      `insert into rating (tenant_id, id, pseudonym, topic_code, response, month, grade, hint_ids)
       values ($1, 'rat_pool', 'somebody', 'WORK', 'LISTEN', '2030-03-01', 50, '{}')`,
      [tenantId],
    );
    expect(await used()).toBe(2);
    for (const { userId } of [ann, bob]) {
      await restrict(userId, true);
      expect(await used()).toBe(1);
      await restrict(userId, false);
    }
    expect(await used()).toBe(2);
  });

  test('erasure finds a person by their pseudonym and leaves the others', async () => {
    const { ann, bob, session, tenantId } = await aTalkThatEnded();
    await press(ann, session);
    freezeTime('2030-04-04T00:00:00Z');
    await moveHeldRatings(mover(ann));
    expect(await eraseRatingsOf(tenantId, bob.userId)).toBe(0);
    expect(await eraseRatingsOf(tenantId, ann.userId)).toBe(1);
    expect(await ratings(tenantId)).toEqual([]);
  });
});

test('the member is told who will see the answer; nobody else is', async () => {
  const { ann, bob, session } = await aTalkThatEnded();
  const audience = (actor: Actor) =>
    run(actor, 'query($id: ID!) { session(id: $id) { audience { code choices { use } raters } } }', { id: session });
  expect((await audience(ann)).data).toEqual({
    session: { audience: { code: 'COUNTERPART:5', choices: [{ use: 'COUNTERPART' }], raters: 5 } },
  });
  expect((await audience(bob)).data).toEqual({ session: { audience: null } });
});

test('a talk waits for its answer until it is given', async () => {
  const { ann, bob, session } = await aTalkThatEnded();
  const waiting = async (actor: Actor) => (await run(actor, '{ viewer { sessionsToRate { id actions } } }')).data;
  expect(await waiting(ann)).toMatchObject({
    viewer: { sessionsToRate: [{ id: session, actions: expect.arrayContaining(['RATE']) }] },
  });
  expect(await waiting(bob)).toEqual({ viewer: { sessionsToRate: [] } });
  await press(ann, session);
  expect(await waiting(ann)).toEqual({ viewer: { sessionsToRate: [] } });
});
