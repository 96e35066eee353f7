import { type GraphQLObjectType, type GraphQLSchema, isObjectType } from 'graphql';
import type { FieldNullability, InputFieldMap, SchemaTypes, TypeParam } from '@pothos/core';

/** Circles of people who may see something, from the widest to the closest; how a sentence calls them. */
export const CIRCLES = {
  /** Every person of the tenant. */
  TENANT: 'everybody of the tenant',
  /** The member and the counterpart of the pair or session. */
  TWO: 'the two',
  /** Of the two the one who is there for the other. */
  COUNTERPART: 'the counterpart',
  /** The one person it belongs to: who wrote it, to whom it was given, or whom it is about. */
  OWN: 'the person whose it is',
  /** Advisors who were given the department or the person. */
  ADVISOR: 'advisors in charge',
  ADMIN: 'admins',
  /** Servers with an API key that has the scope. */
  KEY: 'servers with the scope',
} as const;

/** One of them. */
export type Circle = keyof typeof CIRCLES;

/** Everybody who can see a row of a type, or a field of it, in some state; whoever is in none of the circles cannot tell it from nothing. */
export type Audience = readonly [Circle, ...Circle[]];

interface HasAudience {
  /** Who sees it. A test asks as each of them, and as everybody else. */
  readonly audience?: Audience;
}

declare global {
  // oxlint-disable-next-line typescript/no-namespace -- how the builder's options are extended
  export namespace PothosSchemaTypes {
    // oxlint-disable-next-line typescript/no-unused-vars -- merges with the builder's declaration, which has these
    export interface BaseTypeOptions<Types extends SchemaTypes = SchemaTypes> extends HasAudience {
      /** What the circles do not say, for the page about privacy. */
      readonly audienceNote?: string;
    }

    /* oxlint-disable typescript/no-unused-vars -- the same */
    export interface FieldOptions<
      Types extends SchemaTypes = SchemaTypes,
      ParentShape = unknown,
      Type extends TypeParam<Types> = TypeParam<Types>,
      Nullable extends FieldNullability<Type> = FieldNullability<Type>,
      Args extends InputFieldMap = InputFieldMap,
      ResolveShape = unknown,
      ResolveReturnShape = unknown,
    > extends HasAudience {}
    /* oxlint-enable typescript/no-unused-vars */
  }
}

/** The audience of a type or of a field that has fewer readers than its type. */
export interface DeclaredAudience {
  /** `Pair`, or `Pair.purpose`. */
  readonly of: string;
  readonly audience: Audience;
  readonly note?: string;
}

interface PothosOptions {
  readonly audience?: Audience;
  readonly audienceNote?: string;
}

const optionsOf = ({ extensions }: { readonly extensions: Readonly<Record<string, unknown>> }): PothosOptions =>
  (extensions.pothosOptions as PothosOptions | undefined) ?? {};

function declaredBy(type: GraphQLObjectType): DeclaredAudience[] {
  const { audience, audienceNote } = optionsOf(type);
  if (!audience) return [];
  const fields = Object.values(type.getFields()).flatMap((field) => {
    const own = optionsOf(field).audience;
    return own ? [{ of: `${type.name}.${field.name}`, audience: own }] : [];
  });
  return [{ of: type.name, audience, ...(audienceNote && { note: audienceNote }) }, ...fields];
}

/** Every audience that is declared, types in alphabetical order, each followed by its fields that fewer people see. */
export const declaredAudiences = (schema: GraphQLSchema): readonly DeclaredAudience[] =>
  Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .toSorted((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap(declaredBy);

/** The last line of a description: who sees it. */
export const audienceLine = (audience: Audience): string =>
  `Seen by: ${audience.map((circle) => CIRCLES[circle]).join(', ')}.`;

/** The same schema, whose descriptions end with a line that says who sees the type or field, wherever that is declared. */
export function withAudiences(schema: GraphQLSchema): GraphQLSchema {
  for (const { of, audience } of declaredAudiences(schema)) {
    const [name = '', field] = of.split('.');
    const type = schema.getType(name);
    const described = isObjectType(type) && field ? type.getFields()[field] : type;
    if (described) described.description = `${described.description ?? ''}\n\n${audienceLine(audience)}`.trim();
  }
  return schema;
}
