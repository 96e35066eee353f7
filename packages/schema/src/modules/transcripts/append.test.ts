import pg from 'pg';
import { afterEach, describe, expect, test } from 'vitest';
import type { Actor } from '../../kernel/actor.ts';
import { useDatabase } from '../../kernel/database.ts';
import { unsealerFor } from '../../kernel/unsealer.ts';
import { LocalSignals, useSignals } from '../../kernel/signals.ts';
import { after, freezeTime } from '../../kernel/time.ts';
import { useTestDatabase } from '../../testing/database.ts';
import { run } from '../../testing/run.ts';
import { readsOf } from '../../testing/statements.ts';
import { agree, aRecording, openGrant, said } from '../../testing/transcripts.ts';
import { aPair, seenBy } from '../../testing/world.ts';
import { endSession } from '../sessions/talk.ts';
import { stopAbandoned, stopEndedCapture } from './absence.ts';
import { admittedAppend, appendSegments } from './append.ts';
import { appendingTo } from './append-batch.ts';
import { LATE_MINUTES } from './append-decision.ts';
import { pauseTranscript, resumeTranscript, stopTranscript, withdrawConsent } from './capture.ts';
import { deleteTranscript } from './segment-change.ts';
import { wordsOf, wordsPlace } from './segment-words.ts';

const tables = useTestDatabase();
useSignals(new LocalSignals());

const START = new Date('2030-03-04T01:00:00Z');
let letRun = () => {};
afterEach(() => letRun());

const seconds = (count: number): void => void freezeTime(after(START, count, 'seconds'));

/** A recording that began at START, with the clock stopped. */
async function frozenRecording() {
  letRun = freezeTime(START);
  return aRecording();
}

const rows = (sessionId: string) =>
  tables.query<{ seq: number; client_id: string; words: Buffer | null }>(
    'admin',
    `select seq, client_id, words from transcript_entry where session_id = $1 and kind = 'SEGMENT' order by seq`,
    [sessionId],
  );

interface Row {
  readonly client_id: string | null;
  readonly words: Buffer | null;
  readonly fingerprint: Buffer | null;
}

describe('a segment', () => {
  test('is kept once, however often it is sent, and keeps its number', async () => {
    const { ann, session: sessionId, grantId } = await aRecording();
    const call = { sessionId, grantId, segments: [said('a', 'one'), said('b', 'two')] };
    const first = await appendSegments({ ...ann }, call);
    expect(first.segments).toEqual([
      { clientId: 'a', seq: 3 },
      { clientId: 'b', seq: 4 },
    ]);
    expect(await appendSegments({ ...ann }, call)).toEqual(first);
    const more = { ...call, segments: [said('c', 'three'), said('a', 'one')] };
    expect((await appendSegments({ ...ann }, more)).segments).toEqual([
      { clientId: 'c', seq: 5 },
      { clientId: 'a', seq: 3 },
    ]);
    expect(await rows(sessionId)).toHaveLength(3);
  });

  test('with the id of another is a conflict, and nothing of its call is kept', async () => {
    const { ann, session: sessionId, grantId } = await aRecording();
    await appendSegments({ ...ann }, { sessionId, grantId, segments: [said('a', 'one')] });
    const call = { sessionId, grantId, segments: [said('b', 'two'), said('a', 'another')] };
    await expect(appendSegments({ ...ann }, call)).rejects.toMatchObject({
      code: 'SEGMENT_DIFFERS',
      clientIds: ['a'],
    });
    expect(await rows(sessionId)).toHaveLength(1);
  });

  test('lies sealed in the table', async () => {
    const { ann, session: sessionId, grantId } = await aRecording();
    await appendSegments({ ...ann }, { sessionId, grantId, segments: [said('a', 'a secret of Ann')] });
    const [row] = await rows(sessionId);
    expect(row?.words?.length).toBeGreaterThan(0);
    expect(row?.words?.includes('secret')).toBe(false);
  });

  test('costs one reading before it is written, that of its grant, once its speakers were heard', async () => {
    const { ann, session: sessionId, grantId } = await frozenRecording();
    const admit = (name: string) =>
      admittedAppend(
        { ...ann },
        { sessionId, grantId, segments: [said(name, 'x'), { ...said(`${name}-2`, 'y'), speaker: 'COUNTERPART' }] },
      );
    for (const name of ['a', 'b']) await admit(name);
    expect(await readsOf(() => admit('c'))).toHaveLength(1);
  });

  test('keeps its own words, speaker, times and language, whatever its name is and whoever sends at the same time', async () => {
    const { ann, server, session: sessionId, grantId } = await frozenRecording();
    const odd = { ...said('"{a,b}\\\'', '短い', 250), speaker: 'OTHER' as const, speakerLabel: 'Zoé', language: 'ja' };
    const long = { ...said('NULL', 'long '.repeat(799), 1_000), language: 'en-GB' };
    const plain = said('null', 'x', 2_000);
    const send = (actor: Actor, ...segments: Parameters<typeof appendSegments>[1]['segments']) =>
      appendSegments({ ...actor }, { sessionId, grantId, segments });
    await Promise.all([send(ann, plain), send(ann, odd, said('-', '-')), send(server('transcripts:write'), long)]);
    const kept = await tables.query<Row>('admin', 'select * from transcript_entry where session_id = $1', [sessionId]);
    const keys = await unsealerFor(
      ann,
      kept.map(({ words }) => words),
    );
    const rowOf = (clientId: string) => {
      const row = kept.find(({ client_id }) => client_id === clientId);
      const text = row?.words && wordsOf(keys.unseal(wordsPlace(sessionId, clientId, 0), row.words) ?? '');
      return { ...row, words: text };
    };
    const at = (ms: number) => new Date(START.getTime() + ms);
    expect(rowOf(odd.clientId)).toMatchObject({
      words: { text: '短い', label: 'Zoé' },
      speaker: 'OTHER',
      language: 'ja',
      starts_at: at(250),
      ends_at: at(1_250),
      written_by_id: ann.userId,
    });
    expect(rowOf('NULL')).toMatchObject({ words: { text: long.text }, language: 'en-GB', written_by_id: null });
    expect(rowOf('null')).toMatchObject({ words: { text: 'x', label: null }, speaker: 'MEMBER', language: null });
    expect(rowOf('-')).toMatchObject({ words: { text: '-' }, language: null, fingerprint: expect.any(Buffer) });
    expect(new Set(kept.flatMap(({ fingerprint }) => fingerprint?.toString('hex') ?? [])).size).toBe(4);
    await Promise.all([send(ann, odd), send(ann, long, plain)]);
    expect(await rows(sessionId)).toHaveLength(4);
  });

  test('that was deleted is acknowledged again and not kept again', async () => {
    const { ann, bob, session: sessionId, grantId } = await aRecording();
    const call = { sessionId, grantId, segments: [said('a', 'one')] };
    const first = await appendSegments({ ...ann }, call);
    await deleteTranscript({ ...bob }, { sessionId });
    expect(await appendSegments({ ...ann }, call)).toEqual(first);
    expect(await rows(sessionId)).toMatchObject([{ client_id: 'a', words: null }]);
  });
});

describe('who may append', () => {
  test('either of the two, and a server with the scope on behalf of the grant', async () => {
    const { ann, bob, server, session: sessionId, grantId } = await aRecording();
    for (const [at, actor] of [ann, bob, server('transcripts:write')].entries())
      await appendSegments({ ...actor }, { sessionId, grantId, segments: [said(`from-${at}`, 'x')] });
    expect(await rows(sessionId)).toHaveLength(3);
  });

  test('nobody else: a colleague, an admin, another tenant and a grant of another talk find nothing', async () => {
    const cast = await aRecording();
    const { session: sessionId, grantId } = cast;
    const stranger = await aRecording();
    const other = await aRecording(await aPair(cast));
    const segments = [said('a', 'x')];
    for (const actor of [cast.eve, cast.admin, stranger.ann, stranger.server('transcripts:write'), other.ann])
      await expect(appendSegments({ ...actor }, { sessionId, grantId, segments })).rejects.toMatchObject({
        code: 'NOT_FOUND',
      });
    const crossed = { sessionId, grantId: other.grantId, segments };
    await expect(appendSegments({ ...cast.ann }, crossed)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(appendSegments(cast.server('transcripts:write'), crossed)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await rows(sessionId)).toEqual([]);
  });
});

describe('late segments', () => {
  test('that were said inside the grant are taken for fifteen minutes after its end', async () => {
    const { ann, session: sessionId, grantId } = await frozenRecording();
    seconds(60);
    await stopTranscript({ ...ann }, { sessionId });
    seconds(60 + LATE_MINUTES * 60);
    await appendSegments({ ...ann }, { sessionId, grantId, segments: [said('inside', 'x', 59_000)] });
    await expect(
      appendSegments({ ...ann }, { sessionId, grantId, segments: [said('in', 'x'), said('outside', 'x', 60_001)] }),
    ).rejects.toMatchObject({ code: 'SPOKEN_OUTSIDE', clientIds: ['outside'] });
    const onAndOn = { ...said('on-and-on', 'x', 59_000), endMs: 66_000 };
    await expect(appendSegments({ ...ann }, { sessionId, grantId, segments: [onAndOn] })).rejects.toMatchObject({
      code: 'SPOKEN_OUTSIDE',
      clientIds: ['on-and-on'],
    });
    seconds(61 + LATE_MINUTES * 60);
    await expect(
      appendSegments({ ...ann }, { sessionId, grantId, segments: [said('inside', 'x', 59_000), said('late', 'x')] }),
    ).rejects.toMatchObject({ code: 'CAPTURE_OVER', clientIds: ['late'] });
    expect(await rows(sessionId)).toHaveLength(1);
  });

  test('that were said in a pause lie in no grant', async () => {
    const { ann, bob, session: sessionId, grantId } = await frozenRecording();
    seconds(10);
    await pauseTranscript({ ...bob }, { sessionId });
    seconds(20);
    await resumeTranscript({ ...ann }, { sessionId });
    const second = await openGrant(ann, sessionId);
    expect(second).not.toBe(grantId);
    await expect(
      appendSegments({ ...ann }, { sessionId, grantId, segments: [said('paused', 'x', 15_000)] }),
    ).rejects.toMatchObject({ code: 'SPOKEN_OUTSIDE' });
    await appendSegments({ ...ann }, { sessionId, grantId: second, segments: [said('on', 'x', 0)] });
    expect(await rows(sessionId)).toHaveLength(1);
  });

  test('count from the end of the talk, also before the recording has been stopped by it', async () => {
    const { ann, session: sessionId, grantId } = await frozenRecording();
    seconds(30);
    await endSession({ ...ann }, { sessionId });
    seconds(40);
    await expect(
      appendSegments({ ...ann }, { sessionId, grantId, segments: [said('after', 'x', 31_000)] }),
    ).rejects.toMatchObject({ code: 'SPOKEN_OUTSIDE' });
    await stopEndedCapture(ann.tenantId, sessionId);
    const [grant] = await tables.query('admin', 'select ended_at from capture_grant where id = $1', [grantId]);
    expect(grant).toEqual({ ended_at: after(START, 30, 'seconds') });
  });

  test('are refused at once where consent was taken back, those on their way too', async () => {
    const { ann, bob, session: sessionId, grantId } = await aRecording();
    const calls = Array.from({ length: 20 }, (_, at) =>
      appendSegments({ ...ann }, { sessionId, grantId, segments: [said(`s${at}`, 'x')] }).then(
        () => 'kept',
        (error: { code: string }) => error.code,
      ),
    );
    await withdrawConsent({ ...bob }, { sessionId });
    const outcomes = await Promise.all(calls);
    expect(outcomes.filter((outcome) => !['kept', 'CONSENT_WITHDRAWN'].includes(outcome))).toEqual([]);
    expect(await rows(sessionId)).toHaveLength(outcomes.filter((outcome) => outcome === 'kept').length);
    await expect(
      appendSegments({ ...ann }, { sessionId, grantId, segments: [said('late', 'x')] }),
    ).rejects.toMatchObject({ code: 'CONSENT_WITHDRAWN', clientIds: ['late'] });
  });
});

describe('many at once', () => {
  const sequence = (from: number, count: number) => Array.from({ length: count }, (_, at) => from + at);

  test('leave no gap and lose nothing, over several talks and with the same segment sent twice', async () => {
    const talks = await Promise.all([aRecording(), aRecording(), aRecording()]);
    await Promise.all(
      talks.flatMap(({ ann, bob, session: sessionId, grantId }) =>
        sequence(0, 30).flatMap((at) =>
          // Both send the same one.
          [ann, bob].map((actor) =>
            appendSegments({ ...actor }, { sessionId, grantId, segments: [said(`s${at}`, 'x'), said(`t${at}`, 'y')] }),
          ),
        ),
      ),
    );
    for (const { session } of talks) expect((await rows(session)).map(({ seq }) => seq)).toEqual(sequence(3, 60));
  });

  test('are numbered by two processes without a gap', async () => {
    const { ann, session: sessionId, grantId } = await aRecording();
    const batches = [appendingTo(tables.connect()), appendingTo(tables.connect())];
    const send = async (name: string, at: number) => {
      const call = await admittedAppend({ ...ann }, { sessionId, grantId, segments: [said(name, 'x')] });
      return batches[at % 2]?.run(call);
    };
    // Some of them are sent to both.
    const names = sequence(0, 40).flatMap((at) => (at % 4 ? [`s${at}`] : [`s${at}`, `s${at}`]));
    await Promise.all(names.map(send));
    expect((await rows(sessionId)).map(({ seq }) => seq)).toEqual(sequence(3, 40));
  });
});

const APPEND = `mutation ($input: AppendSegmentsInput!) { appendSegments(input: $input) {
  ... on AppendedSegments { segments { seq } } ... on Problem { code } } }`;

test('who waits for the batch keeps no connection from others', async () => {
  const { ann, bob, session: sessionId, grantId } = await aRecording();
  const others = () => run(bob, '{ viewer { user { id } } }');
  await others();
  const locking = new pg.Client(tables.config('admin'));
  await locking.connect();
  await locking.query('begin');
  await locking.query('select 1 from transcript where session_id = $1 for update', [sessionId]);
  useDatabase(tables.connect({ clients: 1, patience: 1_000 }));
  const input = { sessionId, grantId, segments: [said('a', 'x')] };
  const sending = run(ann, APPEND, { input });
  const waiting = `select count(*)::int from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`;
  await expect.poll(async () => (await tables.query('admin', waiting))[0]?.['count']).toBe(1);
  expect(await others()).toEqual({ data: { viewer: { user: { id: bob.userId } } } });
  await locking.query('rollback');
  await locking.end();
  expect(await sending).toEqual({ data: { appendSegments: { segments: [{ seq: 3 }] } } });
  useDatabase(tables.database);
});

describe('somebody who has gone', () => {
  test('stops the recording after a minute without a connection, as of then', async () => {
    const { ann, bob, session: sessionId, grantId } = await frozenRecording();
    const both = [ann, bob].map(({ tenantId, userId }) => ({ tenantId, sessionId, userId }));
    seconds(50);
    await stopAbandoned(both);
    seconds(105);
    await stopAbandoned(both.slice(0, 1));
    expect(await openGrant(ann, sessionId)).toBe(grantId);
    seconds(111);
    await stopAbandoned(both.slice(0, 1));
    expect(await openGrant(ann, sessionId)).toBe('');
    const [grant] = await tables.query('admin', 'select ended_at from capture_grant where id = $1', [grantId]);
    expect(grant).toEqual({ ended_at: after(START, 110, 'seconds') });
    const transcript = await seenBy(bob, (db) => db.transcript.findFirst({ where: { sessionId } }));
    expect(transcript?.state).toBe('STOPPED');
  });

  test('who comes back within the minute has not gone', async () => {
    const { ann, bob, session: sessionId, grantId } = await frozenRecording();
    const both = [ann, bob].map(({ tenantId, userId }) => ({ tenantId, sessionId, userId }));
    for (const at of [30, 85, 140]) {
      seconds(at);
      await stopAbandoned(both);
    }
    expect(await openGrant(ann, sessionId)).toBe(grantId);
  });

  test('and both agree anew, under another grant', async () => {
    const cast = await frozenRecording();
    seconds(120);
    await stopAbandoned([]);
    expect(await openGrant(cast.ann, cast.session)).toBe('');
    expect(await agree(cast, cast.session)).toMatch(/^cap_/);
  });
});
