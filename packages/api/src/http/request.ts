import { isUtf8 } from 'node:buffer';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { randomId } from '@taiwa/schema/kernel/ids';
import type { Language } from '@taiwa/schema/kernel/actor';

/** A body that cannot be taken, with the status that says why. */
export class BodyRefusal extends Error {
  readonly status: 400 | 413 | 415;

  constructor(status: 400 | 413 | 415, message: string) {
    super(message);
    this.name = 'BodyRefusal';
    this.status = status;
  }
}

/** Largest body of a GraphQL request, in bytes. */
export const MAX_BODY = 256 * 1024;

/** The body as text: at most MAX_BODY bytes of plain UTF-8. Throws BodyRefusal. */
export async function readBody(request: IncomingMessage): Promise<string> {
  if (request.headers['content-encoding']) throw new BodyRefusal(415, 'Send the body without content-encoding.');
  const charset = /charset\s*=\s*"?([^";\s]+)/i.exec(request.headers['content-type'] ?? '')?.[1] ?? 'utf-8';
  if (!/^utf-?8$/i.test(charset)) throw new BodyRefusal(415, 'Send the body as utf-8.');
  const bytes = await bytesOf(request);
  if (!isUtf8(bytes)) throw new BodyRefusal(400, 'The body is not valid utf-8.');
  return bytes.toString('utf8').replace(/^\uFEFF/, '');
}

// Its events and not its iterator, which costs a request more than its authentication does.
const bytesOf = (request: IncomingMessage): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= MAX_BODY) return void chunks.push(chunk);
      request.pause();
      reject(new BodyRefusal(413, `The body is larger than ${MAX_BODY} bytes.`));
    });
    request.on('end', () => resolve(Buffer.concat(chunks)));
    request.on('error', reject);
    // Every request closes, and an error costs as much as reading it.
    request.on('close', () => request.complete || reject(new BodyRefusal(400, 'The body is not complete.')));
  });

const addresses = new WeakMap<IncomingMessage, URL | null>();

/** The path and the query of a request; null for an address that is none. */
export function addressOf(request: IncomingMessage): URL | null {
  const known = addresses.get(request);
  if (known !== undefined) return known;
  const address = parsed(request.url ?? '');
  addresses.set(request, address);
  return address;
}

function parsed(written: string): URL | null {
  // Two slashes would begin a host.
  if (!written.startsWith('/') || written.startsWith('//')) return null;
  try {
    return new URL(written, 'http://localhost');
  } catch {
    return null;
  }
}

const CREDENTIAL_NAMES = /^(?:access_?token|token|api_?key|key|authorization|auth|secret)$/i;

/** Whether an address bears a credential: there it ends up in logs and histories, so it is refused, good or not. */
export const bearsCredential = (address: URL): boolean =>
  address.search !== '' &&
  [...address.searchParams].some(([name, value]) => CREDENTIAL_NAMES.test(name) || /\bsk_(?:live|test)_/.test(value));

/** The id under which logs know this request: the caller's own where it is a plain word, else a new one. */
export function requestIdOf(request: IncomingMessage): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && /^[\w-]{8,64}$/.test(given) ? given : randomId('req');
}

/** The language asked for by Accept-Language; null where it names neither. */
export function languageOf(header: string | undefined): Language | null {
  if (!header) return null;
  const wishes = header.split(',').map((part) => {
    const [tag = '', ...rest] = part.trim().toLowerCase().split(';');
    return { tag, weight: Number(/q=([\d.]+)/.exec(rest.join(';'))?.[1] ?? 1) };
  });
  const best = wishes.toSorted((a, b) => b.weight - a.weight).find(({ tag }) => /^(ja|en)\b/.test(tag));
  return best ? (best.tag.slice(0, 2) as Language) : null;
}

/** Answers with a text and its type. */
export function sendText(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': `${type}; charset=utf-8`, 'x-content-type-options': 'nosniff' });
  response.end(body);
}

/** Answers with JSON. */
export const sendJson = (response: ServerResponse, status: number, body: unknown): void =>
  sendText(response, status, 'application/json', JSON.stringify(body));
