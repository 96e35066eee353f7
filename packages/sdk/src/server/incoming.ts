/** What the endpoint reads of a request of node:http or express. */
export interface NodeRequest {
  readonly method?: string | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Where a parser ran before. */
  readonly body?: unknown;
  [Symbol.asyncIterator](): AsyncIterator<unknown>;
}

/** What the endpoint needs of a response of node:http or express. */
export interface NodeResponse {
  writeHead(status: number, headers: Record<string, string>): unknown;
  end(body: string): unknown;
}

/** A request that is refused, with the status and the words for who builds the page. */
export class Refused extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = 'Refused';
    this.status = status;
  }
}

const MAX_BODY = 4_096;

function isFetchRequest(request: Request | NodeRequest): request is Request {
  return typeof request.headers.get === 'function';
}

function headerOf(request: Request | NodeRequest, name: string): string | undefined {
  const value = isFetchRequest(request) ? request.headers.get(name) : request.headers[name];
  return (Array.isArray(value) ? value[0] : value) ?? undefined;
}

async function readText(chunks: AsyncIterable<unknown>): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of chunks) {
    text += chunk instanceof Uint8Array ? decoder.decode(chunk, { stream: true }) : String(chunk);
    if (text.length > MAX_BODY) throw new Refused(413, 'The body is too long.');
  }
  return text;
}

function parse(text: string): unknown {
  if (text.trim() === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    throw new Refused(400, 'The body is not JSON.');
  }
}

async function readBody(request: Request | NodeRequest): Promise<unknown> {
  if (isFetchRequest(request)) return parse(request.body ? await readText(chunksOf(request.body)) : '');
  if (request.body === undefined) return parse(await readText(request));
  return typeof request.body === 'string' ? parse(request.body) : request.body;
}

async function* chunksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  const reader = body.getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value;
}

/** What a page asked for. Throws Refused for another method, a page of another origin and a body that is none. */
export async function readIncoming(
  request: Request | NodeRequest,
  origins: readonly string[],
): Promise<{ keyThumbprint: string | undefined }> {
  if (request.method !== 'POST') throw new Refused(405, 'Only POST here.');
  const origin = headerOf(request, 'origin');
  if (origin !== undefined && !origins.includes(origin)) throw new Refused(403, `${origin} is none of the origins.`);
  const { keyThumbprint }: { keyThumbprint?: unknown } = Object(await readBody(request));
  if (keyThumbprint === undefined) return { keyThumbprint };
  if (typeof keyThumbprint === 'string' && /^[\w-]{43}$/.test(keyThumbprint)) return { keyThumbprint };
  throw new Refused(400, 'keyThumbprint is none.');
}

/** Sends an answer: as a Response, or by the response that was given. */
export function sendAnswer(
  { status, body }: { readonly status: number; readonly body: unknown },
  response: NodeResponse | undefined,
): Response | void {
  const headers = {
    'content-type': 'application/json',
    'cache-control': 'no-store',
    ...(status === 405 && { allow: 'POST' }),
  };
  const text = JSON.stringify(body);
  // The frameworks around fetch handlers give a second argument too.
  if (!response || typeof response.writeHead !== 'function') return new Response(text, { status, headers });
  response.writeHead(status, headers);
  response.end(text);
}
