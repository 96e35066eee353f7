import { aborted, isTaiwaError, networkError, type TaiwaError } from '../errors.ts';
import { type AnswerBody, answeredError, readRetryAfter, statusError } from './answer.ts';
import type { TransportSettings } from './http.ts';
import type { Line } from './wire.ts';

/** What a stream asks of its owner. */
export interface StreamOwner {
  /** What shows who asks, and in which language. */
  greet(): Promise<Record<string, string>>;
  /** The stream is over; whether anybody answered at all. */
  over(reached: boolean): void;
}

// The server says something every 12 seconds.
const SILENCE_MS = 30_000;

const lost = (cause?: unknown): TaiwaError => networkError('STREAM_LOST', 'The stream of events broke off.', cause);

/** The events of a body as GraphQL over SSE writes them: the name and the data of each. */
async function* eventsOf(body: ReadableStream<Uint8Array>, heard: () => void) {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      heard();
      text += decoder.decode(value, { stream: true });
      const parts = text.split('\n\n');
      text = parts.pop() ?? '';
      for (const part of parts) {
        const [, name, data = ''] = /^event: (\w+)\ndata: ?(.*)$/.exec(part) ?? [];
        if (name) yield { name, data };
      }
    }
  } finally {
    reader.cancel().catch(() => undefined);
  }
}

/** Subscriptions as streams of events over HTTP, each a request of its own: for networks that let no WebSocket through. */
export class EventStreams {
  readonly #settings: TransportSettings;
  readonly #owner: StreamOwner;
  #reached = false;
  #openedAt = Infinity;

  constructor(settings: TransportSettings, owner: StreamOwner) {
    this.#settings = settings;
    this.#owner = owner;
    settings.hooks.onLive?.({ state: 'connecting' });
  }

  /** Milliseconds since the server began to answer; negative before. */
  get age(): number {
    return this.#settings.clock.now() - this.#openedAt;
  }

  /** Begins a subscription; the answer ends it. */
  subscribe(payload: { query: string; variables: unknown }, line: Line): () => void {
    const stop = new AbortController();
    this.#follow(payload, line, stop).then(
      () => line.end(),
      (raised: unknown) => line.end(isTaiwaError(raised) ? raised : lost(raised)),
    );
    return () => stop.abort(aborted());
  }

  async #follow(payload: object, line: Line, stop: AbortController): Promise<void> {
    const { clock } = this.#settings;
    let cancel = (): void => {};
    const heard = (): void => {
      cancel();
      cancel = clock.after(SILENCE_MS, () => stop.abort(lost()), true);
    };
    const stopWaking = clock.onWake(() => stop.abort(lost()));
    try {
      heard();
      const body = await this.#open(payload, stop.signal);
      for await (const { name, data } of eventsOf(body, heard)) {
        if (name === 'complete') return;
        if (name === 'next') line.next(JSON.parse(data) as AnswerBody);
      }
      throw lost();
    } finally {
      cancel();
      stopWaking();
      this.#settings.hooks.onLive?.({ state: 'disconnected' });
      this.#owner.over(this.#reached);
    }
  }

  async #open(payload: object, signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
    const { fetch, url, clock, hooks } = this.#settings;
    const { language, ...shown } = await this.#owner.greet();
    const headers = {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      ...shown,
      ...(language && { 'accept-language': language }),
    };
    const init: RequestInit = { method: 'POST', body: JSON.stringify(payload), headers, credentials: 'omit', signal };
    const response = await fetch(url, init);
    this.#reached = true;
    if (response.headers.get('content-type')?.startsWith('text/event-stream') && response.body) {
      this.#openedAt = clock.now();
      hooks.onLive?.({ state: 'connected' });
      return response.body;
    }
    throw await refusalOf(response);
  }
}

async function refusalOf(response: Response): Promise<TaiwaError> {
  const { status, headers } = response;
  const context = {
    status,
    requestId: headers.get('x-request-id') ?? undefined,
    retryAfterMs: readRetryAfter(headers.get('retry-after')),
  };
  const body: AnswerBody | undefined = await response.json().catch(() => undefined);
  const first = body?.errors?.[0];
  return first ? answeredError(first, context) : (statusError(context) ?? lost());
}
