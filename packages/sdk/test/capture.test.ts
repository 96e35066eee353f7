import { IDBFactory } from 'fake-indexeddb';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Capture, type CaptureOptions } from '../src/capture/capture.ts';
import { IndexedDbOutbox } from '../src/capture/indexed-db-outbox.ts';
import { MemoryOutbox, type Outbox, type WaitingSegment } from '../src/capture/outbox.ts';
import { client } from './client.ts';
import { until } from './clock.ts';
import { type Answering, type Asked, inTurn, reply, serve } from './server.ts';

const said = (text: string) => ({ speaker: 'MEMBER' as const, startMs: 0, endMs: 1, text });
const waiting = (clientId: string): WaitingSegment => ({
  sessionId: 'ses_1',
  grantId: 'cap_1',
  segment: { ...said('word'), clientId },
});

interface Sent {
  readonly grantId: string;
  readonly segments: readonly { readonly clientId: string; readonly text: string }[];
}
const inputOf = ({ variables }: Asked) => variables.input as Sent;
const textsOf = (asked: Asked) => inputOf(asked).segments.map(({ text }) => text);

const kept: Answering = (asked, response) => {
  const segments = inputOf(asked).segments.map(({ clientId }, seq) => ({ clientId, seq }));
  reply(response, { data: { result: { __typename: 'AppendedSegments', segments } } });
};
const problem = (result: object) => (response: Parameters<Answering>[1]) =>
  reply(response, { data: { result: { code: 'CODE', message: 'No.', ...result } } });
const lost: Answering = (_, response) => response.destroy();

async function capturing(answer: Answering, options: CaptureOptions = {}) {
  const server = await serve(answer);
  const taiwa = client(server.url);
  const capture = new Capture(taiwa, options);
  onTestFinished(() => {
    capture.close();
    taiwa.close();
  });
  return { capture, asked: server.asked };
}

const factory = new IDBFactory();
let boxes = 0;
const outboxes: readonly (readonly [string, () => Outbox])[] = [
  ['in memory', () => new MemoryOutbox()],
  ['in the browser', () => new IndexedDbOutbox(`box ${boxes++}`, factory)],
];

describe.each(outboxes)('an outbox %s', (_, make) => {
  it('gives the oldest first, keeps the order and forgets what is taken out', async () => {
    const outbox = make();
    await outbox.add(['b', 'a', 'c'].map(waiting));
    await outbox.add([waiting('0')]);
    expect((await outbox.oldest(3)).map(({ segment }) => segment.clientId)).toEqual(['b', 'a', 'c']);
    await outbox.remove(['a', 'unknown', 'b']);
    expect((await outbox.oldest(9)).map(({ segment }) => segment.clientId)).toEqual(['c', '0']);
    expect(await outbox.count()).toBe(2);
    await outbox.clear();
    expect(await outbox.oldest(9)).toEqual([]);
  });
});

it('what waits in the browser is there for the next page', async () => {
  const before = new IndexedDbOutbox('reload', factory);
  await before.add([waiting('a')]);
  await before.close();
  const { asked } = await capturing(kept, { outbox: new IndexedDbOutbox('reload', factory) });
  await until(() => asked.length === 1);
  expect(asked[0] && inputOf(asked[0]).segments[0]?.clientId).toBe('a');
});

describe('a capture', () => {
  it('sends what was lost on the way again under the same names, and nothing else before it', async () => {
    const { capture, asked } = await capturing(inTurn(lost, lost, kept));
    const names = await capture.add('ses_1', 'cap_1', [said('one'), said('two')]);
    await until(() => asked.length > 0);
    await capture.add('ses_1', 'cap_1', [said('three')]);
    await capture.flush();
    for (const one of asked)
      expect(
        inputOf(one)
          .segments.slice(0, 2)
          .map(({ clientId }) => clientId),
      ).toEqual(names);
    expect(asked.flatMap(textsOf).at(-1)).toBe('three');
    expect(capture.state).toEqual({ status: 'idle', waiting: 0, error: undefined });
  });

  it('says how many wait and what stands in the way', async () => {
    const states: string[] = [];
    const onChange: CaptureOptions['onChange'] = ({ status, waiting: count, error }) =>
      states.push(`${status} ${count} ${error?.code ?? ''}`.trim());
    const { capture } = await capturing(inTurn(lost, kept), { onChange });
    await capture.add('ses_1', 'cap_1', [said('one')]);
    await capture.flush();
    expect(states).toEqual(['sending 1', 'failing 1 NETWORK', 'sending 0', 'idle 0']);
  });

  it('sends at most fifty at once, those of one grant together', async () => {
    const { capture, asked } = await capturing(inTurn(lost, kept));
    await capture.add(
      'ses_1',
      'cap_1',
      Array.from({ length: 60 }, (_, n) => said(`${n}`)),
    );
    await capture.add('ses_1', 'cap_2', [said('other')]);
    await capture.flush();
    expect(asked.slice(1).map((one) => [inputOf(one).grantId, textsOf(one).length])).toEqual([
      ['cap_1', 50],
      ['cap_1', 10],
      ['cap_2', 1],
    ]);
  });

  it('drops what can never be taken, tells of it, and sends the rest', async () => {
    const refused: string[] = [];
    const answer: Answering = (asked, response) => {
      const bad = inputOf(asked).segments.filter(({ text }) => text === 'too late');
      if (bad.length === 0) return kept(asked, response);
      problem({ __typename: 'SegmentsRefused', clientIds: bad.map(({ clientId }) => clientId) })(response);
    };
    const { capture, asked } = await capturing(answer, {
      onRefused: (segments) => refused.push(...segments.map(({ segment }) => segment.text)),
    });
    await capture.add('ses_1', 'cap_1', [said('one'), said('too late'), said('two')]);
    await capture.flush();
    expect(refused).toEqual(['too late']);
    expect(asked.map(textsOf).at(-1)).toEqual(['one', 'two']);
  });

  it('finds the one segment that a problem without names is about; the others are kept', async () => {
    const refused: string[] = [];
    const got: string[] = [];
    const answer: Answering = (asked, response) => {
      if (textsOf(asked).includes('bad')) return problem({ __typename: 'InvalidInput', issues: [] })(response);
      got.push(...textsOf(asked));
      kept(asked, response);
    };
    const { capture } = await capturing(answer, {
      onRefused: (segments) => refused.push(...segments.map(({ segment }) => segment.text)),
    });
    await capture.add('ses_1', 'cap_1', ['a', 'b', 'bad', 'c', 'd'].map(said));
    await capture.flush();
    expect(refused).toEqual(['bad']);
    expect(got).toEqual(['a', 'b', 'c', 'd']);
  });

  it('throws away what waits when it is told to', async () => {
    const { capture, asked } = await capturing(lost);
    await capture.add('ses_1', 'cap_1', [said('private')]);
    await until(() => asked.length > 0);
    await capture.discard();
    await capture.flush();
    expect(capture.state.waiting).toBe(0);
  });

  it('shows of many drafts the newest, one at a time', async () => {
    const heard: string[] = [];
    let answerFirst = () => {};
    const { capture } = await capturing((asked, response) => {
      const { text } = asked.variables.input as { text: string };
      heard.push(text);
      const answer = () => reply(response, { data: { result: { __typename: 'TranscriptDraftSent', isSent: true } } });
      if (heard.length === 1) answerFirst = answer;
      else answer();
    });
    const draft = (text: string) => capture.draft({ sessionId: 'ses_1', grantId: 'cap_1', speaker: 'MEMBER', text });
    draft('G');
    await until(() => heard.length === 1);
    for (const text of ['Go', 'Goo', 'Good']) draft(text);
    answerFirst();
    await until(() => heard.length === 2);
    expect(heard).toEqual(['G', 'Good']);
  });
});
