import { expect, test } from 'vitest';
import { jobActor } from '../../kernel/actor.ts';
import { unsealOrNull } from '../../kernel/seal.ts';
import '../../schema.ts';
import { useTestDatabase } from '../../testing/database.ts';
import { useLiveSignals } from '../../testing/live.ts';
import { aRecording, said } from '../../testing/transcripts.ts';
import { run } from '../../testing/run.ts';
import { erasePerson } from '../privacy/erasure.ts';
import '../index.ts';
import { appendSegments } from './append.ts';
import { LiveTranscripts } from './live-transcripts.ts';
import { correctSegment, nameSpeakers } from './segment-change.ts';
import { wordsOf, wordsPlace } from './segment-words.ts';

interface Shown {
  readonly __typename: string;
  readonly seq: number;
  readonly text?: string;
  readonly history?: readonly { readonly text: string }[];
}

interface Read {
  readonly session: { readonly transcript: { readonly entries: readonly Shown[] } };
}

const tables = useTestDatabase();
useLiveSignals(tables);

test('what was said under a label that stands for the person goes with them, and the label', async () => {
  const { ann, bob, session: sessionId, grantId, tenantId } = await aRecording();
  const other = { speaker: 'OTHER' as const };
  const segments = [
    { ...said('a', 'ann says'), ...other, speakerLabel: 'S1' },
    { ...said('b', 'bob says'), ...other, speakerLabel: 'S2' },
  ];
  await appendSegments({ ...bob }, { sessionId, grantId, segments });
  const names = [
    { label: 'S1', speaker: 'MEMBER' as const },
    { label: 'S2', speaker: 'COUNTERPART' as const },
  ];
  await nameSpeakers({ ...bob }, { sessionId, names });
  await erasePerson(jobActor(tenantId, 'test'), ann.userId);
  await erasePerson(jobActor(tenantId, 'test'), ann.userId);
  const rows = await tables.query(
    'admin',
    'select client_id, words is null as gone from transcript_entry where tenant_id = $1 and client_id is not null order by client_id',
    [tenantId],
  );
  expect(rows).toEqual([
    { client_id: 'a', gone: true },
    { client_id: 'b', gone: false },
  ]);
});

test('what the person said is gone from the memory of every process at once, and what the other said is not', async () => {
  const { ann, bob, session: sessionId, grantId, tenantId } = await aRecording();
  const segments = [said('a', 'ann says'), { ...said('b', 'bob says'), speaker: 'COUNTERPART' as const }];
  await appendSegments({ ...bob }, { sessionId, grantId, segments });
  // Two processes, each with its own memory and ears, and a page of each of the two people.
  const processes = [new LiveTranscripts(), new LiveTranscripts()];
  const holds = processes.map((one, at) => one.hold(tenantId, sessionId, [ann, bob][at]?.userId ?? ''));
  // What a page asks for first is history; from then on memory has what comes.
  for (const hold of holds) await expect.poll(() => hold.live.isRead).toBe(true);
  const later = [said('c', 'ann says more'), { ...said('d', 'bob says more'), speaker: 'COUNTERPART' as const }];
  await appendSegments({ ...bob }, { sessionId, grantId, segments: later });
  const from = (hold: (typeof holds)[number]) => hold.live.newsBehind((hold.live.newest ?? 0) - 2)?.entries ?? [];
  for (const hold of holds)
    await expect.poll(() => from(hold).map(({ words }) => words !== null)).toEqual([true, true]);
  const places = from(holds[0] as (typeof holds)[number]).map(({ seq }) => seq);
  await erasePerson(jobActor(tenantId, 'test'), ann.userId);
  for (const hold of holds) {
    const held = () =>
      (hold.live.newsBehind((places[0] ?? 1) - 1)?.entries ?? [])
        .filter(({ seq }) => places.includes(seq))
        .map(({ words }) => words !== null);
    await expect.poll(held).toEqual([false, true]);
    hold.letGo();
  }
});

test('no copy of what the person said opens any more, what the other and others said does, and a page reads on', async () => {
  const { ann, bob, session: sessionId, grantId, tenantId } = await aRecording();
  const segments = [
    said('a', 'ann says'),
    { ...said('b', 'bob says'), speaker: 'COUNTERPART' as const },
    { ...said('c', 'somebody says'), speaker: 'OTHER' as const },
    said('d', 'ann said, and bob corrected'),
  ];
  await appendSegments({ ...bob }, { sessionId, grantId, segments });
  const entries = () =>
    tables.query<{ seq: number; client: string; revision: number; words: Uint8Array | null }>(
      'admin',
      `select seq, client_id as client, revision, words from transcript_entry
       where tenant_id = $1 and client_id is not null order by client_id`,
      [tenantId],
    );
  const last = (await entries()).at(-1)?.seq ?? 0;
  await correctSegment({ ...bob }, { sessionId, seq: last, text: 'bob says', speaker: 'COUNTERPART' });
  const before = await entries();
  await erasePerson(jobActor(tenantId, 'test'), ann.userId);
  const opened = await Promise.all(
    before.map(({ client, revision, words }) =>
      unsealOrNull(jobActor(tenantId, 'test'), wordsPlace(sessionId, client, revision), words),
    ),
  );
  expect(opened.map((text) => text && wordsOf(text).text)).toEqual([null, 'bob says', 'somebody says', 'bob says']);
  // As where a backup brings the words back, but not the key.
  await tables.query('admin', `update transcript_entry set words = $1 where tenant_id = $2 and client_id = 'a'`, [
    before[0]?.words,
    tenantId,
  ]);
  const page = `query($id: ID!) { session(id: $id) { transcript { entries(first: 20) { __typename seq
    ... on TranscriptSegment { text history { text } } } } } }`;
  const { data, errors } = await run<Read>({ ...bob }, page, { id: sessionId });
  expect(errors).toBeUndefined();
  const shown = data?.session.transcript.entries.filter(({ seq }) => before.some((one) => one.seq === seq));
  expect(shown?.map(({ __typename, text, history }) => [__typename, text, history])).toEqual([
    ['DeletedSegment', undefined, undefined],
    ['TranscriptSegment', 'bob says', []],
    ['TranscriptSegment', 'somebody says', []],
    ['TranscriptSegment', 'bob says', []],
  ]);
});

test('a recording ends with the erasure, and nothing that comes late is taken in', async () => {
  const { ann, bob, server, session: sessionId, grantId, tenantId } = await aRecording();
  await appendSegments({ ...bob }, { sessionId, grantId, segments: [said('a', 'in time')] });
  for (let again = 0; again < 2; again += 1) await erasePerson(jobActor(tenantId, 'test'), ann.userId);
  const append = (clientId: string) =>
    appendSegments(server('transcripts:write'), { sessionId, grantId, segments: [said(clientId, 'late')] });
  await expect(append('b')).rejects.toMatchObject({ code: 'CAPTURE_OVER', clientIds: ['b'] });
  const shown = `query($id: ID!) { session(id: $id) { transcript { state entries(first: 20) {
    __typename ... on TranscriptSegment { text } } } } }`;
  const { data } = await run<Read>({ ...bob }, shown, { id: sessionId });
  expect(data?.session.transcript).toEqual({
    state: 'STOPPED',
    entries: ['CaptureChange', 'CaptureChange', 'DeletedSegment', 'CaptureChange', 'TranscriptDeletion'].map((one) => ({
      __typename: one,
    })),
  });
});

test('words of the other cannot be made those of the person, and no key is made for them again', async () => {
  const { ann, bob, session: sessionId, grantId, tenantId } = await aRecording();
  const segments = [{ ...said('b', 'bob says'), speaker: 'COUNTERPART' as const }];
  await appendSegments({ ...bob }, { sessionId, grantId, segments });
  const [spoken] = await tables.query<{ seq: number }>(
    'admin',
    `select seq from transcript_entry where tenant_id = $1 and client_id = 'b'`,
    [tenantId],
  );
  await erasePerson(jobActor(tenantId, 'test'), ann.userId);
  const correction = { sessionId, seq: spoken?.seq ?? 0, text: 'ann says', speaker: 'MEMBER' as const };
  await expect(correctSegment({ ...bob }, correction)).rejects.toMatchObject({ code: 'SPEAKER_ERASED' });
  await correctSegment({ ...bob }, { ...correction, speaker: 'COUNTERPART' });
  const keys = await tables.query('admin', 'select holder from person_key where tenant_id = $1', [tenantId]);
  expect(keys).not.toContainEqual({ holder: ann.userId });
});

test('an erasure that runs again says nothing twice', async () => {
  const { ann, bob, session: sessionId, grantId, tenantId } = await aRecording();
  const segments = [said('a', 'one'), said('b', 'two')];
  await appendSegments({ ...bob }, { sessionId, grantId, segments });
  for (let again = 0; again < 2; again += 1) await erasePerson(jobActor(tenantId, 'test'), ann.userId);
  const deletions = await tables.query(
    'admin',
    `select to_seq - from_seq + 1 as segments from transcript_entry where tenant_id = $1 and kind = 'DELETION'`,
    [tenantId],
  );
  expect(deletions).toEqual([{ segments: 2 }]);
});
