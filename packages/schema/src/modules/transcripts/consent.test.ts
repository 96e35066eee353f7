import { describe, expect, test } from 'vitest';
import { LocalSignals, useSignals } from '../../kernel/signals.ts';
import { useTestDatabase } from '../../testing/database.ts';
import { run } from '../../testing/run.ts';
import { deliverEvents } from '../../testing/deliver.ts';
import { aRecording, said } from '../../testing/transcripts.ts';
import { aSession, seenBy } from '../../testing/world.ts';
import { appendToTrail } from '../activity/audit-entry.ts';
import { endSession, startSession } from '../sessions/talk.ts';
import { appendSegments } from './append.ts';
import { withdrawConsent } from './capture.ts';
import { CONSENT_VERSION } from './consent-text.ts';
import { deleteTranscript } from './segment-change.ts';

const tables = useTestDatabase();
useSignals(new LocalSignals());

const ASK = `mutation ($id: ID!, $v: String!) { result: askForTranscript(input: { sessionId: $id, textVersion: $v }) {
  __typename ... on Transcript { state actions grant { id } } ... on Problem { code message } } }`;
const ANSWER = `mutation ($id: ID!, $v: String!, $yes: Boolean!) {
  result: answerTranscript(input: { sessionId: $id, textVersion: $v, agrees: $yes }) {
    __typename ... on Transcript { state actions grant { id startedAt } consents { by answer textVersion language } }
    ... on Problem { code } } }`;
const APPEND = `mutation ($input: AppendSegmentsInput!) { result: appendSegments(input: $input) {
  __typename ... on AppendedSegments { segments { clientId seq } } ... on Problem { code }
  ... on SegmentsRefused { clientIds } ... on SegmentConflict { clientIds } } }`;

async function aTalk() {
  const cast = await aSession();
  await startSession({ ...cast.ann }, { sessionId: cast.session });
  return { ...cast, of: { id: cast.session, v: CONSENT_VERSION } };
}

describe('consent', () => {
  test('of both begins the recording, and it is kept who agreed to which text in which language', async () => {
    const { ann, bob, session, of } = await aTalk();
    const asked = { __typename: 'Transcript', state: 'ASKED', actions: ['DECLINE'], grant: null };
    expect(await run(ann, ASK, of)).toMatchObject({ data: { result: asked } });
    const japanese = { ...bob, language: 'ja' } as const;
    expect(await run(japanese, ANSWER, { ...of, yes: true })).toMatchObject({
      data: {
        result: {
          state: 'RECORDING',
          actions: ['PAUSE', 'STOP', 'WITHDRAW'],
          consents: [
            { by: 'MEMBER', answer: 'YES', textVersion: CONSENT_VERSION, language: 'en' },
            { by: 'COUNTERPART', answer: 'YES', textVersion: CONSENT_VERSION, language: 'ja' },
          ],
        },
      },
    });
    const transcript = await seenBy(ann, (db) => db.transcript.findFirst({ where: { sessionId: session } }));
    const segments = [said('a', 'こんにちは')];
    expect(await run(ann, APPEND, { input: { sessionId: session, grantId: transcript?.grantId, segments } })).toEqual({
      data: { result: { __typename: 'AppendedSegments', segments: [{ clientId: 'a', seq: 3 }] } },
    });
  });

  test('that was refused leaves nothing recorded and nobody nagged', async () => {
    const { ann, bob, of } = await aTalk();
    await run(ann, ASK, of);
    expect(await run(bob, ANSWER, { ...of, yes: false })).toMatchObject({
      data: { result: { state: 'OFF', grant: null, actions: ['ASK'] } },
    });
    expect(await run(ann, ASK, of)).toMatchObject({ data: { result: { __typename: 'NotNow', code: 'ASKED_ENOUGH' } } });
    expect(await run(bob, ASK, of)).toMatchObject({ data: { result: { state: 'ASKED' } } });
    expect(await run(ann, ANSWER, { ...of, yes: true })).toMatchObject({ data: { result: { state: 'RECORDING' } } });
  });

  test('to a text that was not read is none', async () => {
    const { ann, of } = await aTalk();
    expect(await run(ann, ASK, { ...of, v: 'another' })).toMatchObject({
      data: { result: { code: 'OUTDATED_CONSENT' } },
    });
  });

  test('is asked for in a talk that is going on only, and by the two only', async () => {
    const { ann, admin, eve, session } = await aSession();
    const of = { id: session, v: CONSENT_VERSION };
    expect(await run(ann, ASK, of)).toMatchObject({ data: { result: { code: 'TALK_NOT_LIVE' } } });
    for (const [actor, code] of [
      [admin, 'FORBIDDEN'],
      [eve, 'NOT_FOUND'],
    ] as const)
      expect((await run(actor, ASK, of)).errors).toMatchObject([{ originalError: { code } }]);
    expect(await seenBy(ann, (db) => db.transcript.count())).toBe(0);
  });

  test('of both at once is one recording', async () => {
    const { ann, bob, session, of } = await aTalk();
    await Promise.all([run(ann, ASK, of), run(bob, ASK, of)]);
    const transcripts = await seenBy(ann, (db) => db.transcript.findMany({ where: { sessionId: session } }));
    expect(transcripts).toMatchObject([{ state: 'RECORDING', lastSeq: 2 }]);
  });
});

test('the text can be read in both languages', async () => {
  const { ann } = await aSession();
  const TEXT = '{ transcriptConsent { version title paragraphs } }';
  const english = await run(ann, TEXT);
  const japanese = await run({ ...ann, language: 'ja' }, TEXT);
  expect(english).toMatchObject({ data: { transcriptConsent: { version: CONSENT_VERSION } } });
  expect(JSON.stringify(english)).toContain('Saying no has no consequences');
  expect(JSON.stringify(japanese)).toContain('不利益はありません');
});

test('the end of the talk stops the recording, however often it is told', async () => {
  const { ann, tenantId, session } = await aRecording();
  await endSession({ ...ann }, { sessionId: session });
  await deliverEvents(tenantId, { twice: true });
  const entries = await seenBy(ann, (db) =>
    db.transcriptEntry.findMany({ where: { sessionId: session }, orderBy: { seq: 'asc' } }),
  );
  expect(entries.map(({ state, reason }) => [state, reason])).toEqual([
    ['ASKED', 'ASKED'],
    ['RECORDING', 'AGREED'],
    ['STOPPED', 'ENDED'],
  ]);
});

test('the audit trail tells nothing of a transcript', async () => {
  const { ann, session, grantId, tenantId } = await aRecording();
  await appendSegments({ ...ann }, { sessionId: session, grantId, segments: [said('a', 'x')] });
  await withdrawConsent({ ...ann }, { sessionId: session });
  await deleteTranscript({ ...ann }, { sessionId: session });
  const events = await seenBy(ann, (db) => db.outboxEvent.findMany({ where: { tenantId } }));
  expect(events.map(({ type }) => type)).toEqual(
    expect.arrayContaining(['capture.started', 'capture.ended', 'transcript.withdrawn', 'transcript.deleted']),
  );
  await appendToTrail(events);
  const trail = await tables.query<{ action: string }>('admin', 'select action from audit_entry');
  expect(trail.map(({ action }) => action)).toContain('session.started');
  expect(trail.filter(({ action }) => /capture|transcript/.test(action))).toEqual([]);
});
