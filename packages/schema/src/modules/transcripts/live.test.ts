import { afterEach, describe, expect, test } from 'vitest';
import { type Actor, freshActor, personActor } from '../../kernel/actor.ts';
import { read } from '../../kernel/database.ts';
import { freezeTime, now } from '../../kernel/time.ts';
import { useTestDatabase } from '../../testing/database.ts';
import { useLiveSignals } from '../../testing/live.ts';
import { type Answer, follow, refusalsOf, run } from '../../testing/run.ts';
import { readsOf } from '../../testing/statements.ts';
import { agree, aRecording, said } from '../../testing/transcripts.ts';
import { aCompany, aPair, aSession } from '../../testing/world.ts';
import { restrictUser } from '../privacy/restriction.ts';
import { startSession } from '../sessions/talk.ts';
import { forgetRestrictions, readRestrictions } from '../tenancy/restricted-tenants.ts';
import { stopCaptureOf } from './absence.ts';
import { admittedAppend, appendSegments } from './append.ts';
import { appending } from './append-batch.ts';
import { pauseTranscript, withdrawConsent } from './capture.ts';
import { sendTranscriptDraft } from './draft.ts';
import { liveTranscripts } from './live-transcripts.ts';
import { formerWordsOf } from './segment-history.ts';
import { correctSegment, deleteTranscript, nameSpeakers } from './segment-change.ts';

const tables = useTestDatabase();
useLiveSignals(tables);

interface Entry {
  readonly __typename: string;
  readonly seq: number;
  readonly text?: string;
}
interface Update {
  readonly state: string;
  readonly lastSeq: number;
  readonly entries: readonly Entry[];
  readonly drafts: readonly { readonly speaker: string; readonly text: string }[];
}
interface Corrected {
  readonly session: { readonly transcript: { readonly entries: readonly object[] } };
}
type Stream = AsyncGenerator<Answer<{ transcript: Update }>, void, void>;

const open: Stream[] = [];
afterEach(async () => {
  forgetRestrictions();
  await Promise.all(open.splice(0).map((stream) => stream.return()));
});

const FIELDS = `__typename seq by
  ... on TranscriptSegment { clientId speaker speakerLabel text revision }
  ... on SegmentCorrection { segmentSeq segment { seq text revision } }
  ... on TranscriptDeletion { fromSeq toSeq }
  ... on CaptureChange { state reason }
  ... on SpeakerNaming { speakers { label speaker } }`;
const FOLLOW = `subscription ($id: ID!, $after: Int!) { transcript(sessionId: $id, after: $after) {
  state lastSeq drafts { speaker text } entries { ${FIELDS} } } }`;

async function following(actor: Actor, id: string, after = 0): Promise<Stream> {
  const stream: Stream = await follow(actor, FOLLOW, { id, after });
  open.push(stream);
  return stream;
}

async function next(stream: Stream): Promise<Update | undefined> {
  const { value } = await stream.next();
  expect(value?.errors).toBeUndefined();
  return value?.data?.transcript;
}

/** Reads on until the entries reach a number; fails on a gap. */
async function upTo(stream: Stream, seq: number, from = 0): Promise<Entry[]> {
  const read: Entry[] = [];
  while ((read.at(-1)?.seq ?? from) < seq) read.push(...((await next(stream))?.entries ?? []));
  expect(read.map((entry) => entry.seq)).toEqual(Array.from({ length: read.length }, (_, at) => from + 1 + at));
  return read;
}

const numbered = (from: number, count: number) =>
  Array.from({ length: count }, (_, at) => said(`n${from + at}`, `said ${from + at}`));

describe('a reader', () => {
  test('who comes late reads all of a long talk in order, then what is said', async () => {
    const { ann, bob, session: sessionId, grantId } = await aRecording();
    for (let from = 0; from < 300; from += 50)
      await appendSegments({ ...ann }, { sessionId, grantId, segments: numbered(from, 50) });
    const stream = await following(bob, sessionId);
    const entries = await upTo(stream, 302);
    expect(entries.at(-1)).toMatchObject({ text: 'said 299' });
    await appendSegments({ ...ann }, { sessionId, grantId, segments: [said('live', 'now')] });
    expect(await upTo(stream, 303, 302)).toMatchObject([{ text: 'now' }]);
  });

  test('hears of the question before there is a transcript', async () => {
    const cast = await aSession();
    await startSession({ ...cast.ann }, { sessionId: cast.session });
    const stream = await following(cast.bob, cast.session);
    expect(await next(stream)).toEqual({ state: 'OFF', lastSeq: 0, entries: [], drafts: [] });
    await agree(cast, cast.session);
    expect(await upTo(stream, 2)).toMatchObject([{ state: 'ASKED' }, { state: 'RECORDING' }]);
  });

  test('who was away learns of corrections, names, deletions and the end of consent', async () => {
    const { ann, bob, session: sessionId, grantId } = await aRecording();
    const segments = [said('a', 'one'), { ...said('b', 'two'), speakerLabel: 'Speaker 2' }, said('c', 'three')];
    await appendSegments({ ...ann }, { sessionId, grantId, segments });
    await correctSegment({ ...bob }, { sessionId, seq: 3, text: 'ONE' });
    await nameSpeakers({ ...ann }, { sessionId, names: [{ label: 'Speaker 2', speaker: 'COUNTERPART' }] });
    await deleteTranscript({ ...ann }, { sessionId, fromSeq: 5, toSeq: 5 });
    await withdrawConsent({ ...bob }, { sessionId });
    expect(await upTo(await following(ann, sessionId, 5), 9, 5)).toMatchObject([
      { __typename: 'SegmentCorrection', by: 'COUNTERPART', segmentSeq: 3, segment: { text: 'ONE', revision: 1 } },
      { __typename: 'SpeakerNaming', speakers: [{ label: 'Speaker 2', speaker: 'COUNTERPART' }] },
      { __typename: 'TranscriptDeletion', fromSeq: 5, toSeq: 5 },
      { __typename: 'CaptureChange', state: 'WITHDRAWN', reason: 'WITHDRAWN', by: 'COUNTERPART' },
    ]);
    expect((await upTo(await following(ann, sessionId), 9)).slice(2, 5)).toMatchObject([
      { __typename: 'TranscriptSegment', text: 'ONE', revision: 1 },
      { __typename: 'TranscriptSegment', text: 'two', speaker: 'COUNTERPART', speakerLabel: 'Speaker 2' },
      { __typename: 'DeletedSegment' },
    ]);
  });

  test('can look up what a segment said before it was corrected; nobody else can', async () => {
    const { ann, bob, admin, session: sessionId, grantId } = await aRecording();
    await appendSegments({ ...ann }, { sessionId, grantId, segments: [said('a', 'one'), said('b', 'two')] });
    await correctSegment({ ...bob }, { sessionId, seq: 3, text: 'ONE' });
    await correctSegment({ ...ann }, { sessionId, seq: 3, text: 'One.' });
    const document = `query($id: ID!) { session(id: $id) { transcript { entries(after: 2) {
      ... on TranscriptSegment { text history { revision text replacedBy } } } } } }`;
    const { data } = await run<Corrected>(ann, document, { id: sessionId });
    expect(data?.session.transcript.entries.slice(0, 2)).toEqual([
      {
        text: 'One.',
        history: [
          { revision: 0, text: 'one', replacedBy: 'COUNTERPART' },
          { revision: 1, text: 'ONE', replacedBy: 'MEMBER' },
        ],
      },
      { text: 'two', history: [] },
    ]);
    expect(JSON.stringify(await run(admin, document, { id: sessionId }))).not.toContain('ONE');
    const another = { ...admin };
    const formerly = await read(another, () => formerWordsOf(another, { sessionId, seq: 3, clientId: 'a' }));
    expect(formerly).toEqual([]);
  });

  test('is told nothing that was deleted, also from memory', async () => {
    const { ann, bob, session: sessionId, grantId } = await aRecording();
    const slow = await following(bob, sessionId);
    await upTo(slow, 2);
    const quick = await following(ann, sessionId);
    await appendSegments({ ...ann }, { sessionId, grantId, segments: [said('a', 'a slip')] });
    await upTo(quick, 3);
    await correctSegment({ ...ann }, { sessionId, seq: 3, text: 'another slip' });
    await deleteTranscript({ ...ann }, { sessionId });
    await upTo(quick, 5, 3);
    const read = await upTo(slow, 5, 2);
    expect(read).toMatchObject([
      { __typename: 'DeletedSegment' },
      { __typename: 'SegmentCorrection', segment: null },
      { __typename: 'TranscriptDeletion', fromSeq: 1, toSeq: 4 },
    ]);
    expect(JSON.stringify(read)).not.toContain('slip');
    expect(await tables.query('admin', 'select 1 from segment_history where session_id = $1', [sessionId])).toEqual([]);
  });

  test('sees what is being said before it is kept, and it is kept nowhere', async () => {
    const { ann, bob, session: sessionId, grantId } = await aRecording();
    const stream = await following(bob, sessionId);
    await upTo(stream, 2);
    await sendTranscriptDraft({ ...ann }, { sessionId, grantId, speaker: 'MEMBER', text: 'I was thi' });
    expect(await next(stream)).toMatchObject({ entries: [], drafts: [{ speaker: 'MEMBER', text: 'I was thi' }] });
    await sendTranscriptDraft({ ...ann }, { sessionId, grantId, speaker: 'MEMBER', text: '' });
    expect(await next(stream)).toMatchObject({ entries: [], drafts: [] });
    const kept = `select 1 from transcript_entry where session_id = $1 and kind = 'SEGMENT'`;
    expect(await tables.query('admin', kept, [sessionId])).toEqual([]);
  });

  test('of drafts gets at most four in a second of one writer, and none while paused', async () => {
    const { ann, session: sessionId, grantId } = await aRecording();
    const draft = { sessionId, grantId, speaker: 'MEMBER', text: 'x' } as const;
    const melt = freezeTime(now());
    const sent = await Promise.all(Array.from({ length: 12 }, () => sendTranscriptDraft({ ...ann }, draft))).finally(
      melt,
    );
    expect(sent.filter(({ isSent }) => isSent)).toHaveLength(4);
    await pauseTranscript({ ...ann }, { sessionId });
    await expect(sendTranscriptDraft({ ...ann }, draft)).rejects.toMatchObject({ code: 'NOT_RECORDING' });
  });
});

const READ = `query ($id: ID!) { node(id: $id) { ... on Session { transcript { entries(first: 100) { ${FIELDS} } } } } }`;

describe('nobody but the two', () => {
  test('follows or reads it: not an admin, a colleague, a key or another tenant', async () => {
    const { eve, admin, server, ann, session, grantId } = await aRecording();
    await appendSegments({ ...ann }, { sessionId: session, grantId, segments: [said('a', 'between us')] });
    const stranger = (await aPair()).ann;
    const quiet = await aSession(200);
    const codes = async (actor: Actor, id: string) =>
      follow(actor, FOLLOW, { id, after: 0 }).then(
        () => 'begun',
        (error: AggregateError) => refusalsOf({ errors: error.errors }).join(),
      );
    for (const [actor, code] of [
      [eve, 'NOT_FOUND'],
      [stranger, 'NOT_FOUND'],
      [admin, 'FORBIDDEN'],
      [server(), 'FORBIDDEN'],
    ] as const) {
      expect(await codes(actor, session)).toBe(code);
      expect(JSON.stringify(await run(actor, READ, { id: session }))).not.toContain('between us');
    }
    // Whether there is a transcript cannot be told from the answer.
    expect(await codes(quiet.admin, quiet.session)).toBe('FORBIDDEN');
  });
});

describe('several pages', () => {
  test('of the two are told the same once they are level, wherever they began', async () => {
    const { ann, bob, session: sessionId, grantId } = await aRecording();
    for (const from of [0, 50, 100])
      await appendSegments({ ...ann }, { sessionId, grantId, segments: numbered(from, 50) });
    const streams = [
      await following(bob, sessionId),
      await following(bob, sessionId, 151),
      await following(ann, sessionId),
    ];
    for (const [at, from] of [0, 151, 0].entries()) await upTo(streams[at] as Stream, 152, from);
    const waiting = streams.map((stream) => stream.next());
    // As a server that keeps restrictions in mind: the two share where it knows of none.
    await readRestrictions();
    await appendSegments({ ...ann }, { sessionId, grantId, segments: [said('now', 'level')] });
    const [first, second, other] = (await Promise.all(waiting)).map(({ value }) => value);
    expect(first?.data?.transcript.entries).toMatchObject([{ text: 'level' }]);
    expect(second).toBe(first);
    expect(other).toBe(first);
  });

  test.each<[what: string, other: (actor: Actor) => Actor, document: string]>([
    ['the language of one differs', (actor) => personActor({ ...actor, language: 'en' }), FOLLOW],
    ['a scope of one differs', (actor) => personActor({ ...actor, scopes: new Set(['transcripts:write']) }), FOLLOW],
    [
      'something is selected that asks who reads',
      (actor) => actor,
      FOLLOW.replace('revision }', 'revision history { text } }'),
    ],
  ])('of the two are answered each for themselves where %s', async (_what, changed, document) => {
    const { ann, bob, session: id, grantId } = await aRecording();
    const readers = [personActor({ ...ann, language: 'ja' }), changed(personActor({ ...bob, language: 'ja' }))];
    const streams = await Promise.all(readers.map((actor) => follow(actor, document, { id, after: 2 })));
    open.push(...(streams as Stream[]));
    for (const stream of streams) await stream.next();
    const waiting = streams.map((stream) => stream.next());
    await appendSegments({ ...ann }, { sessionId: id, grantId, segments: [said('now', 'level')] });
    const [one, other] = (await Promise.all(waiting)).map(({ value }) => value);
    expect(JSON.stringify(one)).toContain('level');
    expect(other).toEqual(one);
    expect(other).not.toBe(one);
  });

  test('end where the data of the other is restricted, and go on for that one', async () => {
    const { admin, ann, bob, tenantId, session: sessionId, grantId } = await aRecording();
    const [hers, his] = [await following(ann, sessionId), await following(bob, sessionId)];
    await appendSegments({ ...ann }, { sessionId, grantId, segments: [said('a', 'in confidence')] });
    for (const stream of [hers, his]) await upTo(stream, 3);
    await restrictUser(freshActor(admin), { userId: ann.userId, reason: 'The address is wrong.' });
    const rest: Answer<{ transcript: Update }>[] = [];
    for await (const answer of his) rest.push(answer);
    expect(rest.flatMap(refusalsOf)).toEqual(['NOT_FOUND']);
    expect(rest.flatMap(({ data }) => data?.transcript?.entries ?? [])).toEqual([]);
    await stopCaptureOf(tenantId, ann.userId);
    expect(await upTo(hers, 4, 3)).toMatchObject([{ __typename: 'CaptureChange', state: 'STOPPED' }]);
    const again = follow(bob, FOLLOW, { id: sessionId, after: 0 });
    await expect(again).rejects.toMatchObject({ errors: [{ originalError: { code: 'NOT_FOUND' } }] });
    expect((await upTo(await following(ann, sessionId), 4)).at(2)).toMatchObject({ text: 'in confidence' });
  });

  test('are told nothing once the data of the other is restricted, also where no word of that came', async () => {
    const { ann, bob, server, session: sessionId, grantId } = await aRecording();
    const [own, others] = [await following(ann, sessionId), await following(bob, sessionId)];
    for (const stream of [own, others]) await upTo(stream, 2);
    const [told, waiting] = [own.next(), others.next()];
    await tables.query('admin', `update app_user set restricted_at = now() where id = '${ann.userId}'`);
    await readRestrictions();
    const segments = [said('late', 'in confidence')];
    await appendSegments(server('transcripts:write'), { sessionId, grantId, segments });
    expect((await told).value?.data?.transcript.entries).toMatchObject([{ text: 'in confidence' }]);
    const answer = (await waiting).value ?? {};
    expect(refusalsOf(answer)).toEqual(['NOT_FOUND']);
    expect(JSON.stringify(answer)).not.toContain('in confidence');
  });

  test('are told nothing any more once their reader is none of the two', async () => {
    const { tenantId, ann, bob, eve, session: sessionId } = await aRecording();
    const [stays, goes] = [await following(ann, sessionId), await following(bob, sessionId)];
    for (const stream of [stays, goes]) await upTo(stream, 2);
    const [told, waiting] = [stays.next(), goes.next()];
    await readRestrictions();
    // No rule does this; it stands for whatever takes the right away.
    await tables.query(
      'admin',
      `set session_replication_role = replica;
      update transcript set counterpart_id = '${eve.userId}', state = 'PAUSED' where session_id = '${sessionId}'`,
    );
    await tables.query('admin', 'select pg_notify($1, $2)', [
      'taiwa_signals',
      JSON.stringify({ topic: `transcript:${tenantId}:${sessionId}`, ids: {} }),
    ]);
    expect((await told).value?.data?.transcript).toMatchObject({ state: 'PAUSED' });
    expect(refusalsOf((await waiting).value ?? {})).toEqual(['FORBIDDEN']);
  });
});

describe('watching', () => {
  test('two hundred talks costs as many statements as watching one', async () => {
    const { tenantId, ann, session } = await aRecording(await aPair(await aCompany()));
    const firstReading = async (sessions: readonly string[]): Promise<number> => {
      const reads = await readsOf(async () => {
        const holds = sessions.map((id) => liveTranscripts.hold(tenantId, id, ann.userId));
        await Promise.all(holds.map(({ live }) => new Promise<void>((resolve) => live.onChange(resolve))));
        for (const { letGo } of holds) letGo();
      });
      return reads.filter((text) => text.includes('transcript_entry')).length;
    };
    expect(await firstReading([session])).toBe(1);
    const others = Array.from({ length: 199 }, (_, at) => `ses_nothing${at}`);
    // The reading of every second may fall into it.
    expect(await firstReading([session, ...others])).toBeLessThanOrEqual(2);
  });

  test('what is said costs one reading of the tail for both, and none of anybody’s own', async () => {
    const { ann, bob, session: sessionId, grantId } = await aRecording();
    const streams = [await following(ann, sessionId), await following(bob, sessionId)];
    for (const stream of streams) await upTo(stream, 2);
    // From the first words on the process has the key of who says them.
    await appendSegments({ ...bob }, { sessionId, grantId, segments: [said('first', 'x')] });
    for (const stream of streams) await upTo(stream, 3, 2);
    const call = await admittedAppend({ ...bob }, { sessionId, grantId, segments: [said('a', 'x')] });
    await readRestrictions();
    const reads = await readsOf(async () => {
      await appending.run(call);
      for (const stream of streams) await upTo(stream, 4, 3);
    });
    const asPerson = reads.filter((text) => !/capture_grant|for no key update|e\.fingerprint/.test(text));
    // The poll of every second may fall into it.
    expect(asPerson.length).toBeLessThanOrEqual(2);
    expect(asPerson.filter((text) => !text.includes('wanted (tenant_id, session_id, after'))).toEqual([]);
  });

  test('by nobody leaves nothing behind', async () => {
    const { ann, session } = await aRecording();
    const stream = await following(ann, session);
    await next(stream);
    expect([...liveTranscripts.watchers()]).toContainEqual(
      expect.objectContaining({ sessionId: session, userId: ann.userId }),
    );
    await stream.return();
    expect([...liveTranscripts.watchers()].filter(({ sessionId }) => sessionId === session)).toEqual([]);
  });
});
