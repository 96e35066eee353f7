import type { ExecutionResult } from 'graphql';
import type { WebSocket } from 'ws';
import { type Envelope, sharedTextOf } from './shared-text.ts';

type Answers = AsyncGenerator<ExecutionResult, void, void>;

/** Characters from which on a message is always waited for. */
const LARGE = 16 * 1024;

/**
 * Sends one message; answers when there is room for another. Who has taken everything is not waited for, so that many readers
 * cost no more than the sending; who has not keeps one small message waiting at most.
 */
function send(socket: WebSocket, message: string): Promise<void> | undefined {
  if (socket.readyState !== socket.OPEN) return undefined;
  if (socket.bufferedAmount > 0 || message.length > LARGE)
    // A socket that breaks is closed, which ends its subscriptions.
    return new Promise((resolve) => socket.send(message, () => resolve()));
  socket.send(message);
  return undefined;
}

/**
 * The answers of a subscription on their way to a socket. Those that are the same for all who may see the same are sent at once
 * as ready text; only what differs from reader to reader comes out, for graphql-ws to send. Nothing is sent after `return`.
 */
export function delivered(answers: Answers, socket: WebSocket, { before, behind }: Envelope): Answers {
  let isOver = false;
  return {
    async next() {
      for (;;) {
        const step = await answers.next();
        const text = step.done || isOver ? null : sharedTextOf(step.value);
        if (!text) return isOver ? { done: true, value: undefined } : step;
        const room = send(socket, before + text + behind);
        if (room) await room;
      }
    },
    async return() {
      isOver = true;
      return answers.return();
    },
    throw: (error: unknown) => answers.throw(error),
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
