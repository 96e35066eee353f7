import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { GraphQLError, type ExecutionResult, type GraphQLSchema } from 'graphql';
import { CloseCode, type ServerOptions } from 'graphql-ws';
import { useServer, type Extra } from 'graphql-ws/use/ws';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Actor } from '@taiwa/schema/kernel/actor';
import { Feed } from '@taiwa/schema/kernel/feed';
import { operation, subscription } from '@taiwa/schema/kernel/operation';
import { forbidden, Refusal, unauthenticated } from '@taiwa/schema/kernel/refusals';
import { formatErrors, signed } from '../http/errors.ts';
import { addressOf } from '../http/request.ts';
import type { KnownDocuments } from '../http/known-documents.ts';
import type { Budget } from '../limits/buckets.ts';
import type { TrustedDocuments } from '../limits/documents.ts';
import type { Logger } from '../observe/log.ts';
import { type Credential, isSameHolder, onceExpired } from '../auth/credential.ts';
import { Holders } from '../auth/holders.ts';
import { Delivery } from './delivery.ts';
import { MAX_SUBSCRIPTIONS, type Beside, prepare, type Prepared, tooManySubscriptions } from './prepare.ts';
import { MessageRate, watchBacklog } from './pressure.ts';
import { Envelope } from './shared-text.ts';

/** Most sockets one credential of one person may hold. */
const MAX_SOCKETS = 20;
const MAX_MESSAGE = 64 * 1024;
const INIT_WITHIN_MS = 3_000;
const PING_EVERY_MS = 12_000;
/** Milliseconds within which the sockets of a stopping process are all told. */
const GOODBYE_MS = 5_000;

/** What live sockets are made of. */
export interface SocketParts {
  readonly schema: GraphQLSchema;
  readonly trusted: TrustedDocuments;
  readonly known: KnownDocuments;
  readonly log: Logger;
  /** Who opens a socket with these parameters, or goes on with one that has proven this key; throws a Refusal. */
  readonly authenticate: (
    parameters: Readonly<Record<string, unknown>>,
    request: IncomingMessage,
    proven?: string | null,
  ) => Promise<Credential>;
  /** Takes the price of an operation from its caller's budget; throws RATE_LIMITED. */
  readonly charge: (actor: Actor, request: IncomingMessage, cost: number) => Budget;
}

/** The open sockets of this process. */
export interface LiveSockets {
  /** Closes every socket whose actor is meant with 4403; the client fetches a new token or learns that there is none. */
  closeWhere(isMeant: (actor: Actor) => boolean): void;
  /** Closes all with 1012, one after the other, so that clients come back to another process not all at once. */
  stop(): Promise<void>;
}

/** What one socket is known by; set once its first message was accepted. */
interface Opened extends Record<PropertyKey, unknown> {
  credential?: Credential;
  /** What its operations run with: one object, so that a renewed credential counts for what runs already. */
  context?: { actor: Actor; readonly renewConnection: (token: string) => Promise<Date> };
  expiry?: NodeJS.Timeout | undefined;
  /** Takes it off the sockets of its holder. */
  letGo?: () => void;
}

type Connection = Extra & Partial<Opened>;
type Options = ServerOptions<Record<string, unknown>, Connection>;

/** The sockets that were admitted, and how many of them each credential holds. */
interface Open {
  readonly sockets: Map<WebSocket, Connection>;
  readonly holders: Holders;
}

/** Serves graphql-transport-ws on `/graphql` of the server. */
export function openSockets(server: Server, parts: SocketParts): LiveSockets {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE, perMessageDeflate: false });
  const open: Open = { sockets: new Map(), holders: new Holders() };
  const options = { ...optionsFor(parts, open), isProd: true };
  const served = useServer<Record<string, unknown>, Opened>(options, sockets, PING_EVERY_MS);
  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    if (addressOf(request)?.pathname !== '/graphql') return void socket.end('HTTP/1.1 404 Not Found\r\n\r\n');
    sockets.handleUpgrade(request, socket, head, (connected) => {
      limitMessages(connected);
      sockets.emit('connection', connected, request);
      // The server of graphql-ws writes errors to the console, once; another that nobody listens to would end the process.
      connected.removeAllListeners('error');
      connected.on('error', (error) => parts.log.debug({ err: error }, 'a socket broke'));
    });
  };
  const pressure = watchBacklog(() => sockets.clients);
  server.on('upgrade', upgrade);
  return {
    closeWhere: (isMeant) => {
      for (const [socket, { credential }] of open.sockets)
        if (credential && isMeant(credential.actor)) socket.close(CloseCode.Forbidden, 'Revoked');
    },
    stop: async () => {
      pressure.stop();
      server.off('upgrade', upgrade);
      await sayGoodbye(sockets.clients);
      await served.dispose();
    },
  };
}

function limitMessages(socket: WebSocket): void {
  const rate = new MessageRate();
  socket.on('message', () => {
    if (!rate.admits()) socket.close(1008, 'Too many messages');
  });
}

async function sayGoodbye(clients: ReadonlySet<WebSocket>): Promise<void> {
  const each = Math.min(GOODBYE_MS / Math.max(clients.size, 1), 5);
  // They come back over a time that grows with their number: ten milliseconds for each.
  const over = Math.min(clients.size * 10, GOODBYE_MS);
  for (const socket of clients) {
    socket.close(1012, `Restarting; retryAfterMs=${Math.round(Math.random() * over)}`);
    await new Promise((resolve) => setTimeout(resolve, each));
  }
}

function optionsFor(parts: SocketParts, open: Open): Options {
  const formatError = formatErrors(parts.log);
  const format = (errors: readonly GraphQLError[], { credential }: Connection) =>
    signed(
      errors.map((error) => formatError(error.toJSON(), error)),
      credential?.actor.requestId ?? '',
    );
  const besides = new WeakMap<object, Beside>();
  return {
    connectionInitWaitTimeout: INIT_WITHIN_MS,
    onConnect: ({ connectionParams, extra }) => admit(parts, open, connectionParams ?? {}, extra),
    onClose: ({ extra }) => {
      clearTimeout(extra.expiry);
      extra.letGo?.();
      open.sockets.delete(extra.socket);
    },
    onSubscribe: (context, _id, payload) => {
      if (Object.keys(context.subscriptions).length > MAX_SUBSCRIPTIONS) return [tooManySubscriptions('A socket')];
      const prepared = prepareOn(parts, context.extra, payload);
      if (!('args' in prepared)) return prepared;
      besides.set(prepared.args, prepared.beside);
      return prepared.args;
    },
    execute: (args) => operation(args),
    subscribe: (args) => subscription(args),
    onOperation: ({ extra: { socket, request } }, id, _payload, args, answers) => {
      if (!(answers instanceof Feed)) return undefined;
      const before = `{"id":${JSON.stringify(id)},"type":"next","payload":`;
      return new Delivery(answers, { socket, wire: request.socket }, new Envelope(before, besides.get(args), '}'));
    },
    onError: ({ extra }, _id, _payload, errors) => format(errors, extra),
    onNext: ({ extra }, _id, _payload, args, { errors, extensions, ...result }): ExecutionResult => ({
      ...result,
      ...(errors ? { errors: format(errors, extra) as readonly GraphQLError[] } : {}),
      extensions: { ...extensions, ...besides.get(args) },
    }),
  };
}

async function admit(
  parts: SocketParts,
  open: Open,
  parameters: Record<string, unknown>,
  connection: Connection,
): Promise<boolean> {
  const credential = await recognised(parts, parameters, connection);
  // Who has gone meanwhile is not admitted: nobody would take them off again.
  if (!credential || connection.socket.readyState !== connection.socket.OPEN) return false;
  const { actor } = credential;
  if (actor.kind !== 'anonymous' && open.holders.countOf(actor) >= MAX_SOCKETS) {
    connection.socket.close(1013, 'Too many sockets');
    return true;
  }
  connection.context = { actor, renewConnection: (token) => renew(parts, connection, token) };
  keep(connection, credential);
  connection.letGo = open.holders.add(actor);
  open.sockets.set(connection.socket, connection);
  // What ended while it was looked at found no open socket to close.
  return !credential.isRevoked();
}

async function recognised(
  parts: SocketParts,
  parameters: Record<string, unknown>,
  { socket, request }: Connection,
): Promise<Credential | null> {
  try {
    return await parts.authenticate(parameters, request);
  } catch (error) {
    const isRefusal = error instanceof Refusal;
    if (!isRefusal) parts.log.error({ err: error }, 'a socket could not be authenticated');
    // Nothing is wrong with a credential that could not be looked at: who brings it may come back with the same.
    const { retryAfterMs = 1_000 } = isRefusal ? error : {};
    if (!isRefusal || error.retryAfterMs !== undefined) socket.close(1013, `Busy; retryAfterMs=${retryAfterMs}`);
    return null;
  }
}

/** Goes on with a credential, and ends the socket shortly after it: whoever wants to stay renews it or comes with a new one. */
function keep(connection: Connection, credential: Credential): void {
  clearTimeout(connection.expiry);
  connection.credential = credential;
  if (connection.context) connection.context.actor = credential.actor;
  connection.expiry = onceExpired(credential, () => connection.socket.close(CloseCode.Forbidden, 'Token expired'));
}

async function renew(parts: SocketParts, connection: Connection, token: string): Promise<Date> {
  const current = connection.credential;
  const next = await parts.authenticate({ token }, connection.request, current?.provenKey);
  if (!current || !next.expiresAt || !isSameHolder(current.actor, next.actor)) throw forbidden();
  keep(connection, next);
  if (next.isRevoked()) connection.socket.close(CloseCode.Forbidden, 'Revoked');
  return next.expiresAt;
}

function prepareOn(
  parts: SocketParts,
  { context, request }: Connection,
  payload: Parameters<typeof prepare>[1],
): Prepared | readonly GraphQLError[] {
  // Nothing is subscribed to before the socket was admitted.
  if (!context) return [new GraphQLError('', { originalError: unauthenticated() })];
  const charge = (cost: number) => parts.charge(context.actor, request, cost);
  return prepare({ ...parts, context, charge }, payload);
}
