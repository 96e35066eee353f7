import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type LiveStreams, wantsStream } from '../live/streams.ts';
import type { Logger } from '../observe/log.ts';
import { type Redeem, sendExport } from './exports.ts';
import type { GraphqlEndpoint } from './graphql.ts';
import { answerLive, answerReady, type Readiness } from './health.ts';
import { addressOf, sendJson, sendText } from './request.ts';
import { sendFile, type StaticFolder } from './static-files.ts';
import { type ActorOf, takeFile } from './uploads.ts';

/** A page or a text made by the process. */
export type Page = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void;

/** A page for everything below a path. */
export interface Place {
  readonly path: string;
  readonly page: Page;
}

/** What the server answers with. */
export interface HttpParts {
  readonly graphql: GraphqlEndpoint;
  /** Answers in its place who asks for events. */
  readonly streams: Pick<LiveStreams, 'answer'>;
  /** Who asks beside /graphql, by the same rules. */
  readonly actorOf: ActorOf;
  /** Who fetches a list with nothing but its address. */
  readonly redeem: Redeem;
  readonly readiness: Readiness;
  /** Exact paths. */
  readonly pages: ReadonlyMap<string, Page>;
  /** Pages for everything below a path, asked in order before the folders. */
  readonly places?: readonly Place[];
  /** Folders of files, asked in order. */
  readonly folders: readonly StaticFolder[];
  readonly log: Logger;
}

/** What a browser asks before it sends a request from another origin. */
const MAY_BE_SENT = {
  'access-control-allow-methods': 'GET, POST, PUT, OPTIONS',
  'access-control-allow-headers':
    'authorization, content-type, idempotency-key, x-request-id, accept-language, apollo-require-preflight, dpop',
  'access-control-max-age': '7200',
} as const;

// There are no cookies, so every origin may ask; a token says from where it may be used.
function answerAnyOrigin(request: IncomingMessage, response: ServerResponse, answer: Page): Promise<void> | void {
  response.setHeader('access-control-allow-origin', '*');
  response.setHeader('access-control-expose-headers', 'x-request-id, retry-after');
  if (request.method === 'OPTIONS') return void response.writeHead(204, MAY_BE_SENT).end();
  return answer(request, response);
}

/** What is asked with a credential or a ticket from anywhere; null for every other path. */
function openPage(path: string, { graphql, streams, actorOf, redeem }: HttpParts): Page | null {
  if (path === '/graphql')
    return (request, response) => (wantsStream(request) ? streams : graphql).answer(request, response);
  if (path.startsWith('/uploads/')) return (request, response) => takeFile(request, response, actorOf);
  if (path.startsWith('/exports/')) return (request, response) => sendExport(request, response, redeem);
  return null;
}

async function route(request: IncomingMessage, response: ServerResponse, parts: HttpParts): Promise<void> {
  const path = addressOf(request)?.pathname;
  if (path === undefined) return sendText(response, 400, 'text/plain', 'This is not an address.');
  const open = openPage(path, parts);
  if (open) return answerAnyOrigin(request, response, open);
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('allow', 'GET, HEAD');
    return sendJson(response, 405, { message: 'Only GET here.' });
  }
  if (path === '/livez') return answerLive(response);
  if (path === '/readyz') return answerReady(response, parts.readiness);
  const page = parts.pages.get(path);
  if (page) return page(request, response);
  const place = parts.places?.find((one) => path.startsWith(one.path));
  if (place) return place.page(request, response);
  if (parts.folders.some((folder) => sendFile(request, response, folder))) return;
  sendText(response, 404, 'text/plain', 'There is nothing here.');
}

// The port is held from the first moment, so that nobody prepares a database for an address that is taken.
function answerEarly(request: IncomingMessage, response: ServerResponse): void {
  if (addressOf(request)?.pathname === '/livez') return answerLive(response);
  response.setHeader('retry-after', '1');
  sendJson(response, 503, { status: 'starting' });
}

/** A port that is held, and from `serve` on answered. */
export interface Door {
  readonly server: Server;
  readonly port: number;
  /** Answers with these parts from now on; until then everything but /livez is 503. */
  serve(parts: HttpParts): void;
  /** Takes no new connection, lets what is being answered end for so many milliseconds, then cuts the rest. */
  close(patience: number): Promise<void>;
}

const fail = (response: ServerResponse, error: unknown, log: Logger): void => {
  log.error({ err: error }, 'a request failed');
  if (!response.headersSent) sendJson(response, 500, { message: 'Something went wrong on our side.' });
  else response.destroy();
};

/** Opens a port; rejects with EADDRINUSE and the like as they are. A request never ends the process. */
export async function openDoor(host: string, port: number, log: Logger): Promise<Door> {
  let parts: HttpParts | undefined;
  const server = createServer((request, response) => {
    if (!parts) return answerEarly(request, response);
    route(request, response, parts).catch((error: unknown) => fail(response, error, log));
  });
  server.headersTimeout = 10_000;
  server.requestTimeout = 30_000;
  server.keepAliveTimeout = 65_000;
  return {
    server,
    port: await listenOn(server, host, port),
    serve: (given) => {
      parts = given;
    },
    close: (patience) => closeServer(server, patience),
  };
}

const listenOn = (server: Server, host: string, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });

async function closeServer(server: Server, patience: number): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  // A connection that is kept alive is idle only once its answer is out.
  const sweep = setInterval(() => server.closeIdleConnections(), 50);
  const cut = setTimeout(() => server.closeAllConnections(), patience);
  server.closeIdleConnections();
  await closed;
  clearInterval(sweep);
  clearTimeout(cut);
}
