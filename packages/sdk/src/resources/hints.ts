import type { TaiwaCore } from '../core.ts';
import {
  ApproveHint,
  LeaveHint,
  ListHints,
  ListHintsToReview,
  ListMyHints,
  RejectHint,
  WithdrawHint,
} from '../generated/hints.ts';
import type { HintFragment, LeaveHintInput, ResponseKind, TopicCode } from '../generated/types.ts';
import type { CallOptions, ChangeOptions } from '../options.ts';
import type { PageArgs, Pages } from '../pages.ts';

/** A short practice that somebody left, without their name. */
export type Hint = HintFragment;
/** Whose situation the hints are for. */
export type HintListing = PageArgs & { readonly topicCode: TopicCode; readonly response: ResponseKind };

/** What worked for others in the same situation. */
export class Hints {
  readonly #core: TaiwaCore;

  constructor(core: TaiwaCore) {
    this.#core = core;
  }

  /**
   * Approved hints for a topic and a response, best first.
   *
   * @example
   * const { nodes } = await taiwa.hints.list({ topicCode: 'CAREER', response: 'LISTEN', first: 3 }).page();
   */
  list(listing: HintListing, options?: CallOptions): Pages<Hint> {
    return this.#core.list(ListHints, listing, (data) => data.hints, options);
  }

  /**
   * Hints that wait for review, oldest first; for admins.
   *
   * @example
   * for await (const hint of taiwa.hints.toReview()) console.log(hint.text);
   */
  toReview(args: PageArgs = {}, options?: CallOptions): Pages<Hint> {
    return this.#core.list(ListHintsToReview, args, (data) => data.hintsToReview, options);
  }

  /**
   * The hints that the caller left, in every state.
   *
   * @example
   * const waiting = (await taiwa.hints.mine()).filter((hint) => hint.state === 'PENDING');
   */
  async mine(options?: CallOptions): Promise<readonly Hint[]> {
    return (await this.#core.query(ListMyHints, {}, options)).viewer?.myHints ?? [];
  }

  /**
   * Leaves a hint of at most 300 characters after a talk; it bears neither session nor name.
   *
   * @example
   * await taiwa.hints.leave({ sessionId, kind: 'WHAT_HELPED', text: 'Asked one question and waited.' });
   */
  leave(input: LeaveHintInput, options?: ChangeOptions): Promise<Hint> {
    return this.#core.change(LeaveHint, input, options);
  }

  /**
   * Lets everybody in the tenant read a hint; for admins.
   *
   * @example
   * await taiwa.hints.approve(hint.id);
   */
  approve(hintId: string, options?: ChangeOptions): Promise<Hint> {
    return this.#core.change(ApproveHint, { hintId }, options);
  }

  /**
   * Rejects a hint and tells its author why; for admins.
   *
   * @example
   * await taiwa.hints.reject(hint.id, 'It names a person.');
   */
  reject(hintId: string, reason: string, options?: ChangeOptions): Promise<Hint> {
    return this.#core.change(RejectHint, { hintId, reason }, options);
  }

  /**
   * Takes one's own hint back.
   *
   * @example
   * await taiwa.hints.withdraw(hint.id);
   */
  async withdraw(hintId: string, options?: ChangeOptions): Promise<void> {
    await this.#core.change(WithdrawHint, { hintId }, options);
  }
}
