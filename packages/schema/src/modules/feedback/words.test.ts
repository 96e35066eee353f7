import { expect, test } from 'vitest';
import { freshActor } from '../../kernel/actor.ts';
import { useTestDatabase } from '../../testing/database.ts';
import { useLiveSignals } from '../../testing/live.ts';
import { follow, run } from '../../testing/run.ts';
import { aSession } from '../../testing/world.ts';
import { endSession, startSession } from '../sessions/talk.ts';
import { recordAttempt } from './attempt.ts';
import { markImpressionRead, sendImpression } from './impression.ts';

const tables = useTestDatabase();
useLiveSignals(tables);

async function aTalkThatEnded() {
  const world = await aSession(10);
  await startSession(world.ann, { sessionId: world.session });
  await endSession(world.ann, { sessionId: world.session });
  return world;
}

test('an impression arrives at once on the page of the counterpart', async () => {
  const { ann, bob, session } = await aTalkThatEnded();
  const events = await follow(bob, 'subscription { impressionReceived { text author { id } } }');
  expect((await events.next()).value).toMatchObject({ data: { impressionReceived: null } });
  const text = '話せてよかったです。\n𠮷田 👩‍👧 مرحبا';
  const arriving = events.next();
  await sendImpression(ann, { sessionId: session, text });
  expect((await arriving).value).toMatchObject({ data: { impressionReceived: { text, author: { id: ann.userId } } } });
  await events.return();
});

test('an impression is sealed in the table, sent once, by the member, after the end', async () => {
  const planned = await aSession(10);
  await expect(sendImpression(planned.ann, { sessionId: planned.session, text: 'early' })).rejects.toMatchObject({
    code: 'NOT_ENDED',
  });
  const { ann, bob, eve, admin, session, tenantId } = await aTalkThatEnded();
  await expect(sendImpression(bob, { sessionId: session, text: 'x' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(sendImpression(admin, { sessionId: session, text: 'x' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(sendImpression(eve, { sessionId: session, text: 'x' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await sendImpression(ann, { sessionId: session, text: 'CANARY' });
  await expect(sendImpression(freshActor(ann), { sessionId: session, text: 'again' })).rejects.toMatchObject({
    code: 'ALREADY_SENT',
  });
  const [row] = await tables.query('admin', 'select text from impression where tenant_id = $1', [tenantId]);
  expect(Buffer.from(row?.text as Uint8Array).toString('latin1')).not.toContain('CANARY');
});

test.each([
  ['nothing', ''],
  ['white space', ' \n　'],
  ['NUL', 'a\0b'],
  ['a lone surrogate', 'a\ud842'],
  ['4,001 characters', '𠮷'.repeat(4_001)],
  ['a megabyte', 'x'.repeat(1_000_000)],
])('an impression of %s gets a clear answer and leaves no row', async (_what, text) => {
  const { ann, session } = await aTalkThatEnded();
  await expect(sendImpression(ann, { sessionId: session, text })).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    issues: [{ path: ['text'] }],
  });
  expect(await tables.query('admin', 'select 1 from impression where session_id = $1', [session])).toEqual([]);
});

test('4,000 characters of four bytes each come back as they were', async () => {
  const { ann, bob, session } = await aTalkThatEnded();
  const text = '𠮷'.repeat(4_000);
  await sendImpression(ann, { sessionId: session, text });
  const answer = await run(bob, '{ viewer { impressions { nodes { text } } } }');
  expect(answer.data).toEqual({ viewer: { impressions: { nodes: [{ text }] } } });
});

test('the counterpart marks an impression as read, once; the member cannot', async () => {
  const { ann, bob, session } = await aTalkThatEnded();
  const { id: impressionId } = await sendImpression(ann, { sessionId: session, text: 'x' });
  await expect(markImpressionRead(ann, { impressionId })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await markImpressionRead(bob, { impressionId });
  const read = await run(ann, 'query($id: ID!) { session(id: $id) { impression { readAt } } }', { id: session });
  expect(read.data).toMatchObject({ session: { impression: { readAt: expect.any(String) } } });
});

test("the member's home tells at once that it was read, and that something was tried", async () => {
  const { ann, bob, session } = await aTalkThatEnded();
  const { id: impressionId } = await sendImpression(ann, { sessionId: session, text: 'x' });
  const home = await follow(
    ann,
    'subscription { homeChanged { pairs { nodes { sessions { nodes { impression { readAt } attempt { text } } } } } } }',
  );
  const nextTalk = async () => {
    const { data } = (await home.next()).value ?? {};
    return JSON.stringify(data);
  };
  expect(await nextTalk()).toContain('"readAt":null');
  await markImpressionRead(bob, { impressionId });
  expect(await nextTalk()).not.toContain('"readAt":null');
  await recordAttempt(freshActor(bob), { sessionId: session, text: 'I listened.' });
  expect(await nextTalk()).toContain('I listened.');
  await home.return();
});

test('the counterpart writes what they tried and may write it anew; the member reads it', async () => {
  const { ann, bob, session } = await aTalkThatEnded();
  await expect(recordAttempt(ann, { sessionId: session, text: 'x' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  const first = await recordAttempt(bob, { sessionId: session, text: 'I listened.' });
  expect(await recordAttempt(freshActor(bob), { sessionId: session, text: 'I listened to the end.' })).toEqual(first);
  const answer = await run(ann, 'query($id: ID!) { session(id: $id) { attempt { text } } }', { id: session });
  expect(answer.data).toEqual({ session: { attempt: { text: 'I listened to the end.' } } });
});
