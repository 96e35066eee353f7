import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { GraphQLError, parse, Source, specifiedRules, validate, type ExecutionArgs, type GraphQLSchema } from 'graphql';
import { CloseCode, type ServerOptions, type SubscribePayload } from 'graphql-ws';
import { useServer, type Extra } from 'graphql-ws/use/ws';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Actor } from '@taiwa/schema/kernel/actor';
import type { Context } from '@taiwa/schema/kernel/context';
import { freshActor } from '@taiwa/schema/kernel/actor';
import { operation, subscription } from '@taiwa/schema/kernel/operation';
import { Refusal } from '@taiwa/schema/kernel/refusals';
import { formatErrors } from '../http/errors.ts';
import { documentFor, type TrustedDocuments } from '../limits/documents.ts';
import { introspectionErrors, LIMIT_RULES, MAX_ERRORS, MAX_TOKENS } from '../limits/rules.ts';
import type { Logger } from '../observe/log.ts';
import type { Credential } from '../auth/authenticate.ts';

/** Most subscriptions one socket may hold. */
const MAX_SUBSCRIPTIONS = 50;
const PING_EVERY_MS = 12_000;
const EXPIRY_GRACE_MS = 10_000;

/** What live sockets are made of. */
export interface SocketParts {
  readonly schema: GraphQLSchema;
  readonly trusted: TrustedDocuments;
  readonly log: Logger;
  /** Who opens a socket with these parameters; throws a Refusal. */
  readonly authenticate: (parameters: Readonly<Record<string, unknown>>, request: IncomingMessage) => Promise<Credential>;
}

/** The open sockets of this process. */
export interface LiveSockets {
  /** Closes every socket whose actor is meant with 4403; the client fetches a new token or learns that there is none. */
  closeWhere(isMeant: (actor: Actor) => boolean): void;
  /** Closes all with 1012, so that clients come back to another process, and stops listening. */
  stop(): Promise<void>;
}

/** What one socket is known by; set once its first message was accepted. */
interface Opened extends Record<PropertyKey, unknown> {
  credential?: Credential;
  expiry?: NodeJS.Timeout;
}

type Connection = Extra & Partial<Opened>;
type Options = ServerOptions<Record<string, unknown>, Connection>;

/** Serves graphql-transport-ws on `/graphql` of the server. */
export function openSockets(server: Server, parts: SocketParts): LiveSockets {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 64 * 1024, perMessageDeflate: false });
  const open = new Map<WebSocket, Connection>();
  const served = useServer<Record<string, unknown>, Opened>({ ...optionsFor(parts, open), isProd: true }, sockets, PING_EVERY_MS);
  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    if (new URL(request.url ?? '/', 'http://localhost').pathname !== '/graphql') return socket.end('HTTP/1.1 404 Not Found\r\n\r\n');
    sockets.handleUpgrade(request, socket, head, (connected) => sockets.emit('connection', connected, request));
  };
  server.on('upgrade', upgrade);
  return {
    closeWhere: (isMeant) => {
      for (const [socket, { credential }] of open) if (credential && isMeant(credential.actor)) socket.close(CloseCode.Forbidden, 'Revoked');
    },
    stop: async () => {
      server.off('upgrade', upgrade);
      for (const socket of sockets.clients) socket.close(1012, 'Restarting');
      await served.dispose();
    },
  };
}

function optionsFor(parts: SocketParts, open: Map<WebSocket, Connection>): Options {
  const formatError = formatErrors(parts.log);
  const format = (errors: readonly GraphQLError[]) => errors.map((error) => formatError(error.toJSON(), error));
  return {
    connectionInitWaitTimeout: 3_000,
    onConnect: async (context) => {
      context.extra.socket.on('error', () => context.extra.socket.terminate());
      const credential = await admitted(parts, context.connectionParams ?? {}, context.extra.request);
      if (!credential) return false;
      context.extra.credential = credential;
      open.set(context.extra.socket, context.extra);
      closeAtExpiry(context.extra);
      return true;
    },
    onClose: ({ extra }) => {
      clearTimeout(extra.expiry);
      open.delete(extra.socket);
    },
    onSubscribe: (context, _id, payload) => {
      if (Object.keys(context.subscriptions).length > MAX_SUBSCRIPTIONS) return [new GraphQLError('Too many subscriptions on this socket.', { extensions: { code: 'RATE_LIMITED' } })];
      return argsFor(parts, context.extra, payload);
    },
    execute: (args) => operation(args),
    subscribe: (args) => subscription(args),
    onError: (_context, _id, _payload, errors) => format(errors),
    onNext: (_context, _id, _payload, _args, result) => (result.errors ? { ...result, errors: format(result.errors) } : undefined),
  };
}

async function admitted(parts: SocketParts, parameters: Record<string, unknown>, request: IncomingMessage): Promise<Credential | null> {
  try {
    return await parts.authenticate(parameters, request);
  } catch (error) {
    if (!(error instanceof Refusal)) parts.log.error({ err: error }, 'a socket could not be authenticated');
    return null;
  }
}

/** Ends a socket shortly after its token: whoever wants to stay opens a new one with a new token, or renews on this one. */
export function closeAtExpiry(connection: Connection): void {
  clearTimeout(connection.expiry);
  const expiresAt = connection.credential?.expiresAt;
  if (!expiresAt) return;
  const wait = expiresAt.getTime() - Date.now() + EXPIRY_GRACE_MS;
  connection.expiry = setTimeout(() => connection.socket.close(CloseCode.Forbidden, 'Token expired'), Math.min(wait, 2 ** 31 - 1));
  connection.expiry.unref();
}

// What a syntax error or an unknown field costs is this operation, never the others of the socket: errors are returned, not thrown.
function argsFor({ schema, trusted }: SocketParts, connection: Connection, payload: SubscribePayload): ExecutionArgs | readonly GraphQLError[] {
  const actor = freshActor(connection.credential!.actor);
  try {
    const text = documentFor(actor, { query: payload.query, documentId: payload.extensions?.documentId }, trusted) ?? '';
    const document = parse(new Source(text), { maxTokens: MAX_TOKENS });
    const errors = [...validate(schema, document, [...specifiedRules, ...LIMIT_RULES], { maxErrors: MAX_ERRORS }), ...introspectionErrors(schema, document, actor)];
    if (errors.length) return errors;
    const contextValue: Context = { actor };
    return { schema, document, operationName: payload.operationName ?? null, variableValues: payload.variables ?? {}, contextValue };
  } catch (error) {
    return [error instanceof GraphQLError ? error : new GraphQLError('', { originalError: error as Error })];
  }
}
