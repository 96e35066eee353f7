import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { useDatabase } from '@taiwa/schema/kernel/database';
import { startSession } from '@taiwa/schema/modules/sessions/talk';
import { aSession, type CompanyWithSession } from '@taiwa/schema/testing/world';
import { codeOf, demoTokenOf, embedTokenOf, openAs, openSocket, send } from './caller.ts';
import { useTestServer } from './server.ts';
import { errorOf, nextOf, RENEW, WATCH, watchAt } from './watching.ts';

const server = useTestServer({ trusted: [WATCH, RENEW] });
const watching = (world?: CompanyWithSession) => watchAt(server, world);

describe('a subscription', () => {
  test('shows what is at once, and what another process changes', async () => {
    const { socket, id, bob, session } = await watching();
    await startSession({ ...bob }, { sessionId: session });
    expect((await nextOf(socket, id)).data.sessionChanged.state).toBe('LIVE');
    socket.close();
  });

  test('tells its price', async () => {
    const { socket, id, bob, session } = await watching();
    await startSession({ ...bob }, { sessionId: session });
    expect((await nextOf(socket, id)).extensions.cost).toMatchObject({ limit: expect.any(Number) });
    socket.close();
  });

  test('of a person with several pages is told to each under its own name', async () => {
    const { socket, id, bob, ann, session } = await watching();
    const other = await openAs(server.socketUrl, await demoTokenOf(ann));
    await nextOf(other, other.begin('{ __typename }'));
    const named = other.begin(WATCH, { id: session });
    await nextOf(other, named);
    await startSession({ ...bob }, { sessionId: session });
    const [one, two] = [await nextOf(socket, id), await nextOf(other, named)];
    expect(two.data).toEqual(one.data);
    expect([id, named]).toEqual(['1', '2']);
    expect(two.extensions.cost).toMatchObject({ remaining: expect.any(Number) });
    socket.close();
    other.close();
  });

  test('of a stranger shows nothing', async () => {
    const [{ session }, stranger] = [await aSession(), await aSession()];
    const socket = await openAs(server.socketUrl, await demoTokenOf(stranger.ann));
    const answered = async (id: string) => {
      const { data, errors } = await nextOf(socket, socket.begin(WATCH, { id }));
      return { data, codes: errors?.map((error: { extensions: { code: string } }) => error.extensions.code) };
    };
    const shown = await answered(session);
    expect(shown.data?.sessionChanged ?? null).toBeNull();
    expect(await answered('ses_00000000000000000000000000')).toEqual(shown);
    socket.close();
  });

  test('stops when it is completed, and leaves nothing behind', async () => {
    const { socket, id, session } = await watching();
    socket.send({ id, type: 'complete' });
    await expect.poll(() => server.listener.signals.topics.some((one) => one.includes(session))).toBe(false);
    socket.close();
  });

  test('goes on after the listening connection and every other was cut', async () => {
    const { socket, id, bob, session } = await watching();
    const cut =
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()';
    await server.tables.query('admin', cut);
    // Once it hears again, everybody is woken, for something may have been missed.
    expect((await nextOf(socket, id)).data.sessionChanged.id).toBe(session);
    await startSession({ ...bob }, { sessionId: session });
    await expect.poll(async () => (await nextOf(socket, id)).data.sessionChanged.state).toBe('LIVE');
    socket.close();
  });
});

describe('limits of a socket', () => {
  test('a 51st subscription is refused and the others go on', async () => {
    const { socket, session } = await watching();
    const ids = Array.from({ length: 49 }, () => socket.begin(WATCH, { id: session }));
    for (const id of ids) await nextOf(socket, id);
    expect((await errorOf(socket, socket.begin(WATCH, { id: session }))).extensions.code).toBe(
      'TOO_MANY_SUBSCRIPTIONS',
    );
    socket.send({ id: ids[0], type: 'complete' });
    await nextOf(socket, socket.begin(WATCH, { id: session }));
    socket.close();
  });

  test('a message of more than 64 KB closes it, and only it', async () => {
    const { socket } = await watching();
    const other = await watching();
    socket.send('x'.repeat(64 * 1024 + 1));
    expect((await socket.closed).code).toBe(1009);
    other.socket.send({ type: 'ping' });
    await other.socket.next(({ type }) => type === 'pong');
    other.socket.close();
  });

  test('a flood of messages closes it', async () => {
    const { socket } = await watching();
    for (let count = 0; count < 400; count += 1) socket.send({ type: 'ping' });
    expect((await socket.closed).code).toBe(1008);
  });

  test('a person holds 20 sockets, not 21', async () => {
    const { ann } = await aSession();
    const token = await demoTokenOf(ann);
    const sockets = await Promise.all(Array.from({ length: 20 }, () => openAs(server.socketUrl, token)));
    const more = await openSocket(server.socketUrl);
    more.send({ type: 'connection_init', payload: { token } });
    expect((await more.closed).code).toBe(1013);
    for (const socket of sockets) socket.close();
  });

  test('an embed token asks trusted documents only', async () => {
    const { ann, session } = await aSession();
    const socket = await openAs(server.socketUrl, await embedTokenOf(ann));
    const own = socket.begin('subscription { homeChanged { user { id } } }');
    expect((await errorOf(socket, own)).extensions.code).toBe('PERSISTED_ONLY');
    await nextOf(socket, socket.begin(WATCH, { id: session }));
    socket.close();
  });

  test('an embed token is refused from another origin', async () => {
    const { ann } = await aSession();
    const token = await embedTokenOf(ann, { origins: ['https://intranet.example'] });
    const from = async (origin: string) => {
      const socket = await openSocket(server.socketUrl, { origin });
      socket.send({ type: 'connection_init', payload: { token } });
      return Promise.race([
        socket.closed.then(({ code }) => code),
        socket.next(({ type }) => type === 'connection_ack').then(() => 'open'),
      ]);
    };
    expect(await from('https://intranet.example')).toBe('open');
    expect(await from('https://evil.example')).toBe(4403);
  });

  test('a credential that cannot be looked at for the moment is not refused: 1013, come back', async () => {
    const { ann, bob } = await aSession();
    const token = await demoTokenOf(ann);
    const busy = server.tables.connect({ clients: 1, patience: 20 });
    let release = () => {};
    const taken = busy.read(bob, () => new Promise<void>((resolve) => (release = resolve)));
    useDatabase(busy);
    const socket = await openSocket(server.socketUrl);
    socket.send({ type: 'connection_init', payload: { token } });
    expect(await socket.closed).toEqual({ code: 1013, reason: 'Busy; retryAfterMs=1000' });
    useDatabase(server.tables.database);
    release();
    await taken;
    (await openAs(server.socketUrl, token)).close();
  });

  test('a credential in the address is refused', async () => {
    const { ann } = await aSession();
    const token = await demoTokenOf(ann);
    const socket = await openSocket(`${server.socketUrl}?token=${token}`);
    socket.send({ type: 'connection_init', payload: { token } });
    expect((await socket.closed).code).toBe(4403);
  });
});

test('a participant who is taken out sees nothing from the next event on', async () => {
  const world = await watching();
  const { tenantId, session, eve } = world;
  // No rule does this; it stands for whatever takes the right away.
  await server.tables.query('admin', 'alter table session disable trigger all');
  const change = `update session set member_id = $1 where tenant_id = $2 and id = $3`;
  await server.tables.query('admin', 'set session_replication_role = replica');
  await server.tables.query('admin', change, [eve.userId, tenantId, session]).catch(() => {});
  await server.tables.query('admin', 'select pg_notify($1, $2)', [
    'taiwa_signals',
    JSON.stringify({ topic: `session:${tenantId}:${session}`, ids: {} }),
  ]);
  expect((await nextOf(world.socket, world.id)).data).toEqual({ sessionChanged: null });
  world.socket.close();
});

test('nonsense on the channel of signals disturbs nobody', async () => {
  const { socket, id, bob, session } = await watching();
  for (const payload of ['', '{', 'null', '{"topic":7}', randomBytes(8).toString('hex')])
    await server.tables.query('admin', 'select pg_notify($1, $2)', ['taiwa_signals', payload]);
  await startSession({ ...bob }, { sessionId: session });
  expect((await nextOf(socket, id)).data.sessionChanged.state).toBe('LIVE');
  socket.close();
});

test('a mutation on a socket that is not allowed is refused as over HTTP', async () => {
  const { ann } = await aSession();
  const token = await demoTokenOf(ann);
  const query = 'mutation { createApiKey(input: { name: "x", scopes: ["api"] }) { __typename } }';
  const socket = await openAs(server.socketUrl, token);
  const { errors } = await nextOf(socket, socket.begin(query));
  expect(errors[0].extensions.code).toBe('FORBIDDEN');
  expect(codeOf(await send(server.url, query, { token }))).toBe('FORBIDDEN');
  socket.close();
});
