import { followTranscript, type TranscriptUpdate } from '@taiwa/sdk/follow-transcript';
import type { ReactiveController } from 'lit';
import type { Client } from '../../data/client.ts';
import { LiveController } from '../../data/live-controller.ts';
import { liveStateOf } from '../../data/live-state.ts';
import type { ClientHost } from '../../data/query-controller.ts';
import { TranscriptLog, type Segment, type Speaker } from './transcript-log.ts';

/** What a speech engine thinks it hears now. */
export type Draft = TranscriptUpdate['drafts'][number];

// The server forgets a draft that nothing followed, and does not say so.
const DRAFT_MS = 10_000;

/**
 * Reads the transcript of a session from its beginning and goes on reading as it grows, through lost connections and other
 * languages. What was read stays until another session or another person comes.
 */
export class TranscriptFeed implements ReactiveController {
  /** What was read. */
  log = new TranscriptLog();
  /** Where the recording stands; undefined before the first answer. */
  state: TranscriptUpdate['state'] | undefined;
  /** The number of the newest entry when `state` was told. */
  knownSeq = 0;
  drafts: readonly Draft[] = [];
  readonly #host: ClientHost;
  readonly #live: LiveController<TranscriptUpdate, { sessionId: string }>;
  readonly #onSaid: (segments: readonly Segment[]) => void;
  readonly #settled = new Map<Speaker, string>();
  #readOf: readonly unknown[] = [];
  #connection: Client | undefined;
  #isRead = false;
  #stopHearing: () => void = () => undefined;
  #draftsEnd: ReturnType<typeof setTimeout> | undefined;

  /**
   * `onSaid` hears what is said from now on, not what had been said before. `onWithheld` is called when whoever looks may no
   * longer see it: what was read is forgotten by then.
   */
  constructor(
    host: ClientHost,
    sessionId: () => string | undefined,
    onSaid: (segments: readonly Segment[]) => void = () => undefined,
    onWithheld: () => void = () => undefined,
  ) {
    this.#host = host;
    this.#onSaid = onSaid;
    host.addController(this);
    this.#live = new LiveController(host, {
      variables: () => {
        const id = sessionId();
        return id === undefined ? undefined : { sessionId: id };
      },
      open: (client, { sessionId: id }, signal) => this.#open(client, id, signal),
      onEvent: (update) => this.#take(update),
      onRefused: () => {
        this.forget();
        onWithheld();
      },
    });
  }

  hostDisconnected(): void {
    this.#stopHearing();
    this.#connection = undefined;
    clearTimeout(this.#draftsEnd);
    this.drafts = [];
  }

  /** Whether everything there is has been read. */
  get isRead(): boolean {
    return this.#isRead;
  }

  /** Whether it was live and is not now; what is said meanwhile comes with the connection. */
  get isReconnecting(): boolean {
    if (this.state === undefined || !this.#connection) return false;
    return !this.#live.live || liveStateOf(this.#connection)?.isConnected === false;
  }

  /** Forgets what was read: whoever is here now may not be who read it. */
  forget(): void {
    this.log = new TranscriptLog();
    this.state = undefined;
    this.knownSeq = 0;
    this.drafts = [];
    this.#settled.clear();
    this.#isRead = false;
  }

  #open(client: Client, sessionId: string, signal: AbortSignal): AsyncIterable<TranscriptUpdate> {
    // One person's clients share their tokens, whatever language they ask in.
    const readOf = [client.tokens, sessionId];
    if (readOf.some((one, index) => one !== this.#readOf[index])) this.forget();
    this.#readOf = readOf;
    this.#hear(client);
    return followTranscript(client, sessionId, { after: this.log.lastSeq, signal });
  }

  #hear(client: Client): void {
    this.#stopHearing();
    this.#connection = client;
    this.#stopHearing = liveStateOf(client)?.onChange(() => this.#host.requestUpdate()) ?? (() => undefined);
  }

  #take({ state, lastSeq, entries, drafts }: TranscriptUpdate): void {
    const said = entries.filter((one) => one.__typename === 'TranscriptSegment');
    this.log.take(entries);
    this.state = state;
    this.knownSeq = lastSeq;
    this.#settle(drafts, said);
    if (this.#isRead && said.length > 0) this.#onSaid(said);
    this.#isRead ||= this.log.lastSeq >= lastSeq;
    this.drafts = state === 'RECORDING' ? drafts.filter((one) => this.#settled.get(one.speaker) !== one.text) : [];
    clearTimeout(this.#draftsEnd);
    if (this.drafts.length > 0) this.#draftsEnd = setTimeout(() => this.#dropDrafts(), DRAFT_MS);
    this.#host.requestUpdate();
  }

  /** What was being heard of somebody has been said once their segment is there. */
  #settle(drafts: readonly Draft[], said: readonly Segment[]): void {
    for (const { speaker } of said) {
      const draft = [...drafts, ...this.drafts].find((one) => one.speaker === speaker);
      if (draft) this.#settled.set(speaker, draft.text);
    }
  }

  #dropDrafts(): void {
    this.drafts = [];
    this.#host.requestUpdate();
  }
}
