import { expect, test } from 'vitest';
import WebSocket from 'ws';
import { send } from './caller.ts';
import { useTestServer } from './server.ts';

const server = useTestServer();

const openSilent = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(server.socketUrl, 'graphql-transport-ws');
    socket.on('close', resolve);
    socket.on('error', reject);
  });

test('a thousand sockets that never say who they are all end with 4408, and others are answered meanwhile', async () => {
  const silent = Array.from({ length: 1_000 }, openSilent);
  expect((await send(server.url, '{ __typename }')).status).toBe(200);
  expect(new Set(await Promise.all(silent))).toEqual(new Set([4408]));
}, 60_000);
