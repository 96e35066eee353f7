import { once } from 'node:events';
import { WebSocket } from 'ws';
import { issueEmbedToken } from '../../packages/schema/src/modules/access/embed-token.ts';
import { together } from './append-pace.ts';
import { newestOf } from './saying.ts';
import type { Talk } from './talks.ts';

/** What every reader asks. */
export const FOLLOW = `subscription Follow($id: ID!, $after: Int!) { transcript(sessionId: $id, after: $after) {
  lastSeq state entries { __typename seq ... on TranscriptSegment { clientId speaker startsAt endsAt text revision } } } }`;

/** Somebody who follows a talk over a socket of their own. */
export interface Reader {
  readonly talk: Talk;
  /** Goes away; being cut off is an error until then. */
  leave(): void;
  /** Called with the number of the newest entry whenever an event comes. */
  onEvent: (lastSeq: number) => void;
}

const LAST_SEQ = /"lastSeq":(\d+)/;
const OPENED_AT_ONCE = 8;
let grants = 0;

/** Follows a talk as one of the two; answers once the first event came. */
export async function openReader(port: number, talk: Talk, isCounterpart: boolean, after: number): Promise<Reader> {
  const { userId } = isCounterpart ? talk.bob : talk.ann;
  const grant = { id: `gra_${(grants += 1)}`, elements: [], origins: [], keyThumbprint: null, tokenVersion: 0 };
  const { token } = await issueEmbedToken({ ...grant, tenantId: talk.tenantId, userId });
  const socket = new WebSocket(`ws://127.0.0.1:${port}/graphql`, 'graphql-transport-ws', { perMessageDeflate: false });
  let isOver = false;
  const leave = () => {
    isOver = true;
    socket.close();
  };
  const reader: Reader = { talk, leave, onEvent: () => {} };
  const first = new Promise<void>((resolve) => (reader.onEvent = () => resolve()));
  const payload = { query: FOLLOW, variables: { id: talk.session, after } };
  let tries = 0;
  const subscribe = () => socket.send(JSON.stringify({ id: `w${(tries += 1)}`, type: 'subscribe', payload }));
  socket.on('message', (data: Buffer) => {
    const [, lastSeq] = LAST_SEQ.exec(data.toString('latin1', 0, 120)) ?? [];
    if (lastSeq) return reader.onEvent(Number(lastSeq));
    const text = data.toString('utf8');
    if (text.startsWith('{"type":"connection_ack"')) return subscribe();
    // A machine that does much else has no room at times, and says when to come again.
    const [, pause] = /"BUSY".*"retryAfterMs":(\d+)/.exec(text) ?? [];
    if (pause) return void setTimeout(subscribe, Number(pause));
    if (!text.includes('"complete"')) throw new Error(text.slice(0, 300));
  });
  socket.on('close', (code) => {
    if (!isOver) throw new Error(`A reader was cut off: ${code}`);
  });
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'connection_init', payload: { token } }));
  await first;
  return reader;
}

/** So many readers of each talk: the first is the member, the others are pages of the counterpart. They have all that was said so far. */
export async function openReaders(port: number, talks: readonly Talk[], each: number): Promise<Reader[]> {
  const readers: Reader[] = [];
  await together(talks.length * each, OPENED_AT_ONCE, async (turn) => {
    const talk = talks[turn % talks.length] as Talk;
    readers.push(await openReader(port, talk, turn >= talks.length, newestOf(talk)));
  });
  return readers;
}
