import { PothosValidationError } from '@pothos/core';
import { createSourceEventStream, execute, type ExecutionArgs, type ExecutionResult, GraphQLError } from 'graphql';
import type { Context } from './context.ts';
import { freshContext } from './context.ts';
import { isUnstorable } from './database-errors.ts';
import { read } from './database.ts';
import { Feed, feedOf, type Taker } from './feed.ts';
import { settleReads } from './reads.ts';
import { type Listener, SharingReader } from './shared-execution.ts';

const contextOf = (args: ExecutionArgs): Context => freshContext(args.contextValue as Context);

// What fails around the fields (no connection is free, the snapshot is lost) fails the whole answer, as an error like others.
function failed(cause: unknown): ExecutionResult {
  const originalError = cause instanceof Error ? cause : new Error(String(cause));
  return { data: null, errors: [new GraphQLError(originalError.message, { originalError })] };
}

const BLAME = { code: 'BAD_USER_INPUT' };

// What was looked for cannot be there; what PostgreSQL says of it is not for the caller.
const unstorable = ({ path, nodes }: GraphQLError): GraphQLError =>
  new GraphQLError('A value has characters or a size that cannot be.', { path, nodes, extensions: BLAME });

// A page, a cursor or a value that cannot be is the caller's mistake, not ours.
function blamed(answer: ExecutionResult): ExecutionResult {
  if (!answer.errors) return answer;
  const errors = answer.errors.map((error) => {
    if (error.originalError instanceof PothosValidationError) error.extensions.code ??= BLAME.code;
    return isUnstorable(error.originalError) ? unstorable(error) : error;
  });
  return { ...answer, errors };
}

/**
 * Answers a query or a mutation behind the tenant wall: what it reads is one snapshot, each mutation field its own
 * transaction, committed before its selection is read. Never throws: refusals and faults are in `errors`, unmasked.
 */
export async function operation(args: ExecutionArgs): Promise<ExecutionResult> {
  const contextValue = contextOf(args);
  try {
    const answer = await read(contextValue.actor, async () => execute({ ...args, contextValue }));
    await settleReads(contextValue.actor);
    return blamed(answer);
  } catch (error) {
    return failed(error);
  }
}

/** The answers to the events of a source, as somebody asks for them; one that fails ends with an answer that says so. */
class Answers extends Feed<ExecutionResult> implements Taker<unknown>, Listener {
  readonly #events: Feed<unknown>;
  readonly #reader: SharingReader;
  readonly #execute: (event: unknown) => Promise<ExecutionResult>;

  constructor(events: Feed<unknown>, args: ExecutionArgs) {
    super();
    this.#events = events;
    this.#reader = new SharingReader(args);
    this.#execute = (event) => operation({ ...args, rootValue: event });
  }

  take(event: unknown): void {
    try {
      this.#reader.answer(event, this.#execute, this);
    } catch (error) {
      // A policy that fails tells nobody anything.
      this.give(failed(error));
    }
  }

  hear(answer: ExecutionResult): void {
    this.give(answer);
  }

  end(): void {
    this.close();
  }

  // A source that fails ends this subscription with an answer; the others on its socket go on.
  fail(error: unknown): void {
    this.give(failed(error));
  }

  protected look(): void {
    this.#events.ask(this);
  }

  protected left(): Promise<void> {
    return this.#events.leave();
  }
}

/**
 * Begins a subscription: its answers, or one answer with the errors that kept it from beginning. Each event is a reading of
 * its own with a fresh actor: the policy is asked again, and nothing of the database is held in between. Subscriptions of the
 * same person with the same document, variables, scopes and language get one answer, the same object, to the same event, and
 * those who have asked for it by then get it in one loop.
 */
export async function subscription(args: ExecutionArgs): Promise<Feed<ExecutionResult> | ExecutionResult> {
  const contextValue = contextOf(args);
  try {
    const source = await read(contextValue.actor, () => createSourceEventStream({ ...args, contextValue }));
    if (!(Symbol.asyncIterator in source)) return blamed(source);
    return new Answers(feedOf(source), args);
  } catch (error) {
    return failed(error);
  }
}
