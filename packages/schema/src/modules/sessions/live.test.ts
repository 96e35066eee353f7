import { afterEach, describe, expect, test } from 'vitest';
import { type Actor, freshActor } from '../../kernel/actor.ts';
import { useTestDatabase } from '../../testing/database.ts';
import { deliverEvents } from '../../testing/deliver.ts';
import { heardAll } from '../../testing/heard.ts';
import { useLiveSignals } from '../../testing/live.ts';
import { type Answer, follow } from '../../testing/run.ts';
import { aPair, aSession, seenBy } from '../../testing/world.ts';
import { liftRestriction, restrictUser } from '../privacy/restriction.ts';
import { deactivateUser } from '../tenancy/user.ts';
import { prepareSession } from './preparation.ts';
import { enterSession, leaveSession, stayInSession } from './presence.ts';
import { cancelSession, proposeSession } from './session.ts';
import { endSession, startSession } from './talk.ts';

const tables = useTestDatabase();
useLiveSignals(tables);

type Stream = AsyncGenerator<Answer<Record<string, unknown>>, void, void>;
const open: Stream[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((stream) => stream.return()));
});

async function subscribed(actor: Actor, document: string, variables: object = {}): Promise<Stream> {
  await heardAll(tables);
  const stream = await follow(actor, document, { ...variables });
  open.push(stream);
  return stream;
}

const next = async (stream: Stream) => {
  const { value } = await stream.next();
  expect(value?.errors).toBeUndefined();
  return value?.data;
};

/** The first answer that is as wanted; signals that come close together may be one or several. */
async function eventually(stream: Stream, wanted: (data: string) => boolean) {
  for (;;) {
    const data = await next(stream);
    if (wanted(JSON.stringify(data))) return data;
  }
}

const CHANGED = 'subscription ($id: ID!) { sessionChanged(sessionId: $id) { state actions themes { title } } }';

describe('a session as it changes', () => {
  test('ann sees at once how it stands, and then each step of bob', async () => {
    const { ann, bob, session } = await aSession();
    const stream = await subscribed(ann, CHANGED, { id: session });
    expect(await next(stream)).toMatchObject({ sessionChanged: { state: 'SCHEDULED' } });
    await startSession(bob, { sessionId: session });
    expect(await eventually(stream, (data) => data.includes('LIVE'))).toMatchObject({
      sessionChanged: { actions: ['PREPARE', 'END'] },
    });
    await endSession(bob, { sessionId: session });
    await eventually(stream, (data) => data.includes('ENDED'));
  });

  test('an administrator watches the state and never the content', async () => {
    const { ann, admin, session } = await aSession();
    const stream = await subscribed(admin, CHANGED, { id: session });
    await next(stream);
    await prepareSession(ann, { sessionId: session, themes: [{ freeTopic: 'x', response: 'LISTEN' }] });
    await cancelSession(ann, { sessionId: session });
    expect(await eventually(stream, (data) => data.includes('CANCELLED'))).toMatchObject({
      sessionChanged: { themes: null, actions: [] },
    });
  });

  test('who cannot see it cannot watch it', async () => {
    const { eve, session } = await aSession();
    const stranger = (await aPair()).ann;
    for (const actor of [eve, stranger])
      await expect(follow(actor, CHANGED, { id: session })).rejects.toMatchObject({
        errors: [{ originalError: { code: 'NOT_FOUND' } }],
      });
  });

  test('is gone for the other while the data of one is restricted, and there again afterwards', async () => {
    const { admin, ann, bob, session, tenantId } = await aSession();
    const [hers, his] = [
      await subscribed(ann, CHANGED, { id: session }),
      await subscribed(bob, CHANGED, { id: session }),
    ];
    for (const stream of [hers, his]) await next(stream);
    const restricted = { userId: ann.userId, reason: 'The address is wrong.' };
    const { id: restrictionId } = await restrictUser(freshActor(admin), restricted);
    await deliverEvents(tenantId);
    expect(await next(his)).toEqual({ sessionChanged: null });
    expect(await next(hers)).toMatchObject({ sessionChanged: { state: 'SCHEDULED' } });
    await liftRestriction(freshActor(ann), { restrictionId });
    await deliverEvents(tenantId);
    expect(await eventually(his, (data) => !data.includes('null'))).toMatchObject({
      sessionChanged: { state: 'SCHEDULED' },
    });
  });

  test('a step that is refused wakes nobody', async () => {
    const { ann, bob, session } = await aSession(120);
    const stream = await subscribed(ann, CHANGED, { id: session });
    await next(stream);
    await expect(startSession(bob, { sessionId: session })).rejects.toMatchObject({ code: 'TOO_EARLY' });
    await cancelSession(bob, { sessionId: session });
    expect(await next(stream)).toMatchObject({ sessionChanged: { state: 'CANCELLED' } });
  });
});

describe('presence', () => {
  const PRESENCE = 'subscription ($id: ID!) { presence(sessionId: $id) { name } }';

  test('being subscribed is being there; leaving is seen by the other', async () => {
    const { ann, bob, session } = await aSession();
    const hers = await subscribed(ann, PRESENCE, { id: session });
    expect(await next(hers)).toEqual({ presence: [{ name: 'Ann Test' }] });
    const his = await subscribed(bob, PRESENCE, { id: session });
    await eventually(hers, (data) => data.includes('Bob'));
    await his.return();
    await eventually(hers, (data) => !data.includes('Bob'));
  });

  test('two pages of one person are one person', async () => {
    const { ann, bob, session } = await aSession();
    const page = await enterSession(ann, session);
    await enterSession(ann, session);
    const his = await subscribed(bob, PRESENCE, { id: session });
    expect(await next(his)).toEqual({ presence: [{ name: 'Ann Test' }, { name: 'Bob Test' }] });
    await leaveSession(ann, session, page);
    expect(await next(his)).toEqual({ presence: [{ name: 'Ann Test' }, { name: 'Bob Test' }] });
  });

  test('a page that went without a word is cleared away by the other, who is told', async () => {
    const { ann, bob, session } = await aSession();
    const gone = await enterSession(ann, session);
    const page = await enterSession(bob, session);
    await tables.query('admin', `update presence set until = now() - interval '1 second' where id = $1`, [gone]);
    await stayInSession(bob, session, page);
    const rows = await seenBy(bob, (db) => db.presence.findMany({ where: { sessionId: session } }));
    expect(rows.map(({ id }) => id)).toEqual([page]);
  });

  test('a page that was cleared away while its process slept is there again with its next word', async () => {
    const { ann, bob, session } = await aSession();
    const asleep = await enterSession(ann, session);
    await leaveSession(ann, session, asleep);
    await stayInSession(ann, session, asleep);
    const rows = await seenBy(bob, (db) => db.presence.findMany({ where: { sessionId: session } }));
    expect(rows).toMatchObject([{ id: asleep, userId: ann.userId }]);
  });

  test('neither a colleague nor an administrator can be there', async () => {
    const { eve, admin, session } = await aSession();
    const refused = (code: string) => ({ errors: [{ originalError: { code } }] });
    await expect(follow(eve, PRESENCE, { id: session })).rejects.toMatchObject(refused('NOT_FOUND'));
    await expect(follow(admin, PRESENCE, { id: session })).rejects.toMatchObject(refused('FORBIDDEN'));
  });
});

describe('home', () => {
  const HOME = 'subscription { homeChanged { nextSession { id state } } }';

  test('bob sees at once what is next, and then what ann proposes', async () => {
    const { ann, bob, pair } = await aPair();
    const stream = await subscribed(bob, HOME);
    expect(await next(stream)).toEqual({ homeChanged: { nextSession: null } });
    const { id } = await proposeSession(ann, { pairId: pair, startsAt: new Date(Date.now() + 36e5) });
    expect(await eventually(stream, (data) => data.includes(id))).toEqual({
      homeChanged: { nextSession: { id, state: 'PROPOSED' } },
    });
  });

  test('to who has left there is no home', async () => {
    const { admin, bob } = await aPair();
    await deactivateUser(admin, { userId: bob.userId });
    expect(await next(await subscribed(bob, HOME))).toEqual({ homeChanged: null });
  });

  test('a server has no home', async () => {
    const { server } = await aPair();
    await expect(follow(server(), HOME)).rejects.toMatchObject({ errors: [{ originalError: { code: 'FORBIDDEN' } }] });
  });
});
