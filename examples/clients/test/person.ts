import { createClient, type Client } from 'graphql-ws';
import { inject, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { PREPARE } from './documents.ts';

/** Where GraphQL is spoken. */
export const url = `${inject('taiwa')}/graphql`;
/** Where changes arrive. */
const liveUrl = url.replace(/^http/, 'ws');

/** A connection for live data by the field's own protocol, closed when the test is over. */
export function connect(token: string): Client {
  const socket = createClient({ url: liveUrl, webSocketImpl: WebSocket, connectionParams: () => ({ token }) });
  onTestFinished(() => void socket.dispose());
  return socket;
}

/** Sends a document as plainly as it goes; throws what it answers where that are errors. */
export async function ask<Data>(query: string, variables: object = {}, token?: string): Promise<Data> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data: Data; errors?: unknown };
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

/** A token of one of the demo's people, e.g. `demo-1-member`. */
export async function signIn(externalId: string): Promise<string> {
  const { demoPeople } = await ask<{ demoPeople: { userId: string; externalId: string }[] }>(
    '{ demoPeople { userId externalId } }',
  );
  const userId = demoPeople.find((person) => person.externalId === externalId)?.userId;
  const { demoSignIn } = await ask<{ demoSignIn: { token: string } }>(
    'mutation ($userId: ID!) { demoSignIn(input: { userId: $userId }) { ... on DemoToken { token } } }',
    { userId },
  );
  return demoSignIn.token;
}

/** The member of the demo with the 1-on-1 that comes next. */
export async function member() {
  const token = await signIn('demo-1-member');
  const { viewer, topics } = await ask<{
    viewer: { nextSession: { id: string } };
    topics: { id: string }[];
  }>('{ viewer { nextSession { id } } topics { id } }', {}, token);
  const sessionId = viewer.nextSession.id;
  const themes = topics.slice(0, 1).map(({ id: topicId }) => ({ topicId, response: 'ADVICE' }));
  const input = (note: string) => ({ sessionId, themes, note });
  return {
    token,
    sessionId,
    /** What `prepareSession` refuses, because somebody prepared since. */
    outdated: { ...input('…'), expectedRevision: 9_999 },
    /** Prepares, by another connection than that of the client. */
    prepare: (note: string) => ask(PREPARE, { input: input(note) }, token),
  };
}

/** How many people an admin sees. */
export async function countPeople(token: string): Promise<number> {
  const { users } = await ask<{ users: { nodes: object[] } }>('{ users(first: 100) { nodes { id } } }', {}, token);
  return users.nodes.length;
}
