import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Actor } from '../../kernel/actor.ts';
import { LocalSignals, useSignals } from '../../kernel/signals.ts';
import { useTestDatabase } from '../../testing/database.ts';
import { deliverEvents } from '../../testing/deliver.ts';
import { sendFile } from '../../testing/import-file.ts';
import { run } from '../../testing/run.ts';
import { aRecording, said } from '../../testing/transcripts.ts';
import { aSession } from '../../testing/world.ts';
import { endSession, startSession } from '../sessions/talk.ts';
import { appendSegments } from './append.ts';
import { withdrawConsent } from './capture.ts';
import { IMPORT_CONSENT_VERSION as textVersion } from './consent-text.ts';
import { previewImport } from './import-preview.ts';
import { deleteTranscript } from './segment-change.ts';
import { answerTranscriptImport, importTranscript } from './transcript-import.ts';

const tables = useTestDatabase();
useSignals(new LocalSignals());

const sample = (name: string): Buffer => readFileSync(new URL(`captions/samples/${name}`, import.meta.url));
const START = new Date('2030-03-04T01:00:00Z');

/** A talk that is over. */
async function anEndedTalk() {
  const cast = await aSession(10);
  const of = { sessionId: cast.session };
  await startSession({ ...cast.ann }, of);
  await endSession({ ...cast.ann }, of);
  return cast;
}

async function ask({ ann, session: sessionId }: { ann: Actor; session: string }, content: string | Buffer) {
  const uploadId = await sendFile(ann, content, 'TRANSCRIPT');
  const { speakers } = await previewImport({ ...ann }, { sessionId, uploadId });
  const named = speakers.map(({ label }, at) => ({
    label,
    speaker: at % 2 ? ('MEMBER' as const) : ('COUNTERPART' as const),
  }));
  return importTranscript({ ...ann }, { sessionId, uploadId, startsAt: START, speakers: named, textVersion });
}

const agree = (actor: Actor, importId: string) =>
  answerTranscriptImport({ ...actor }, { importId, agrees: true, textVersion });

interface Seen {
  readonly transcript: {
    readonly state: string;
    readonly imports: readonly {
      readonly state: string;
      readonly taken: number;
      readonly segments: number;
      readonly kept: { readonly fromSeq: number; readonly toSeq: number } | null;
    }[];
    readonly entries: readonly { readonly text?: string; readonly speaker?: string; readonly startsAt?: string }[];
  } | null;
}

async function look(actor: Actor, id: string) {
  const READ = `query($id: ID!) { session(id: $id) { transcript { state imports { state taken segments kept { fromSeq toSeq } issues { line } }
    entries(after: 0, first: 100) { ... on TranscriptSegment { text speaker speakerLabel startsAt } } } } }`;
  const { data, errors } = await run<{ session: Seen | null }>({ ...actor }, READ, { id });
  expect(errors).toBeUndefined();
  const transcript = data?.session?.transcript;
  return { ...transcript, said: (transcript?.entries ?? []).filter(({ text }) => text !== undefined) };
}

const grown = (count: number): string =>
  `WEBVTT\n\n${Array.from({ length: count }, (_, at) => {
    const time = (ms: number) => new Date(ms).toISOString().slice(11, 23);
    return `${time(at * 1_000)} --> ${time(at * 1_000 + 1_500)}\n<v ${at % 2 ? 'A' : 'B'}>Sentence ${at}.</v>\n`;
  }).join('\n')}`;

describe('a preview', () => {
  test.each(['zoom.vtt', 'teams.vtt', 'meet.srt'])(
    'of %s says what it is, who speaks how often, and changes nothing',
    async (name) => {
      const { ann, session: sessionId } = await anEndedTalk();
      const uploadId = await sendFile(ann, sample(name), 'TRANSCRIPT');
      const preview = await previewImport({ ...ann }, { sessionId, uploadId });
      expect(preview.format).toBe(name.endsWith('vtt') ? 'WEBVTT' : 'SRT');
      expect(preview.speakers.reduce((sum, { cues }) => sum + cues, 0)).toBe(preview.cues.length);
      for (const { sample: words } of preview.speakers) expect(words).not.toBe('');
      // Four days after the start is no talk.
      expect(preview.issues).toEqual(
        name === 'teams.vtt' ? [{ line: expect.any(Number) as number, reason: 'TOO_LATE' }] : [],
      );
      expect((await look(ann, sessionId)).entries).toBeUndefined();
    },
  );

  test('of a file in UTF-16, CP932 or with a mark reads the same words', async () => {
    const { ann, session: sessionId } = await anEndedTalk();
    const text = '1\r\n00:00:01,000 --> 00:00:02,000\r\n日本語です\r\n';
    const cp932 = Buffer.from([
      ...Buffer.from('1\r\n00:00:01,000 --> 00:00:02,000\r\n'),
      0x93,
      0xfa,
      0x96,
      0x7b,
      0x8c,
      0xea,
      0x82,
      0xc5,
      0x82,
      0xb7,
    ]);
    for (const bytes of [Buffer.from(`\uFEFF${text}`), Buffer.from(`\uFEFF${text}`, 'utf16le'), cp932]) {
      const uploadId = await sendFile(ann, bytes, 'TRANSCRIPT');
      expect((await previewImport({ ...ann }, { sessionId, uploadId })).cues[0]?.text).toBe('日本語です');
    }
  });

  test('of a file that is none says so, and one of 5 MB is read', async () => {
    const { ann, session: sessionId } = await anEndedTalk();
    for (const bad of [Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0x10]), 'WEBVTT\n', 'no captions at all']) {
      const uploadId = await sendFile(ann, bad, 'TRANSCRIPT');
      await expect(previewImport({ ...ann }, { sessionId, uploadId })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    }
    const most = grown(100_000).slice(0, 5 * 1024 * 1024);
    const uploadId = await sendFile(ann, most, 'TRANSCRIPT');
    const { cues, issues } = await previewImport({ ...ann }, { sessionId, uploadId });
    expect(cues.length + issues.length).toBeGreaterThan(50_000);
  });

  test('is for the sender of the file, where they are one of the two', async () => {
    const cast = await anEndedTalk();
    const { ann, bob, eve, session: sessionId } = cast;
    const stranger = await anEndedTalk();
    const uploadId = await sendFile(ann, sample('zoom.vtt'), 'TRANSCRIPT');
    for (const actor of [bob, eve, stranger.ann])
      await expect(previewImport({ ...actor }, { sessionId, uploadId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(previewImport({ ...ann }, { sessionId: stranger.session, uploadId })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await expect(sendFile(cast.server('transcripts:write'), 'x', 'TRANSCRIPT')).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });
});

describe('an import', () => {
  test('takes nothing before the other agrees, then everything, in the order of its times', async () => {
    const cast = await anEndedTalk();
    const { ann, bob, session: sessionId } = cast;
    const { id } = await ask(cast, sample('zoom.vtt'));
    await deliverEvents(cast.ann.tenantId, { twice: true });
    expect((await look(bob, sessionId)).said).toEqual([]);
    await expect(agree(ann, id)).rejects.toMatchObject({ code: 'NOTHING_ASKED' });
    await agree(bob, id);
    await deliverEvents(cast.ann.tenantId, { twice: true });
    const { said, imports, state } = await look(bob, sessionId);
    expect(imports).toMatchObject([{ state: 'DONE', taken: 5, segments: 5 }]);
    expect(state).toBe('STOPPED');
    expect(said).toHaveLength(5);
    expect(said[0]).toMatchObject({ speaker: 'COUNTERPART', startsAt: '2030-03-04T01:00:01.230Z' });
    expect(said.map(({ startsAt }) => startsAt)).toEqual(said.map(({ startsAt }) => startsAt).toSorted());
    const [upload] = await tables.query<{ count: string }>(
      'admin',
      'select count(*) from upload where content is not null and tenant_id = $1',
      [ann.tenantId],
    );
    expect(upload?.count).toBe('0');
  });

  test('is undone by deleting what is kept of it, and what was said live stays', async () => {
    const cast = await aRecording();
    const { ann, bob, session: sessionId, grantId } = cast;
    await appendSegments({ ...ann }, { sessionId, grantId, segments: [said('live', 'said live')] });
    await endSession({ ...ann }, { sessionId });
    const { id } = await ask(cast, sample('zoom.vtt'));
    expect((await look(bob, sessionId)).imports).toMatchObject([{ kept: null }]);
    await agree(bob, id);
    await deliverEvents(ann.tenantId, { twice: true });
    const [kept] = (await look(bob, sessionId)).imports ?? [];
    expect(kept?.kept).toEqual({ fromSeq: expect.any(Number) as number, toSeq: expect.any(Number) as number });
    await deleteTranscript({ ...bob }, { sessionId, ...kept?.kept });
    const { said: left, imports } = await look(ann, sessionId);
    expect(left).toMatchObject([{ text: 'said live' }]);
    expect(imports).toMatchObject([{ state: 'DONE', taken: 5, kept: null }]);
  });

  test('of five thousand cues is kept once, also where the job begins anew and the file is brought again', async () => {
    const cast = await anEndedTalk();
    const { bob, session: sessionId } = cast;
    const { id } = await ask(cast, grown(5_000));
    await agree(bob, id);
    await deliverEvents(cast.ann.tenantId, { twice: true });
    expect((await ask(cast, grown(5_000))).id).toBe(id);
    const [kept] = await tables.query<{ count: string; last: number }>(
      'admin',
      `select count(*), max(seq) as last from transcript_entry where session_id = $1 and kind = 'SEGMENT'`,
      [sessionId],
    );
    expect(kept).toEqual({ count: '5000', last: 5_001 });
  });

  test('is over with a no, and who was told no does not ask again', async () => {
    const cast = await anEndedTalk();
    const { bob, ann, session: sessionId } = cast;
    const { id } = await ask(cast, sample('meet.srt'));
    await answerTranscriptImport({ ...bob }, { importId: id, agrees: false, textVersion });
    await deliverEvents(cast.ann.tenantId, { twice: true });
    expect(await look(ann, sessionId)).toMatchObject({ said: [], imports: [{ state: 'DECLINED', taken: 0 }] });
    await expect(ask(cast, sample('meet.srt'))).rejects.toMatchObject({ code: 'ASKED_ENOUGH' });
    await expect(agree(bob, id)).rejects.toMatchObject({ code: 'NOTHING_ASKED' });
    const other = await ask({ ann: bob, session: sessionId }, sample('meet.srt'));
    await agree(ann, other.id);
    await deliverEvents(ann.tenantId);
    expect((await look(ann, sessionId)).said).toHaveLength(4);
  });

  test('takes nothing more once consent was taken back', async () => {
    const cast = await anEndedTalk();
    const { ann, bob, session: sessionId } = cast;
    const { id } = await ask(cast, sample('meet.srt'));
    await agree(bob, id);
    await withdrawConsent({ ...ann }, { sessionId });
    await deliverEvents(cast.ann.tenantId, { twice: true });
    expect(await look(ann, sessionId)).toMatchObject({ said: [], state: 'WITHDRAWN', imports: [{ state: 'REFUSED' }] });
  });

  test('waits for the end of the talk, and is no concern of others', async () => {
    const live = await aRecording();
    await expect(ask(live, sample('meet.srt'))).rejects.toMatchObject({ code: 'IMPORT_AFTER_TALK' });
    const cast = await anEndedTalk();
    const { id } = await ask(cast, sample('meet.srt'));
    for (const actor of [cast.eve, cast.admin, live.bob])
      await expect(agree(actor, id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
