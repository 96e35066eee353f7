import { type TaiwaCore, succeeded } from '../core.ts';
import {
  ImpressionReceived,
  ListImpressions,
  MarkImpressionRead,
  RateSession,
  RecordAttempt,
  SendImpression,
  UndoRating,
} from '../generated/feedback.ts';
import { GetSession } from '../generated/sessions.ts';
import type { AttemptFragment, ImpressionFragment, RateSessionInput, SessionFragment } from '../generated/types.ts';
import type { CallOptions, ChangeOptions, LiveOptions } from '../options.ts';
import { type PageArgs, type Pages, pagesOf } from '../pages.ts';

/** A signed message of the member to the counterpart after the talk. */
export type Impression = ImpressionFragment;
/** What the counterpart tried in the talk. */
export type Attempt = AttemptFragment;

/** What is said after a talk. */
export class Feedback {
  readonly #core: TaiwaCore;

  constructor(core: TaiwaCore) {
    this.#core = core;
  }

  /**
   * Tells how clear the member feels, within 72 hours after the end; throws the problem AlreadyRated on a second press.
   * `use` is one of the choices of the session's `audience`. Nobody reads the grade back, this client included.
   *
   * @example
   * const { audience } = await taiwa.sessions.get(sessionId);
   * const [choice] = audience?.choices ?? [];
   * if (choice) await taiwa.feedback.rate({ sessionId, grade: 'CLEAR', use: choice.use });
   */
  async rate(input: RateSessionInput, options?: ChangeOptions): Promise<SessionFragment> {
    const { data, requestId, attempts } = await this.#core.request(RateSession, { input }, options);
    if (data.result.__typename === 'AlreadyRated' && attempts > 1) {
      // The press arrived with an earlier try whose answer was lost: it is this one.
      const { session } = await this.#core.query(GetSession, { id: input.sessionId }, options);
      if (session) return session;
    }
    return succeeded(data.result, requestId);
  }

  /**
   * Takes the press back while it is held.
   *
   * @example
   * await taiwa.feedback.undoRating(sessionId);
   */
  undoRating(sessionId: string, options?: ChangeOptions): Promise<SessionFragment> {
    return this.#core.change(UndoRating, { sessionId }, options);
  }

  /**
   * Sends the counterpart a message, once per session; it arrives at once and is signed.
   *
   * @example
   * await taiwa.feedback.sendImpression({ sessionId, text: 'Thank you for listening to the end.' });
   */
  sendImpression(
    input: { readonly sessionId: string; readonly text: string },
    options?: ChangeOptions,
  ): Promise<Impression> {
    return this.#core.change(SendImpression, input, options);
  }

  /**
   * The messages that the caller received, newest first.
   *
   * @example
   * for await (const impression of taiwa.feedback.impressions()) console.log(impression.author.name, impression.text);
   */
  impressions(args: PageArgs = {}, options?: CallOptions): Pages<Impression> {
    const none = { nodes: [], pageInfo: { hasNextPage: false } };
    const load = async (page: PageArgs) =>
      (await this.#core.query(ListImpressions, page, options)).viewer?.impressions ?? none;
    return pagesOf<Impression>(load, args);
  }

  /**
   * Tells the author that their message was read.
   *
   * @example
   * await taiwa.feedback.markImpressionRead(impression.id);
   */
  markImpressionRead(impressionId: string, options?: ChangeOptions): Promise<Impression> {
    return this.#core.change(MarkImpressionRead, { impressionId }, options);
  }

  /**
   * The last message there is, then each as it arrives, until `break` or abort. After a lost connection it begins again
   * with the last one; what else came meanwhile is in `impressions`.
   *
   * @example
   * for await (const impression of taiwa.feedback.received({ signal })) console.log(impression.text);
   */
  async *received(options?: LiveOptions): AsyncGenerator<Impression, void> {
    for await (const { impressionReceived } of this.#core.watch(ImpressionReceived, {}, options)) {
      if (impressionReceived) yield impressionReceived;
    }
  }

  /**
   * Notes what the counterpart tried in the talk; the two read it.
   *
   * @example
   * await taiwa.feedback.recordAttempt({ sessionId, text: 'I asked before I answered.' });
   */
  recordAttempt(
    input: { readonly sessionId: string; readonly text: string },
    options?: ChangeOptions,
  ): Promise<Attempt> {
    return this.#core.change(RecordAttempt, input, options);
  }
}
