import { createHash } from 'node:crypto';
import {
  type ASTNode,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  type FieldNode,
  getOperationAST,
  Kind,
  print,
  visit,
} from 'graphql';
import type { Actor } from './actor.ts';
import type { Context } from './context.ts';
import { Momentary } from './momentary.ts';
import { asksNobody } from './asks-nobody.ts';
import { rightOfAnyPerson, rightToSee } from './right-to-see.ts';

/** What a subscription says of itself. */
export interface LiveField {
  /** Those of its arguments that only say where its events begin, and change no event. */
  readonly beginsAt?: readonly string[];
  /**
   * The policy of one event, asked for every reader on every event: a name for those who see the same of it, whoever of them
   * asks; null for who sees it alone, or not at all. They share an answer only where nothing that was selected asks who reads.
   */
  seenAlike?(event: object, actor: Actor): string | null;
}

/** Whom an answer is told; throws nothing. */
export type Tell = (answer: ExecutionResult) => void;

/** One answer on its way and who waits for it: all of them are told in one loop, in the order in which they came. */
class Awaited {
  #answer: ExecutionResult | undefined;
  #waiting: Tell[] = [];

  constructor(answer: Promise<ExecutionResult>) {
    void answer.then((known) => {
      this.#answer = known;
      const waiting = this.#waiting;
      this.#waiting = [];
      for (const tell of waiting) tell(known);
    });
  }

  tell(tell: Tell): void {
    if (this.#answer) tell(this.#answer);
    else this.#waiting.push(tell);
  }
}

const answered = new Momentary<object, Awaited>();
const texts = new WeakMap<DocumentNode, string>();

function textOf(document: DocumentNode): string {
  const known = texts.get(document) ?? print(document);
  texts.set(document, known);
  return known;
}

const hashOf = (...parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url');

function usesOf(document: ASTNode): Map<string, number> {
  const uses = new Map<string, number>();
  visit(document, {
    VariableDefinition: () => false,
    Variable: ({ name: { value } }) => void uses.set(value, (uses.get(value) ?? 0) + 1),
  });
  return uses;
}

interface Root {
  readonly field: FieldNode;
  readonly says: LiveField;
}

function rootOf({ schema, document, operationName }: ExecutionArgs): Root | undefined {
  const field = getOperationAST(document, operationName)?.selectionSet.selections[0];
  if (field?.kind !== Kind.FIELD) return undefined;
  return { field, says: schema.getSubscriptionType()?.getFields()[field.name.value]?.extensions ?? {} };
}

/** The variables that say where the events begin and nothing else. */
function beginningsOf(document: DocumentNode, root: Root | undefined): ReadonlySet<string> {
  const { beginsAt = [] } = root?.says ?? {};
  return !root || beginsAt.length === 0 ? new Set() : new Set(variablesFor(root.field, beginsAt, usesOf(document)));
}

function* variablesFor(root: FieldNode, names: readonly string[], uses: ReadonlyMap<string, number>) {
  for (const { name, value } of root.arguments ?? [])
    if (names.includes(name.value) && value.kind === Kind.VARIABLE && uses.get(value.name.value) === 1)
      yield value.name.value;
}

function operationOf({ document, operationName, variableValues }: ExecutionArgs, root: Root | undefined): string {
  const beginnings = beginningsOf(document, root);
  const variables = Object.entries(variableValues ?? {}).filter(([name]) => !beginnings.has(name));
  return hashOf(textOf(document), operationName, variables);
}

/** Answers one event of a subscription as the actor who holds it at that moment; `execute` never rejects. */
export type AnswerEvent = (event: unknown, actor: Actor, execute: () => Promise<ExecutionResult>, tell: Tell) => void;

/**
 * Lets all subscriptions of this process with the same document, variables and right to see be answered by one execution of an
 * event. The same event is the same object: a source that hands one object to many lets them share it. Which right the actor
 * has is asked on every event, for a connection may have been renewed.
 */
export function sharing(args: ExecutionArgs): AnswerEvent {
  const root = rootOf(args);
  const operation = operationOf(args, root);
  const says = root && asksNobody(args.schema, args.document) ? root.says : {};
  let names = namesFor(operation, (args.contextValue as Context).actor);
  return (event, actor, execute, tell) => {
    if (typeof event !== 'object' || event === null) return void execute().then(tell);
    if (actor !== names.actor) names = namesFor(operation, actor);
    const alike = says.seenAlike?.(event, actor) ?? null;
    const name = alike === null ? names.own : names.alike + alike;
    answered.of(event, name, () => new Awaited(execute())).tell(tell);
  };
}

const namesFor = (operation: string, actor: Actor) => ({
  actor,
  own: hashOf(operation, rightToSee(actor)),
  alike: hashOf(operation, 'alike', rightOfAnyPerson(actor)),
});
