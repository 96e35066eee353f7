import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Actor } from '@taiwa/schema/kernel/actor';
import { Refusal } from '@taiwa/schema/kernel/refusals';
import { awaitedBytes, receiveUpload } from '@taiwa/schema/kernel/uploads';
import { plainError } from './errors.ts';
import { headOf } from './refused.ts';
import { addressOf, BodyRefusal, requestIdOf, sendJson } from './request.ts';

/** Who sends; throws as for a request to /graphql. */
export type ActorOf = (request: IncomingMessage, requestId: string) => Promise<Actor>;

const PATH = '/uploads/';
const TICKET = /^[\w-]{43}$/;

function ticketOf(request: IncomingMessage): string {
  const ticket = addressOf(request)?.pathname.slice(PATH.length) ?? '';
  if (!TICKET.test(ticket)) throw new Refusal('NOT_FOUND');
  return ticket;
}

/** The body: exactly so many bytes. Throws BodyRefusal as soon as there are more. */
async function readExactly(request: IncomingMessage, size: number): Promise<Buffer> {
  if (request.headers['content-encoding']) throw new BodyRefusal(415, 'Send the file without content-encoding.');
  const announced = Number(request.headers['content-length'] ?? size);
  const wrong = `The file must have the ${size} bytes that were announced.`;
  if (announced > size) throw new BodyRefusal(413, wrong);
  const content = Buffer.alloc(size);
  let filled = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    if (filled + chunk.length > size) throw new BodyRefusal(413, wrong);
    filled += chunk.copy(content, filled);
  }
  if (filled < size) throw new BodyRefusal(400, wrong);
  return content;
}

function refuse(request: IncomingMessage, response: ServerResponse, error: unknown): void {
  // What is left of a file that nobody reads is not waited for.
  if (!request.complete) response.setHeader('connection', 'close');
  if (error instanceof BodyRefusal) return sendJson(response, error.status, plainError('BAD_REQUEST', error.message));
  if (!(error instanceof Refusal)) throw error;
  const head = headOf(error);
  for (const [name, value] of head?.headers ?? []) response.setHeader(name, value);
  sendJson(response, head?.status ?? 404, plainError(error.code, error.message));
}

/**
 * PUT or POST /uploads/<ticket>: takes the bytes of one file from who announced it and answers 201 with its id. The ticket
 * outlives a sending that broke off, so that it can be tried again.
 */
export async function takeFile(request: IncomingMessage, response: ServerResponse, actorOf: ActorOf): Promise<void> {
  const requestId = requestIdOf(request);
  response.setHeader('x-request-id', requestId);
  response.setHeader('cache-control', 'no-store');
  if (request.method !== 'PUT' && request.method !== 'POST') {
    response.setHeader('allow', 'PUT, POST, OPTIONS');
    return sendJson(response, 405, plainError('BAD_REQUEST', 'PUT or POST a file here.'));
  }
  try {
    const actor = await actorOf(request, requestId);
    const ticket = ticketOf(request);
    const content = await readExactly(request, await awaitedBytes({ ...actor }, ticket));
    sendJson(response, 201, await receiveUpload({ ...actor }, ticket, content));
  } catch (error) {
    refuse(request, response, error);
  }
}
