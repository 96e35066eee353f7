import { afterEach, expect, test } from 'vitest';
import type { Actor } from '../../kernel/actor.ts';
import { useTestDatabase } from '../../testing/database.ts';
import { useLiveSignals } from '../../testing/live.ts';
import { type Answer, follow, run } from '../../testing/run.ts';
import { aSession, type CompanyWithSession } from '../../testing/world.ts';
import { startSession } from '../sessions/talk.ts';
import { CONSENT_VERSION } from './consent-text.ts';

const tables = useTestDatabase();
useLiveSignals(tables);

type Stream = AsyncGenerator<Answer<{ transcript: Update }>, void, void>;
interface Update {
  readonly state: string;
  readonly lastSeq: number;
  readonly entries: readonly { readonly __typename: string; readonly seq: number; readonly text?: string }[];
  readonly drafts: readonly { readonly speaker: string; readonly text: string }[];
}

const open: Stream[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((stream) => stream.return()));
});

const FOLLOW = `subscription ($id: ID!, $after: Int!) { transcript(sessionId: $id, after: $after) {
  state lastSeq drafts { speaker text } entries { __typename seq by
    ... on TranscriptSegment { clientId speaker speakerLabel text revision }
    ... on SegmentCorrection { segmentSeq segment { seq text revision } }
    ... on TranscriptDeletion { fromSeq toSeq }
    ... on CaptureChange { state reason grantId }
    ... on SpeakerNaming { speakers { label speaker } } } } }`;

async function following(actor: Actor, id: string, after = 0): Promise<Stream> {
  const stream = (await follow(actor, FOLLOW, { id, after })) as Stream;
  open.push(stream);
  return stream;
}

/** Reads on until the entries reach a number; fails on a gap. */
async function upTo(stream: Stream, seq: number, from = 0): Promise<Update['entries'][number][]> {
  const read: Update['entries'][number][] = [];
  while ((read.at(-1)?.seq ?? from) < seq) {
    const { value } = await stream.next();
    expect(value?.errors).toBeUndefined();
    read.push(...(value?.data?.transcript.entries ?? []));
  }
  expect(read.map((entry) => entry.seq)).toEqual(Array.from({ length: read.length }, (_, at) => from + 1 + at));
  return read;
}

const ASK = `mutation ($id: ID!, $v: String!) { askForTranscript(input: { sessionId: $id, textVersion: $v }) {
  __typename ... on Transcript { state actions grant { id } } ... on Problem { code } } }`;
const ANSWER = `mutation ($id: ID!, $v: String!, $yes: Boolean!) { answerTranscript(input: { sessionId: $id, textVersion: $v, agrees: $yes }) {
  __typename ... on Transcript { state actions grant { id startedAt } consents { by answer textVersion language } } ... on Problem { code } } }`;
const APPEND = `mutation ($input: AppendSegmentsInput!) { appendSegments(input: $input) {
  __typename ... on AppendedSegments { segments { clientId seq } } ... on Problem { code }
  ... on SegmentsRefused { clientIds } ... on SegmentConflict { clientIds } } }`;

async function recording(): Promise<CompanyWithSession & { grantId: string }> {
  const cast = await aSession();
  await startSession(cast.ann, { sessionId: cast.session });
  const of = { id: cast.session, v: CONSENT_VERSION };
  expect(await run(cast.ann, ASK, of)).toMatchObject({ data: { askForTranscript: { state: 'ASKED', grant: null } } });
  const agreed = await run<{ answerTranscript: { grant: { id: string } } }>(cast.bob, ANSWER, { ...of, yes: true });
  expect(agreed).toMatchObject({
    data: {
      answerTranscript: {
        state: 'RECORDING',
        actions: ['PAUSE', 'STOP', 'WITHDRAW'],
        consents: [
          { by: 'MEMBER', answer: 'YES', textVersion: CONSENT_VERSION, language: 'en' },
          { by: 'COUNTERPART', answer: 'YES', textVersion: CONSENT_VERSION, language: 'en' },
        ],
      },
    },
  });
  return { ...cast, grantId: agreed.data?.answerTranscript.grant.id ?? '' };
}

const segment = (clientId: string, text: string) => ({ clientId, speaker: 'MEMBER', startMs: 0, endMs: 900, text });

test('what ann and bob agree to is written down, and both read it as it comes', async () => {
  const { ann, bob, session, grantId } = await recording();
  const stream = await following(bob, session);
  expect(await upTo(stream, 2)).toMatchObject([
    { __typename: 'CaptureChange', state: 'ASKED', by: 'MEMBER' },
    { __typename: 'CaptureChange', state: 'RECORDING', reason: 'AGREED', by: 'COUNTERPART', grantId },
  ]);
  const input = { sessionId: session, grantId, segments: [segment('a', 'こんにちは'), segment('b', 'はい')] };
  const kept = {
    segments: [
      { clientId: 'a', seq: 3 },
      { clientId: 'b', seq: 4 },
    ],
  };
  expect(await run(ann, APPEND, { input })).toMatchObject({ data: { appendSegments: kept } });
  expect(await upTo(stream, 4, 2)).toMatchObject([{ text: 'こんにちは' }, { text: 'はい' }]);
  expect(await run(ann, APPEND, { input })).toMatchObject({ data: { appendSegments: kept } });
});
