import type { Operations } from './generated/operations.ts';
import { Exchange, socketClass } from './testing/exchange.ts';

export type { Operations } from './generated/operations.ts';

const REFUSED = Symbol('refused');

/** A refusal of the API in place of an answer. */
export interface Refusal {
  readonly [REFUSED]: true;
  readonly code: string;
  readonly message: string;
  readonly retryAfterMs?: number;
}

/** What a document is answered with: its data, a refusal, or either made of its variables. */
export type AnswerTo<Name extends keyof Operations> =
  | Operations[Name]['data']
  | Refusal
  | ((
      variables: Operations[Name]['variables'],
    ) => Operations[Name]['data'] | Refusal | Promise<Operations[Name]['data'] | Refusal>);

/** Answers by the names of documents, e.g. `{ GetSession: { session } }`; problems are data of the changes' results. */
export type Answers = { readonly [Name in keyof Operations]?: AnswerTo<Name> };

/** One request as the API would have got it. */
export interface Asked {
  readonly operation: string;
  readonly variables: unknown;
  readonly idempotencyKey: string | undefined;
}

/** Stands in for the API. */
export interface TestApi {
  /** For the client's option `fetch`. */
  readonly fetch: typeof globalThis.fetch;
  /** For the client's option `webSocket`. */
  readonly webSocket: unknown;
  /** What was asked, in order. */
  readonly asked: readonly Asked[];
  /** Replaces or adds answers. */
  answer(answers: Answers): void;
  /** Sends an event to everybody who watches. */
  tell<Name extends keyof Operations>(name: Name, data: Operations[Name]['data']): void;
}

/**
 * A refusal with a code of the API, e.g. NOT_FOUND or RATE_LIMITED.
 *
 * @example
 * const api = answering({ GetSession: refusal('NOT_FOUND') });
 */
export function refusal(code: string, detail: { message?: string; retryAfterMs?: number } = {}): Refusal {
  return { [REFUSED]: true, code, message: code, ...detail };
}

function isRefusal(answer: unknown): answer is Refusal {
  return REFUSED in Object(answer);
}

/** The body of an answer of the API. */
async function bodyFor(answers: ReadonlyMap<string, unknown>, operation: string, variables: unknown): Promise<object> {
  const given = answers.get(operation);
  const answer: unknown = typeof given === 'function' ? await given(variables) : given;
  const refused =
    answer === undefined ? refusal('NO_ANSWER', { message: `The test has no answer to ${operation}.` }) : answer;
  if (!isRefusal(refused)) return { data: refused };
  const { code, message, retryAfterMs } = refused;
  return { errors: [{ message, extensions: { code, ...(retryAfterMs !== undefined && { retryAfterMs }) } }] };
}

/**
 * Answers documents by their names, typed from the schema: for tests of what uses a client. It keeps no rule of the API.
 *
 * @example
 * const api = answering({ ListTopics: { topics: [] } });
 * const tested = new Taiwa({ url: 'https://taiwa.test', apiKey: 'test', fetch: api.fetch, webSocket: api.webSocket });
 * console.log(await tested.topics.list(), api.asked);
 */
export function answering(given: Answers): TestApi {
  const answers = new Map<string, unknown>(Object.entries(given));
  const asked: Asked[] = [];
  const exchange = new Exchange((operation, variables) => {
    asked.push({ operation, variables, idempotencyKey: undefined });
    return answers.has(operation) ? bodyFor(answers, operation, variables) : Promise.resolve(undefined);
  });
  return {
    asked,
    webSocket: socketClass(exchange),
    answer: (more) => {
      for (const [name, answer] of Object.entries(more)) answers.set(name, answer);
    },
    tell: (name, data) => exchange.tell(name, { data }),
    fetch: async (_input, init) => {
      init?.signal?.throwIfAborted();
      const { operationName, variables }: { operationName?: string; variables?: unknown } = JSON.parse(
        await new Response(init?.body ?? null).text(),
      );
      const operation = operationName ?? 'anonymous';
      const idempotencyKey = new Headers(init?.headers).get('idempotency-key') ?? undefined;
      asked.push({ operation, variables, idempotencyKey });
      return Response.json(await bodyFor(answers, operation, variables));
    },
  };
}
