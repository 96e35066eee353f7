import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Logger } from '../observe/log.ts';
import type { GraphqlEndpoint } from './graphql.ts';
import { answerLive, answerReady, type Readiness } from './health.ts';
import { sendJson, sendText } from './request.ts';
import { sendFile, type StaticFolder } from './static-files.ts';

/** A page or a text made by the process. */
export type Page = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void;

/** What the server answers with. */
export interface HttpParts {
  readonly graphql: GraphqlEndpoint;
  readonly readiness: Readiness;
  /** Exact paths. */
  readonly pages: ReadonlyMap<string, Page>;
  /** Folders of files, asked in order. */
  readonly folders: readonly StaticFolder[];
  readonly log: Logger;
}

const ANY_ORIGIN = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET, POST, OPTIONS',
  'access-control-allow-headers': 'authorization, content-type, idempotency-key, x-request-id, accept-language, apollo-require-preflight, dpop',
  'access-control-expose-headers': 'x-request-id, retry-after',
  'access-control-max-age': '7200',
} as const;

// There are no cookies, so every origin may ask; a token says from where it may be used.
function answerGraphql(request: IncomingMessage, response: ServerResponse, graphql: GraphqlEndpoint): Promise<void> | void {
  for (const [name, value] of Object.entries(ANY_ORIGIN)) response.setHeader(name, value);
  if (request.method === 'OPTIONS') return void response.writeHead(204).end();
  return graphql.answer(request, response);
}

async function route(request: IncomingMessage, response: ServerResponse, parts: HttpParts): Promise<void> {
  const path = new URL(request.url ?? '/', 'http://localhost').pathname;
  if (path === '/graphql') return answerGraphql(request, response, parts.graphql);
  if (request.method !== 'GET' && request.method !== 'HEAD') return sendJson(response, 405, { message: 'Only GET here.' });
  if (path === '/livez') return answerLive(response);
  if (path === '/readyz') return answerReady(response, parts.readiness);
  const page = parts.pages.get(path);
  if (page) return page(request, response);
  if (parts.folders.some((folder) => sendFile(request, response, folder))) return;
  sendText(response, 404, 'text/plain', 'There is nothing here.');
}

/** A server that is not listening yet. A request never ends the process. */
export function makeServer(parts: HttpParts): Server {
  const server = createServer((request, response) => {
    route(request, response, parts).catch((error: unknown) => {
      parts.log.error({ err: error }, 'a request failed');
      if (!response.headersSent) sendJson(response, 500, { message: 'Something went wrong on our side.' });
      else response.destroy();
    });
  });
  server.headersTimeout = 10_000;
  server.requestTimeout = 30_000;
  server.keepAliveTimeout = 65_000;
  return server;
}

/** Listens; answers the port. Rejects with EADDRINUSE and the like as they are. */
export const listenOn = (server: Server, host: string, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
