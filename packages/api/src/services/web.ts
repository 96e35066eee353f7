import type { IncomingMessage } from 'node:http';
import { fileURLToPath } from 'node:url';
import type { GraphQLSchema } from 'graphql';
import { printSchema } from 'graphql';
import type { Context } from '@taiwa/schema/kernel/context';
import { asSystem } from '@taiwa/schema/kernel/database';
import { publicKeySet } from '@taiwa/schema/modules/access/signing-key';
import { authenticate, shownBy, shownByParameters } from '../auth/authenticate.ts';
import { watchRevocations } from '../auth/revocations.ts';
import { rememberPeople } from '../auth/token-bearer.ts';
import { explorer } from '../http/explorer.ts';
import { openGraphqlEndpoint } from '../http/graphql.ts';
import { sendJson, sendText } from '../http/request.ts';
import { listenOn, makeServer, type Page } from '../http/server.ts';
import type { StaticFolder } from '../http/static-files.ts';
import type { TrustedDocuments } from '../limits/documents.ts';
import { openLimits } from '../limits/rate.ts';
import { openSockets } from '../live/socket.ts';
import type { Logger } from '../observe/log.ts';

/** What answers people and programs: HTTP and sockets on one port. */
export interface Web {
  readonly port: number;
  stop(): Promise<void>;
}

/** What the web service is made of. */
export interface WebParts {
  readonly schema: GraphQLSchema;
  readonly trusted: TrustedDocuments;
  readonly host: string;
  readonly port: number;
  /** The text at /llms.txt. */
  readonly guide: string;
  readonly folders: readonly StaticFolder[];
  readonly log: Logger;
}

const ASSETS = fileURLToPath(new URL('../../assets', import.meta.url));

const idempotencyKeyOf = (request: IncomingMessage): string | undefined => {
  const key = request.headers['idempotency-key'];
  return typeof key === 'string' && /^[\x21-\x7e]{1,255}$/.test(key) ? key : undefined;
};

const pagesOf = ({ schema, guide }: WebParts): ReadonlyMap<string, Page> => {
  const sdl = printSchema(schema);
  return new Map<string, Page>([
    ['/explorer', explorer],
    ['/schema.graphql', (_request, response) => sendText(response, 200, 'text/plain', sdl)],
    ['/llms.txt', (_request, response) => sendText(response, 200, 'text/plain', guide)],
    ['/.well-known/jwks.json', async (_request, response) => sendJson(response, 200, await publicKeySet())],
  ]);
};

/** Opens the web service; it answers when this resolves. */
export async function openWeb(parts: WebParts): Promise<Web> {
  const { log } = parts;
  let accepting = true;
  const people = rememberPeople();
  const limits = openLimits();
  const revocations = await watchRevocations(log, (isMeant) => {
    people.forget();
    sockets?.closeWhere(isMeant);
  });
  const bearer = { revocations, personOf: people.personOf };
  const contextOf = async (request: IncomingMessage): Promise<Context> => {
    const { actor } = await authenticate(shownBy(request), bearer);
    await limits.admit(actor, request.socket.remoteAddress ?? '');
    const idempotencyKey = idempotencyKeyOf(request);
    return idempotencyKey === undefined ? { actor } : { actor, idempotencyKey };
  };
  const graphql = await openGraphqlEndpoint({ ...parts, contextOf });
  const askDatabase = async () => void (await asSystem('listTenants', (db) => db.$queryRaw`select 1`));
  const folders = [{ path: '/explorer/', folder: ASSETS }, ...parts.folders];
  const server = makeServer({ graphql, readiness: { accepting: () => accepting, askDatabase }, pages: pagesOf(parts), folders, log });
  const sockets = openSockets(server, { ...parts, authenticate: (parameters, request) => authenticate(shownByParameters(parameters, request), bearer) });
  const port = await listenOn(server, parts.host, parts.port);
  return {
    port,
    stop: async () => {
      accepting = false;
      await sockets.stop();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      await graphql.stop();
      server.closeAllConnections();
      await closed;
      await revocations.stop();
    },
  };
}
