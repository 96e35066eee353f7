import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { Envelope } from '../src/live/shared-text.ts';

/** Sends these messages as ready frames, with a ping of the socket's own between them, and answers what arrives. */
async function arriving(messages: readonly string[]): Promise<string[]> {
  const server = createServer();
  const sockets = new WebSocketServer({ server, perMessageDeflate: false });
  sockets.on('connection', (socket, { socket: wire }) => {
    for (const message of messages) {
      const half = Math.floor(message.length / 2);
      wire.write(new Envelope(message.slice(0, half), undefined, '').framed(Buffer.from(message.slice(half))));
      socket.ping();
    }
    socket.close();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const arrived: string[] = [];
  client.on('message', (data: Buffer) => arrived.push(data.toString('utf8')));
  await once(client, 'close');
  await new Promise((resolve) => server.close(resolve));
  return arrived;
}

const ENDING = ',"extensions":{}}';

test('a ready frame of any length arrives as it was written, between what the socket sends itself', async () => {
  const lengths = [125, 126, 65_535, 65_536, 200_000].map((length) => length - ENDING.length);
  const messages = [...lengths.map((length) => 'x'.repeat(length)), '今日はありがとう。'.repeat(30_000)];
  expect(await arriving(messages)).toEqual(messages.map((message) => message + ENDING));
});
