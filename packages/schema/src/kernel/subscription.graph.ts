import type { InputFieldMap } from '@pothos/core';
import type { GraphQLResolveInfo } from 'graphql';
import type { Actor } from './actor.ts';
import { builder, type GraphTypes } from './builder.ts';
import type { Context } from './context.ts';
import { isGuardedNode, loadNode } from './guarded.ts';
import type { AnyRef, Outcome, ShapeOf } from './mutation.graph.ts';
import type { Scope } from './scopes.ts';
import type { LiveField } from './shared-execution.ts';
import { watch } from './signals.ts';

type ArgumentFields = PothosSchemaTypes.InputFieldBuilder<GraphTypes, 'Arg'>;

interface SubscriptionOptions<Args extends InputFieldMap, Type extends AnyRef> {
  readonly description: string;
  readonly scope: Scope;
  /** Whether it makes sense for a person only. */
  readonly person?: boolean;
  readonly args?: (t: ArgumentFields) => Args;
  /** Those of the arguments that only say where the events begin; `topic` and `resolve` ask nothing of them. */
  readonly beginsAt?: readonly string[];
  readonly type: Type;
  /** What wakes it up; the first event comes without. */
  readonly topic: (actor: Actor, args: ShapeOf<Args>) => string;
  /** What the watcher sees now, within a reading: the id of a node, the thing itself, or null. Asked anew on every event. */
  readonly resolve: (actor: Actor, args: ShapeOf<Args>) => Promise<Outcome<Type> | null> | Outcome<Type> | null;
}

let isDeclared = false;

// A type without fields is no type: it is declared with its first.
function declareType(): void {
  if (isDeclared) return;
  isDeclared = true;
  builder.subscriptionType({
    description: 'What can be watched: the first event comes at once, the next with each change.',
  });
}

/**
 * Declares a subscription that answers at once and again with each signal of its topic. A node is read through the policy on
 * every event, so that it becomes null for who may no longer see it; events bear nothing themselves.
 */
export function subscriptionField<Type extends AnyRef, Args extends InputFieldMap>(
  name: string,
  options: SubscriptionOptions<Args, Type>,
): void {
  const { description, scope, person, beginsAt = [], type, topic, resolve } = options;
  declareType();
  const isNode = isGuardedNode(type);
  builder.subscriptionField(name, (t) =>
    t.field({
      type: type as never,
      nullable: true,
      description,
      authScopes: person ? { scope, person } : { scope },
      args: options.args?.(t.arg as never) as never,
      extensions: { beginsAt } satisfies LiveField,
      subscribe: (_root: unknown, args: never, { actor }: Context) => watch(topic(actor, args)),
      // As in `mutation`: the types follow from the options.
      resolve: (async (_event: unknown, args: never, context: Context, info: GraphQLResolveInfo) => {
        const found = await resolve(context.actor, args);
        return found && isNode ? loadNode(type.name, (found as { id: string }).id, context, info) : found;
      }) as never,
    } as never),
  );
}
