import { PothosValidationError } from '@pothos/core';
import { createSourceEventStream, execute, type ExecutionArgs, type ExecutionResult, GraphQLError } from 'graphql';
import { Answers, failed } from './answers.ts';
import { type Context, freshContext } from './context.ts';
import { costOf } from './cost.ts';
import { isUnstorable } from './database-errors.ts';
import { read } from './database.ts';
import { type Feed, feedOf } from './feed.ts';
import { settleReads } from './reads.ts';
import { SharingReader } from './shared-execution.ts';

const contextOf = (args: ExecutionArgs): Context => freshContext(args.contextValue as Context);

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
 * transaction, committed before its selection is read. What costs too much is refused before any of it runs, whoever asks.
 * Never throws: refusals and faults are in `errors`, unmasked.
 */
export async function operation(args: ExecutionArgs): Promise<ExecutionResult> {
  const contextValue = contextOf(args);
  try {
    costOf(args);
    const answer = await read(contextValue.actor, async () => execute({ ...args, contextValue }));
    await settleReads(contextValue.actor);
    return blamed(answer);
  } catch (error) {
    return blamed(failed(error));
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
    costOf(args);
    const source = await read(contextValue.actor, () => createSourceEventStream({ ...args, contextValue }));
    if (!(Symbol.asyncIterator in source)) return blamed(source);
    const answer = (event: unknown) => operation({ ...args, rootValue: event });
    return new Answers(feedOf(source), new SharingReader(args, answer));
  } catch (error) {
    return blamed(failed(error));
  }
}
