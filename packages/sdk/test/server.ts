import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** One request as the API would have got it. */
export interface Asked {
  readonly headers: IncomingHttpHeaders;
  readonly query: string;
  readonly variables: Record<string, unknown>;
  readonly operationName: string | undefined;
  /** Resolves when the caller is gone. */
  readonly gone: Promise<void>;
}

/** What the server does with a request: answers, or anything else with the raw response. */
export type Answering = (asked: Asked, response: ServerResponse) => unknown;

/** Answers as the API does. */
export function reply(
  response: ServerResponse,
  body: unknown,
  status = 200,
  headers: Record<string, string> = {},
): void {
  const type = typeof body === 'string' ? 'text/html' : 'application/json';
  response.writeHead(status, { 'content-type': type, ...headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

/** Answers with one refusal. */
export function refuse(response: ServerResponse, code: string, status = 200, extensions: object = {}): void {
  const { message = `refused: ${code}`, ...rest } = { message: undefined, ...extensions };
  reply(response, { errors: [{ message, extensions: { code, ...rest } }] }, status);
}

/** A server on a free port for this test, and what it was asked. */
export async function serve(answer: Answering): Promise<{ url: string; asked: Asked[]; server: Server }> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    const gone = new Promise<void>((resolve) => response.on('close', resolve));
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString();
      const body = (text ? JSON.parse(text) : {}) as { query: string; variables: Record<string, unknown> };
      const one = { operationName: undefined, ...body, headers: request.headers, gone };
      asked.push(one);
      answer(one, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, asked, server };
}

/** Answers with each of the given in turn, the last one again and again. */
export function inTurn(...answers: [Answering, ...Answering[]]): Answering {
  let turn = 0;
  return (asked, response) => answers[Math.min(turn++, answers.length - 1)]?.(asked, response);
}
