import { defaultFieldResolver, type GraphQLObjectType, type GraphQLSchema, isObjectType } from 'graphql';
import { hasRole, type Actor } from './actor.ts';
import type { Context } from './context.ts';
import { noteReads } from './reads.ts';

/** The people whom a row is about. */
export type PeopleOf = (row: object) => readonly string[];

const accounts = new Map<string, PeopleOf>();

/** Says that whoever reads rows of a type reads about these people, so that they can see it. */
export function accountForReads(type: string, peopleOf: PeopleOf): void {
  accounts.set(type, peopleOf);
}

/** Who reads other people's rows by office; everybody else sees their own only. */
const isWatched = (actor: Actor): boolean =>
  actor.kind === 'key' || hasRole(actor, 'ADMIN') || hasRole(actor, 'ADVISOR');

function watchFields(type: GraphQLObjectType, peopleOf: PeopleOf): void {
  for (const field of Object.values(type.getFields())) {
    const resolve = field.resolve ?? defaultFieldResolver;
    field.resolve = (row: object, args, context: Context, info) => {
      if (isWatched(context.actor)) noteReads(context.actor, peopleOf(row), type.name);
      return resolve(row, args, context, info) as unknown;
    };
  }
}

/** The same schema, whose fields note whose rows were read wherever a type was declared by `accountForReads`. */
export function withAccountOfReads(schema: GraphQLSchema): GraphQLSchema {
  for (const [name, peopleOf] of accounts) {
    const type = schema.getType(name);
    if (!isObjectType(type)) throw new Error(`There is no type ${name} to account for.`);
    watchFields(type, peopleOf);
  }
  return schema;
}
