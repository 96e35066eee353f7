// Loaded before a contender's own code (`node --import`): counts statements and answers the bench's questions about the process.
import pg from 'pg';

/** What a process has used up to now. */
export interface Usage {
  /** User and system time of all threads, in milliseconds. */
  readonly cpu: number;
  /** Statements sent, without those that only open or close a transaction. */
  readonly statements: number;
  /** Messages that open (with the tenant's settings) or close a transaction. */
  readonly around: number;
  /** Resident memory and live heap, in MB. */
  readonly rss: number;
  readonly heap: number;
}

let statements = 0;
let around = 0;

const AROUND = /^\s*(begin|commit|rollback|select set_config)/i;
const send = Reflect.get(pg.Client.prototype, 'query');

function textOf(statement: unknown): string {
  if (typeof statement === 'string') return statement;
  const text: unknown = typeof statement === 'object' && statement !== null ? Reflect.get(statement, 'text') : '';
  return typeof text === 'string' ? text : '';
}

pg.Client.prototype.query = function counting(this: pg.Client, ...given: unknown[]): unknown {
  if (AROUND.test(textOf(given[0]))) around += 1;
  else statements += 1;
  return Reflect.apply(send, this, given) as unknown;
} as typeof send;

const MB = 1024 * 1024;

function usage(): Usage {
  const { user, system } = process.cpuUsage();
  const { rss, heapUsed } = process.memoryUsage();
  return { cpu: (user + system) / 1000, statements, around, rss: rss / MB, heap: heapUsed / MB };
}

process.on('message', (question: unknown) => {
  if (question === 'collect') globalThis.gc?.();
  if (question === 'collect' || question === 'usage') process.send?.({ usage: usage() });
});
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
