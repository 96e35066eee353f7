import {
  buildSchema,
  execute,
  GraphQLError,
  parse,
  type ExecutionArgs,
  type GraphQLFieldResolver,
  type GraphQLSchema,
} from 'graphql';
import { changes } from './changes.ts';
import { follows } from './follows.ts';
import { questions } from './questions.ts';
import type { Reader } from './reading.ts';
import { tell, type Story, type StoryOptions, type StorySession } from './story.ts';

/** What a test wants to go wrong with an operation: the connection drops, the server breaks, or it takes its time. */
export interface Fault {
  /** Name of the operation, or `*`. */
  readonly operation: string;
  readonly kind: 'drop' | 'break' | 'hold' | 'absent';
  /** How often; until it is taken back where nothing is said. */
  times?: number;
}

/** One operation that arrived. */
export interface Received {
  readonly operation: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly userId: string;
}

/**
 * A scripted company behind the public schema: real documents in, real answers out, no database. It knows just enough
 * rules to play one story; the rules themselves are proven elsewhere.
 */
export class World {
  readonly story: Story;
  faults: Fault[] = [];
  received: Received[] = [];
  signedOut = false;
  readonly #schema: GraphQLSchema;
  readonly #watchers = new Set<() => void>();

  constructor(sdl: string, options: StoryOptions = {}) {
    this.#schema = buildSchema(sdl);
    this.story = tell(options);
  }

  /** Sessions still to come or going on, live ones first, then the earliest. */
  upcoming(userId?: string): StorySession[] {
    const rank = { LIVE: 0, PROPOSED: 1, SCHEDULED: 1, ENDED: 2, CANCELLED: 2 };
    return this.story.sessions
      .filter(({ state }) => rank[state] < 2)
      .filter(({ pair }) => !userId || pair.member.id === userId || pair.counterpart.id === userId)
      .sort((a, b) => rank[a.state] - rank[b.state] || a.startsAt.localeCompare(b.startsAt));
  }

  /** A session by its id; throws what the API throws for what is not there. */
  session(id: string): StorySession {
    const session = this.story.sessions.find((one) => one.id === id);
    if (!session) throw new GraphQLError('Not found', { extensions: { code: 'NOT_FOUND' } });
    return session;
  }

  /** Tells everybody who follows something that it may have changed. */
  signal(): void {
    for (const watcher of this.#watchers) watcher();
  }

  /** Calls back on every signal until the answer is called. */
  watch(watcher: () => void): () => void {
    this.#watchers.add(watcher);
    return () => void this.#watchers.delete(watcher);
  }

  /** Runs a query or mutation. */
  async run(document: string, variables: Record<string, unknown>, reader: Omit<Reader, 'world'>) {
    return execute({
      schema: this.#schema,
      document: parse(document),
      rootValue: { ...questions, ...changes },
      contextValue: { ...reader, world: this },
      variableValues: variables,
      fieldResolver: pickLanguage,
    });
  }

  /** What it takes to follow a subscription. */
  following(document: string, variables: Record<string, unknown>, reader: Omit<Reader, 'world'>): ExecutionArgs {
    return {
      schema: this.#schema,
      document: parse(document),
      rootValue: follows,
      contextValue: { ...reader, world: this },
      variableValues: variables,
      fieldResolver: pickLanguage,
    };
  }

  /** Whether everything fails, live data too. */
  get isBroken(): boolean {
    return this.faults.some(({ operation, kind }) => operation === '*' && kind === 'break');
  }

  /** The fault that is due for an operation, counted down. */
  faultFor(operation: string): Fault | undefined {
    const fault = this.faults.find((one) => one.operation === operation || one.operation === '*');
    if (fault?.times !== undefined && --fault.times <= 0) this.faults = this.faults.filter((one) => one !== fault);
    return fault;
  }
}

/** Reads a field; words in both languages become those of the reader. */
const pickLanguage: GraphQLFieldResolver<unknown, Reader> = (source, args, reader, { fieldName }) => {
  const found: unknown = typeof source === 'object' && source !== null ? Reflect.get(source, fieldName) : undefined;
  const value: unknown = typeof found === 'function' ? found(args, reader) : found;
  return Array.isArray(value) ? value.map((one) => inLanguage(one, reader)) : inLanguage(value, reader);
};

function inLanguage(value: unknown, { language }: Reader): unknown {
  const both = typeof value === 'object' && value !== null && 'ja' in value && 'en' in value;
  return both ? value[language] : value;
}
