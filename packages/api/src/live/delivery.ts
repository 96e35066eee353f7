import type { Duplex } from 'node:stream';
import type { ExecutionResult } from 'graphql';
import { Feed, type Taker } from '@taiwa/schema/kernel/feed';
import type { WebSocket } from 'ws';
import { type Envelope, sharedTextOf } from './shared-text.ts';

/** A socket and what it was made of. */
export interface Line {
  readonly socket: WebSocket;
  readonly wire: Duplex;
}

/** Bytes from which on a message is always waited for. */
const LARGE = 32 * 1024;

/**
 * The answers of a subscription on their way to a socket. Those that are the same for all who may see the same are sent at once
 * as ready text; only what differs from reader to reader comes out, for graphql-ws to send. Nothing is sent once it is left.
 */
export class Delivery extends Feed<ExecutionResult> implements Taker<ExecutionResult> {
  readonly #answers: Feed<ExecutionResult>;
  readonly #socket: WebSocket;
  readonly #wire: Duplex;
  readonly #envelope: Envelope;

  /**
   * `wire` is the connection that was upgraded to the socket. Nothing is compressed on it, so that a socket writes each of its
   * own frames at once and whole, and a ready frame never comes to lie within another.
   */
  constructor(answers: Feed<ExecutionResult>, { socket, wire }: Line, envelope: Envelope) {
    super();
    this.#answers = answers;
    this.#socket = socket;
    this.#wire = wire;
    this.#envelope = envelope;
  }

  take(answer: ExecutionResult): void {
    try {
      const text = sharedTextOf(answer);
      if (text) this.#send(this.#envelope.framed(text));
      else this.give(answer);
    } catch (error) {
      // One that cannot be written ends this subscription and none of those that are told after it.
      this.close({ error });
    }
  }

  /**
   * Sends one frame and goes on when there is room for another. Who has taken everything is not waited for, so that many
   * readers cost no more than the sending; who has not keeps one small message waiting at most.
   */
  #send(frame: Buffer): void {
    const [socket, wire] = [this.#socket, this.#wire];
    // A socket that breaks is closed, which ends its subscriptions.
    if (socket.readyState !== socket.OPEN) return this.look();
    if (wire.writableLength > 0 || frame.length > LARGE) return void wire.write(frame, () => this.look());
    wire.write(frame);
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
