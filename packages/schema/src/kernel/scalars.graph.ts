import { GraphQLError } from 'graphql';
import { builder } from './builder.ts';

const INSTANT = /^(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;
const DAY = /^\d{4}-\d\d-\d\d$/;

// Further off the text of an instant is another than PostgreSQL's.
const isCommonEra = (instant: Date): boolean => instant.getUTCFullYear() >= 1 && instant.getUTCFullYear() <= 9999;

function dayOf(text: string): Date | undefined {
  const day = new Date(`${text}T00:00:00Z`);
  // The 30th of February becomes a day of March: it has to come back as it went in.
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text) ? day : undefined;
}

/** The instant that an RFC 3339 text names; throws GraphQLError for any other text, a missing offset, a day that does not exist, or a year outside of 1 to 9999. */
export function parseInstant(value: unknown): Date {
  const day = typeof value === 'string' ? INSTANT.exec(value)?.[1] : undefined;
  const instant = typeof value === 'string' && day && dayOf(day) ? new Date(value) : undefined;
  if (!instant || !isCommonEra(instant)) throw new GraphQLError('DateTime is an RFC 3339 text with an offset.');
  return instant;
}

/** Midnight UTC of the day that a text like 2026-11-21 names; throws GraphQLError for any other text. */
export function parseDay(value: unknown): Date {
  const day = typeof value === 'string' && DAY.test(value) ? dayOf(value) : undefined;
  if (!day || !isCommonEra(day)) throw new GraphQLError('Date is a day like 2026-11-21.');
  return day;
}

function dateOf(value: unknown): Date {
  if (value instanceof Date && !Number.isNaN(value.getTime())) return value;
  throw new TypeError('Not a date.');
}

builder.scalarType('DateTime', {
  description: 'An instant, RFC 3339 with an offset: `2026-11-21T09:30:00+09:00`; answered in UTC.',
  parseValue: parseInstant,
  serialize: (value) => dateOf(value).toISOString(),
});

builder.scalarType('Date', {
  description: 'A day of the calendar without a zone: `2026-11-21`.',
  parseValue: parseDay,
  serialize: (value) => dateOf(value).toISOString().slice(0, 10),
});
