import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { LocalSignals, useSignals } from '../kernel/signals.ts';
import { allowDemoLogins } from '../modules/access/demo-login.ts';
import { pauseTranscript, resumeTranscript, withdrawConsent } from '../modules/transcripts/capture.ts';
import { takeIn } from '../modules/transcripts/source.ts';
import { useTestDatabase } from '../testing/database.ts';
import { run } from '../testing/run.ts';
import { aRecording } from '../testing/transcripts.ts';
import { playDemoTalk, stopDemoTalks } from './play-talk.ts';
import { scriptedSource } from './scripted-source.ts';
import { scriptedTalk } from './talk-script.ts';

const tables = useTestDatabase();
useSignals(new LocalSignals());

beforeEach(() => allowDemoLogins(true));
afterEach(() => {
  stopDemoTalks();
  allowDemoLogins(false);
});

const READ = `query($id: ID!) { session(id: $id) { transcript { state entries(after: 0, first: 100) {
  ... on TranscriptSegment { text speaker language } } } } }`;

interface Said {
  readonly text?: string;
  readonly speaker?: string;
}

async function readTalk(actor: Parameters<typeof run>[0], id: string): Promise<Said[]> {
  const { data } = await run<{ session: { transcript: { entries: Said[] } } }>({ ...actor }, READ, { id });
  return (data?.session.transcript.entries ?? []).filter(({ text }) => text);
}

const isDemo = (tenantId: string) => tables.query('admin', 'update tenant set demo = true where id = $1', [tenantId]);

describe('the scripted talk', () => {
  const script = scriptedTalk('ja');

  test('reaches the transcript whole, word for word and in its order', async () => {
    const { ann, bob, session: sessionId } = await aRecording();
    const waits: number[] = [];
    const wait = async (ms: number) => waits.push(ms);
    const source = scriptedSource(script, { language: 'ja', speed: 4, wait });
    await takeIn(ann, source, { sessionId, signal: new AbortController().signal });
    const told = await readTalk(bob, sessionId);
    expect(told.map(({ text, speaker }) => [speaker, text])).toEqual(script.map(({ part, text }) => [part, text]));
    const [last] = script.slice(-1);
    expect(waits.reduce((sum, ms) => sum + ms, 0)).toBeCloseTo((last?.endMs ?? 0) / 4, -3);
  });

  test('is not heard during a pause and ends for good with a withdrawal', async () => {
    const { ann, bob, session: sessionId } = await aRecording();
    const sentences: number[] = [];
    const wait = async () => undefined;
    const onSaid = (count: number) => sentences.push(count);
    const source = scriptedSource(script, { language: 'ja', speed: 1, wait, onSaid });
    // What is done between two sentences, before the next is heard.
    const acts = new Map([
      [2, () => pauseTranscript({ ...bob }, { sessionId })],
      [4, () => resumeTranscript({ ...bob }, { sessionId })],
      [6, () => withdrawConsent({ ...bob }, { sessionId })],
    ]);
    const acting = {
      startedAt: source.startedAt,
      async *listen(signal: AbortSignal) {
        for await (const heard of source.listen(signal)) {
          yield heard;
          const act = acts.get(sentences.length + 1);
          if (heard.kind === 'SAID') await act?.();
        }
      },
    };
    await takeIn(ann, acting, { sessionId, signal: new AbortController().signal });
    const kept = [0, 1, 4, 5].map((at) => script[at]?.text);
    expect((await readTalk(ann, sessionId)).map(({ text }) => text)).toEqual(kept);
    expect(sentences.length).toBeLessThan(script.length);
  });
});

describe('playing it', () => {
  test('is for the two of a talk of a demo tenant, in demo mode, while it is recorded', async () => {
    const { ann, eve, admin, session: sessionId } = await aRecording();
    await expect(playDemoTalk({ ...ann }, { sessionId })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await isDemo(ann.tenantId);
    for (const other of [eve, admin])
      await expect(playDemoTalk({ ...other }, { sessionId })).rejects.toMatchObject({
        code: expect.stringMatching(/NOT_FOUND|FORBIDDEN/) as string,
      });
    allowDemoLogins(false);
    await expect(playDemoTalk({ ...ann }, { sessionId })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    allowDemoLogins(true);
    const { sentences, lastsMs } = await playDemoTalk({ ...ann }, { sessionId, speed: 4, language: 'ja' });
    expect(sentences).toBe(scriptedTalk('ja').length);
    expect(lastsMs).toBe(Math.round((scriptedTalk('ja').at(-1)?.endMs ?? 0) / 4));
    await withdrawConsent({ ...ann }, { sessionId });
    await expect(playDemoTalk({ ...ann }, { sessionId })).rejects.toMatchObject({ code: 'NOT_RECORDING' });
  });

  test('writes into the transcript while the process runs, in the language that is asked for', async () => {
    const { ann, bob, session: sessionId } = await aRecording();
    await isDemo(ann.tenantId);
    const PLAY = `mutation($id: ID!) { playDemoTalk(input: { sessionId: $id, speed: 8, language: en }) {
      __typename ... on DemoTalk { sentences } } }`;
    const { data } = await run<{ playDemoTalk: { __typename: string } }>({ ...ann }, PLAY, { id: sessionId });
    expect(data?.playDemoTalk.__typename).toBe('DemoTalk');
    await expect.poll(async () => (await readTalk(bob, sessionId)).length).toBeGreaterThan(1);
    expect((await readTalk(bob, sessionId))[0]?.text).toBe(scriptedTalk('en')[0]?.text);
  });
});
