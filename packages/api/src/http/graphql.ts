import type { IncomingMessage, ServerResponse } from 'node:http';
import { ApolloServer, HeaderMap, type ApolloServerPlugin, type HTTPGraphQLResponse } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import type { GatewayInterface } from '@apollo/server-gateway-interface';
import {
  type DocumentNode,
  getOperationAST,
  GraphQLError,
  type ExecutionResult,
  type GraphQLFormattedError,
  type GraphQLSchema,
} from 'graphql';
import type { Context } from '@taiwa/schema/kernel/context';
import type { Costly } from '@taiwa/schema/kernel/cost';
import { operation } from '@taiwa/schema/kernel/operation';
import { Refusal } from '@taiwa/schema/kernel/refusals';
import type { Budget } from '../limits/buckets.ts';
import { priceOf } from '../limits/cost.ts';
import { type Deprecation, deprecationsIn } from '../limits/deprecations.ts';
import { documentFor, type TrustedDocuments } from '../limits/documents.ts';
import { introspectionErrors, LIMIT_RULES, MAX_ERRORS, MAX_TOKENS } from '../limits/rules.ts';
import type { Logger } from '../observe/log.ts';
import { formatErrors, malformed, signed, type FormatError } from './errors.ts';
import { type KnownDocuments, ordinaryOf, type Ordinary } from './known-documents.ts';
import { causeOf, headOf, refusing, withHead } from './refused.ts';
import { BodyRefusal, readBody, requestIdOf, sendJson } from './request.ts';

/** What travels with one request beside who asks. */
export interface Asking extends Context {
  /** Takes the price of the operation from its caller's budget; throws RATE_LIMITED. */
  readonly charge: (cost: number) => Budget;
}

/** What the endpoint is made of. */
export interface GraphqlParts {
  readonly schema: GraphQLSchema;
  readonly trusted: TrustedDocuments;
  readonly known: KnownDocuments;
  readonly log: Logger;
  /** Who asks; throws a Refusal for a credential that is not good or a caller over their limit, BodyRefusal for a bad header. */
  readonly askingOf: (request: IncomingMessage, requestId: string) => Promise<Asking>;
}

/** GraphQL over HTTP: `answer` never rejects. */
export interface GraphqlEndpoint {
  answer(request: IncomingMessage, response: ServerResponse): Promise<void>;
  stop(): Promise<void>;
}

/** What is noted of a request while it is answered. */
interface Noted {
  budget?: Budget;
  /** What it used that will go. */
  used?: { readonly deprecations?: readonly Deprecation[] };
  /** What it came to, where it ran before Apollo saw it. */
  answer?: ExecutionResult;
  /** Its document was named by an id, so what is wrong can only be its variables. */
  isNamed?: boolean;
}

type Asked = Asking & { readonly noted: Noted };

interface Wanted {
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
}

const runnable = (schema: GraphQLSchema, document: DocumentNode, { operationName, variables }: Wanted): Costly => ({
  schema,
  document,
  operationName: operationName ?? null,
  variableValues: variables ?? {},
});

const OPTIONS = { maxCoercionErrors: MAX_ERRORS };

const run = ({ schema, document, operationName, variableValues }: Costly, contextValue: Asked) =>
  operation({ schema, document, operationName, variableValues, contextValue, options: OPTIONS });

/** Runs every operation through the kernel, so that look-ahead, the wall and the formatter stay whole. */
const gatewayTo = ({ schema, known }: GraphqlParts): GatewayInterface => ({
  load: async () => ({
    executor: async ({ document, request, operationName, source, context }) => {
      // Apollo passes on the context that it was given, which the types of its gateways do not say.
      const asked = context as unknown as Asked;
      known.note(source, document);
      const { variables } = request;
      const asking = runnable(schema, document, { operationName, variables });
      return headed(asked.noted.answer ?? (await run(asking, asked)), asked);
    },
  }),
  onSchemaLoadOrUpdate: (load) => {
    load({ apiSchema: schema, coreSupergraphSdl: '' });
    return () => {};
  },
  stop: async () => {},
});

// An answer without data says why in its status too; beside data an error is a part of the answer.
function headed(answer: ExecutionResult, { noted }: Asked): ExecutionResult {
  if (answer.data) return answer;
  for (const error of answer.errors ?? []) {
    const cause = causeOf(error);
    if (cause instanceof Refusal) withHead(error, headOf(cause));
    else if (answer.data === undefined && noted.isNamed) {
      error.extensions.code = 'BAD_USER_INPUT';
      withHead(error, { status: 422 });
    } else if (error.extensions.code === 'BAD_USER_INPUT') withHead(error, { status: 400 });
  }
  return answer;
}

const DOCUMENT_CODES = new Set<unknown>(['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT']);

const isOfDocument = ({ extensions }: GraphQLFormattedError): boolean => DOCUMENT_CODES.has(extensions?.code);

// GraphQL over HTTP: who accepts application/json alone expects 200 for every request that was understood as one.
const wantsOldStatus = (accept = ''): boolean =>
  /\bapplication\/json\b/.test(accept) && !/application\/graphql-response\+json|\*\/\*/.test(accept);

/** Takes the price of what is to be run, once; throws where its sender may not ask for it or cannot pay. */
function account(asking: Costly, { actor, charge, noted }: Asked): void {
  const [error] = introspectionErrors(asking.schema, asking.document, actor);
  if (error)
    throw new GraphQLError(error.message, {
      extensions: { code: 'GRAPHQL_VALIDATION_FAILED', http: { status: 400 } },
    });
  noted.used = deprecationsIn(asking);
  try {
    noted.budget ??= charge(priceOf(asking));
  } catch (refused) {
    throw refused instanceof Refusal ? refusing(refused) : refused;
  }
}

const accounting = (schema: GraphQLSchema): ApolloServerPlugin<Asked> => ({
  requestDidStart: async () => ({
    didResolveOperation: async ({ document, operationName, request: { variables }, contextValue }) =>
      account(runnable(schema, document, { operationName, variables }), contextValue),
    willSendResponse: async ({ request, response: { body, http }, contextValue }) => {
      if (body.kind !== 'single') return;
      const { errors, extensions } = body.singleResult;
      if (errors?.some(isOfDocument) && wantsOldStatus(request.http?.headers.get('accept'))) http.status = 200;
      const { noted, actor, charge } = contextValue;
      // What was not run cost nothing, and says how its caller stands all the same.
      body.singleResult.extensions = { ...extensions, cost: noted.budget ?? charge(0), ...noted.used };
      if (errors) body.singleResult.errors = signed(errors, actor.requestId);
    },
  }),
});

const openApollo = (parts: GraphqlParts, formatError: FormatError): ApolloServer<Asked> =>
  new ApolloServer<Asked>({
    gateway: gatewayTo(parts),
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
    logger: parts.log,
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      accounting(parts.schema),
    ],
  });

/**
 * The answer to a known document that ran without an error, as Apollo would write it; undefined for everything else, which
 * Apollo answers without running or charging it again.
 */
async function answerKnown(schema: GraphQLSchema, known: KnownDocuments, ordinary: Ordinary, asked: Asked) {
  const document = known.documentOf(ordinary.query);
  if (!document || !getOperationAST(document, ordinary.operationName)) return undefined;
  const asking = runnable(schema, document, ordinary);
  const { noted } = asked;
  try {
    account(asking, asked);
  } catch {
    return undefined;
  }
  const answer = await run(asking, asked);
  noted.answer = answer;
  if (answer.errors || !answer.data) return undefined;
  return `${JSON.stringify({ data: answer.data, extensions: { cost: noted.budget, ...noted.used } })}\n`;
}

/** Opens the endpoint. */
export async function openGraphqlEndpoint(parts: GraphqlParts): Promise<GraphqlEndpoint> {
  const formatError = formatErrors(parts.log);
  const { known } = parts;
  const apollo = openApollo(parts, formatError);
  await apollo.start();
  return {
    stop: () => apollo.stop(),
    answer: async (request, response) => {
      const requestId = requestIdOf(request);
      response.setHeader('x-request-id', requestId);
      response.setHeader('cache-control', 'no-store');
      try {
        const asked: Asked = { noted: {}, ...(await parts.askingOf(request, requestId)) };
        const read = await readRequest(request, asked, parts.trusted);
        const ordinary = ordinaryOf(request, read.body);
        const answer = ordinary && (await answerKnown(parts.schema, known, ordinary, asked));
        if (ordinary && answer !== undefined) return void response.setHeader('content-type', ordinary.type).end(answer);
        const httpGraphQLRequest = { ...read, method: request.method ?? 'GET', headers: headersOf(request) };
        send(response, await apollo.executeHTTPGraphQLRequest({ httpGraphQLRequest, context: async () => asked }));
      } catch (error) {
        // What is left of a body that nobody reads is not waited for.
        if (!request.complete) response.setHeader('connection', 'close');
        refuse(response, requestId, error, formatError);
      }
    },
  };
}

function headersOf({ headers }: IncomingMessage): HeaderMap {
  const map = new HeaderMap();
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) map.set(name, String(value));
  return map;
}

async function readRequest(request: IncomingMessage, asked: Asked, trusted: TrustedDocuments) {
  if (request.method === 'POST') {
    const body = parseBody(await readBody(request), request.headers['content-type']);
    return { search: '', body: withDocument(body, asked, trusted) };
  }
  const url = new URL(request.url ?? '/', 'http://localhost');
  takeDocument(url.searchParams, asked, trusted);
  return { search: url.search, body: '' };
}

function takeDocument(search: URLSearchParams, { actor, noted }: Asked, trusted: TrustedDocuments): void {
  const documentId = search.get('documentId') ?? undefined;
  const query = documentFor(actor, { query: search.get('query') ?? undefined, documentId }, trusted);
  noted.isNamed = documentId !== undefined;
  if (query !== undefined) search.set('query', query);
  search.delete('documentId');
}

/** What a body of JSON holds; one of another type stays the text it is. Throws BodyRefusal. */
export function parseBody(text: string, type = ''): unknown {
  if (!/^application\/(graphql-response\+)?json\b/i.test(type)) return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new BodyRefusal(400, 'The body is not valid JSON.');
  }
}

function withDocument(body: unknown, { actor, noted }: Asked, trusted: TrustedDocuments): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  const { documentId, query: _given, ...rest } = body as Record<string, unknown>;
  const query = documentFor(actor, body, trusted);
  noted.isNamed = typeof documentId === 'string';
  return query === undefined ? body : { query, ...rest };
}

function send(response: ServerResponse, answer: HTTPGraphQLResponse): void {
  for (const [name, value] of answer.headers) response.setHeader(name, value);
  response.statusCode = answer.status ?? 200;
  response.end(answer.body.kind === 'complete' ? answer.body.string : '');
}

/** Answers a request that is not run with why, and the status of that. */
export function refuse(response: ServerResponse, requestId: string, error: unknown, formatError: FormatError): void {
  if (error instanceof BodyRefusal)
    return sendJson(response, error.status, { errors: signed([malformed(error.message)], requestId) });
  const wrapped = error instanceof GraphQLError ? error : new GraphQLError('', { originalError: error as Error });
  const head = error instanceof Refusal ? headOf(error) : null;
  for (const [name, value] of head?.headers ?? []) response.setHeader(name, value);
  const errors = signed([formatError(wrapped.toJSON(), wrapped)], requestId);
  sendJson(response, head?.status ?? httpStatusOf(error), { errors });
}

function httpStatusOf(error: unknown): number {
  const http = error instanceof GraphQLError ? error.extensions.http : undefined;
  return typeof http === 'object' && http !== null && 'status' in http ? Number(http.status) : 500;
}
