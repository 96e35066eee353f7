import { decodeCursorChunk, PothosValidationError } from '@pothos/core';
import { type GraphQLField, getNullableType, isListType } from 'graphql';
import { getDatamodel } from '../generated/pothos.ts';

/** What one operation may cost: a field costs 1, times the length of the lists around it (`kernel/cost`). */
export const MAX_COST = 5_000;
/** How many fields may lie within each other. */
export const MAX_DEPTH = 10;
/** Length of a page where `first` and `last` are absent. */
export const PAGE_SIZE = 20;
/** The longest page, and the most ids in one `nodes`. */
export const MAX_PAGE_SIZE = 100;

// What is not paged is short: the themes of a session, the roles of a user.
const SHORT_LIST = 5;

const isPageArgument = (value: unknown): value is number => typeof value === 'number';

const { models } = getDatamodel().datamodel;

// The largest day that both JavaScript and PostgreSQL know.
const LAST_INSTANT = Date.UTC(9999, 11, 31);

const FITS: Readonly<Record<string, (part: unknown) => boolean>> = {
  String: (part) => typeof part === 'string' && !part.includes('\0'),
  Int: (part) => Number.isInteger(part) && Math.abs(Number(part)) < 2 ** 31,
  DateTime: (part) => part instanceof Date && Math.abs(part.getTime()) < LAST_INSTANT,
};

function partsOf(cursor: string): unknown {
  const decoded = Buffer.from(cursor, 'base64').toString('utf8');
  return decoded.startsWith('GPC:T:[') ? decodeCursorChunk(decoded.slice('GPC:'.length)) : undefined;
}

const counted = new Set<string>();

/** Says that the pages of lists of a type are counted from their beginning, where no key of a row could tell the place. */
export const countPages = (typeName: string): void => void counted.add(typeName);

const isPlace = (cursor: string): boolean =>
  /^OffsetConnection:\d{1,9}$/.test(Buffer.from(cursor, 'base64').toString('utf8'));

/** Whether a text can be a cursor: the primary key of a row of the type. Which row it is, and whose, the policy sees to. */
function isCursor(cursor: string, typeName: string): boolean {
  const { fields = [], primaryKey } = models[typeName] ?? {};
  const columns = (primaryKey?.fields ?? []).map((column) => fields.find(({ name }) => name === column)?.type ?? '');
  try {
    const parts = partsOf(cursor);
    if (!Array.isArray(parts) || parts.length !== columns.length) return false;
    return columns.every((type, place) => FITS[type]?.(parts[place]) === true);
  } catch {
    return false;
  }
}

/** The number of things asked for; throws for more than a page holds, and for a cursor that is none. */
function pageSizeOf(args: Readonly<Record<string, unknown>>, typeName: string): number {
  const asked = [args.first, args.last].find(isPageArgument) ?? PAGE_SIZE;
  if (asked > MAX_PAGE_SIZE) throw new PothosValidationError(`A page holds at most ${MAX_PAGE_SIZE}.`);
  const cursors = [args.after, args.before].filter((cursor) => typeof cursor === 'string');
  const fits = counted.has(typeName) ? isPlace : (cursor: string) => isCursor(cursor, typeName);
  if (!cursors.every(fits)) throw new PothosValidationError('This is not a cursor.');
  return Math.max(asked, 0);
}

/** The arguments that `lengthOf` asks. */
export const LENGTH_ARGUMENTS: ReadonlySet<string> = new Set(['first', 'last', 'after', 'before', 'ids']);

/** How many things a field answers at most; throws a GraphQLError for a page that is too long and a cursor that cannot be. */
export function lengthOf(
  args: Readonly<Record<string, unknown>>,
  field: GraphQLField<unknown, unknown, unknown>,
): number {
  const typeName = String(getNullableType(field.type));
  const isConnection = typeName.endsWith('Connection');
  if (isConnection || isPageArgument(args.first) || isPageArgument(args.last))
    return pageSizeOf(args, typeName.replace(/Connection$/, ''));
  if (!isListType(getNullableType(field.type))) return 1;
  if (Array.isArray(args.ids)) return Math.max(args.ids.length, 1);
  // A connection has counted its page already.
  return field.name === 'edges' || field.name === 'nodes' ? 1 : SHORT_LIST;
}

/** Whether `lengthOf` threw because of a page or a cursor that cannot be, and not because of the variables. */
export const isPageFault = (error: unknown): boolean => error instanceof PothosValidationError;
