import type { InputFieldMap, InputShapeFromFields, ObjectRef, ShapeFromTypeParam } from '@pothos/core';
import type { GraphQLResolveInfo } from 'graphql';
import type { Actor } from './actor.ts';
import { builder, type GraphTypes } from './builder.ts';
import type { Context } from './context.ts';
import { type GuardedRef, isGuardedNode, loadNode } from './guarded.ts';
import { once } from './idempotency.ts';
import { Conflict, type Problem } from './problems.ts';
import { orNotFound } from './refusals.ts';
import type { Scope } from './scopes.ts';
import { demandSpace } from './space.ts';

type InputFields = PothosSchemaTypes.InputFieldBuilder<GraphTypes, 'InputObject'>;
type ProblemClass = abstract new (...args: never[]) => Problem;
/** A reference to any object type. */
// oxlint-disable-next-line typescript/no-explicit-any -- a reference to any type whatever
export type AnyRef = ObjectRef<GraphTypes, any>;

/** What a rule gives to its mutation: the id of a node, which is read again through the policy, or the thing itself. */
export type Outcome<Type extends AnyRef> =
  Type extends GuardedRef<infer _Row> ? { readonly id: string } : ShapeFromTypeParam<GraphTypes, Type, false>;

/** The shape of declared fields. Before the compiler knows them it checks with fields of any name, which every rule accepts. */
export type ShapeOf<Fields extends InputFieldMap> = string extends keyof Fields ? never : InputShapeFromFields<Fields>;

interface MutationOptions<Fields extends InputFieldMap, Type extends AnyRef> {
  readonly description: string;
  /** The scope a credential needs; `open` where nobody has to show one, `credential` where any will do and the rule says more. */
  readonly scope: Scope | 'open' | 'credential';
  /** Whether it makes sense for a person only. */
  readonly person?: boolean;
  /** What it needs; absent where it needs nothing. */
  readonly input?: (t: InputFields) => Fields;
  readonly type: Type;
  /** What may stand in its way: these become members of the result union. */
  readonly problems: readonly ProblemClass[];
  /** Whether it is done even on a disk that is nearly full: what ends access or recording, and what one needs to read. */
  readonly evenWhenFull?: true;
  /** `false` where a repetition must leave no trace, because the rule itself answers it. */
  readonly remembers?: false;
  /** The rule. */
  readonly resolve: (actor: Actor, input: ShapeOf<Fields>, context: Context) => Promise<Outcome<Type>>;
}

const capitalised = (name: string): string => `${name[0]?.toUpperCase()}${name.slice(1)}`;

const authScopesOf = (scope: Scope | 'open' | 'credential', person: boolean | undefined) => {
  if (scope === 'open' || scope === 'credential') return { [scope]: true };
  return person ? { scope, person } : { scope };
};

/** The key of this field in this request, or undefined where the caller named none: two fields of one document are two requests. */
const keyOf = ({ idempotencyKey }: Context, { path }: GraphQLResolveInfo): string | undefined =>
  idempotencyKey && `${idempotencyKey} ${path.key}`;

interface Run {
  readonly name: string;
  readonly input: unknown;
  readonly context: Context;
  readonly info: GraphQLResolveInfo;
}

/** Runs the rule, once for each key of the caller, and reads what it made through the policy in a reading of its own. */
async function runAndRead(run: Run, type: string, remembers: boolean, rule: () => Promise<{ readonly id: string }>) {
  const key = remembers ? keyOf(run.context, run.info) : undefined;
  const { actor } = run.context;
  const { id } = key ? await once(actor, { key, operation: run.name, input: run.input }, rule) : await rule();
  return orNotFound(await loadNode(type, id, run.context, run.info));
}

/**
 * Declares `name(input: NameInput!): NameResult!`, the union of `type` and the problems. The rule commits before the answer is
 * read. For a node the rule gives `{ id }`; the answer is read through the policy of its type, in one statement, and NOT_FOUND
 * where the actor may not see it. For any other type the rule gives the thing itself.
 */
export function mutation<Fields extends InputFieldMap, Type extends AnyRef>(
  name: string,
  options: MutationOptions<Fields, Type>,
): void {
  const description = `What \`${name}\` needs.`;
  const fields = options.input as never;
  const Input = options.input && builder.inputType(`${capitalised(name)}Input`, { description, fields });
  const isNode = isGuardedNode(options.type);
  const remembers = isNode && options.remembers !== false;
  builder.mutationField(name, (t) =>
    t.field({
      type: options.type as never,
      description: options.description,
      authScopes: authScopesOf(options.scope, options.person),
      args: Input ? { input: t.arg({ type: Input, description: 'What it needs.' }) } : {},
      errors: {
        types: remembers ? [...options.problems, Conflict] : options.problems,
        directResult: true,
        union: {
          name: `${capitalised(name)}Result`,
          description: `What \`${name}\` answers: the thing, or what stands in the way.`,
        },
      } as never,
      // The types of the input and the answer follow from the options; the plugin's own types cannot see through them.
      resolve: (async (_root: unknown, { input }: { input: never }, context: Context, info: GraphQLResolveInfo) => {
        if (!options.evenWhenFull) demandSpace();
        const rule = () => options.resolve(context.actor, input, context);
        if (!isNode) return rule();
        return runAndRead({ name, input, context, info }, options.type.name, remembers, rule);
      }) as never,
    }),
  );
}
