import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { GraphQLError } from 'graphql';
import type { Actor } from '@taiwa/schema/kernel/actor';
import { Refusal } from '@taiwa/schema/kernel/refusals';

/** The documents that every token may run, by the SHA-256 (hex) of their text. */
export type TrustedDocuments = ReadonlyMap<string, string>;

/** Reads a manifest of trusted documents: a JSON object of hash → text. Throws where a text does not match its hash. */
export async function readDocuments(file: string): Promise<TrustedDocuments> {
  const entries = Object.entries(JSON.parse(await readFile(file, 'utf8')) as Record<string, string>);
  for (const [hash, text] of entries)
    if (hashOf(text) !== hash) throw new Error(`A trusted document was changed: ${hash}`);
  return new Map(entries);
}

/** The SHA-256 of a document's text, in hex. */
export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

const texts = new WeakMap<TrustedDocuments, ReadonlySet<string>>();

/** Whether every token may run this text. */
export function isTrusted(text: string, trusted: TrustedDocuments): boolean {
  const known = texts.get(trusted) ?? new Set(trusted.values());
  texts.set(trusted, known);
  return known.has(text);
}

/** Who came with a credential made for pages or narrow servers runs trusted documents only. */
const needsTrust = (actor: Actor): boolean => actor.kind !== 'anonymous' && !actor.scopes.has('api');

/** What a request names: a document's text, or the id of a trusted one. */
export interface NamedDocument {
  readonly query?: unknown;
  readonly documentId?: unknown;
}

/** The text to run; throws PERSISTED_ONLY for an own document without scope `api`, DOCUMENT_NOT_FOUND for an unknown id. */
export function documentFor(actor: Actor, request: NamedDocument, trusted: TrustedDocuments): string | undefined {
  if (typeof request.documentId === 'string') {
    const text = trusted.get(request.documentId.replace(/^sha256:/, ''));
    if (text === undefined)
      throw new GraphQLError('No trusted document has this id.', {
        extensions: { code: 'DOCUMENT_NOT_FOUND', http: { status: 404 } },
      });
    return text;
  }
  if (typeof request.query !== 'string') return undefined;
  if (needsTrust(actor) && !isTrusted(request.query, trusted)) throw new Refusal('PERSISTED_ONLY');
  return request.query;
}
