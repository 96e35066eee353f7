import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import type { Actor } from '@taiwa/schema/kernel/actor';
import { exportLines, type RedeemedExport } from '@taiwa/schema/kernel/exports';
import { Refusal } from '@taiwa/schema/kernel/refusals';
import { dayOf, now } from '@taiwa/schema/kernel/time';
import { plainError } from './errors.ts';
import { headOf } from './refused.ts';
import { addressOf, requestIdOf, sendJson } from './request.ts';

/** A list that was asked for, and who asked for it, as they are now. */
export interface Redeemed {
  readonly pass: RedeemedExport;
  readonly actor: Actor;
}

/** Takes a ticket in; throws NOT_FOUND for one that is not good, RATE_LIMITED. */
export type Redeem = (ticket: string, request: IncomingMessage, requestId: string) => Promise<Redeemed>;

const PATH = '/exports/';

// What begins like a formula gets an apostrophe before it, so that no spreadsheet runs it; the mark and the line ends are
// what Excel takes for UTF-8.
const AS_CSV = { bom: true, escape_formulas: true, record_delimiter: 'windows' } as const;

const HEADERS = {
  'content-type': 'text/csv; charset=utf-8',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'content-security-policy': 'sandbox',
  'referrer-policy': 'no-referrer',
} as const;

const fileNameOf = (kind: string): string =>
  `taiwa-${kind.toLowerCase().replaceAll('_', '-')}-${dayOf(now(), 'UTC')}.csv`;

/**
 * GET /exports/<ticket>: sends a list as CSV while it is read, so that its length costs no memory. The ticket is good once;
 * a list that cannot be read to its end breaks off, so that nobody takes half of it for the whole.
 */
export async function sendExport(request: IncomingMessage, response: ServerResponse, redeem: Redeem): Promise<void> {
  const requestId = requestIdOf(request);
  response.setHeader('x-request-id', requestId);
  if (request.method !== 'GET') {
    response.setHeader('allow', 'GET, OPTIONS');
    return sendJson(response, 405, plainError('BAD_REQUEST', 'Only GET here.'));
  }
  try {
    const ticket = addressOf(request)?.pathname.slice(PATH.length) ?? '';
    const { pass, actor } = await redeem(ticket, request, requestId);
    const lines = exportLines(actor, pass);
    // Before anything is sent: what is refused is refused in its status.
    const header = await lines.next();
    response.writeHead(200, {
      ...HEADERS,
      'content-disposition': `attachment; filename="${fileNameOf(pass.kind)}"`,
    });
    const all = async function* () {
      if (!header.done) yield header.value;
      yield* lines;
    };
    await pipeline(Readable.from(all(), { highWaterMark: 64 }), stringify(AS_CSV), response);
  } catch (error) {
    if (response.headersSent) return void response.destroy();
    if (!(error instanceof Refusal)) throw error;
    const head = headOf(error);
    for (const [name, value] of head?.headers ?? []) response.setHeader(name, value);
    sendJson(response, head?.status ?? 404, plainError(error.code, error.message));
  }
}
