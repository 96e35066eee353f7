import type { TaiwaCore } from '../core.ts';
import { notFound } from '../errors.ts';
import {
  AcceptSession,
  CancelSession,
  EndSession,
  GetBrief,
  GetSession,
  ListSessions,
  MarkSessionSeen,
  MarkThemeDone,
  MoveSession,
  PrepareSession,
  Presence,
  ProposeSession,
  RecordHeld,
  ReopenTheme,
  SessionChanged,
  StartSession,
} from '../generated/sessions.ts';
import type {
  BriefFragment,
  MoveSessionInput,
  PersonFragment,
  PrepareSessionInput,
  ProposeSessionInput,
  RecordHeldInput,
  SessionFilter,
  SessionFragment,
  SessionState,
  SessionSummaryFragment,
  ThemeFragment,
} from '../generated/types.ts';
import type { CallOptions, ChangeOptions, LiveOptions } from '../options.ts';
import { listOf, type PageArgs, type Pages } from '../pages.ts';

/** A 1-on-1 with all the caller may see of it: pair, themes, preparation, who will see a rating. */
export type Session = SessionFragment;
/** A 1-on-1 as lists have it: who, when, state, what the caller may do now. */
export type SessionSummary = SessionSummaryFragment;
/** A 1-on-1 as it was at one moment, with who has it open. */
export type SessionChange = SessionFragment & { readonly presence: readonly PersonFragment[] | null };
/** One topic with the response wanted. */
export type Theme = ThemeFragment;
/** What the counterpart reads in seconds before the talk. */
export type Brief = BriefFragment;

/** Which sessions to list; one state or several. */
export type SessionListing = Omit<SessionFilter, 'state'> &
  PageArgs & { readonly state?: SessionState | readonly SessionState[] };

/** 1-on-1s: planning, preparing, holding and watching them. */
export class Sessions {
  readonly #core: TaiwaCore;

  constructor(core: TaiwaCore) {
    this.#core = core;
  }

  /**
   * One session with pair, themes and preparation, in one request; throws `not_found` where it is not yours to see.
   *
   * @example
   * const session = await taiwa.sessions.get('ses_01h455vb4pex5vsknk084sn02q');
   * console.log(session.startsAt, session.themes?.map((theme) => theme.title));
   */
  async get(id: string, options?: CallOptions): Promise<Session> {
    const { session } = await this.#core.query(GetSession, { id }, options);
    if (!session) throw notFound('session');
    return session;
  }

  /**
   * The sessions visible to the caller, newest first.
   *
   * @example
   * for await (const one of taiwa.sessions.list({ state: 'ENDED', endedAfter: '2026-10-01T00:00:00Z' })) {
   *   console.log(one.endedAt, one.member.name);
   * }
   */
  list(listing: SessionListing = {}, options?: CallOptions): Pages<SessionSummary> {
    const { first, after, state, ...rest } = listing;
    const filter: SessionFilter = { ...rest, state: state === undefined ? undefined : [state].flat() };
    return listOf(this.#core, ListSessions, { first, after, filter }, (data) => data.sessions, options);
  }

  /**
   * What the counterpart should know before the talk; null for everybody else.
   *
   * @example
   * const brief = await taiwa.sessions.brief(sessionId);
   * console.log(brief?.headline, brief?.style?.phrases);
   */
  async brief(id: string, options?: CallOptions): Promise<Brief | null> {
    const { session } = await this.#core.query(GetBrief, { id }, options);
    if (!session) throw notFound('session');
    return session.brief;
  }

  /**
   * Proposes a time to the other; throws the problem Conflict (OVERLAP) where either has another session then.
   *
   * @example
   * await taiwa.sessions.propose({ pairId, localTime: '2026-10-07T10:00', timeZone: 'Asia/Tokyo', minutes: 30 });
   */
  propose(input: ProposeSessionInput, options?: ChangeOptions): Promise<Session> {
    return this.#core.change(ProposeSession, input, options);
  }

  /**
   * Accepts the time that the other proposed.
   *
   * @example
   * const session = await taiwa.sessions.accept(sessionId);
   */
  accept(sessionId: string, options?: ChangeOptions): Promise<Session> {
    return this.#core.change(AcceptSession, { sessionId }, options);
  }

  /**
   * Proposes another time for a planned session.
   *
   * @example
   * await taiwa.sessions.move({ sessionId, startsAt: '2026-10-08T01:00:00Z' });
   */
  move(input: MoveSessionInput, options?: ChangeOptions): Promise<Session> {
    return this.#core.change(MoveSession, input, options);
  }

  /**
   * Cancels a planned session; throws the problem NotNow once it is live or over.
   *
   * @example
   * await taiwa.sessions.cancel(sessionId);
   */
  cancel(sessionId: string, options?: ChangeOptions): Promise<Session> {
    return this.#core.change(CancelSession, { sessionId }, options);
  }

  /**
   * Sets the themes and the note, as the member; the first theme is the main one. With `expectedRevision` an older
   * reading is refused with the problem Conflict (OUTDATED).
   *
   * @example
   * await taiwa.sessions.prepare({ sessionId, themes: [{ topicId, response: 'ADVICE' }], note: 'About the new team' });
   */
  prepare(input: PrepareSessionInput, options?: ChangeOptions): Promise<Session> {
    return this.#core.change(PrepareSession, input, options);
  }

  /**
   * Tells the member that the counterpart has seen the preparation.
   *
   * @example
   * await taiwa.sessions.markSeen(sessionId);
   */
  markSeen(sessionId: string, options?: ChangeOptions): Promise<Session> {
    return this.#core.change(MarkSessionSeen, { sessionId }, options);
  }

  /**
   * Starts the talk, from 15 minutes before its time; earlier it throws the problem NotNow with `possibleFrom`.
   *
   * @example
   * await taiwa.sessions.start(sessionId);
   */
  start(sessionId: string, options?: ChangeOptions): Promise<Session> {
    return this.#core.change(StartSession, { sessionId }, options);
  }

  /**
   * Ends the talk.
   *
   * @example
   * await taiwa.sessions.end(sessionId);
   */
  end(sessionId: string, options?: ChangeOptions): Promise<Session> {
    return this.#core.change(EndSession, { sessionId }, options);
  }

  /**
   * Enters a talk that was held without being started here, at most 90 days ago.
   *
   * @example
   * await taiwa.sessions.recordHeld({ pairId, startedAt: '2026-10-01T01:00:00Z', minutes: 30 });
   */
  recordHeld(input: RecordHeldInput, options?: ChangeOptions): Promise<Session> {
    return this.#core.change(RecordHeld, input, options);
  }

  /**
   * Marks a theme as talked about.
   *
   * @example
   * await taiwa.sessions.markThemeDone(theme.id);
   */
  markThemeDone(themeId: string, options?: ChangeOptions): Promise<Theme> {
    return this.#core.change(MarkThemeDone, { themeId }, options);
  }

  /**
   * Takes a theme up again: it is offered next time.
   *
   * @example
   * await taiwa.sessions.reopenTheme(theme.id);
   */
  reopenTheme(themeId: string, options?: ChangeOptions): Promise<Theme> {
    return this.#core.change(ReopenTheme, { themeId }, options);
  }

  /**
   * The session now and after each change, until `break` or abort. A slow reader gets the latest only; after a lost
   * connection the first event is the state of then, so nothing is missed.
   *
   * @example
   * for await (const session of taiwa.sessions.changes(sessionId, { signal })) {
   *   if (session.state === 'ENDED') break;
   * }
   */
  async *changes(sessionId: string, options?: LiveOptions): AsyncGenerator<SessionChange, void> {
    for await (const { sessionChanged } of this.#core.watch(SessionChanged, { sessionId }, options, 'latest')) {
      if (!sessionChanged) throw notFound('session');
      yield sessionChanged;
    }
  }

  /**
   * Who has the session open; to iterate is to be present oneself.
   *
   * @example
   * for await (const people of taiwa.sessions.presence(sessionId, { signal })) console.log(people.length);
   */
  async *presence(sessionId: string, options?: LiveOptions): AsyncGenerator<readonly PersonFragment[], void> {
    for await (const { presence } of this.#core.watch(Presence, { sessionId }, options, 'latest')) yield presence;
  }
}
