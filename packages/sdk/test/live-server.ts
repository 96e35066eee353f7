import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GraphQLError, buildSchema } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { onTestFinished } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';

const SCHEMA = buildSchema('type Query { nothing: Int } type Subscription { tick: Int  other: Int }');

/** A thing that changes, and who watches it: the server's side of a live document. */
export class Ticker {
  now = 0;
  #tell = new Set<() => void>();

  get watchers(): number {
    return this.#tell.size;
  }

  /** Changes the thing once. */
  tick(): void {
    this.now++;
    for (const tell of this.#tell) tell();
  }

  /** The state at once and after each change, as the API's subscriptions do. */
  watch(): AsyncIterableIterator<{ tick: number }> {
    const unread = [this.now];
    let deliver = (): void => undefined;
    let over = false;
    const tell = () => {
      unread.push(this.now);
      deliver();
    };
    this.#tell.add(tell);
    return {
      [Symbol.asyncIterator]() {
        return this;
      },
      next: async () => {
        if (unread.length === 0 && !over) await new Promise<void>((resolve) => (deliver = resolve));
        const next = unread.shift();
        return next === undefined || over ? { value: undefined, done: true } : { value: { tick: next }, done: false };
      },
      // By hand, because a generator that waits cannot be ended from outside.
      return: () => {
        this.#tell.delete(tell);
        over = true;
        deliver();
        return Promise.resolve({ value: undefined, done: true });
      },
    };
  }
}

/** What a live server saw. */
export interface LiveServer {
  readonly url: string;
  readonly ticker: Ticker;
  /** The greeting of each connection, in order. */
  readonly greetings: Record<string, unknown>[];
  /** Connections open now. */
  readonly sockets: Set<WebSocket>;
}

/** A server that speaks graphql-transport-ws on a free port for this test; `admits` decides over each greeting. */
export async function serveLive(
  admits: (greeting: Record<string, unknown>, count: number) => number | undefined = () => undefined,
): Promise<LiveServer> {
  const ticker = new Ticker();
  const greetings: Record<string, unknown>[] = [];
  const http = createServer((_, response) => response.end('{}'));
  const sockets = new WebSocketServer({ server: http, path: '/graphql' });
  const roots = {
    subscription: {
      tick: () => ticker.watch(),
      other: () => {
        throw new GraphQLError('There is no such thing.', { extensions: { code: 'NOT_FOUND', requestId: 'req_1' } });
      },
    },
  };
  useServer(
    {
      schema: SCHEMA,
      roots,
      onConnect({ connectionParams = {}, extra }) {
        greetings.push(connectionParams);
        const code = admits(connectionParams, greetings.length);
        if (code !== undefined) extra.socket.close(code, 'refused');
        return true;
      },
    },
    sockets,
  );
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    for (const socket of sockets.clients) socket.terminate();
    await new Promise((resolve) => http.close(resolve));
  });
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  return { url, ticker, greetings, sockets: sockets.clients };
}

/** A server on a free port for this test that answers each message as it is told, and keeps no rule of the protocol. */
export async function serveRaw(
  hear: (
    socket: WebSocket,
    message: {
      readonly type: string;
      readonly id: string;
      readonly payload?: { authorization?: string; query?: string; variables?: unknown };
    },
  ) => void,
): Promise<{ url: string; sockets: Set<WebSocket> }> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  server.on('connection', (socket) =>
    socket.on('message', (text: Buffer) => hear(socket, JSON.parse(text.toString()))),
  );
  await new Promise((resolve) => server.once('listening', resolve));
  onTestFinished(async () => {
    for (const socket of server.clients) socket.terminate();
    await new Promise((resolve) => server.close(resolve));
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, sockets: server.clients };
}
