import { TaiwaError } from './errors.ts';
import type { WebhookEvents } from './generated/events.ts';

export { isTaiwaError, TaiwaError } from './errors.ts';
export type { WebhookEvents } from './generated/events.ts';

/** The name of something that can happen. */
export type WebhookEventType = keyof WebhookEvents;

/**
 * Something that happened: ids only, never content. Switch on `type`; what came later than this version has another one, so keep a
 * `default`.
 */
export type WebhookEvent<Type extends WebhookEventType = WebhookEventType> = {
  readonly [One in Type]: {
    /** The same for every repetition: who has seen it does nothing. */
    readonly id: string;
    readonly type: One;
    /** When it happened, as an ISO instant. */
    readonly timestamp: string;
    readonly data: {
      /** What it happened to: the GraphQL type and the id. */
      readonly subject: { readonly type: string; readonly id: string };
      readonly ids: WebhookEvents[One];
    };
  };
}[Type];

/** Headers as fetch handlers or as node:http have them. */
export type WebhookHeaders = Pick<Headers, 'get'> | Readonly<Record<string, string | readonly string[] | undefined>>;

/** How to verify. */
export interface VerifyOptions {
  /** Seconds by which the sender's clock and ours may differ; 300 by default. */
  readonly tolerance?: number;
  /** Milliseconds since 1970; the machine's by default. */
  readonly now?: () => number;
}

const refused = (code: string, message: string): TaiwaError => new TaiwaError('auth', message, { code });

function headerOf(headers: WebhookHeaders, name: string): string {
  const value = typeof headers.get === 'function' ? headers.get(name) : Object(headers)[name];
  const one: unknown = Array.isArray(value) ? value[0] : value;
  if (typeof one !== 'string' || one === '') throw refused('WEBHOOK_UNSIGNED', `The header ${name} is missing.`);
  return one;
}

/** The bytes of base64; undefined where it is none. */
function bytesOf(base64: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  } catch {
    return undefined;
  }
}

function importKey(secret: string): Promise<CryptoKey> {
  const bytes = bytesOf(secret.replace(/^whsec_/, ''));
  if (!bytes || bytes.length === 0) throw new TypeError('The secret of a webhook looks like whsec_ and base64.');
  return crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify']);
}

async function isSigned(
  content: Uint8Array<ArrayBuffer>,
  signatures: string,
  secrets: readonly string[],
): Promise<boolean> {
  const given = signatures.split(' ').flatMap((one) => (one.startsWith('v1,') ? (bytesOf(one.slice(3)) ?? []) : []));
  const keys = await Promise.all(secrets.map(importKey));
  // All are tried: how long it takes tells nothing of which one was right.
  const tries = keys.flatMap((key) => given.map((signature) => crypto.subtle.verify('HMAC', key, signature, content)));
  return (await Promise.all(tries)).includes(true);
}

function requireRecent(timestamp: string, { tolerance = 300, now = Date.now }: VerifyOptions): void {
  const seconds = Number(timestamp);
  if (!/^\d+$/.test(timestamp) || Math.abs(now() / 1_000 - seconds) > tolerance)
    throw refused('WEBHOOK_TOO_OLD', 'The webhook is too old or too new: was it sent again, or is the clock wrong?');
}

function contentOf(id: string, timestamp: string, body: string | Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  const head = new TextEncoder().encode(`${id}.${timestamp}.`);
  const content = new Uint8Array(head.length + bytes.length);
  content.set(head);
  content.set(bytes, head.length);
  return content;
}

function isEvent(value: unknown): value is Omit<WebhookEvent, 'id'> {
  const { type, data }: { type?: unknown; data?: unknown } = Object(value);
  return typeof type === 'string' && typeof data === 'object' && data !== null;
}

/**
 * The event of a webhook that Taiwa sent (Standard Webhooks, `v1`). Give the body as it came, not parsed, and while a secret is being
 * changed both the old and the new one. Throws a TaiwaError of kind `auth`: WEBHOOK_UNSIGNED, WEBHOOK_TOO_OLD, WEBHOOK_FORGED.
 *
 * @example
 * const event = await verifyWebhook(body, request.headers, secret);
 * if (event.type === 'session.ended') console.log(event.data.ids);
 */
export async function verifyWebhook(
  body: string | Uint8Array,
  headers: WebhookHeaders,
  secret: string | readonly string[],
  options: VerifyOptions = {},
): Promise<WebhookEvent> {
  const [id, timestamp, signature] = ['id', 'timestamp', 'signature'].map((name) =>
    headerOf(headers, `webhook-${name}`),
  );
  if (id === undefined || timestamp === undefined || signature === undefined)
    throw refused('WEBHOOK_UNSIGNED', 'No headers.');
  requireRecent(timestamp, options);
  if (!(await isSigned(contentOf(id, timestamp, body), signature, [secret].flat())))
    throw refused('WEBHOOK_FORGED', 'The webhook is not signed with this secret.');
  const event: unknown = JSON.parse(typeof body === 'string' ? body : new TextDecoder().decode(body));
  if (!isEvent(event))
    throw new TaiwaError('server', 'The webhook is no event of Taiwa.', { code: 'WEBHOOK_NO_EVENT' });
  return { ...event, id } as WebhookEvent;
}
