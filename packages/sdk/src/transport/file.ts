import { fullJitter, pause } from '../clock.ts';
import { aborted, isTaiwaError, networkError, type TaiwaError } from '../errors.ts';
import type { CallOptions } from '../options.ts';
import { answeredError, readRetryAfter, statusError } from './answer.ts';
import { showCredential, type TransportSettings } from './http.ts';

interface Sending {
  readonly url: string;
  readonly content: Blob;
  readonly signal: AbortSignal | undefined;
}

function failureOf(response: Response, text: string): TaiwaError | undefined {
  const { status, headers } = response;
  const requestId = headers.get('x-request-id') ?? undefined;
  const context = { status, requestId, retryAfterMs: readRetryAfter(headers.get('retry-after')) };
  const failed = statusError(context);
  if (!failed) return undefined;
  try {
    const { code, message }: { code?: string; message?: string } = Object(JSON.parse(text));
    return code && message ? answeredError({ message, extensions: { code } }, context) : failed;
  } catch {
    return failed;
  }
}

async function sendOnce(
  settings: TransportSettings,
  { url, content, signal }: Sending,
  credential: string | undefined,
) {
  const shown = await showCredential({ ...settings, url }, credential, 'PUT');
  const { fetch } = settings;
  const headers = { 'content-type': 'application/octet-stream', ...shown };
  const response = await fetch(url, {
    method: 'PUT',
    body: content,
    headers,
    credentials: 'omit',
    signal: signal ?? null,
  });
  const failed = failureOf(response, await response.text());
  if (failed) throw failed;
}

function understood(raised: unknown, { url, signal }: Sending): TaiwaError {
  if (signal?.aborted) return aborted(signal.reason);
  if (isTaiwaError(raised)) return raised;
  const origin = new URL(url).origin;
  return networkError('NETWORK', `${origin} could not be reached.`, raised);
}

/**
 * Sends a file to the address of its ticket; tries again what is safe to try again, for a ticket outlives a sending that broke
 * off. Throws a TaiwaError.
 */
export async function sendFile(
  settings: TransportSettings,
  path: string,
  content: Blob,
  { signal, maxRetries = settings.maxRetries }: CallOptions = {},
): Promise<void> {
  const { tokens, clock } = settings;
  const sending = { url: settings.url.replace(/\/graphql$/, path), content, signal };
  let renewed = false;
  for (let retries = 0; ;) {
    const credential = tokens ? await tokens.get(signal) : settings.apiKey;
    try {
      return await sendOnce(settings, sending, credential);
    } catch (raised) {
      const error = understood(raised, sending);
      if (/^TOKEN_EXP|^PROOF/.test(error.code) && tokens && credential && !renewed) {
        renewed = true;
        tokens.expire(credential);
        continue;
      }
      if (!error.retryable || retries >= maxRetries) throw error;
      await pause(clock, (error.retryAfterMs ?? 0) + fullJitter(clock, retries++, 500, 8_000), signal);
    }
  }
}
