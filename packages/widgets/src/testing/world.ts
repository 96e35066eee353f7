import { buildSchema, GraphQLError, type GraphQLSchema } from 'graphql';
import { tell, type Story, type StoryOptions, type StorySession } from './story.ts';

/** What a test wants to go wrong with an operation: the connection drops, the server breaks, it takes its time, or its answer does. */
export interface Fault {
  /** Name of the operation, or `*`. */
  readonly operation: string;
  readonly kind: 'drop' | 'break' | 'hold' | 'late' | 'absent';
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
 * A scripted company: its story, what went wrong on the way to it, and what has been asked. It knows just enough rules to play
 * one story; the rules themselves are proven elsewhere.
 */
export class World {
  readonly story: Story;
  faults: Fault[] = [];
  received: Received[] = [];
  signedOut = false;
  /** What can be asked. */
  readonly schema: GraphQLSchema;
  readonly #watchers = new Set<() => void>();

  constructor(sdl: string, options: StoryOptions = {}) {
    this.schema = buildSchema(sdl);
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
