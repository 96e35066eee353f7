import type { Clock } from '../clock.ts';
import { TaiwaError } from '../errors.ts';
import { type AnswerBody, parseObject } from './answer.ts';

/** Who hears what one subscription is told; `end` comes once, with what ended it unless the server completed it. */
export interface Line {
  next(body: AnswerBody): void;
  end(raised?: unknown): void;
}

/** What a wire asks of its owner. */
export interface WireOwner {
  /** The payload of the first message, with the credential. */
  greet(): Promise<unknown>;
  /** The connection is over. */
  over(): void;
}

interface Message {
  readonly type: string;
  readonly id?: string;
  readonly payload?: unknown;
}

const ACK_WITHIN_MS = 10_000;
const PING_EVERY_MS = 20_000;
const PONG_WITHIN_MS = 5_000;
const IDLE_MS = 1_000;

const REFUSALS: Readonly<Record<number, string>> = { 4401: 'UNAUTHENTICATED', 4403: 'TOKEN_EXPIRED' };

const nothing = (): void => undefined;

function lost(code: number, reason: string): TaiwaError {
  const refusal = REFUSALS[code];
  if (refusal) return new TaiwaError('auth', 'The credential does not hold.', { code: refusal });
  // 4400, 4406, 4409 and 4429 say that we broke the protocol: the next connection would as well.
  const ours = [4400, 4406, 4409, 4429].includes(code);
  const [, wait] = /retryAfterMs=(\d+)/.exec(reason) ?? [];
  return new TaiwaError(ours ? 'server' : 'network', `The live connection was closed: ${reason || code}.`, {
    code: `CLOSED_${code}`,
    retryable: !ours,
    retryAfterMs: Number(wait) || undefined,
  });
}

/** The subprotocol that a wire speaks. */
export const PROTOCOL = 'graphql-transport-ws';

/** One connection that speaks graphql-transport-ws; once over it stays over. Closes itself when nobody is on it. */
export class Wire {
  /** Resolves when the server took the credential; rejects with what ended the connection before. */
  readonly ready: Promise<void>;
  readonly #socket: WebSocket;
  readonly #clock: Clock;
  readonly #owner: WireOwner;
  readonly #lines = new Map<string, Line>();
  #lastId = 0;
  /** Whether there ever was a connection. */
  opened = false;
  over = false;
  #readyAt = Infinity;
  #acknowledge: () => void = nothing;
  #fail: (raised: unknown) => void = nothing;
  #cancelPing: () => void = nothing;
  #cancelIdle: () => void = nothing;
  #stopWaking: () => void;

  constructor(socket: WebSocket, clock: Clock, owner: WireOwner) {
    this.#socket = socket;
    this.#clock = clock;
    this.#owner = owner;
    this.ready = new Promise((resolve, reject) => {
      this.#acknowledge = resolve;
      this.#fail = reject;
    });
    this.ready.catch(nothing);
    this.#stopWaking = clock.onWake(() => this.#ping());
    this.#cancelPing = clock.after(ACK_WITHIN_MS, () => this.#end(lost(4504, 'no answer')));
    const on = <Name extends keyof WebSocketEventMap>(name: Name, hear: (event: WebSocketEventMap[Name]) => void) =>
      socket.addEventListener(name, hear);
    on('open', () => {
      this.opened = true;
      owner.greet().then(
        (payload) => this.#send({ type: 'connection_init', payload }),
        (raised: unknown) => this.#end(raised),
      );
    });
    on('message', ({ data }) => this.#hear(String(data)));
    // A failure to connect is told by the close that follows.
    on('error', nothing);
    on('close', ({ code, reason }) => this.#end(lost(code, reason)));
  }

  /** Milliseconds since the server took the credential; negative before. */
  get age(): number {
    return this.#clock.now() - this.#readyAt;
  }

  /** Begins a subscription on a ready wire; the answer ends it. */
  subscribe(payload: { query: string; variables: unknown }, line: Line): () => void {
    const id = String(++this.#lastId);
    this.#cancelIdle();
    this.#lines.set(id, line);
    this.#send({ type: 'subscribe', id, payload });
    return () => {
      if (this.#lines.has(id)) this.#send({ type: 'complete', id });
      this.#drop(id);
    };
  }

  /** Ends the connection. */
  close(): void {
    this.#end(lost(1000, ''));
  }

  #send(message: Message): void {
    if (!this.over && this.#socket.readyState === 1) this.#socket.send(JSON.stringify(message));
  }

  #hear(text: string): void {
    const message: Partial<Message> | undefined = parseObject(text);
    if (!message) return this.#end(lost(1003, ''));
    const { type, id = '', payload } = message;
    const line = this.#lines.get(id);
    this.#pingLater();
    if (type === 'connection_ack') {
      this.#readyAt = this.#clock.now();
      this.#acknowledge();
      this.#closeWhenIdle();
    } else if (type === 'ping') this.#send({ type: 'pong' });
    else if (type === 'next') line?.next(payload as AnswerBody);
    else if (type === 'error' || type === 'complete') {
      this.#drop(id);
      line?.end(type === 'error' ? payload : undefined);
    }
  }

  #drop(id: string): void {
    if (this.#lines.delete(id)) this.#closeWhenIdle();
  }

  #closeWhenIdle(): void {
    this.#cancelIdle();
    if (this.#lines.size === 0) this.#cancelIdle = this.#clock.after(IDLE_MS, () => this.close(), true);
  }

  #pingLater(): void {
    this.#cancelPing();
    this.#cancelPing = this.#clock.after(PING_EVERY_MS, () => this.#ping(), true);
  }

  #ping(): void {
    if (this.#readyAt === Infinity) return;
    this.#cancelPing();
    this.#send({ type: 'ping' });
    this.#cancelPing = this.#clock.after(PONG_WITHIN_MS, () => this.#end(lost(4499, 'no answer')), true);
  }

  #end(raised: unknown): void {
    if (this.over) return;
    this.over = true;
    this.#cancelPing();
    this.#cancelIdle();
    this.#stopWaking();
    this.#fail(raised);
    for (const line of this.#lines.values()) line.end(raised);
    this.#lines.clear();
    this.#socket.close(1000);
    this.#owner.over();
  }
}
