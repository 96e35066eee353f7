import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { useDatabase } from '@taiwa/schema/kernel/database';
import { forgetSigningKeys } from '@taiwa/schema/modules/access/signing-key';
import { aPair } from '@taiwa/schema/testing/world';
import type { PoolConfig } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, codeOf, demoTokenOf, type Answered } from './caller.ts';
import { useTestServer } from './server.ts';

/** Milliseconds after which whoever asks has given up: the time of an operation. */
const GIVES_UP_MS = 8_000;
const QUERY = '{ topics { id } viewer { user { id } } }';

/** The way to the database: open, closed to whoever comes, or leading nowhere. */
class Way {
  state: 'open' | 'closed' | 'silent' = 'open';
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  constructor(target: string) {
    this.#server = createServer((socket) => {
      this.#keep(socket);
      if (this.state === 'closed') return socket.destroy();
      if (this.state === 'silent') return undefined;
      const database = connect(target);
      this.#keep(database);
      socket.on('close', () => database.destroy());
      database.on('close', () => socket.destroy());
      return socket.pipe(database).pipe(socket);
    });
  }

  async open(): Promise<number> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return (this.#server.address() as AddressInfo).port;
  }

  /** What was under way goes the same way. */
  become(state: Way['state']): void {
    this.state = state;
    for (const socket of this.#sockets) {
      if (state === 'silent') socket.unpipe().pause();
      else socket.destroy();
    }
  }

  close(): void {
    this.become('closed');
    this.#server.close();
  }

  #keep(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.#sockets.delete(socket));
  }
}

const server = useTestServer();
let way: Way;
let token = '';

beforeAll(async () => {
  const { host = '', port = 5_432 } = server.tables.config('app');
  way = new Way(join(host, `.s.PGSQL.${port}`));
  const through = { host: '127.0.0.1', port: await way.open() };
  const by = (role: 'app' | 'system' | 'statistics'): PoolConfig => ({ ...server.tables.config(role), ...through });
  const roles = { app: by('app'), system: by('system'), statistics: by('statistics') };
  useDatabase(server.tables.connect({ ...roles, patience: 2_000 }));
  token = await demoTokenOf((await aPair()).ann);
});
afterAll(() => way.close());

/** What is answered, to somebody who gives up after the time of an operation. */
const asked = (): Promise<Answered> =>
  ask(`${server.url}/graphql`, {
    method: 'POST',
    signal: AbortSignal.timeout(GIVES_UP_MS),
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json',
      authorization: `Bearer ${token}`,
    },
    body: JSON.stringify({ query: QUERY }),
  });

test.each(['closed', 'silent'] as const)(
  'while the way to the database is %s, each is told so before they give up, and all is well once it is open',
  async (state) => {
    expect((await asked()).status).toBe(200);
    way.become(state);
    // As a process does every minute; a token that cannot be checked is not one that is bad.
    forgetSigningKeys();
    for (const answer of await Promise.all(Array.from({ length: 12 }, asked))) {
      expect([answer.status, codeOf(answer)]).toEqual([503, 'BUSY']);
      expect(answer.body.errors?.[0]?.extensions.retryAfterMs).toBeGreaterThan(0);
    }
    expect((await ask(`${server.url}/readyz`)).status).toBe(503);
    way.become('open');
    await expect.poll(async () => (await asked()).status, { timeout: 30_000 }).toBe(200);
  },
  90_000,
);
