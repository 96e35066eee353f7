import { GraphQLError } from 'graphql';
import { costOf, type Costly } from '@taiwa/schema/kernel/cost';
import { isPageFault } from '@taiwa/schema/kernel/limits';

/** What an operation costs, as `costOf` says; a page that is too long is the caller's mistake in HTTP's terms too. */
export function priceOf(asked: Costly): number {
  try {
    return costOf(asked);
  } catch (error) {
    if (error instanceof GraphQLError && isPageFault(error))
      throw new GraphQLError(error.message, { extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } } });
    throw error;
  }
}
