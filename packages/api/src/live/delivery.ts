import type { ExecutionResult } from 'graphql';
import { Feed, type Taker } from '@taiwa/schema/kernel/feed';
import type { WebSocket } from 'ws';
import { type Envelope, sharedTextOf } from './shared-text.ts';

/** Bytes from which on a message is always waited for. */
const LARGE = 32 * 1024;
const AS_TEXT = { binary: false } as const;

/**
 * Sends one message, and calls `goOn` when there is room for another. Who has taken everything is not waited for, so that many
 * readers cost no more than the sending; who has not keeps one small message waiting at most.
 */
function send(socket: WebSocket, message: Buffer, goOn: () => void): void {
  if (socket.readyState !== socket.OPEN) return goOn();
  // A socket that breaks is closed, which ends its subscriptions.
  if (socket.bufferedAmount > 0 || message.length > LARGE) return socket.send(message, AS_TEXT, goOn);
  socket.send(message, AS_TEXT);
  goOn();
}

/**
 * The answers of a subscription on their way to a socket. Those that are the same for all who may see the same are sent at once
 * as ready text; only what differs from reader to reader comes out, for graphql-ws to send. Nothing is sent once it is left.
 */
export class Delivery extends Feed<ExecutionResult> {
  readonly #answers: Feed<ExecutionResult>;
  readonly #taker: Taker<ExecutionResult>;

  constructor(answers: Feed<ExecutionResult>, socket: WebSocket, envelope: Envelope) {
    super();
    this.#answers = answers;
    const goOn = () => answers.ask(this.#taker);
    const deliver = (answer: ExecutionResult) => {
      const text = sharedTextOf(answer);
      if (text) send(socket, envelope.around(text), goOn);
      else this.give(answer);
    };
    this.#taker = {
      take: (answer) => {
        try {
          deliver(answer);
        } catch (error) {
          // One that cannot be written ends this subscription and none of those that are told after it.
          this.end({ error });
        }
      },
      end: () => this.end(),
      fail: (error) => this.end({ error }),
    };
  }

  protected look(): void {
    this.#answers.ask(this.#taker);
  }

  protected left(): Promise<void> {
    return this.#answers.leave();
  }
}
