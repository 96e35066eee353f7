import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ExecutionResult, getOperationAST, GraphQLError, type GraphQLSchema, OperationTypeNode } from 'graphql';
import type { Actor } from '@taiwa/schema/kernel/actor';
import { operation, subscription } from '@taiwa/schema/kernel/operation';
import { Refusal } from '@taiwa/schema/kernel/refusals';
import { type Credential, onceExpired } from '../auth/credential.ts';
import { Holders } from '../auth/holders.ts';
import { formatErrors, signed } from '../http/errors.ts';
import { type Asking, parseBody, refuse } from '../http/graphql.ts';
import { addressOf, BodyRefusal, readBody, requestIdOf } from '../http/request.ts';
import type { KnownDocuments } from '../http/known-documents.ts';
import type { TrustedDocuments } from '../limits/documents.ts';
import type { Logger } from '../observe/log.ts';
import { EventStream } from './event-stream.ts';
import {
  type Beside,
  MAX_SUBSCRIPTIONS,
  type Payload,
  prepare,
  type Prepared,
  tooManySubscriptions,
} from './prepare.ts';
import { watchBacklog } from './pressure.ts';
import { Envelope, sharedTextOf } from './shared-text.ts';

/** What streams are made of. */
export interface StreamParts {
  readonly schema: GraphQLSchema;
  readonly trusted: TrustedDocuments;
  readonly known: KnownDocuments;
  readonly log: Logger;
  /** Who asks, and until when they may; throws as for every other request. */
  readonly askingOf: (
    request: IncomingMessage,
    requestId: string,
  ) => Promise<Asking & { readonly credential: Credential }>;
}

/** The streams of this process: subscriptions for those whose network lets no WebSocket through. */
export interface LiveStreams {
  /** Answers with a stream of events; never rejects. */
  answer(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Ends every stream whose actor is meant with TOKEN_EXPIRED; the client fetches a new token or learns that there is none. */
  closeWhere(isMeant: (actor: Actor) => boolean): void;
  stop(): void;
}

/** Whether a request asks for events rather than for one answer: it names them before JSON. */
export function wantsStream({ headers: { accept = '' } }: IncomingMessage): boolean {
  const wishes = accept.split(',').map((wish) => wish.split(';', 1)[0]?.trim());
  const place = (type: RegExp) => wishes.findIndex((wish) => type.test(wish ?? ''));
  const [events, json] = [place(/^text\/event-stream$/), place(/json$/)];
  return events >= 0 && (json < 0 || events < json);
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function payloadOf(given: unknown): Payload {
  if (!isRecord(given)) throw new BodyRefusal(400, 'Send a JSON object with `query` or `documentId`.');
  const { query, operationName: name, variables, documentId } = given;
  return {
    query,
    operationName: typeof name === 'string' ? name : null,
    variables: isRecord(variables) ? variables : null,
    extensions: { documentId },
  };
}

async function readPayload(request: IncomingMessage): Promise<Payload> {
  if (request.method === 'POST') return payloadOf(parseBody(await readBody(request), request.headers['content-type']));
  const given = Object.fromEntries(addressOf(request)?.searchParams ?? []);
  return payloadOf({ ...given, variables: parseBody(given['variables'] ?? 'null', 'application/json') });
}

interface Open {
  readonly credential: Credential;
  readonly stream: EventStream;
}

/** Whether what was prepared is a subscription; GET changes nothing, whoever sent it. */
function isSubscription({ args }: Prepared, request: IncomingMessage): boolean {
  const kind = getOperationAST(args.document, args.operationName)?.operation;
  if (kind === OperationTypeNode.MUTATION && request.method !== 'POST')
    throw new BodyRefusal(400, 'Send changes with POST.');
  return kind === OperationTypeNode.SUBSCRIPTION;
}

const BEFORE = 'event: next\ndata: ';
const BEHIND = '\n\n';

const eventOf = (result: ExecutionResult): string => BEFORE + JSON.stringify(result) + BEHIND;

/** Opens the endpoint of streams. */
export function openStreams(parts: StreamParts): LiveStreams {
  const formatError = formatErrors(parts.log);
  const open = new Set<Open>();
  const holders = new Holders();
  const pressure = watchBacklog(() => [...open].map(({ stream }) => stream));

  const failed = (errors: readonly GraphQLError[], { requestId }: Actor): ExecutionResult => ({
    errors: signed(
      errors.map((error) => formatError(error.toJSON(), error)),
      requestId,
    ) as readonly GraphQLError[],
  });

  const ownTo = (actor: Actor, answer: ExecutionResult, beside: Beside): ExecutionResult => ({
    ...answer,
    ...(answer.errors && failed(answer.errors, actor)),
    extensions: { ...answer.extensions, ...beside },
  });

  const expire = ({ credential, stream }: Open): void => {
    const error = new GraphQLError('', { originalError: new Refusal('TOKEN_EXPIRED') });
    void stream.next(eventOf(failed([error], credential.actor)));
    stream.complete();
  };

  const admit = ({ actor }: Credential): void => {
    if (actor.kind !== 'anonymous' && holders.countOf(actor) >= MAX_SUBSCRIPTIONS) {
      const error = tooManySubscriptions('A credential');
      error.extensions['http'] = { status: 429 };
      throw error;
    }
  };

  const pump = async (
    stream: EventStream,
    answers: AsyncIterable<ExecutionResult>,
    { beside }: Prepared,
    actor: Actor,
  ): Promise<void> => {
    const envelope = new Envelope(BEFORE, beside, BEHIND);
    for await (const answer of answers) {
      const text = sharedTextOf(answer);
      await stream.next(text ? envelope.around(text) : eventOf(ownTo(actor, answer, beside)));
    }
  };

  const run = async (prepared: Prepared, isLive: boolean): Promise<AsyncGenerator<ExecutionResult>> => {
    const outcome = isLive ? await subscription(prepared.args) : await operation(prepared.args);
    return Symbol.asyncIterator in outcome ? outcome : once(outcome);
  };

  const serve = async (
    { credential, actor }: Asking & { readonly credential: Credential },
    response: ServerResponse,
    prepared: Prepared | readonly GraphQLError[],
    isLive: boolean,
  ): Promise<void> => {
    let leave = (): void => {};
    const stream = new EventStream(response, () => leave());
    const entry = { credential, stream };
    open.add(entry);
    const letGo = holders.add(credential.actor);
    const expiry = onceExpired(credential, () => expire(entry));
    try {
      // What ended while it was looked at found no open stream to end.
      if (credential.isRevoked()) return expire(entry);
      if (!('args' in prepared)) return await stream.next(eventOf(failed(prepared, actor)));
      const answers = await run(prepared, isLive);
      leave = () => void answers.return(undefined);
      if (response.destroyed) leave();
      await pump(stream, answers, prepared, actor);
    } finally {
      clearTimeout(expiry);
      open.delete(entry);
      letGo();
      stream.complete();
    }
  };

  return {
    answer: async (request, response) => {
      const requestId = requestIdOf(request);
      response.setHeader('x-request-id', requestId);
      response.setHeader('cache-control', 'no-store');
      try {
        const asking = await parts.askingOf(request, requestId);
        const payload = await readPayload(request);
        admit(asking.credential);
        const { actor, charge, idempotencyKey } = asking;
        const context = idempotencyKey === undefined ? { actor } : { actor, idempotencyKey };
        const prepared = prepare({ ...parts, context, charge }, payload);
        const isLive = 'args' in prepared && isSubscription(prepared, request);
        await serve(asking, response, prepared, isLive);
      } catch (error) {
        if (response.headersSent) return void response.destroy();
        if (!request.complete) response.setHeader('connection', 'close');
        refuse(response, requestId, error, formatError);
      }
    },
    closeWhere: (isMeant) => {
      for (const one of open) if (isMeant(one.credential.actor)) expire(one);
    },
    stop: () => {
      pressure.stop();
      for (const { stream } of open) stream.close();
    },
  };
}

async function* once(result: ExecutionResult): AsyncGenerator<ExecutionResult> {
  yield result;
}
