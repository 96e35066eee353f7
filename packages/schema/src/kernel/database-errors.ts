import pg from 'pg';
import { Refusal } from './refusals.ts';

const ABORTED = '25P02';
const GIVEN_UP = '57014';
const LOST = /^(?:08|57P0[123]$|25P0[34]$|ECONNRESET$|EPIPE$)|not queryable|Connection terminated/;
// Unreachable, starting, stopping, full, silent, or waiting for somebody else's lock.
const UNREACHABLE =
  /^(?:08|53|57P0[123]$|55P03$|ECONNREFUSED$|ECONNRESET$|EPIPE$|ENOENT$|ETIMEDOUT$|EAI_AGAIN$)|read timeout|timeout exceeded|connection timeout|not queryable|Connection terminated/;

const partOf = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;

function textOf(error: unknown): string {
  const code = partOf(error, 'code');
  return typeof code === 'string' ? code : error instanceof Error ? error.message : '';
}

/** Whether a statement failed only because another one of its transaction had. */
export const isAborted = (error: unknown): boolean => textOf(error) === ABORTED;

/** Whether the connection is gone and with it the transaction. */
export const isLost = (error: unknown): boolean => LOST.test(textOf(error));

/** Whether PostgreSQL gave a statement up because it took too long, or because somebody asked for that. */
export const isGivenUp = (error: unknown): boolean => textOf(error) === GIVEN_UP;

/** Whether PostgreSQL (and not the way to it) answered with this error. */
export const isAnswer = (error: unknown): boolean => error instanceof pg.DatabaseError;

/** What failed as the caller may know it: BUSY where the database can not be reached or has no room, and trying again may help. */
export const refusalOf = (error: unknown): unknown =>
  UNREACHABLE.test(textOf(error)) ? new Refusal('BUSY', 1000) : error;

/** The driver's own account of an error that came through Prisma. */
const causeOf = (error: unknown): unknown => partOf(partOf(partOf(error, 'meta'), 'driverAdapterError'), 'cause');

// From Prisma or from the driver itself.
const stateOf = (error: unknown): unknown =>
  error instanceof pg.DatabaseError ? error.code : partOf(causeOf(error), 'originalCode');

const constraintOf = (error: unknown): unknown =>
  error instanceof pg.DatabaseError ? error.constraint : partOf(partOf(causeOf(error), 'constraint'), 'index');

const isViolation = (error: unknown, codes: readonly string[], constraint: string | undefined): boolean => {
  if (!codes.some((code) => stateOf(error) === code)) return false;
  return constraint === undefined || constraintOf(error) === constraint;
};

/** Whether a write failed because a row with the same key exists; `constraint` is the index, e.g. `app_user_tenant_id_external_id_key`. */
export const isUniqueViolation = (error: unknown, constraint?: string): boolean =>
  isViolation(error, ['23505'], constraint);

/**
 * Whether a write failed because what it points to does not exist (in this tenant), or because something points to what
 * it would delete; `constraint` is the foreign key.
 */
export const isForeignKeyViolation = (error: unknown, constraint?: string): boolean =>
  isViolation(error, ['23503', '23001'], constraint);

// Not a character, not a number, not a day that PostgreSQL can keep.
const UNSTORABLE = new Set(['22003', '22008', '22021', '22P05']);

/** Whether a statement failed because a value in it cannot be in the database, such as a text with a NUL. */
export const isUnstorable = (error: unknown): boolean => UNSTORABLE.has(String(stateOf(error)));

/** Whether row security or a missing permission turned a statement away. */
export const isFenced = (error: unknown): boolean => stateOf(error) === '42501';
