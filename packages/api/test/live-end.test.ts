import { afterEach, describe, expect, test } from 'vitest';
import { transact } from '@taiwa/schema/kernel/database';
import { freezeTime, now } from '@taiwa/schema/kernel/time';
import { createApiKey, revokeApiKey } from '@taiwa/schema/modules/access/api-key';
import { endTokensOf } from '@taiwa/schema/modules/access/embed-grant';
import { deactivateUser, updateUser } from '@taiwa/schema/modules/tenancy/user';
import { startSession } from '@taiwa/schema/modules/sessions/talk';
import { heardAll } from '@taiwa/schema/testing/heard';
import { aSession, type CompanyWithSession } from '@taiwa/schema/testing/world';
import { codeOf, demoTokenOf, embedTokenOf, openAs, openSocket, send, type TestSocket } from './caller.ts';
import { useTestServer } from './server.ts';
import { nextOf, RENEW, WATCH, watchAt } from './watching.ts';

const server = useTestServer({ trusted: [WATCH, RENEW] });
const watching = (world?: CompanyWithSession) => watchAt(server, world);

let melt = () => {};
afterEach(() => melt());

/**
 * A socket of somebody whose token ended so many seconds before they were admitted, however long that takes: the clock stands
 * still meanwhile. Ten seconds are given beyond the end.
 */
async function openEnded(seconds: number, make: () => Promise<string>): Promise<TestSocket> {
  const began = now();
  freezeTime(new Date(began.getTime() - (300 + seconds) * 1_000));
  const token = await make();
  melt = freezeTime(began);
  const socket = await openAs(server.socketUrl, token);
  melt();
  return socket;
}

describe('the end of a token', () => {
  test('closes the socket with 4403, and a new token resumes', async () => {
    const { ann, session } = await aSession();
    const socket = await openEnded(8, () => demoTokenOf(ann));
    expect(await socket.closed).toEqual({ code: 4403, reason: 'Token expired' });
    const again = await openAs(server.socketUrl, await demoTokenOf(ann));
    await nextOf(again, again.begin(WATCH, { id: session }));
    again.close();
  });

  test('is put off by renewing the connection; what runs on it goes on', async () => {
    const { ann, bob, session } = await aSession();
    const grant = { id: 'gra_1' };
    await heardAll(server.tables);
    const socket = await openEnded(4, () => embedTokenOf(ann, grant));
    const id = socket.begin(WATCH, { id: session });
    await nextOf(socket, id);
    const renewed = socket.begin(RENEW, { token: await embedTokenOf(ann, grant) });
    expect((await nextOf(socket, renewed)).data.renewConnection.expiresIn).toBeGreaterThan(290);
    const old = await openEnded(4, () => embedTokenOf(ann, grant));
    await old.closed;
    await startSession({ ...bob }, { sessionId: session });
    expect((await nextOf(socket, id)).data.sessionChanged.state).toBe('LIVE');
    socket.close();
  });

  test('is not put off with a token of another person, another grant or another tenant', async () => {
    const { ann, bob } = await aSession();
    const other = await aSession();
    const socket = await openAs(server.socketUrl, await embedTokenOf(ann, { id: 'gra_1' }));
    const tokens = [
      await embedTokenOf(bob, { id: 'gra_1' }),
      await embedTokenOf(ann, { id: 'gra_2' }),
      await embedTokenOf(other.ann, { id: 'gra_1' }),
    ];
    for (const token of tokens) {
      const { errors } = await nextOf(socket, socket.begin(RENEW, { token }));
      expect(errors[0].extensions.code).toBe('FORBIDDEN');
    }
    const wrong = await nextOf(socket, socket.begin(RENEW, { token: 'nonsense' }));
    expect(wrong.errors[0].extensions.code).toBe('UNAUTHENTICATED');
    socket.close();
  });

  test('cannot be put off over HTTP', async () => {
    const { ann } = await aSession();
    const token = await demoTokenOf(ann);
    const { body } = await send(server.url, RENEW, { token, variables: { token } });
    expect(body.data?.renewConnection).toEqual({ __typename: 'NotNow', code: 'NO_CONNECTION' });
  });

  test('of an API key closes its socket too', async () => {
    const { admin } = await aSession();
    const expiresAt = new Date(now().getTime() + 5_000);
    const { secret } = await createApiKey({ ...admin }, { name: 'short', scopes: ['api'], expiresAt });
    melt = freezeTime(new Date(expiresAt.getTime() - 1));
    const socket = await openSocket(server.socketUrl);
    socket.send({ type: 'connection_init', payload: { token: secret } });
    await socket.next(({ type }) => type === 'connection_ack');
    melt();
    expect((await socket.closed).code).toBe(4403);
  });
});

describe('what is ended closes open sockets', () => {
  test('a person who left', async () => {
    const { socket, admin, ann } = await watching();
    await deactivateUser({ ...admin }, { userId: ann.userId });
    expect((await socket.closed).code).toBe(4403);
  });

  test('a person who lost a role: what is open was opened with it', async () => {
    const { socket, admin, ann } = await watching();
    await updateUser({ ...admin }, { userId: ann.userId, roles: ['MANAGER'] });
    expect((await socket.closed).code).toBe(4403);
    expect(codeOf(await send(server.url, '{ topics { id } }', { token: await demoTokenOf(ann) }))).toBe(
      'TOKEN_EXPIRED',
    );
    const { status } = await send(server.url, '{ topics { id } }', { token: await demoTokenOf(ann, 1) });
    expect(status).toBe(200);
  });

  test('a revoked key', async () => {
    const { admin } = await aSession();
    const { id, secret } = await createApiKey({ ...admin }, { name: 'x', scopes: ['api'] });
    const socket = await openAs(server.socketUrl, secret);
    await revokeApiKey({ ...admin }, { apiKeyId: id });
    expect(await socket.closed).toEqual({ code: 4403, reason: 'Revoked' });
  });

  test('all tokens of a person, and nobody else’s', async () => {
    const { socket, admin, ann, bob } = await watching();
    const others = await openAs(server.socketUrl, await demoTokenOf(bob));
    await transact({ ...admin }, (db) => endTokensOf(db, { ...admin }, ann.userId));
    expect((await socket.closed).code).toBe(4403);
    others.send({ type: 'ping' });
    await others.next(({ type }) => type === 'pong');
    others.close();
  });
});
