import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Client } from './client.ts';
import type { Document } from './document.ts';
import { keepTerms } from '../locale/terms.ts';
import type { SubmitAction } from './element-events.ts';
import { failureOf, isAbort, type Failure } from './failure.ts';

/** An element that can say by which client it asks; undefined until it is told where the server is. */
export interface ClientHost extends ReactiveControllerHost {
  readonly client: Client | undefined;
  /** Keeps its connection open until this is done, though it may leave the page meanwhile. */
  hold(work: Promise<unknown>): void;
  /** Tells the page of a failure. */
  report(failure: Failure): void;
  /** Asks the page whether something may be sent now. */
  submits?(action: SubmitAction): boolean;
}

/** What is known of something that was asked for. Data that once arrived stays, with the failure of a later try. */
export type Reading<Data> =
  | { readonly state: 'waiting' }
  | { readonly state: 'there'; readonly data: Data; readonly failure?: Failure }
  | { readonly state: 'failed'; readonly failure: Failure };

/** What to ask: undefined variables mean "not yet". */
export interface Query<Data, Variables> {
  readonly document: Document<Data, Variables>;
  readonly variables: () => Variables | undefined;
  /** Whether the answer to the last question stays until that to a new one arrives. */
  readonly keepsLast?: boolean;
}

type Step<Data> = (data: Data) => Data;

const AGAIN_MS = 10_000;
const SIGNED_OUT: Failure = { kind: 'signed-out', code: 'SIGNED_OUT', message: '', retryable: false, requestId: '' };

/**
 * Asks when its host is connected, again when the variables or the client change, and once more when the connection
 * comes back; aborts what nobody waits for any more. Events go another way than answers and may overtake them: an answer
 * never takes back what an event has told since it was asked for.
 */
export class QueryController<Data, Variables> implements ReactiveController {
  reading: Reading<Data> = { state: 'waiting' };
  readonly #host: ClientHost;
  readonly #query: Query<Data, Variables>;
  #running: AbortController | undefined;
  /** What events have changed since the question under way was asked. */
  #since: Step<Data>[] = [];
  #asked = '';
  #askedBy: Client | undefined;
  #again: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ClientHost, query: Query<Data, Variables>) {
    this.#host = host;
    this.#query = query;
    host.addController(this);
  }

  /** The data, where there is some. */
  get data(): Data | undefined {
    return this.reading.state === 'there' ? this.reading.data : undefined;
  }

  hostConnected(): void {
    window.addEventListener('online', this.#retry);
  }

  hostDisconnected(): void {
    window.removeEventListener('online', this.#retry);
    this.#stop();
  }

  hostUpdate(): void {
    const { client } = this.#host;
    // Nothing of one person stays for the next; in another language it is the same person.
    if (this.#askedBy && client?.tokens !== this.#askedBy.tokens) {
      this.#stop();
      this.reading = client ? { state: 'waiting' } : { state: 'failed', failure: SIGNED_OUT };
    }
    const variables = this.#query.variables();
    if (client === undefined || variables === undefined) return;
    const asked = JSON.stringify(variables);
    if (asked === this.#asked && client === this.#askedBy) return;
    const isNewQuestion = this.#asked !== '' && asked !== this.#asked;
    if (isNewQuestion && !this.#query.keepsLast) this.reading = { state: 'waiting' };
    this.#asked = asked;
    this.#askedBy = client;
    void this.#run(client, variables);
  }

  /** Asks again; what is there stays until the answer arrives. */
  async reload(): Promise<void> {
    const { reading } = this;
    const { client } = this.#host;
    if (client && this.#query.variables() && reading.state === 'failed') {
      this.#show({ state: 'waiting' });
      // The client remembers that the page was signed out until it is told to ask again.
      if (reading.failure.kind === 'signed-out') await client.tokens?.renew().catch(() => undefined);
    }
    await this.#ask();
  }

  /** Puts other data in place, e.g. the answer of a mutation that no event tells of. */
  put(data: Data): void {
    this.#show({ state: 'there', data });
  }

  /** Puts in place what an event tells, which is all there is to know. */
  tell(data: Data): void {
    this.#since = [() => data];
    this.put(data);
  }

  /** Changes what an event tells a part of: in what is there, and in the answer that is waited for. */
  change(step: (data: Data) => Data): void {
    if (this.#running) this.#since.push(step);
    if (this.data) this.put(step(this.data));
  }

  /**
   * Waits for the answer of a mutation that events tell of as well, and puts in place what `step` makes of it. Where other
   * data came or was asked for meanwhile it asks again: whether that is older or newer only the server knows.
   */
  async after<Answer>(
    answering: Promise<Answer>,
    step: (answer: NonNullable<Answer>, data: Data) => Data,
  ): Promise<Answer> {
    const { data } = this;
    const answer = await answering;
    if (!answer) return answer;
    if (data === undefined || data !== this.data || this.#running) await this.reload();
    else this.put(step(answer, data));
    return answer;
  }

  #stop(): void {
    this.#running?.abort();
    this.#running = undefined;
    clearTimeout(this.#again);
    this.#asked = '';
    this.#askedBy = undefined;
  }

  async #ask(): Promise<void> {
    const { client } = this.#host;
    const variables = this.#query.variables();
    if (client !== undefined && variables !== undefined) await this.#run(client, variables);
  }

  async #run(client: Client, variables: Variables): Promise<void> {
    this.#running?.abort();
    clearTimeout(this.#again);
    const running = new AbortController();
    this.#running = running;
    this.#since = [];
    try {
      const data = await client.query(this.#query.document, variables, { signal: running.signal });
      keepTerms(client, data);
      if (this.#running === running) this.put(this.#since.reduce<Data>((newer, step) => step(newer), data));
    } catch (error) {
      if (this.#running === running && !isAbort(error)) this.#fail(failureOf(error));
    }
    if (this.#running === running) this.#running = undefined;
  }

  #fail(failure: Failure): void {
    // Not every connection that comes back says so.
    if (failure.kind === 'offline') this.#again = setTimeout(() => void this.#ask(), AGAIN_MS);
    const { reading } = this;
    this.#host.report(failure);
    const stays = reading.state === 'there' && failure.kind !== 'signed-out';
    this.#show(stays ? { ...reading, failure } : { state: 'failed', failure });
  }

  #show(reading: Reading<Data>): void {
    this.reading = reading;
    this.#host.requestUpdate();
  }

  readonly #retry = (): void => {
    const failed = this.reading.state === 'failed' || (this.reading.state === 'there' && this.reading.failure);
    if (failed) void this.#ask();
  };
}
