import type { ExecutionResult } from 'graphql';
import { Feed, type Taker } from '@taiwa/schema/kernel/feed';
import type { WebSocket } from 'ws';
import { type Envelope, sharedTextOf } from './shared-text.ts';

/** Bytes from which on a message is always waited for. */
const LARGE = 32 * 1024;
const AS_TEXT = { binary: false } as const;

/**
 * The answers of a subscription on their way to a socket. Those that are the same for all who may see the same are sent at once
 * as ready text; only what differs from reader to reader comes out, for graphql-ws to send. Nothing is sent once it is left.
 */
export class Delivery extends Feed<ExecutionResult> implements Taker<ExecutionResult> {
  readonly #answers: Feed<ExecutionResult>;
  readonly #socket: WebSocket;
  readonly #envelope: Envelope;

  constructor(answers: Feed<ExecutionResult>, socket: WebSocket, envelope: Envelope) {
    super();
    this.#answers = answers;
    this.#socket = socket;
    this.#envelope = envelope;
  }

  take(answer: ExecutionResult): void {
    try {
      const text = sharedTextOf(answer);
      if (text) this.#send(this.#envelope.around(text));
      else this.give(answer);
    } catch (error) {
      // One that cannot be written ends this subscription and none of those that are told after it.
      this.close({ error });
    }
  }

  /**
   * Sends one message and goes on when there is room for another. Who has taken everything is not waited for, so that many
   * readers cost no more than the sending; who has not keeps one small message waiting at most.
   */
  #send(message: Buffer): void {
    const socket = this.#socket;
    if (socket.readyState !== socket.OPEN) return this.look();
    // A socket that breaks is closed, which ends its subscriptions.
    if (socket.bufferedAmount > 0 || message.length > LARGE) return socket.send(message, AS_TEXT, () => this.look());
    socket.send(message, AS_TEXT);
    this.look();
  }

  end(): void {
    this.close();
  }

  fail(error: unknown): void {
    this.close({ error });
  }

  protected look(): void {
    this.#answers.ask(this);
  }

  protected left(): Promise<void> {
    return this.#answers.leave();
  }
}
