// What transcript-scale.ts measures, as a process of its own: the product's web service, or with `raw` the floor beneath it.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { type WebSocket, WebSocketServer } from 'ws';
import { openDoor } from '../packages/api/src/http/server.ts';
import { hashOf } from '../packages/api/src/limits/documents.ts';
import { listen } from '../packages/api/src/live/listener.ts';
import { openLog } from '../packages/api/src/observe/log.ts';
import { openWeb } from '../packages/api/src/services/web.ts';
import { tolerateUnusedQueries } from '../packages/schema/src/kernel/builder.ts';
import { connectDatabase, useDatabase } from '../packages/schema/src/kernel/database.ts';
import { useKeys } from '../packages/schema/src/kernel/keyring.ts';
import { useSignals } from '../packages/schema/src/kernel/signals.ts';
import { schema } from '../packages/schema/src/schema.ts';
import './src/control.ts';
import { type DatabaseSettings, databaseSettings, tellPort } from './src/contenders/settings.ts';

const NO_LIMIT = 1e9;

// An end by exit leaves a profile where one was asked for.
process.once('SIGTERM', () => process.exit(0));

async function serveProduct(settings: DatabaseSettings): Promise<void> {
  const log = openLog('error');
  tolerateUnusedQueries();
  const key = Buffer.from(process.env['BENCH_KEY'] ?? '', 'base64');
  useKeys({ current: 'bench', keys: new Map([['bench', key]]), pepper: key });
  useDatabase(connectDatabase({ ...settings, patience: 60_000 }));
  useSignals((await listen(settings.system, log, () => {})).signals);
  const door = await openDoor('127.0.0.1', 0, log);
  const text = process.env['BENCH_DOCUMENT'] ?? '';
  await openWeb({
    schema,
    trusted: new Map([[hashOf(text), text]]),
    door,
    guide: '',
    folders: [],
    log,
    limits: { requests: NO_LIMIT, strangers: NO_LIMIT, cost: { limit: NO_LIMIT, restoreRate: NO_LIMIT } },
  });
  tellPort(door.port);
}

/** A ready text of the length of an event to everybody, for each signal. */
async function serveRaw({ system }: DatabaseSettings): Promise<void> {
  const client = new pg.Client(system);
  await client.connect();
  const watchers = new Map<string, { readonly sockets: Set<WebSocket>; seq: number }>();
  // Letter by letter what the product sends.
  const cost = { requested: 44, limit: NO_LIMIT, remaining: NO_LIMIT - 44, restoreRate: NO_LIMIT };
  const segment = { __typename: 'TranscriptSegment', clientId: 'c1000', speaker: 'MEMBER', revision: 0 };
  const times = { startsAt: '2026-01-01T00:00:00.000Z', endsAt: '2026-01-01T00:00:01.000Z' };
  const event = (seq: number) => {
    const entry = { seq, ...segment, ...times, text: '今日はありがとう。'.repeat(6) };
    const transcript = { lastSeq: seq, state: 'RECORDING', entries: [entry] };
    return JSON.stringify({ id: 'w1', type: 'next', payload: { data: { transcript }, extensions: { cost } } });
  };
  client.on('notification', ({ payload = '{}' }) => {
    const { topic } = JSON.parse(payload) as { topic: string };
    const talk = watchers.get(topic.slice(topic.lastIndexOf(':') + 1));
    if (!talk) return;
    const text = event((talk.seq += 1));
    for (const socket of talk.sockets) socket.send(text);
  });
  await client.query('listen taiwa_signals');
  const server = createServer();
  new WebSocketServer({ server, perMessageDeflate: false }).on('connection', (socket) =>
    socket.on('message', (data: Buffer) => {
      const { type, payload } = JSON.parse(data.toString('utf8')) as {
        type: string;
        payload?: { variables?: { id: string; after: number } };
      };
      if (type === 'connection_init') return socket.send('{"type":"connection_ack"}');
      const { id = '', after = 0 } = payload?.variables ?? {};
      const talk = watchers.get(id) ?? { sockets: new Set(), seq: after };
      watchers.set(id, talk);
      // Who comes after others have gone knows more than they did.
      talk.seq = Math.max(talk.seq, after);
      talk.sockets.add(socket);
      socket.once('close', () => talk.sockets.delete(socket));
      socket.send(event(talk.seq));
    }),
  );
  server.listen(0, '127.0.0.1', () => tellPort((server.address() as AddressInfo).port));
}

await (process.argv[2] === 'raw' ? serveRaw : serveProduct)(databaseSettings());
