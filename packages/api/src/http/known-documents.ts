import type { IncomingMessage } from 'node:http';
import type { DocumentNode } from 'graphql';
import { isTrusted, type TrustedDocuments } from '../limits/documents.ts';

/** A request for an operation as nearly all of them are. */
export interface Ordinary {
  /** The content type that its answer has. */
  readonly type: string;
  readonly query: string;
  readonly operationName: string | null | undefined;
  readonly variables: Readonly<Record<string, unknown>> | null | undefined;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isTextOrAbsent = (value: unknown): value is string | null | undefined =>
  typeof value === 'string' || value === null || value === undefined;

const isRecordOrAbsent = (value: unknown): value is Record<string, unknown> | null | undefined =>
  isRecord(value) || value === null || value === undefined;

const TYPES = new Set(['application/json', 'application/graphql-response+json']);

/** The type to answer with where the caller names it first and plainly; undefined where there is something to weigh up. */
function typeFor({ accept = '*/*' }: IncomingMessage['headers']): string | undefined {
  if (accept === '*/*') return 'application/json';
  const wishes = accept.split(',').map((wish) => wish.trim());
  const first = wishes.find((wish) => TYPES.has(wish.split(';', 1)[0] ?? ''));
  return accept.includes('*') || first?.includes(';') ? undefined : first;
}

/** The parsed body of a POST where nothing about it is out of the ordinary; undefined where a closer look is due. */
export function ordinaryOf(request: IncomingMessage, body: unknown): Ordinary | undefined {
  const type = typeFor(request.headers);
  if (request.method !== 'POST' || !type || !isRecord(body)) return undefined;
  const { query, operationName, variables, extensions } = body;
  if (typeof query !== 'string' || (extensions !== undefined && extensions !== null)) return undefined;
  if (!isTextOrAbsent(operationName) || !isRecordOrAbsent(variables)) return undefined;
  return { type: `${type}; charset=utf-8`, query, operationName, variables };
}

/** Trusted documents that were parsed and found valid, so that it is done once for each; no others, so there are not many. */
export class KnownDocuments {
  readonly #trusted: TrustedDocuments;
  readonly #known = new Map<string, DocumentNode>();

  constructor(trusted: TrustedDocuments) {
    this.#trusted = trusted;
  }

  /** Notes what the text of a valid document was parsed to. */
  note(text: string, document: DocumentNode): void {
    if (isTrusted(text, this.#trusted)) this.#known.set(text, document);
  }

  /** The valid document with this text; undefined where it was not met before or is not a trusted one. */
  documentOf(text: string): DocumentNode | undefined {
    return this.#known.get(text);
  }
}
