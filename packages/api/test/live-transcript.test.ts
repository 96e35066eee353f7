import { once } from 'node:events';
import type { Socket } from 'node:net';
import { transact } from '@taiwa/schema/kernel/database';
import { freezeTime, now } from '@taiwa/schema/kernel/time';
import { endTokensOf } from '@taiwa/schema/modules/access/embed-grant';
import { appendSegments } from '@taiwa/schema/modules/transcripts/append';
import { leaveTranscript } from '@taiwa/schema/modules/transcripts/capture';
import { liveTranscripts } from '@taiwa/schema/modules/transcripts/live-transcripts';
import { aRecording, type CompanyWithRecording, openGrant, said } from '@taiwa/schema/testing/transcripts';
import { afterEach, describe, expect, test } from 'vitest';
import { watchAbsence } from '../src/live/absence.ts';
import { demoTokenOf, openAs, type TestSocket } from './caller.ts';
import { useTestServer } from './server.ts';

const FOLLOW = `subscription Follow($id: ID!, $after: Int!) { transcript(sessionId: $id, after: $after) {
  lastSeq entries { seq ... on TranscriptSegment { text } ... on CaptureChange { state reason } } } }`;
const server = useTestServer();

interface Entry {
  readonly seq: number;
  readonly text?: string;
}

/** Reads on until an entry; answers all that came on the way. */
async function upTo(socket: TestSocket, id: string, seq: number): Promise<Entry[]> {
  const read: Entry[] = [];
  while ((read.at(-1)?.seq ?? 0) < seq) {
    const { payload } = await socket.next((one) => one.type === 'next' && one.id === id);
    read.push(...payload.data.transcript.entries);
  }
  return read;
}

async function following(world: CompanyWithRecording, token?: string) {
  const socket = await openAs(server.socketUrl, token ?? (await demoTokenOf(world.bob)));
  const id = socket.begin(FOLLOW, { id: world.session, after: 0 });
  await upTo(socket, id, 2);
  return { socket, id };
}

const say = ({ ann, session: sessionId, grantId }: CompanyWithRecording, ...segments: ReturnType<typeof said>[]) =>
  appendSegments({ ...ann }, { sessionId, grantId, segments });

const numbers = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, at) => from + at);

/** A text as long as one may be, `count` times. */
const long = (from: number, count: number) =>
  Array.from({ length: count }, (_, at) => said(`long${from + at}`, 'あ'.repeat(3_900)));

describe('who follows a transcript over a socket', () => {
  test('is cut off with 4403 when their token ends, and goes on with a new one behind what they have', async () => {
    const world = await aRecording();
    // A token lives 300 seconds, and ten more are given; the clock stands still until they follow, however long that takes.
    const began = now();
    freezeTime(new Date(began.getTime() - 305_000));
    const token = await demoTokenOf(world.bob);
    const melt = freezeTime(began);
    const { socket } = await following(world, token).finally(melt);
    expect(await socket.closed).toEqual({ code: 4403, reason: 'Token expired' });
    await say(world, said('a', 'meanwhile'));
    const again = await openAs(server.socketUrl, await demoTokenOf(world.bob));
    const id = again.begin(FOLLOW, { id: world.session, after: 2 });
    expect(await upTo(again, id, 3)).toEqual([{ seq: 3, text: 'meanwhile' }]);
    again.close();
  });

  test('is cut off with 4403 when their tokens are ended, and hears nothing that is said afterwards', async () => {
    const world = await aRecording();
    const { socket } = await following(world);
    const other = await openAs(server.socketUrl, await demoTokenOf(world.ann));
    await transact({ ...world.admin }, (db) => endTokensOf(db, { ...world.admin }, world.bob.userId));
    expect((await socket.closed).code).toBe(4403);
    await say(world, said('a', 'after'));
    const id = other.begin(FOLLOW, { id: world.session, after: 2 });
    expect(await upTo(other, id, 3)).toEqual([{ seq: 3, text: 'after' }]);
    expect(JSON.stringify(socket.messages)).not.toContain('after"');
    other.close();
  });

  test('loses nothing by other operations of the socket that fail, are no GraphQL, or are refused', async () => {
    const world = await aRecording();
    const { socket, id } = await following(world);
    const stranger = await aRecording();
    const failing = [
      socket.begin('{'),
      socket.begin('{ nopeNope }'),
      socket.begin('subscription { nothingOfTheSort }'),
      socket.begin(FOLLOW, { id: 'nonsense', after: 'x' }),
    ];
    for (const one of failing) {
      const { type, payload: said } = await socket.next((message) => message.id === one);
      expect(type === 'error' ? said : said.errors).not.toHaveLength(0);
    }
    const refused = socket.begin(FOLLOW, { id: stranger.session, after: 0 });
    const { payload } = await socket.next((message) => message.id === refused);
    expect((payload.errors ?? payload)[0].extensions.code).toMatch(/NOT_FOUND|FORBIDDEN/);
    await say(world, said('a', 'still here'));
    expect(await upTo(socket, id, 3)).toEqual([{ seq: 3, text: 'still here' }]);
    socket.close();
  });

  test('and stops reading costs the server no memory, is cut off, and goes on behind what they have', async () => {
    const world = await aRecording();
    const opened = once(server.door.server, 'connection') as Promise<[Socket]>;
    const { socket } = await following(world);
    const [atServer] = await opened;
    const over = once(atServer, 'close');
    socket.socket.pause();
    let waiting = 0;
    // 24 MB: many times what the network holds between the two.
    for (let from = 0; from < 2_000; from += 50) {
      await say(world, ...long(from, 50));
      waiting = Math.max(waiting, atServer.writableLength);
    }
    // One page of what is longest, and not what comes behind it.
    expect(waiting).toBeLessThan(3 * 2 ** 20);
    await over;
    socket.socket.resume();
    await socket.closed;
    const had = socket.messages.flatMap(({ payload }) => (payload?.data?.transcript.entries ?? []) as Entry[]);
    const again = await openAs(server.socketUrl, await demoTokenOf(world.bob));
    const rest = await upTo(again, again.begin(FOLLOW, { id: world.session, after: had.at(-1)?.seq ?? 0 }), 2_002);
    expect([...had, ...rest].map(({ seq }) => seq)).toEqual(numbers(1, 2_002));
    again.close();
  }, 90_000);
});

describe('a recording', () => {
  let thaw = () => {};
  let absence = { stop: async () => {} };
  afterEach(async () => {
    thaw();
    await absence.stop();
  });

  const changeOf = (entries: readonly Entry[]) => entries.at(-1);

  test('goes on while both have a socket, and stops by itself once one had none for a minute', async () => {
    const world = await aRecording();
    const { socket, id } = await following(world);
    const other = await following(world, await demoTokenOf(world.ann));
    absence = watchAbsence(server.log, 20);
    const soon = now().getTime();
    const seen = () =>
      server.tables.query(
        'admin',
        'select least(member_seen_at, counterpart_seen_at) as at from transcript where session_id = $1',
        [world.session],
      );
    for (const seconds of [50, 100]) {
      thaw = freezeTime(new Date(soon + seconds * 1_000));
      await expect.poll(async () => (await seen())[0]?.['at']).toEqual(now());
    }
    other.socket.close();
    const watching = () => [...liveTranscripts.watchers()].filter(({ sessionId }) => sessionId === world.session);
    await expect.poll(() => watching().map(({ userId }) => userId)).toEqual([world.bob.userId]);
    thaw = freezeTime(new Date(soon + 159_000));
    await say(world, said('a', 'still here'));
    expect(await upTo(socket, id, 3)).toMatchObject([{ text: 'still here' }]);
    expect(await openGrant(world.ann, world.session)).toBe(world.grantId);
    thaw = freezeTime(new Date(soon + 170_000));
    expect(changeOf(await upTo(socket, id, 4))).toMatchObject({ state: 'STOPPED', reason: 'ABSENT' });
    socket.close();
  });

  test('stops at once when one says that they leave', async () => {
    const world = await aRecording();
    const { socket, id } = await following(world);
    await leaveTranscript({ ...world.ann }, { sessionId: world.session });
    expect(changeOf(await upTo(socket, id, 3))).toMatchObject({ state: 'STOPPED', reason: 'LEFT' });
    socket.close();
  });
});
