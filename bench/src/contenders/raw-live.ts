// The floor of live delivery: one LISTEN, and a ready text to each socket that watches the topic.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { type WebSocket, WebSocketServer } from 'ws';
import { databaseSettings, tellPort } from './settings.ts';

const watchers = new Map<string, Set<WebSocket>>();
const next = (id: string): string =>
  JSON.stringify({ id: 'w', type: 'next', payload: { data: { sessionChanged: { id, text: 'x'.repeat(260) } } } });

const client = new pg.Client(databaseSettings().system);
await client.connect();
client.on('notification', ({ payload = '{}' }) => {
  const { topic } = JSON.parse(payload) as { topic: string };
  const id = topic.slice(topic.lastIndexOf(':') + 1);
  const text = next(id);
  for (const socket of watchers.get(id) ?? []) socket.send(text);
});
await client.query('listen taiwa_signals');

const server = createServer();
const sockets = new WebSocketServer({ server, perMessageDeflate: false });
sockets.on('connection', (socket) => {
  socket.on('message', (data: Buffer) => {
    const { type, payload } = JSON.parse(data.toString('utf8')) as {
      type: string;
      payload?: { variables?: { id: string } };
    };
    if (type === 'connection_init') return socket.send(JSON.stringify({ type: 'connection_ack' }));
    const id = payload?.variables?.id;
    if (type !== 'subscribe' || !id) return;
    watchers.set(id, (watchers.get(id) ?? new Set()).add(socket));
    socket.send(next(id));
  });
});
server.listen(0, '127.0.0.1', () => tellPort((server.address() as AddressInfo).port));
