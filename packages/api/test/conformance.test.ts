import { aSession } from '@taiwa/schema/testing/world';
import { beforeAll, describe, expect, test } from 'vitest';
import { demoTokenOf, openSocket, type TestSocket } from './caller.ts';
import { useTestServer } from './server.ts';

const server = useTestServer();
const QUERY = '{ __typename }';
let payload = {};
let subscription = '';
beforeAll(async () => {
  const { ann, session } = await aSession();
  payload = { token: await demoTokenOf(ann) };
  subscription = `subscription { sessionChanged(sessionId: "${session}") { id state } }`;
});

const isOf = (type: string, id?: string) => (message: { type: string; id?: string }) =>
  message.type === type && (id === undefined || message.id === id);

async function acknowledged(): Promise<TestSocket> {
  const socket = await openSocket(server.socketUrl);
  socket.send({ type: 'connection_init', payload });
  await socket.next(isOf('connection_ack'));
  return socket;
}

const codeAfter = async (socket: TestSocket, ...messages: (object | string)[]) => {
  for (const message of messages) socket.send(message);
  return (await socket.closed).code;
};

describe('the life of a connection', () => {
  test('speaks graphql-transport-ws', async () => {
    const { socket } = await openSocket(server.socketUrl);
    expect(socket.protocol).toBe('graphql-transport-ws');
    socket.close();
  });
  test('a word of greeting is missed after three seconds: 4408', async () => {
    expect((await (await openSocket(server.socketUrl)).closed).code).toBe(4408);
  });
  test('two greetings at once: 4429', async () => {
    const init = { type: 'connection_init', payload };
    expect(await codeAfter(await openSocket(server.socketUrl), init, init)).toBe(4429);
  });
  test('a second greeting later: 4429', async () => {
    expect(await codeAfter(await acknowledged(), { type: 'connection_init', payload })).toBe(4429);
  });
  test('an operation before the greeting was answered: 4401', async () => {
    const socket = await openSocket(server.socketUrl);
    expect(await codeAfter(socket, { id: '1', type: 'subscribe', payload: { query: QUERY } })).toBe(4401);
  });
  test('a credential that is not good: 4403', async () => {
    const socket = await openSocket(server.socketUrl);
    expect(await codeAfter(socket, { type: 'connection_init', payload: { token: 'nonsense' } })).toBe(4403);
  });
  test('a ping is answered with its payload, a pong tolerated', async () => {
    const socket = await acknowledged();
    socket.send({ type: 'pong' });
    socket.send({ type: 'ping', payload: { a: 1 } });
    expect(await socket.next(isOf('pong'))).toEqual({ type: 'pong', payload: { a: 1 } });
    socket.close();
  });
});

describe('messages that are none close with 4400', () => {
  test.each([
    ['no JSON', '{nope'],
    ['an unknown type', { type: 'evil' }],
    ['no id', { type: 'subscribe', payload: { query: QUERY } }],
    ['an empty id', { id: '', type: 'subscribe', payload: { query: QUERY } }],
    ['a query that is no text', { id: '1', type: 'subscribe', payload: { query: 7 } }],
  ])('%s', async (_what, message) => {
    expect(await codeAfter(await acknowledged(), message)).toBe(4400);
  });
});

describe('operations', () => {
  test('a query answers once and is complete; its id can be used again', async () => {
    const socket = await acknowledged();
    for (let times = 0; times < 2; times += 1) {
      socket.send({ id: 'q', type: 'subscribe', payload: { query: QUERY } });
      expect(await socket.next(isOf('next', 'q'))).toMatchObject({ payload: { data: { __typename: 'Query' } } });
      await socket.next(isOf('complete', 'q'));
    }
    socket.close();
  });
  test('empty parts of a payload are tolerated', async () => {
    const socket = await acknowledged();
    const nothing = { variables: null, operationName: null, extensions: null };
    socket.send({ id: 'n', type: 'subscribe', payload: { query: QUERY, ...nothing } });
    await socket.next(isOf('next', 'n'));
    socket.close();
  });
  test.each(['{ nopeNope }', '{', ''])('the mistake %j ends only itself', async (query) => {
    const socket = await acknowledged();
    socket.send({ id: 'live', type: 'subscribe', payload: { query: subscription } });
    await socket.next(isOf('next', 'live'));
    socket.send({ id: 'bad', type: 'subscribe', payload: { query } });
    const { payload: errors } = await socket.next(isOf('error', 'bad'));
    expect(errors).toMatchObject([{ extensions: { requestId: expect.any(String) } }]);
    socket.send({ type: 'ping' });
    await socket.next(isOf('pong'));
    expect(socket.messages.filter(({ id }) => id === 'bad')).toHaveLength(1);
    expect(socket.messages.some(isOf('complete', 'live'))).toBe(false);
    socket.close();
  });
  test('an id twice at a time: 4409', async () => {
    const message = { id: 's', type: 'subscribe', payload: { query: subscription } };
    expect(await codeAfter(await acknowledged(), message, message)).toBe(4409);
  });
  test('completing one that nobody knows changes nothing', async () => {
    const socket = await acknowledged();
    socket.send({ id: 'zzz', type: 'complete' });
    socket.send({ type: 'ping' });
    await socket.next(isOf('pong'));
    socket.close();
  });
});
