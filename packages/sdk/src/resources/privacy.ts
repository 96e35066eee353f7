import { succeeded, type TaiwaCore } from '../core.ts';
import {
  AskForRestriction,
  CancelErasure,
  ConfirmLegalHold,
  DeclineRestriction,
  EraseUser,
  LiftRestriction,
  ListErasures,
  ListLegalHolds,
  ListOwnCopies,
  ListRestrictions,
  ListRetentionRules,
  OwnRestriction,
  PreviewErasure,
  PreviewRetention,
  ReleaseLegalHold,
  RequestLegalHold,
  RequestOwnCopy,
  RestrictUser,
  SetRetention,
  TakeOwnCopy,
} from '../generated/privacy.ts';
import type {
  ErasureFragment,
  LegalHoldFragment,
  OwnCopyFragment,
  PreviewErasureQuery,
  RequestLegalHoldInput,
  RestrictionFragment,
  RestrictUserInput,
  RetentionRuleFragment,
} from '../generated/types.ts';
import type { CallOptions, ChangeOptions } from '../options.ts';
import { listOf, type PageArgs, type Pages } from '../pages.ts';

/** A copy of everything about the viewer. */
export type OwnCopy = OwnCopyFragment;
/** That a person's data is to be erased, or was. */
export type Erasure = ErasureFragment;
/** What an erasure would remove and leave, by kind; a count is null where the reader is not told. */
export type ErasurePreview = PreviewErasureQuery['erasurePreview'];
/** That the data of some people may not be erased for now. */
export type LegalHold = LegalHoldFragment;
/** That a person's data is kept and used for nothing for now, or that they asked for it. */
export type Restriction = RestrictionFragment;
/** How long the tenant keeps what a table holds. */
export type RetentionRule = RetentionRuleFragment;
/** A file as a page can save it. */
export interface TakenFile {
  readonly name: string;
  readonly mediaType: string;
  readonly base64: string;
}

/** What people and admins can do with data about people. */
export class Privacy {
  readonly #core: TaiwaCore;

  constructor(core: TaiwaCore) {
    this.#core = core;
  }

  /**
   * The copies that the viewer asked for lately, newest first.
   *
   * @example
   * const ready = (await taiwa.privacy.copies()).find((copy) => copy.readyAt && !copy.takenAt);
   */
  async copies(options?: CallOptions): Promise<readonly OwnCopy[]> {
    return (await this.#core.query(ListOwnCopies, {}, options)).viewer?.ownCopies ?? [];
  }

  /**
   * Asks for a copy of everything about the viewer; it is ready soon.
   *
   * @example
   * const { id } = await taiwa.privacy.requestCopy();
   */
  async requestCopy(options?: ChangeOptions): Promise<OwnCopy> {
    const { data, requestId } = await this.#core.request(RequestOwnCopy, {}, options);
    return succeeded(data.result, requestId);
  }

  /**
   * Takes a copy that is ready: a ZIP archive, given once.
   *
   * @example
   * const { name, base64 } = await taiwa.privacy.takeCopy(copy.id);
   */
  async takeCopy(copyId: string, options?: ChangeOptions): Promise<TakenFile> {
    const { name, mediaType, base64 } = await this.#core.change(TakeOwnCopy, { copyId }, options);
    return { name, mediaType, base64 };
  }

  /**
   * Erasures that are planned or were carried out, newest first: all for admins, the viewer's own for the viewer.
   *
   * @example
   * for await (const { person, dueAt, erasedAt } of taiwa.privacy.erasures()) console.log(person?.name, erasedAt ?? dueAt);
   */
  erasures(args: PageArgs = {}, options?: CallOptions): Pages<Erasure> {
    return listOf(this.#core, ListErasures, args, (data) => data.erasures, options);
  }

  /**
   * What an erasure of a person's data would remove and leave now, without changing anything; for admins, and for the person, who
   * is told every number.
   *
   * @example
   * const { goes } = await taiwa.privacy.previewErasure(userId);
   * for (const { kind, count } of goes) console.log(kind, count ?? 'all of it');
   */
  async previewErasure(userId: string, options?: CallOptions): Promise<ErasurePreview> {
    return (await this.#core.query(PreviewErasure, { userId }, options)).erasurePreview;
  }

  /**
   * Plans the erasure of a person's data in seven days; for admins.
   *
   * @example
   * const { dueAt } = await taiwa.privacy.eraseUser(userId);
   */
  eraseUser(userId: string, options?: ChangeOptions): Promise<Erasure> {
    return this.#core.change(EraseUser, { userId }, options);
  }

  /**
   * Calls a planned erasure off; for its person and for admins.
   *
   * @example
   * await taiwa.privacy.cancelErasure(erasure.id);
   */
  cancelErasure(erasureId: string, options?: ChangeOptions): Promise<Erasure> {
    return this.#core.change(CancelErasure, { erasureId }, options);
  }

  /**
   * Legal holds, newest first: all for admins, those on the viewer's data for the viewer.
   *
   * @example
   * for await (const { reason, inForce } of taiwa.privacy.holds()) console.log(reason, inForce);
   */
  holds(args: PageArgs = {}, options?: CallOptions): Pages<LegalHold> {
    return listOf(this.#core, ListLegalHolds, args, (data) => data.legalHolds, options);
  }

  /**
   * Asks that data of some people be kept; it holds once another admin confirms it.
   *
   * @example
   * await taiwa.privacy.requestHold({ personIds: [userId], reason: 'A claim of May', expiresAt: '2027-01-01T00:00:00Z' });
   */
  requestHold(input: RequestLegalHoldInput, options?: ChangeOptions): Promise<LegalHold> {
    return this.#core.change(RequestLegalHold, input, options);
  }

  /**
   * Puts a hold in force that another admin asked for.
   *
   * @example
   * await taiwa.privacy.confirmHold(hold.id);
   */
  confirmHold(holdId: string, options?: ChangeOptions): Promise<LegalHold> {
    return this.#core.change(ConfirmLegalHold, { holdId }, options);
  }

  /**
   * Ends a hold; for admins.
   *
   * @example
   * await taiwa.privacy.releaseHold(hold.id);
   */
  releaseHold(holdId: string, options?: ChangeOptions): Promise<LegalHold> {
    return this.#core.change(ReleaseLegalHold, { holdId }, options);
  }

  /**
   * Restrictions that were asked for, hold or held, newest first: all for admins, the viewer's own for the viewer.
   *
   * @example
   * for await (const { person, since, inForce } of taiwa.privacy.restrictions()) console.log(person?.name, inForce, since);
   */
  restrictions(args: PageArgs = {}, options?: CallOptions): Pages<Restriction> {
    return listOf(this.#core, ListRestrictions, args, (data) => data.restrictions, options);
  }

  /**
   * The latest restriction of the viewer's own data: asked for, in force or over; null where there was none.
   *
   * @example
   * const answer = (await taiwa.privacy.ownRestriction())?.answer;
   */
  async ownRestriction(options?: CallOptions): Promise<Restriction | null> {
    return (await this.#core.query(OwnRestriction, {}, options)).viewer?.restriction ?? null;
  }

  /**
   * Asks that the viewer's data be kept and used for nothing for now; an admin decides.
   *
   * @example
   * await taiwa.privacy.askForRestriction('My address is wrong');
   */
  askForRestriction(reason: string, options?: ChangeOptions): Promise<Restriction> {
    return this.#core.change(AskForRestriction, { reason }, options);
  }

  /**
   * Puts a restriction in force at the person's request; nobody but them sees or uses their data until it is lifted. For admins.
   *
   * @example
   * await taiwa.privacy.restrictUser({ userId, reason: 'Contests the date of hire' });
   */
  restrictUser(input: RestrictUserInput, options?: ChangeOptions): Promise<Restriction> {
    return this.#core.change(RestrictUser, input, options);
  }

  /**
   * Declines what a person asked for, with an answer that they read; for admins.
   *
   * @example
   * await taiwa.privacy.declineRestriction(restriction.id, 'It was corrected today');
   */
  declineRestriction(restrictionId: string, answer: string, options?: ChangeOptions): Promise<Restriction> {
    return this.#core.change(DeclineRestriction, { restrictionId, answer }, options);
  }

  /**
   * Lifts a restriction: its person, or an admin, who has to answer why.
   *
   * @example
   * await taiwa.privacy.liftRestriction(restriction.id, 'It was corrected today');
   */
  liftRestriction(restrictionId: string, answer?: string, options?: ChangeOptions): Promise<Restriction> {
    return this.#core.change(LiftRestriction, { restrictionId, answer }, options);
  }

  /**
   * How long everything is kept, and what the tenant may choose; for admins.
   *
   * @example
   * const choices = (await taiwa.privacy.retention()).filter(({ least }) => least != null);
   */
  async retention(options?: CallOptions): Promise<readonly RetentionRule[]> {
    return (await this.#core.query(ListRetentionRules, {}, options)).retentionRules;
  }

  /**
   * How many rows would be deleted within the hour if these days were chosen, null where they cannot be; for admins.
   *
   * @example
   * const due = await taiwa.privacy.previewRetention('Session', 730);
   */
  async previewRetention(type: string, days?: number, options?: CallOptions): Promise<number | null> {
    return (await this.#core.query(PreviewRetention, { type, days }, options)).retentionPreview;
  }

  /**
   * Chooses how long the rows of a table are kept, or leaves it to the rule; for admins.
   *
   * @example
   * await taiwa.privacy.setRetention('Session', 730);
   */
  setRetention(type: string, days: number | null, options?: ChangeOptions): Promise<RetentionRule> {
    return this.#core.change(SetRetention, { type, days }, options);
  }
}
