import { Capture, type CaptureOptions } from '../capture/capture.ts';
import type { TaiwaCore } from '../core.ts';
import { type FollowOptions, type TranscriptUpdate, followTranscript } from '../follow-transcript.ts';
import {
  AnswerTranscript,
  AppendSegments,
  AskForTranscript,
  CorrectSegment,
  DeleteTranscript,
  GetTranscript,
  GetTranscriptConsent,
  LeaveTranscript,
  ListFormerWords,
  NameSpeakers,
  PauseTranscript,
  ReadTranscript,
  ResumeTranscript,
  SendTranscriptDraft,
  StopTranscript,
  WithdrawConsent,
} from '../generated/transcripts.ts';
import type {
  AppendSegmentsInput,
  CorrectSegmentInput,
  DeleteTranscriptInput,
  FormerWordsFragment,
  GetTranscriptConsentQuery,
  NameSpeakersInput,
  SendTranscriptDraftInput,
  TranscriptFragment,
  TranscriptSegmentFragment,
  ReadTranscriptQuery,
} from '../generated/types.ts';
import type { CallOptions, ChangeOptions } from '../options.ts';
import { TranscriptImports } from './transcript-imports.ts';

/** How the transcript of a talk stands, and what the caller can do about it. */
export type Transcript = TranscriptFragment;
/** Something that was said. */
export type TranscriptSegment = TranscriptSegmentFragment;
/** What a segment said before a correction. */
export type FormerWords = FormerWordsFragment;
/** What people read before they say yes or no. */
export type ConsentText = GetTranscriptConsentQuery['transcriptConsent'];

type Read = NonNullable<NonNullable<ReadTranscriptQuery['session']>['transcript']>;
/** One entry of a transcript; `__typename` tells which. */
export type TranscriptEntry = Read['entries'][number];

/** A segment that is kept, and its number. */
export interface KeptSegment {
  readonly clientId: string;
  readonly seq: number;
}

/** Entries behind one, and how the transcript stands. */
export interface TranscriptPage {
  readonly state: Read['state'];
  /** The number of the newest entry; there are more pages until it is reached. */
  readonly lastSeq: number;
  readonly entries: readonly TranscriptEntry[];
}

const NOTHING: TranscriptPage = { state: 'OFF', lastSeq: 0, entries: [] };

/** What is written down of a talk, once both agree. */
export class Transcripts {
  readonly #core: TaiwaCore;
  /** Captions that were recorded elsewhere. */
  readonly imports: TranscriptImports;

  constructor(core: TaiwaCore) {
    this.#core = core;
    this.imports = new TranscriptImports(core);
  }

  /**
   * How the transcript of a talk stands; null until somebody first asks.
   *
   * @example
   * const transcript = await taiwa.transcripts.get(sessionId);
   */
  async get(sessionId: string, options?: CallOptions): Promise<Transcript | null> {
    return (await this.#core.query(GetTranscript, { sessionId }, options)).session?.transcript ?? null;
  }

  /**
   * The entries behind `after` (0), at most `first` (100), in their order.
   *
   * @example
   * const { entries, lastSeq } = await taiwa.transcripts.page(sessionId, { after: 120 });
   */
  async page(
    sessionId: string,
    { after = 0, first = 100 }: { readonly after?: number; readonly first?: number } = {},
    options?: CallOptions,
  ): Promise<TranscriptPage> {
    const { session } = await this.#core.query(ReadTranscript, { sessionId, after, first }, options);
    return session?.transcript ?? NOTHING;
  }

  /**
   * What a segment said before it was corrected, oldest first.
   *
   * @example
   * const former = await taiwa.transcripts.formerWords(sessionId, 12);
   */
  async formerWords(sessionId: string, seq: number, options?: CallOptions): Promise<readonly FormerWords[]> {
    const { session } = await this.#core.query(ListFormerWords, { sessionId, after: seq - 1 }, options);
    const [entry] = session?.transcript?.entries ?? [];
    return entry && 'history' in entry ? entry.history : [];
  }

  /**
   * What is said, segment by segment: what there is behind `after`, then what comes, each exactly once and in order, through
   * lost connections, renewed tokens and restarts of the server. `follow` tells of corrections and deletions as well.
   *
   * @example
   * for await (const segment of taiwa.transcripts.live(sessionId, { after: 120 })) console.log(segment.speaker, segment.text);
   */
  async *live(sessionId: string, options?: FollowOptions): AsyncGenerator<TranscriptSegment, void> {
    for await (const { entries } of this.follow(sessionId, options))
      for (const entry of entries) if (entry.__typename === 'TranscriptSegment') yield entry;
  }

  /**
   * Every entry behind `after` and every one that comes, with the state of the recording and the drafts of the moment. The
   * `seq` of the last entry is the place to go on from, however much later.
   *
   * @example
   * for await (const { state, entries } of taiwa.transcripts.follow(sessionId)) console.log(state, entries.length);
   */
  follow(sessionId: string, options?: FollowOptions): AsyncGenerator<TranscriptUpdate, void> {
    return followTranscript(this.#core, sessionId, options);
  }

  /**
   * Sends what is said and loses none of it; for devices of the two and for servers that hold a grant.
   *
   * @example
   * const capture = taiwa.transcripts.capture();
   */
  capture(options?: CaptureOptions): Capture {
    return new Capture(this.#core, options);
  }

  /**
   * What the person has to read before they ask or answer.
   *
   * @example
   * const { title, paragraphs, version } = await taiwa.transcripts.consentText();
   */
  async consentText(options?: CallOptions): Promise<ConsentText> {
    return (await this.#core.query(GetTranscriptConsent, {}, options)).transcriptConsent;
  }

  /**
   * Asks the other for a transcript, which is one's own yes.
   *
   * @example
   * await taiwa.transcripts.ask({ sessionId, textVersion });
   */
  ask(
    input: { readonly sessionId: string; readonly textVersion: string },
    options?: ChangeOptions,
  ): Promise<Transcript> {
    return this.#core.change(AskForTranscript, input, options);
  }

  /**
   * Says yes or no to the other's question.
   *
   * @example
   * await taiwa.transcripts.answer({ sessionId, agrees: true, textVersion });
   */
  answer(
    input: { readonly sessionId: string; readonly agrees: boolean; readonly textVersion: string },
    options?: ChangeOptions,
  ): Promise<Transcript> {
    return this.#core.change(AnswerTranscript, input, options);
  }

  /**
   * Pauses the recording.
   *
   * @example
   * await taiwa.transcripts.pause(sessionId);
   */
  pause(sessionId: string, options?: ChangeOptions): Promise<Transcript> {
    return this.#core.change(PauseTranscript, { sessionId }, options);
  }

  /**
   * Goes on after a pause, under a new grant.
   *
   * @example
   * const { grant } = await taiwa.transcripts.resume(sessionId);
   */
  resume(sessionId: string, options?: ChangeOptions): Promise<Transcript> {
    return this.#core.change(ResumeTranscript, { sessionId }, options);
  }

  /**
   * Stops the recording.
   *
   * @example
   * await taiwa.transcripts.stop(sessionId);
   */
  stop(sessionId: string, options?: ChangeOptions): Promise<Transcript> {
    return this.#core.change(StopTranscript, { sessionId }, options);
  }

  /**
   * Says that the person leaves the talk, which stops the recording at once.
   *
   * @example
   * await taiwa.transcripts.leave(sessionId);
   */
  leave(sessionId: string, options?: ChangeOptions): Promise<Transcript> {
    return this.#core.change(LeaveTranscript, { sessionId }, options);
  }

  /**
   * Takes the person's consent back; nothing that is on its way is taken any more.
   *
   * @example
   * await taiwa.transcripts.withdraw(sessionId);
   */
  withdraw(sessionId: string, options?: ChangeOptions): Promise<Transcript> {
    return this.#core.change(WithdrawConsent, { sessionId }, options);
  }

  /**
   * Sends up to 50 segments and answers once they are kept, with their numbers; sending again is safe. Throws the problems
   * SegmentsRefused and SegmentConflict, whose `clientIds` can never be taken.
   *
   * @example
   * const kept = await taiwa.transcripts.append({
   *   sessionId, grantId, segments: [{ clientId, speaker: 'MEMBER', startMs: 0, endMs: 900, text: 'Good morning.' }],
   * });
   */
  async append(input: AppendSegmentsInput, options?: ChangeOptions): Promise<readonly KeptSegment[]> {
    return (await this.#core.change(AppendSegments, input, options)).segments;
  }

  /**
   * Shows who watches now what a speech engine thinks it hears; answers whether it was sent on.
   *
   * @example
   * await taiwa.transcripts.sendDraft({ sessionId, grantId, speaker: 'MEMBER', text: 'I was thi' });
   */
  async sendDraft(input: SendTranscriptDraftInput, options?: ChangeOptions): Promise<boolean> {
    return (await this.#core.change(SendTranscriptDraft, input, options)).isSent;
  }

  /**
   * Puts other words in the place of a segment's.
   *
   * @example
   * await taiwa.transcripts.correct({ sessionId, seq: 12, text: 'I meant Thursday.' });
   */
  correct(input: CorrectSegmentInput, options?: ChangeOptions): Promise<Transcript> {
    return this.#core.change(CorrectSegment, input, options);
  }

  /**
   * Says who stands behind the labels of an import or a speech engine.
   *
   * @example
   * await taiwa.transcripts.nameSpeakers({ sessionId, names: [{ label: 'Speaker 1', speaker: 'MEMBER' }] });
   */
  nameSpeakers(input: NameSpeakersInput, options?: ChangeOptions): Promise<Transcript> {
    return this.#core.change(NameSpeakers, input, options);
  }

  /**
   * Deletes what was said: all of it, or the entries from `fromSeq` to `toSeq`. It cannot be taken back.
   *
   * @example
   * await taiwa.transcripts.delete({ sessionId, fromSeq: 10, toSeq: 20 });
   */
  delete(input: DeleteTranscriptInput, options?: ChangeOptions): Promise<Transcript> {
    return this.#core.change(DeleteTranscript, input, options);
  }
}
