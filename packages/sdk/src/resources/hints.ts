import type { TaiwaCore } from '../core.ts';
import {
  ApproveHint,
  GetHintSharing,
  LeaveHint,
  ListHints,
  ListHintsToReview,
  ListHintsToShare,
  ListMyHints,
  ListSharedHints,
  MarkHintHelped,
  RejectHint,
  ReleaseHint,
  ReportHint,
  ShareHints,
  UndoHintReview,
  WithdrawHint,
  WithholdHint,
} from '../generated/hints.ts';
import type {
  GetHintSharingQuery,
  HintFragment,
  HintReportReason,
  LeaveHintInput,
  ListSharedHintsQuery,
  ResponseKind,
  TopicCode,
} from '../generated/types.ts';
import type { CallOptions, ChangeOptions } from '../options.ts';
import { listOf, type PageArgs, type Pages } from '../pages.ts';

/** A short practice that somebody left, without their name. */
export type Hint = HintFragment;
/** A copy of a hint of another company. */
export type SharedHint = ListSharedHintsQuery['sharedHints']['nodes'][number];
/** Whether the company shares its hints, and what that means. */
export type HintSharing = GetHintSharingQuery['hintSharing'];
/** Which hints: for a topic, for a response, with these words; all where nothing is given. */
export interface HintListing extends PageArgs {
  readonly topicCode?: TopicCode;
  readonly response?: ResponseKind;
  readonly search?: string;
}

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
  list(listing: HintListing = {}, options?: CallOptions): Pages<Hint> {
    return listOf(this.#core, ListHints, listing, (data) => data.hints, options);
  }

  /**
   * Hints of other companies, latest month first; none while one's own company does not share.
   *
   * @example
   * const { nodes } = await taiwa.hints.shared({ topicCode: 'CAREER', response: 'LISTEN' }).page();
   */
  shared(listing: HintListing = {}, options?: CallOptions): Pages<SharedHint> {
    return listOf(this.#core, ListSharedHints, listing, (data) => data.sharedHints, options);
  }

  /**
   * Approved hints that wait to be released to other companies; for admins.
   *
   * @example
   * for await (const hint of taiwa.hints.toShare()) await taiwa.hints.release(hint.id);
   */
  toShare(args: PageArgs = {}, options?: CallOptions): Pages<Hint> {
    return listOf(this.#core, ListHintsToShare, args, (data) => data.hintsToShare, options);
  }

  /**
   * Whether the company shares its hints, and what that means.
   *
   * @example
   * const { shares, meaning } = await taiwa.hints.sharing();
   */
  async sharing(options?: CallOptions): Promise<HintSharing> {
    return (await this.#core.query(GetHintSharing, {}, options)).hintSharing;
  }

  /**
   * Begins or ends sharing hints with other companies; for admins.
   *
   * @example
   * await taiwa.hints.share(true);
   */
  share(share: boolean, options?: ChangeOptions): Promise<HintSharing> {
    return this.#core.change(ShareHints, { share }, options);
  }

  /**
   * Lets an approved hint be published to other companies; for admins.
   *
   * @example
   * await taiwa.hints.release(hint.id);
   */
  release(hintId: string, options?: ChangeOptions): Promise<Hint> {
    return this.#core.change(ReleaseHint, { hintId }, options);
  }

  /**
   * Keeps an approved hint within the company and tells its author why; for admins.
   *
   * @example
   * await taiwa.hints.withhold(hint.id, 'It names a customer.');
   */
  withhold(hintId: string, reason: string, options?: ChangeOptions): Promise<Hint> {
    return this.#core.change(WithholdHint, { hintId, reason }, options);
  }

  /**
   * Says that something is wrong with a hint, also a shared one.
   *
   * @example
   * await taiwa.hints.report(hint.id, 'NAMES_SOMEBODY');
   */
  async report(hintId: string, reason: HintReportReason, options?: ChangeOptions): Promise<void> {
    await this.#core.change(ReportHint, { hintId, reason }, options);
  }

  /**
   * Says that a hint helped, also a shared one; counts once.
   *
   * @example
   * await taiwa.hints.markHelped(hint.id);
   */
  async markHelped(hintId: string, options?: ChangeOptions): Promise<void> {
    await this.#core.change(MarkHintHelped, { hintId }, options);
  }

  /**
   * Hints that wait for review, oldest first; for admins.
   *
   * @example
   * for await (const hint of taiwa.hints.toReview()) console.log(hint.text);
   */
  toReview(args: PageArgs = {}, options?: CallOptions): Pages<Hint> {
    return listOf(this.#core, ListHintsToReview, args, (data) => data.hintsToReview, options);
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
   * Takes one's own approval or rejection back within five minutes; for admins.
   *
   * @example
   * await taiwa.hints.undoReview(hint.id);
   */
  undoReview(hintId: string, options?: ChangeOptions): Promise<Hint> {
    return this.#core.change(UndoHintReview, { hintId }, options);
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
