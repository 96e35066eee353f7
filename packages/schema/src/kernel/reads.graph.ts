import { defaultFieldResolver, type GraphQLObjectType, type GraphQLSchema, isObjectType } from 'graphql';
import { hasRole, type Actor } from './actor.ts';
import type { Context } from './context.ts';
import { noteReads } from './reads.ts';

/** The people whom a row is about. */
export type PeopleOf = (row: object) => readonly string[];

/** The rows with these ids, with the columns that name their people. */
export type RowsOf = (actor: Actor, ids: readonly string[]) => Promise<readonly object[]>;

interface Account {
  readonly peopleOf: PeopleOf;
  readonly rowsOf: RowsOf;
}

const accounts = new Map<string, Account>();

/**
 * Says that whoever reads rows of a type reads about these people, so that they can see it. `rowsOf` reads them where only
 * the ids of rows were read, as by the cursors of a page.
 */
export function accountForReads(type: string, peopleOf: PeopleOf, rowsOf: RowsOf): void {
  accounts.set(type, { peopleOf, rowsOf });
}

/** Who reads other people's rows by office; everybody else sees their own only. */
const isWatched = (actor: Actor): boolean =>
  actor.kind === 'key' || hasRole(actor, 'ADMIN') || hasRole(actor, 'ADVISOR');

function watchFields(type: GraphQLObjectType, peopleOf: PeopleOf): void {
  for (const field of Object.values(type.getFields())) {
    const resolve = field.resolve ?? defaultFieldResolver;
    field.resolve = (row: object, args, context: Context, info) => {
      if (isWatched(context.actor)) noteReads(context.actor, peopleOf(row), type.name);
      return resolve(row, args, context, info);
    };
  }
}

interface Page {
  readonly edges?: readonly ({ readonly node: { readonly id: string } } | null)[] | null;
}

// Also who asks a page for its cursors alone, or whether there are more, has learned of the rows on it.
async function notePage(actor: Actor, type: string, { edges }: Page, { peopleOf, rowsOf }: Account): Promise<void> {
  const rows = (edges ?? []).flatMap((edge) => (edge ? [edge.node] : []));
  const isNamed = rows.every((row) => peopleOf(row).every((personId) => typeof personId === 'string'));
  const named = isNamed
    ? rows
    : await rowsOf(
        actor,
        rows.map(({ id }) => id),
      );
  for (const row of named) noteReads(actor, peopleOf(row), type);
}

function watchPage(page: GraphQLObjectType, type: string, account: Account): void {
  for (const field of Object.values(page.getFields())) {
    const resolve = field.resolve ?? defaultFieldResolver;
    field.resolve = async (parent: Page, args, context: Context, info) => {
      if (isWatched(context.actor)) await notePage(context.actor, type, parent, account);
      return resolve(parent, args, context, info);
    };
  }
}

/** The same schema, whose fields note whose rows were read wherever a type was declared by `accountForReads`, and on its pages. */
export function withAccountOfReads(schema: GraphQLSchema): GraphQLSchema {
  for (const [name, account] of accounts) {
    const type = schema.getType(name);
    if (!isObjectType(type)) throw new Error(`There is no type ${name} to account for.`);
    watchFields(type, account.peopleOf);
    const page = schema.getType(`${name}Connection`);
    if (isObjectType(page)) watchPage(page, name, account);
  }
  return schema;
}
