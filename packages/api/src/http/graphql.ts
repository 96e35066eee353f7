import type { IncomingMessage, ServerResponse } from 'node:http';
import { ApolloServer, HeaderMap, type ApolloServerPlugin, type HTTPGraphQLResponse } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled, ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import type { GatewayInterface } from '@apollo/server-gateway-interface';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import type { Actor } from '@taiwa/schema/kernel/actor';
import type { Context } from '@taiwa/schema/kernel/context';
import { operation } from '@taiwa/schema/kernel/operation';
import { Refusal, type RefusalCode } from '@taiwa/schema/kernel/refusals';
import { documentFor, type TrustedDocuments } from '../limits/documents.ts';
import { introspectionErrors, LIMIT_RULES, MAX_ERRORS, MAX_TOKENS } from '../limits/rules.ts';
import type { Logger } from '../observe/log.ts';
import { formatErrors, type FormatError } from './errors.ts';
import { BodyRefusal, readBody, sendJson } from './request.ts';

/** What the endpoint is made of. */
export interface GraphqlParts {
  readonly schema: GraphQLSchema;
  readonly trusted: TrustedDocuments;
  readonly log: Logger;
  /** The context of a request; throws a Refusal for a credential that is not good or a caller over their limit. */
  readonly contextOf: (request: IncomingMessage) => Promise<Context>;
}

/** GraphQL over HTTP: `answer` never rejects, `stop` waits for what is being answered. */
export interface GraphqlEndpoint {
  answer(request: IncomingMessage, response: ServerResponse): Promise<void>;
  stop(): Promise<void>;
}

const STATUS: Readonly<Partial<Record<RefusalCode, number>>> = {
  UNAUTHENTICATED: 401,
  TOKEN_EXPIRED: 401,
  FORBIDDEN: 403,
  PERSISTED_ONLY: 403,
  RATE_LIMITED: 429,
  BUSY: 503,
};

/** Runs every operation through the kernel, so that look-ahead, the wall and the formatter stay whole. */
const gatewayTo = (schema: GraphQLSchema): GatewayInterface => ({
  load: async () => ({
    executor: ({ document, request, operationName, context }) =>
      operation({
        schema,
        document,
        operationName,
        variableValues: request.variables ?? {},
        contextValue: context,
        options: { maxCoercionErrors: MAX_ERRORS },
      }),
  }),
  onSchemaLoadOrUpdate: (load) => {
    load({ apiSchema: schema, coreSupergraphSdl: '' });
    return () => {};
  },
  stop: async () => {},
});

const askForSchemaByScope = (schema: GraphQLSchema): ApolloServerPlugin<Context> => ({
  requestDidStart: async () => ({
    didResolveOperation: async ({ document, contextValue }) => {
      const [error] = introspectionErrors(schema, document, contextValue.actor);
      if (error) throw new GraphQLError(error.message, { extensions: { code: 'GRAPHQL_VALIDATION_FAILED', http: { status: 400 } } });
    },
  }),
});

function openApollo({ schema, log }: GraphqlParts, formatError: FormatError): ApolloServer<Context> {
  return new ApolloServer<Context>({
    gateway: gatewayTo(schema),
    introspection: true,
    persistedQueries: false,
    allowBatchedHttpRequests: false,
    stopOnTerminationSignals: false,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: true,
    parseOptions: { maxTokens: MAX_TOKENS },
    validationOptions: { maxErrors: MAX_ERRORS },
    validationRules: [...LIMIT_RULES],
    formatError,
    nodeEnv: 'production',
    logger: log,
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      askForSchemaByScope(schema),
    ],
  });
}

/** Opens the endpoint. */
export async function openGraphqlEndpoint(parts: GraphqlParts): Promise<GraphqlEndpoint> {
  const formatError = formatErrors(parts.log);
  const apollo = openApollo(parts, formatError);
  await apollo.start();
  return {
    stop: () => apollo.stop(),
    answer: async (request, response) => {
      try {
        const context = await parts.contextOf(request);
        send(response, await apollo.executeHTTPGraphQLRequest(await readRequest(request, context.actor, parts.trusted, async () => context)));
      } catch (error) {
        refuse(response, error, formatError);
      }
    },
  };
}

async function readRequest(request: IncomingMessage, actor: Actor, trusted: TrustedDocuments, context: () => Promise<Context>) {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) if (value !== undefined) headers.set(name, String(value));
  const url = new URL(request.url ?? '/', 'http://localhost');
  if (request.method !== 'POST') {
    const named = { query: url.searchParams.get('query') ?? undefined, documentId: url.searchParams.get('documentId') ?? undefined };
    const query = documentFor(actor, named, trusted);
    if (query !== undefined) url.searchParams.set('query', query);
    url.searchParams.delete('documentId');
    return { httpGraphQLRequest: { method: request.method ?? 'GET', headers, search: url.search, body: '' }, context };
  }
  const body = parseBody(await readBody(request), headers);
  return { httpGraphQLRequest: { method: 'POST', headers, search: url.search, body: withDocument(actor, body, trusted) }, context };
}

function parseBody(text: string, headers: HeaderMap): unknown {
  if (!/^application\/(graphql-response\+)?json\b/i.test(headers.get('content-type') ?? '')) return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new BodyRefusal(400, 'The body is not valid JSON.');
  }
}

function withDocument(actor: Actor, body: unknown, trusted: TrustedDocuments): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  const { documentId: _, ...rest } = body as Record<string, unknown>;
  const query = documentFor(actor, body, trusted);
  return query === undefined ? rest : { ...rest, query };
}

function send(response: ServerResponse, answer: HTTPGraphQLResponse): void {
  for (const [name, value] of answer.headers) response.setHeader(name, value);
  response.statusCode = answer.status ?? 200;
  response.end(answer.body.kind === 'complete' ? answer.body.string : '');
}

function refuse(response: ServerResponse, error: unknown, formatError: FormatError): void {
  if (error instanceof BodyRefusal) {
    return sendJson(response, error.status, { errors: [{ message: error.message, extensions: { code: 'BAD_REQUEST', retryable: false } }] });
  }
  const wrapped = error instanceof GraphQLError ? error : new GraphQLError('', { originalError: error as Error });
  const body = { errors: [formatError(wrapped.toJSON(), wrapped)] };
  const status = error instanceof Refusal ? (STATUS[error.code] ?? 400) : httpStatusOf(error);
  if (error instanceof Refusal && error.retryAfterMs !== undefined)
    response.setHeader('retry-after', String(Math.ceil(error.retryAfterMs / 1000)));
  sendJson(response, status, body);
}

function httpStatusOf(error: unknown): number {
  const http = error instanceof GraphQLError ? error.extensions.http : undefined;
  return typeof http === 'object' && http !== null && 'status' in http ? Number(http.status) : 500;
}
