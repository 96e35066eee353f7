/** Who takes what comes next: told one of the three, once for each asking. It throws nothing. */
export interface Taker<T> {
  take(thing: T): void;
  /** Nothing follows. */
  end(): void;
  fail(error: unknown): void;
}

const OVER = { done: true, value: undefined } as const;

/**
 * Things that come one by one and are asked for one by one. Who asks is called when the next is there, so that one loop serves
 * all who wait for the same; who iterates gets a promise for each.
 */
export abstract class Feed<T> implements AsyncGenerator<T, void, void> {
  #taker: Taker<T> | undefined;
  #isOver = false;

  /** Asks for the next; one asking at a time. */
  ask(taker: Taker<T>): void {
    if (this.#isOver) return taker.end();
    this.#taker = taker;
    this.look();
  }

  /** Ends it: who has asked is told so at once, and nothing is handed over any more. */
  async leave(): Promise<void> {
    if (this.#isOver) return;
    this.#finish()?.end();
    await this.left();
  }

  /** Called with each asking: looks for the next, for as long as it is wanted. */
  protected abstract look(): void;

  /** Called once, when it is over. */
  protected abstract left(): Promise<void> | void;

  protected get isWanted(): boolean {
    return this.#taker !== undefined;
  }

  /** Hands over the next to who has asked; to nobody where nobody has. */
  protected give(thing: T): void {
    const taker = this.#taker;
    this.#taker = undefined;
    taker?.take(thing);
  }

  /** Ends it because nothing follows, or with what went wrong. */
  protected close(failure?: { readonly error: unknown }): void {
    if (this.#isOver) return;
    const taker = this.#finish();
    if (failure) taker?.fail(failure.error);
    else taker?.end();
    void this.left();
  }

  #finish(): Taker<T> | undefined {
    const taker = this.#taker;
    this.#taker = undefined;
    this.#isOver = true;
    return taker;
  }

  next(): Promise<IteratorResult<T, void>> {
    return new Promise((resolve, reject) =>
      this.ask({ take: (value) => resolve({ done: false, value }), end: () => resolve(OVER), fail: reject }),
    );
  }

  async return(): Promise<IteratorResult<T, void>> {
    await this.leave();
    return OVER;
  }

  async throw(error: unknown): Promise<IteratorResult<T, void>> {
    await this.leave();
    throw error;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}

/** What is looked at for what comes next. */
export interface Source<T> {
  /** The next, or a promise of it where it has to be fetched; undefined while there is none. */
  next(): T | Promise<T | undefined> | undefined;
  /** `wake` is to be called whenever there may be something since the last look. */
  onNews(wake: () => void): void;
  /** Called once, when nobody looks any more. */
  leave(): Promise<void> | void;
}

/** A source at which several may stand at the same place, so that one of them can look out for all. */
export interface PlacedSource<T> extends Source<T> {
  /** Where it stands; another object once it has gone on. Whoever is put there is given what follows. */
  place: object;
  /** Called when another looks out: `wake` is not called until `onNews` is called again. */
  rest(): void;
}

/** What a source has, as somebody asks for it; a source that fails ends it. */
export class SourceFeed<T extends object> extends Feed<T> {
  readonly #source: Source<T> | PlacedSource<T>;
  #isLooking = false;

  constructor(source: Source<T> | PlacedSource<T>) {
    super();
    this.#source = source;
    source.onNews(() => this.look());
  }

  /** Where it stands; undefined for a source that knows no places. */
  get place(): object | undefined {
    return 'place' in this.#source ? this.#source.place : undefined;
  }

  /** Looks out no more, for another does that who stands at the same place. */
  rest(): void {
    if ('place' in this.#source) this.#source.rest();
  }

  /** Looks out again, from this place on. */
  goOnFrom(place: object): void {
    if (!('place' in this.#source)) return;
    this.#source.rest();
    this.#source.place = place;
    this.#source.onNews(() => this.look());
  }

  // Who takes may ask again at once: that is a turn of this loop and no deeper call.
  protected look(): void {
    if (this.#isLooking) return;
    this.#isLooking = true;
    try {
      while (this.isWanted) {
        const next = this.#source.next();
        if (next instanceof Promise) return void this.#fetch(next);
        if (next === undefined) break;
        this.give(next);
      }
    } catch (error) {
      this.close({ error });
    }
    this.#isLooking = false;
  }

  async #fetch(next: Promise<T | undefined>): Promise<void> {
    try {
      const found = await next;
      if (found !== undefined) this.give(found);
    } catch (error) {
      this.close({ error });
    }
    this.#isLooking = false;
    this.look();
  }

  protected left(): Promise<void> | void {
    return this.#source.leave();
  }
}

/** Any other iteration as a feed. */
class IteratedFeed<T> extends Feed<T> {
  readonly #iterator: AsyncIterator<T>;

  constructor(iterator: AsyncIterator<T>) {
    super();
    this.#iterator = iterator;
  }

  protected look(): void {
    this.#iterator.next().then(
      (step) => (step.done ? this.close() : this.give(step.value)),
      (error: unknown) => this.close({ error }),
    );
  }

  protected async left(): Promise<void> {
    await this.#iterator.return?.();
  }
}

/** An iteration as a feed; a feed as it is. */
export const feedOf = <T>(things: AsyncIterable<T>): Feed<T> =>
  things instanceof Feed ? (things as Feed<T>) : new IteratedFeed(things[Symbol.asyncIterator]());

/** Calls `take` with each as it comes, until the feed is over. */
export function each<T>(feed: Feed<T>, take: (thing: T) => void): void {
  const taker: Taker<T> = {
    take: (thing) => {
      take(thing);
      feed.ask(taker);
    },
    end: () => {},
    fail: () => {},
  };
  feed.ask(taker);
}
