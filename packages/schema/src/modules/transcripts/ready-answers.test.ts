import { type ExecutionResult, parse } from 'graphql';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Actor, freshActor } from '../../kernel/actor.ts';
import { useDatabase } from '../../kernel/database.ts';
import { Feed } from '../../kernel/feed.ts';
import { operation, subscription } from '../../kernel/operation.ts';
import { schema } from '../../schema.ts';
import { useTestDatabase } from '../../testing/database.ts';
import { useLiveSignals } from '../../testing/live.ts';
import { aRecording, said } from '../../testing/transcripts.ts';
import { forgetRestrictions, readRestrictions } from '../tenancy/restricted-tenants.ts';
import { admittedAppend, appendSegments } from './append.ts';
import { appending } from './append-batch.ts';
import { sendTranscriptDraft } from './draft.ts';
import { correctSegment, deleteTranscript, nameSpeakers } from './segment-change.ts';
import { followTranscript } from './watch.ts';

const tables = useTestDatabase();
useLiveSignals(tables);
beforeEach(() => readRestrictions());
afterEach(forgetRestrictions);

const FIELDS = `__typename seq writtenAt by
  ... on TranscriptSegment { clientId speaker speakerLabel startsAt endsAt text language revision }
  ... on SegmentCorrection { segmentSeq segment { seq text revision } }
  ... on TranscriptDeletion { fromSeq toSeq }
  ... on CaptureChange { state reason grantId grantStartedAt }
  ... on SpeakerNaming { speakers { label speaker } }`;

/** A talk in which everything has happened that can. */
async function anEventfulTalk() {
  const world = await aRecording();
  const { ann, bob, session: sessionId, grantId } = world;
  const segments = [said('a', 'one'), { ...said('b', 'two'), speakerLabel: 'Speaker 2' }, said('c', '三つ目\n"x"')];
  await appendSegments({ ...ann }, { sessionId, grantId, segments });
  await correctSegment({ ...bob }, { sessionId, seq: 3, text: 'ONE' });
  await nameSpeakers({ ...ann }, { sessionId, names: [{ label: 'Speaker 2', speaker: 'COUNTERPART' }] });
  await deleteTranscript({ ...ann }, { sessionId, fromSeq: 5, toSeq: 5 });
  return world;
}

async function firstAnswer(actor: Actor, text: string, variableValues: object): Promise<ExecutionResult> {
  const args = { schema, document: parse(text), variableValues: { ...variableValues }, contextValue: { actor } };
  const answers = await subscription(args);
  if (!(answers instanceof Feed)) throw new AggregateError(answers.errors ?? []);
  const { value } = await answers.next();
  await answers.leave();
  return value ?? {};
}

test.each([
  ['everything', `{ state lastSeq drafts { speaker text } entries { ${FIELDS} } }`],
  ['by other names', `{ as: state entries { kind: __typename number: seq ...Said } } `],
  ['parts of it', '{ entries { ... on CaptureChange { state } ... on TranscriptEntry { seq } } __typename }'],
])('an answer made ready is the one of an execution: %s', async (_what, selection) => {
  const { ann, session: id, grantId } = await anEventfulTalk();
  const fragment = selection.includes('...Said')
    ? 'fragment Said on TranscriptSegment { text said: text speaker }'
    : '';
  const text = `subscription ($id: ID!, $after: Int!) { live: transcript(sessionId: $id, after: $after) ${selection} } ${fragment}`;
  // Drafts are known for as long as somebody watches.
  const [watching, news] = [followTranscript({ ...ann }, id, 0), followTranscript({ ...ann }, id, 0)];
  await watching.next();
  await sendTranscriptDraft({ ...ann }, { sessionId: id, grantId, speaker: 'MEMBER', text: 'I was thi' });
  await watching.next();
  const { value: rootValue } = await news.next();
  const contextValue = { actor: freshActor(ann) };
  const args = { schema, document: parse(text), variableValues: { id, after: 0 }, contextValue, rootValue };
  const executed = await operation(args);
  const ready = await firstAnswer(freshActor(ann), text, { id, after: 0 });
  for (const feed of [watching, news]) await feed.leave();
  expect(executed.errors).toBeUndefined();
  expect(JSON.stringify(ready)).toBe(JSON.stringify(executed));
  expect(JSON.stringify(ready).length).toBeGreaterThan(100);
});

test('an answer made ready holds no connection', async () => {
  const { ann, session: id, grantId } = await aRecording();
  const document = parse(`subscription ($id: ID!) { transcript(sessionId: $id, after: 2) { entries { ${FIELDS} } } }`);
  const answers = await subscription({
    schema,
    document,
    variableValues: { id },
    contextValue: { actor: freshActor(ann) },
  });
  if (!(answers instanceof Feed)) throw new AggregateError(answers.errors ?? []);
  await answers.next();
  // From the first words on the process has the key of who says them.
  await appendSegments({ ...ann }, { sessionId: id, grantId, segments: [said('first', 'x')] });
  await answers.next();
  const call = await admittedAppend({ ...ann }, { sessionId: id, grantId, segments: [said('second', 'heard')] });
  const busy = tables.connect({ clients: 1, patience: 20 });
  useDatabase(busy);
  let release = () => {};
  const taken = busy.read(freshActor(ann), () => new Promise<void>((resolve) => (release = resolve)));
  try {
    await appending.run(call);
    expect(await answers.next()).toMatchObject({ value: { data: { transcript: { entries: [{ text: 'heard' }] } } } });
  } finally {
    release();
    await taken;
    await answers.leave();
    useDatabase(tables.database);
  }
});
