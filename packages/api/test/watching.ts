import { expect } from 'vitest';
import type { FileDatabase } from '@taiwa/schema/testing/database';
import { heardAll } from '@taiwa/schema/testing/heard';
import { aSession, type CompanyWithSession } from '@taiwa/schema/testing/world';
import { demoTokenOf, openAs, type TestSocket } from './caller.ts';

/** Follows one session. */
export const WATCH = 'subscription Watch($id: ID!) { sessionChanged(sessionId: $id) { id state } }';
/** Puts off the end of a connection. */
export const RENEW =
  'mutation Renew($token: String!) { renewConnection(input: { token: $token }) { __typename ... on RenewedConnection { expiresIn } ... on NotNow { code } } }';
/** What comes next of an operation. */
export const nextOf = async (socket: TestSocket, id: string) =>
  (await socket.next((one) => one.type === 'next' && one.id === id)).payload;
/** Why an operation ended. */
export const errorOf = async (socket: TestSocket, id: string) =>
  (await socket.next((one) => one.type === 'error' && one.id === id)).payload[0];

/** A member who watches their session, which is planned, on a socket of their own. */
export async function watchAt(
  server: { readonly socketUrl: string; readonly tables: FileDatabase },
  given?: CompanyWithSession,
) {
  const world = given ?? (await aSession());
  await heardAll(server.tables);
  const socket = await openAs(server.socketUrl, await demoTokenOf(world.ann));
  const id = socket.begin(WATCH, { id: world.session });
  expect((await nextOf(socket, id)).data.sessionChanged.state).toBe('SCHEDULED');
  return { ...world, socket, id };
}
