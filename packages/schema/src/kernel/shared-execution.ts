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
import { type Actor, freshActor } from './actor.ts';
import type { Context } from './context.ts';
import { Momentary } from './momentary.ts';
import { asksNobody } from './asks-nobody.ts';
import { rightOfAnyPerson, rightToSee } from './right-to-see.ts';
import { type ReadyAnswer, readyAnswerOf } from './ready-answer.ts';

/** What a subscription says of itself. */
export interface LiveField {
  /** Those of its arguments that only say where its events begin, and change no event. */
  readonly beginsAt?: readonly string[];
  /** Whether each event tells what no later one repeats, so that one that could not be answered ends the subscription. */
  readonly tellsOnce?: boolean;
  /**
   * The policy of one event, asked for every reader on every event: a name for those who see the same of it, whoever of them
   * asks; null for who sees it alone, or not at all. They share an answer only where nothing that was selected asks who reads.
   */
  seenAlike?(event: object, actor: Actor): string | null;
  /**
   * What the root field resolves an event to, for an actor of whom `seenAlike` has given a name. It opens what it reads of the
   * database itself: with it an answer is made without an execution where nothing but properties is selected.
   */
  resolveAlike?(event: object, actor: Actor): Promise<object>;
}

/** Who is told answers; throws nothing. */
export interface Listener {
  hear(answer: ExecutionResult): void;
  /** Called once it was told: whether it takes in another who was told the same, and who then goes on with it. */
  takesIn(other: this): boolean;
  /** Called once it was told and nobody has taken it in. */
  goOn(): void;
}

/** One answer on its way and who waits for it: all of them are told in one loop, in the order in which they came. */
class Awaited<L extends Listener> {
  readonly #told: L[] = [];
  #answer: ExecutionResult | undefined;
  #waiting: L[] = [];

  constructor(answer: Promise<ExecutionResult>, onFailed: () => void) {
    void answer.then((known) => {
      this.#answer = known;
      // Whoever comes back has it worked out anew.
      if (known.errors) onFailed();
      const waiting = this.#waiting;
      this.#waiting = [];
      for (const one of waiting) this.#tell(one, known);
    });
  }

  tell(one: L): void {
    if (this.#answer) this.#tell(one, this.#answer);
    else this.#waiting.push(one);
  }

  #tell(one: L, answer: ExecutionResult): void {
    one.hear(answer);
    if (this.#told.some((other) => other.takesIn(one))) return;
    this.#told.push(one);
    one.goOn();
  }
}

const answered = new Momentary<object, Awaited<Listener>>();
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

/** The names under which one reader's answers are shared. */
class Names {
  readonly actor: Actor;
  readonly own: string;
  readonly #anybody: string;
  #alike = '';
  #ofAlike = '';

  constructor(operation: string, actor: Actor) {
    this.actor = actor;
    this.own = hashOf(operation, rightToSee(actor));
    this.#anybody = hashOf(operation, 'alike', rightOfAnyPerson(actor));
  }

  /** The name among those who see the same as the policy says. */
  among(alike: string): string {
    if (alike !== this.#alike) this.#ofAlike = hashOf(this.#anybody, alike);
    this.#alike = alike;
    return this.#ofAlike;
  }
}

/**
 * One reader of a subscription, who shares answers with all of this process that have the same document, variables and right
 * to see: they are answered by one execution of an event. The same event is the same object: a source that hands one object to
 * many lets them share it. Which right the reader has is asked on every event, for a connection may have been renewed.
 */
export class SharingReader {
  readonly #context: Context;
  readonly #operation: string;
  readonly #says: LiveField;
  readonly #ready: ReadyAnswer | undefined;
  readonly #execute: (event: unknown) => Promise<ExecutionResult>;
  /** Whether an event that could not be answered is told by no later one. */
  readonly tellsOnce: boolean;
  #names: Names;

  /** `execute` never rejects. */
  constructor(args: ExecutionArgs, execute: (event: unknown) => Promise<ExecutionResult>) {
    const root = rootOf(args);
    this.#context = args.contextValue as Context;
    this.#operation = operationOf(args, root);
    this.#says = root && asksNobody(args.schema, args.document) ? root.says : {};
    this.#ready = this.#says.resolveAlike && readyAnswerOf(args);
    this.#execute = execute;
    this.tellsOnce = root?.says.tellsOnce ?? false;
    this.#names = new Names(this.#operation, this.#context.actor);
  }

  /** The same for all who ask the same with the same right to see. */
  get own(): string {
    const { actor } = this.#context;
    if (actor !== this.#names.actor) this.#names = new Names(this.#operation, actor);
    return this.#names.own;
  }

  /** Whether it has the right now, and asks what, that a name stands for. */
  hasRight(own: string): boolean {
    return this.own === own;
  }

  /** Has the listener told what is answered to the event: for this reader, or for one who sees the same. */
  answer(event: unknown, listener: Listener): void {
    if (typeof event !== 'object' || event === null) return void this.#answerAlone(event, listener);
    const { own } = this;
    const alike = this.#says.seenAlike?.(event, this.#names.actor) ?? null;
    const name = alike === null ? own : this.#names.among(alike);
    const work = () => (alike === null ? this.#execute(event) : this.#answerAlike(event));
    const awaited = () => new Awaited<Listener>(work(), () => answered.forget(event, name));
    answered.of(event, name, awaited).tell(listener);
  }

  /** The answer made ready; one that has to say what is wrong is executed. */
  async #answerAlike(event: object): Promise<ExecutionResult> {
    try {
      const resolved = this.#ready && (await this.#says.resolveAlike?.(event, freshActor(this.#context.actor)));
      if (resolved) return { data: this.#ready(resolved) };
    } catch {
      // Said by the execution, as for every other document.
    }
    return this.#execute(event);
  }

  async #answerAlone(event: unknown, listener: Listener): Promise<void> {
    listener.hear(await this.#execute(event));
    listener.goOn();
  }
}
