import { randomUUID } from 'node:crypto';
import type { Actor } from '@taiwa/schema/kernel/actor';
import type { Scope } from '@taiwa/schema/kernel/scopes';
import { createApiKey } from '@taiwa/schema/modules/access/api-key';
import { issueDemoToken, issueEmbedToken, type GrantForToken } from '@taiwa/schema/modules/access/embed-token';
import type { Company } from '@taiwa/schema/testing/world';
import WebSocket from 'ws';

// What a document answers only its author knows; the tests look and see.
// oxlint-disable-next-line typescript/no-explicit-any -- answers have the shape of their documents
type Shapeless = any;

/** An answer of the server as it came. */
export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: {
    readonly data?: Record<string, Shapeless> | null;
    readonly errors?: readonly { message: string; path?: unknown; extensions: Record<string, Shapeless> }[];
    readonly extensions?: Record<string, Shapeless>;
  };
}

/** What is sent beside the document. */
export interface Sending {
  readonly token?: string;
  readonly variables?: Record<string, unknown>;
  readonly headers?: Record<string, string>;
  readonly documentId?: string;
}

/** Whatever a request to a path answers. */
export async function ask(url: string, init: RequestInit = {}): Promise<Answered> {
  const response = await fetch(url, init);
  const text = await response.text();
  const isJson = /json/.test(response.headers.get('content-type') ?? '');
  return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : {} };
}

/** Sends a document as POST with JSON. */
export function send(url: string, query: string | null, sending: Sending = {}): Promise<Answered> {
  const { token, variables, headers, documentId } = sending;
  const body = {
    ...(query === null ? {} : { query }),
    ...(variables && { variables }),
    ...(documentId && { documentId }),
  };
  return ask(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json',
      ...(token && { authorization: `Bearer ${token}` }),
      ...headers,
    },
    body: JSON.stringify(body),
  });
}

/** The code of the first error of an answer. */
export const codeOf = ({ body }: Answered): unknown => body.errors?.[0]?.extensions.code;

/** A token of a demo login: every scope, any origin. */
export const demoTokenOf = async ({ tenantId, userId }: Actor, tokenVersion = 0): Promise<string> =>
  (await issueDemoToken({ tenantId, id: userId, tokenVersion })).token;

/** A token of an embed grant: trusted documents only. */
export const embedTokenOf = async (
  { tenantId, userId }: Actor,
  given: Partial<GrantForToken> = {},
): Promise<string> => {
  const grant = { id: `gra_${randomUUID()}`, elements: ['prep'], origins: [], keyThumbprint: null, tokenVersion: 0 };
  return (await issueEmbedToken({ ...grant, tenantId, userId, ...given })).token;
};

/** A new key of the company for a server, with its secret. */
export const keyOf = ({ admin }: Company, ...scopes: Scope[]): Promise<{ id: string; secret: string }> =>
  createApiKey({ ...admin }, { name: 'test', scopes });

interface Message {
  readonly type: string;
  readonly id?: string;
  readonly payload?: Shapeless;
}

/** A socket as a client of graphql-transport-ws sees it. */
export interface TestSocket {
  readonly socket: WebSocket;
  readonly messages: readonly Message[];
  /** Code and reason with which it was closed. */
  readonly closed: Promise<{ code: number; reason: string }>;
  send(message: object | string): void;
  /** Waits for a message that fits; looks at what came already. */
  next(fits: (message: Message) => boolean): Promise<Message>;
  /** Begins an operation and answers its id. */
  begin(query: string, variables?: Record<string, unknown>): string;
  close(): void;
}

/** Opens a socket; nothing is sent yet. */
export async function openSocket(url: string, headers: Record<string, string> = {}): Promise<TestSocket> {
  const socket = new WebSocket(url, 'graphql-transport-ws', { headers });
  const messages: Message[] = [];
  const taken = new Set<Message>();
  const waiting = new Set<() => void>();
  socket.on('message', (data) => {
    messages.push(JSON.parse(String(data)) as Message);
    for (const look of waiting) look();
  });
  const closed = new Promise<{ code: number; reason: string }>((resolve) =>
    socket.on('close', (code, reason) => resolve({ code, reason: String(reason) })),
  );
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  const post = (message: object | string) =>
    socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  let count = 0;
  return {
    socket,
    messages,
    closed,
    send: post,
    next: (fits) =>
      new Promise((resolve) => {
        const look = () => {
          const found = messages.find((message) => !taken.has(message) && fits(message));
          if (!found) return;
          taken.add(found);
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
    begin: (query, variables) => {
      const id = String((count += 1));
      post({ id, type: 'subscribe', payload: { query, variables } });
      return id;
    },
    close: () => socket.close(),
  };
}

/** Opens a socket and waits until the server knows who it is. */
export async function openAs(
  url: string,
  token: string | null,
  headers: Record<string, string> = {},
): Promise<TestSocket> {
  const socket = await openSocket(url, headers);
  socket.send({ type: 'connection_init', payload: token === null ? {} : { token } });
  await socket.next(({ type }) => type === 'connection_ack');
  return socket;
}
