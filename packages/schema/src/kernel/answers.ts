import { type ExecutionResult, GraphQLError } from 'graphql';
import { Feed, SourceFeed, type Taker } from './feed.ts';
import type { Listener, SharingReader } from './shared-execution.ts';

/** The answer where something fails around the fields (no connection is free, the snapshot is lost): an error like others. */
export function failed(cause: unknown): ExecutionResult {
  const originalError = cause instanceof Error ? cause : new Error(String(cause));
  return { data: null, errors: [new GraphQLError(originalError.message, { originalError })] };
}

/** Whether nothing of an event is in its answer. */
const isLost = ({ data, errors }: ExecutionResult): boolean =>
  errors !== undefined && Object.values(data ?? {}).every((value) => value === null);

const isPlaced = (events: Feed<unknown>): events is SourceFeed<object> & { readonly place: object } =>
  events instanceof SourceFeed && events.place !== undefined;

/**
 * The answers to the events of a source, as somebody asks for them. Where each event tells something once, one that could not
 * be answered ends them, with an answer that says why: who reads comes back from where they were.
 */
export class Answers extends Feed<ExecutionResult> implements Taker<unknown> {
  readonly events: Feed<unknown>;
  readonly reader: SharingReader;
  /** With whom its events are looked out for. */
  cohort: Cohort;

  constructor(events: Feed<unknown>, reader: SharingReader) {
    super();
    this.events = events;
    this.reader = reader;
    this.cohort = new Cohort(this);
  }

  /** Whether somebody waits for an answer. */
  get isAsked(): boolean {
    return this.isWanted;
  }

  tell(answer: ExecutionResult): void {
    this.give(answer);
  }

  over(): void {
    this.close();
  }

  take(event: unknown): void {
    this.cohort.take(event);
  }

  end(): void {
    if (this.cohort.leader === this) this.cohort.end();
  }

  fail(error: unknown): void {
    this.cohort.hear(failed(error));
    this.cohort.goOn();
  }

  protected look(): void {
    this.cohort.lookOut();
  }

  protected left(): Promise<void> {
    this.cohort.leave(this);
    return this.events.leave();
  }
}

/**
 * Those who stand at the same place of a source with the same right to see, of whom one looks out for all: an event is found
 * once, its policy is asked once and its answer told in one loop. Who is not there when an answer is told, or has another right
 * by then, goes on alone from where they were. At first everybody is alone; those who were told the same become one.
 */
class Cohort implements Listener {
  readonly #members: Set<Answers>;
  #leader: Answers;
  #own: string;
  #state: 'idle' | 'looking' | 'answering' = 'idle';
  /** Where it stood before the event that is being answered. */
  #before: object | undefined;
  #told: ExecutionResult | undefined;

  constructor(first: Answers) {
    this.#members = new Set([first]);
    this.#leader = first;
    this.#own = first.reader.own;
  }

  /** Who looks out. */
  get leader(): Answers {
    return this.#leader;
  }

  /** Asks for the next event, unless it is on its way. */
  lookOut(): void {
    if (this.#state !== 'idle') return;
    this.#state = 'looking';
    const { events } = this.#leader;
    if (isPlaced(events)) this.#before = events.place;
    events.ask(this.#leader);
  }

  /** Has an event answered with the right of who looks out, which is that of all. */
  take(event: unknown): void {
    this.#state = 'answering';
    const { reader } = this.#leader;
    if (!reader.hasRight(this.#own)) {
      // Whose connection was renewed with another right is asked for alone; the others find the event anew.
      if (this.#members.size > 1) return this.#goOnWithout(this.#leader);
      this.#own = reader.own;
    }
    try {
      reader.answer(event, this);
    } catch (error) {
      // A policy that fails tells nobody anything.
      this.hear(failed(error));
      this.goOn();
    }
  }

  #goOnWithout(member: Answers): void {
    const before = this.#before;
    this.#state = 'idle';
    this.#setApart(member);
    const { events } = this.#leader;
    if (before && isPlaced(events)) events.goOnFrom(before);
    this.goOn();
  }

  hear(answer: ExecutionResult): void {
    this.#told = answer;
    if (this.#leader.reader.tellsOnce && isLost(answer)) return this.#endWith(answer);
    if (this.#members.size === 1) return this.#leader.tell(answer);
    for (const member of this.#members)
      if (member.isAsked && member.reader.hasRight(this.#own)) member.tell(answer);
      else this.#setApart(member);
  }

  /** Goes on once everybody was told. */
  goOn(): void {
    this.#state = 'idle';
    for (const { isAsked } of this.#members) if (isAsked) return this.lookOut();
  }

  /** Takes in those who were told the same last and see the same; false where they are not such. */
  takesIn(others: Cohort): boolean {
    const isLevel = others.#told === this.#told && others.#own === this.#own;
    if (!isLevel || this.#members.size === 0 || others.#members.size === 0) return false;
    if (!isPlaced(this.#leader.events) || !isPlaced(others.#leader.events)) return false;
    others.#leader.events.rest();
    for (const member of others.#members) {
      member.cohort = this;
      this.#members.add(member);
    }
    others.#members.clear();
    if (this.#state === 'idle') this.goOn();
    return true;
  }

  leave(member: Answers): void {
    if (!this.#members.delete(member) || member !== this.#leader) return;
    const [next] = this.#members;
    if (next) this.#followTo(next);
  }

  /** Lets another look out, from where the one stands who did. */
  #followTo(next: Answers): void {
    const { events } = this.#leader;
    this.#leader = next;
    if (isPlaced(events) && isPlaced(next.events)) next.events.goOnFrom(events.place);
    if (this.#state === 'looking') next.events.ask(next);
  }

  #setApart(member: Answers): void {
    const { events } = member;
    this.leave(member);
    member.cohort = new Cohort(member);
    if (this.#before && isPlaced(events)) events.goOnFrom(this.#before);
    if (member.isAsked) member.cohort.lookOut();
  }

  #endWith(answer: ExecutionResult): void {
    for (const member of this.#dissolved()) {
      member.tell(answer);
      member.over();
    }
  }

  end(): void {
    for (const member of this.#dissolved()) member.over();
  }

  #dissolved(): readonly Answers[] {
    const members = [...this.#members];
    this.#members.clear();
    return members;
  }
}
