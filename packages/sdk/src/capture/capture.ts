import { type Clock, fullJitter, pause, systemClock } from '../clock.ts';
import type { TaiwaCore } from '../core.ts';
import { TaiwaError, isTaiwaError } from '../errors.ts';
import { AppendSegments, SendTranscriptDraft } from '../generated/transcripts.ts';
import type { SendTranscriptDraftInput } from '../generated/types.ts';
import { MemoryOutbox, type Outbox, type SegmentToSend, type WaitingSegment } from './outbox.ts';

/** How the sending stands. */
export interface CaptureState {
  /** `sending` also while waiting for the next try; `failing` from the first try that did not succeed. */
  readonly status: 'idle' | 'sending' | 'failing';
  /** Segments that the server does not have yet. */
  readonly waiting: number;
  /** What stood in the way of the last try. */
  readonly error: TaiwaError | undefined;
}

/** What a capture is made of. */
export interface CaptureOptions {
  /** Where segments wait; in memory by default. */
  readonly outbox?: Outbox;
  /** Segments that the server will never take: consent was taken back, or they came too late. They are dropped. */
  readonly onRefused?: (segments: readonly WaitingSegment[], error: TaiwaError) => void;
  readonly onChange?: (state: CaptureState) => void;
  /** The clock in use; tests give their own. */
  readonly clock?: Clock;
}

/** A segment as it is given to a capture: a name for it is made where none is given. */
export type SaidSegment = Omit<SegmentToSend, 'clientId'> & { readonly clientId?: string };

const AT_ONCE = 50;
const SHORTEST_MS = 200;
const LONGEST_MS = 15_000;

/**
 * Sends what is said to a transcript and loses none of it: a segment waits in the outbox until the server has kept it,
 * oldest first, one call at a time, tried again for as long as it takes. Sent twice, it is kept once.
 */
export class Capture {
  readonly #core: TaiwaCore;
  readonly #outbox: Outbox;
  readonly #options: CaptureOptions;
  readonly #clock: Clock;
  readonly #closing = new AbortController();
  readonly #idle = new Set<() => void>();
  #state: CaptureState = { status: 'idle', waiting: 0, error: undefined };
  #isSending = false;
  #isWanted = false;
  #isDrafting = false;
  #nextDraft: SendTranscriptDraftInput | undefined;

  constructor(core: TaiwaCore, options: CaptureOptions = {}) {
    this.#core = core;
    this.#options = options;
    this.#outbox = options.outbox ?? new MemoryOutbox();
    this.#clock = options.clock ?? systemClock;
    // What an earlier page left behind goes on its way.
    this.#send();
  }

  /** How the sending stands now. */
  get state(): CaptureState {
    return this.#state;
  }

  /**
   * Takes segments of one grant in; resolves with their names when they are in the outbox.
   *
   * @example
   * await capture.add(sessionId, grantId, [{ speaker: 'MEMBER', startMs: 0, endMs: 900, text: 'Good morning.' }]);
   */
  async add(sessionId: string, grantId: string, said: readonly SaidSegment[]): Promise<string[]> {
    const segments = said.map((one) => ({ ...one, clientId: one.clientId ?? crypto.randomUUID() }));
    await this.#outbox.add(segments.map((segment) => ({ sessionId, grantId, segment })));
    this.#send();
    return segments.map(({ clientId }) => clientId);
  }

  /**
   * Shows who watches what a speech engine thinks it hears: at best, never twice at once, the newest wins.
   *
   * @example
   * capture.draft({ sessionId, grantId, speaker: 'MEMBER', text: 'Good mor' });
   */
  draft(draft: SendTranscriptDraftInput): void {
    this.#nextDraft = draft;
    if (!this.#isDrafting) void this.#sendDrafts();
  }

  /**
   * Resolves when nothing waits any more.
   *
   * @example
   * await capture.flush();
   */
  flush(): Promise<void> {
    return new Promise<void>((resolve) => {
      this.#idle.add(resolve);
      this.#send();
    });
  }

  /**
   * Throws away what waits: for a device whose owner took consent back.
   *
   * @example
   * await capture.discard();
   */
  async discard(): Promise<void> {
    await this.#outbox.clear();
    this.#become({ waiting: 0 });
  }

  /**
   * Stops sending; what waits stays in the outbox.
   *
   * @example
   * capture.close();
   */
  close(): void {
    this.#closing.abort();
  }

  #send(): void {
    this.#isWanted = true;
    if (this.#isSending || this.#closing.signal.aborted) return;
    this.#isSending = true;
    // Only closing ends it early.
    this.#sendAll().catch(() => undefined);
  }

  async #sendAll(): Promise<void> {
    for (let failures = 0; ;) {
      this.#closing.signal.throwIfAborted();
      this.#isWanted = false;
      const error = await this.#sendOldest().catch(readOutboxFailure);
      // Something may have come in behind the last look.
      if (error === 'empty' && !this.#isWanted) return this.#rest();
      if (error && error !== 'empty') await this.#waitAfter(error, failures++);
      else failures = 0;
    }
  }

  /** Sends what one call takes; answers what stood in the way, if trying again may help, or that nothing waits. */
  async #sendOldest(): Promise<TaiwaError | 'empty' | undefined> {
    const oldest = await this.#outbox.oldest(AT_ONCE);
    if (oldest.length === 0) return 'empty';
    const status = this.#state.status === 'failing' ? 'failing' : 'sending';
    this.#become({ status, waiting: await this.#outbox.count() });
    const error = await this.#sendBatch(batchOf(oldest));
    if (!error) this.#become({ status: 'sending', waiting: await this.#outbox.count(), error: undefined });
    return error;
  }

  #rest(): void {
    this.#isSending = false;
    this.#become({ status: 'idle', waiting: 0, error: undefined });
    for (const resolve of this.#idle) resolve();
    this.#idle.clear();
  }

  async #waitAfter(error: TaiwaError, failures: number): Promise<void> {
    this.#become({ status: 'failing', error });
    await this.#pause((error.retryAfterMs ?? SHORTEST_MS) + fullJitter(this.#clock, failures, SHORTEST_MS, LONGEST_MS));
  }

  /** Sends one call's worth; answers what stood in the way, if trying again may help. */
  async #sendBatch(batch: readonly WaitingSegment[]): Promise<TaiwaError | undefined> {
    const [first] = batch;
    if (!first) return undefined;
    const { sessionId, grantId } = first;
    const segments = batch.map(({ segment }) => segment);
    try {
      const kept = await this.#core.change(AppendSegments, { sessionId, grantId, segments }, this.#call());
      await this.#outbox.remove(kept.segments.map(({ clientId }) => clientId));
      return undefined;
    } catch (raised) {
      const error = readOutboxFailure(raised);
      return error.kind === 'problem' ? this.#drop(batch, error) : error;
    }
  }

  async #drop(batch: readonly WaitingSegment[], error: TaiwaError): Promise<TaiwaError | undefined> {
    const named = new Set(error.problem?.clientIds);
    // A problem that names no segment is about one of them: alone, each is kept or known to be the one.
    if (named.size === 0 && batch.length > 1) {
      const half = Math.ceil(batch.length / 2);
      return (await this.#sendBatch(batch.slice(0, half))) ?? this.#sendBatch(batch.slice(half));
    }
    const refused = named.size === 0 ? batch : batch.filter(({ segment }) => named.has(segment.clientId));
    await this.#outbox.remove(refused.map(({ segment }) => segment.clientId));
    this.#options.onRefused?.(refused, error);
    return undefined;
  }

  async #sendDrafts(): Promise<void> {
    this.#isDrafting = true;
    for (let draft = this.#nextDraft; draft; draft = this.#nextDraft) {
      this.#nextDraft = undefined;
      // A draft that does not arrive is followed by another, or by the segment.
      await this.#core.change(SendTranscriptDraft, draft, this.#call()).catch(() => undefined);
    }
    this.#isDrafting = false;
  }

  #call() {
    return { signal: this.#closing.signal, maxRetries: 0 };
  }

  async #pause(ms: number): Promise<void> {
    const woken = new AbortController();
    const stopWaking = this.#clock.onWake(() => woken.abort());
    try {
      await pause(this.#clock, ms, AbortSignal.any([woken.signal, this.#closing.signal]));
    } catch {
      this.#closing.signal.throwIfAborted();
    } finally {
      stopWaking();
    }
  }

  #become(change: Partial<CaptureState>): void {
    const next = { ...this.#state, ...change };
    if (next.status === this.#state.status && next.waiting === this.#state.waiting && next.error === this.#state.error)
      return;
    this.#state = next;
    this.#options.onChange?.(next);
  }
}

/** The oldest segments that one call can take: those of one grant. */
function batchOf(oldest: readonly WaitingSegment[]): readonly WaitingSegment[] {
  const other = oldest.findIndex(({ grantId }) => grantId !== oldest[0]?.grantId);
  return other === -1 ? oldest : oldest.slice(0, other);
}

function readOutboxFailure(cause: unknown): TaiwaError {
  if (isTaiwaError(cause)) return cause;
  const message = 'The outbox could not be read or written.';
  return new TaiwaError('network', message, { code: 'OUTBOX_FAILED', cause, retryable: true });
}
