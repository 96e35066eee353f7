// The readers of live sessions, and who changes them: a process of its own.
import { once } from 'node:events';
import pg from 'pg';
import { WebSocket } from 'ws';
import { CHANGED } from './documents.ts';
import { ascending, percentile } from './statistics.ts';

/** A session with the tokens of its two readers. */
export interface LiveSession {
  readonly tenantId: string;
  readonly sessionId: string;
  readonly tokens: readonly string[];
}

/** Sessions to watch, each by two readers with a socket of their own, and how often they change. */
export type LiveJob =
  | {
      readonly step: 'open';
      readonly port: number;
      readonly database: pg.PoolConfig;
      readonly sessions: readonly LiveSession[];
    }
  | { readonly step: 'change'; readonly changes: number; readonly perSecond: number }
  | { readonly step: 'close' };

/** What arrived: messages, and milliseconds from before the change's transaction to each. */
export interface LiveResult {
  readonly messages: number;
  readonly p50: number;
  readonly p99: number;
  readonly milliseconds: number;
}

interface Reader {
  readonly socket: WebSocket;
  onNext: () => void;
}

interface Open {
  readonly pool: pg.Pool;
  readonly readers: readonly (readonly Reader[])[];
  readonly sessions: readonly LiveSession[];
}

let open: Open | undefined;
const failing = new AbortController();

/** Ends the job under way: what a reader was not told nobody should wait for. */
function fail(error: Error): Error {
  failing.abort(error);
  return error;
}

async function openReader(port: number, token: string, sessionId: string): Promise<Reader> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/graphql`, 'graphql-transport-ws', { perMessageDeflate: false });
  const reader: Reader = { socket, onNext: () => {} };
  const first = new Promise<void>((resolve, reject) => {
    reader.onNext = resolve;
    socket.on('error', (error) => reject(fail(error)));
    socket.on('close', (code) => reject(fail(new Error(`A socket was closed with ${code}.`))));
  });
  socket.on('message', (data: Buffer) => {
    const text = data.toString('utf8');
    if (text.includes('"connection_ack"'))
      socket.send(
        JSON.stringify({ id: 'w', type: 'subscribe', payload: { query: CHANGED, variables: { id: sessionId } } }),
      );
    else if (text.includes('"ping"')) socket.send('{"type":"pong"}');
    else if (text.includes('"errors"') || text.includes('"error"')) socket.emit('error', new Error(text.slice(0, 300)));
    else if (text.includes('"next"')) reader.onNext();
  });
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'connection_init', payload: { token } }));
  await first;
  return reader;
}

async function openReaders({ port, database, sessions }: Extract<LiveJob, { step: 'open' }>): Promise<void> {
  const pool = new pg.Pool({ ...database, max: 4 });
  const readers: Reader[][] = [];
  for (const { sessionId, tokens } of sessions)
    readers.push(await Promise.all(tokens.map((token) => openReader(port, token, sessionId))));
  open = { pool, readers, sessions };
}

const CHANGE = `with changed as (update session set revision = revision + 1 where tenant_id = $1 and id = $2 returning id)
  select pg_notify('taiwa_signals', $3) from changed`;

async function changeOne({ pool, readers, sessions }: Open, place: number, took: number[]): Promise<void> {
  const { tenantId, sessionId } = sessions[place] as LiveSession;
  const began = performance.now();
  const arrived = (readers[place] ?? []).map(
    (reader) =>
      new Promise<void>((resolve) => {
        reader.onNext = () => {
          took.push(performance.now() - began);
          resolve();
        };
      }),
  );
  const topic = `session:${tenantId}:${sessionId}`;
  await pool.query({
    name: 'change',
    text: CHANGE,
    values: [tenantId, sessionId, JSON.stringify({ topic, ids: {} })],
  });
  await Promise.all(arrived);
}

async function change({ changes, perSecond }: Extract<LiveJob, { step: 'change' }>): Promise<LiveResult> {
  if (!open) throw new Error('No sockets are open.');
  const took: number[] = [];
  const began = performance.now();
  const running: Promise<void>[] = [];
  for (let number = 0; number < changes; number += 1) {
    const due = began + (number * 1000) / perSecond;
    const wait = due - performance.now();
    if (wait > 1) await new Promise((resolve) => setTimeout(resolve, wait));
    // A session changes again once both have heard of it.
    if (number >= open.sessions.length) await running[number - open.sessions.length];
    running.push(changeOne(open, number % open.sessions.length, took));
  }
  await Promise.all(running);
  const sorted = ascending(took);
  const milliseconds = performance.now() - began;
  return { messages: took.length, p50: percentile(sorted, 0.5), p99: percentile(sorted, 0.99), milliseconds };
}

async function close(): Promise<void> {
  for (const { socket } of open?.readers.flat() ?? []) socket.removeAllListeners('close').close();
  await open?.pool.end();
  open = undefined;
}

const NOTHING: LiveResult = { messages: 0, p50: 0, p99: 0, milliseconds: 0 };

const failed = new Promise<never>((_, reject) => {
  failing.signal.addEventListener('abort', () => reject(failing.signal.reason as Error));
});
failed.catch(() => {});

async function run(job: LiveJob): Promise<LiveResult> {
  if (job.step === 'change') return change(job);
  if (job.step === 'open') await openReaders(job);
  else await close();
  return NOTHING;
}

process.on('message', (job: LiveJob) => {
  Promise.race([run(job), failed]).then(
    (result) => process.send?.({ result }),
    (error: unknown) => process.send?.({ failure: String(error) }),
  );
});
process.once('disconnect', () => process.exit());
