import { TaiwaCore } from './core.ts';
import type { Document } from './document.ts';
import type { CallOptions, Hooks, TaiwaOptions } from './options.ts';
import { type Connection, listOf, type PageArgs, type Pages } from './pages.ts';
import { Access } from './resources/access.ts';
import { Audit } from './resources/audit.ts';
import { ContentPacks } from './resources/content.ts';
import { Demo } from './resources/demo.ts';
import { Departments } from './resources/departments.ts';
import { Exports } from './resources/exports.ts';
import { Feedback } from './resources/feedback.ts';
import { Guidelines } from './resources/guidelines.ts';
import { Hints } from './resources/hints.ts';
import { Imports } from './resources/imports.ts';
import { Pairs } from './resources/pairs.ts';
import { Privacy } from './resources/privacy.ts';
import { Sessions } from './resources/sessions.ts';
import { SignUps } from './resources/sign-ups.ts';
import { TenantSettings } from './resources/tenant.ts';
import { Topics } from './resources/topics.ts';
import { Transcripts } from './resources/transcripts.ts';
import { Users } from './resources/users.ts';
import { ViewerHome } from './resources/viewer.ts';
import type { Responded } from './responded.ts';

export { isTaiwaError, TaiwaError } from './errors.ts';
export { tokenEndpoint } from './tokens.ts';
export type { Capture, CaptureOptions, CaptureState, SaidSegment } from './capture/capture.ts';
export type { Outbox, SegmentToSend, WaitingSegment } from './capture/outbox.ts';
export type { Clock } from './clock.ts';
export type { Document } from './document.ts';
export type { KnownTaiwaError, Problem, TaiwaErrorKind } from './errors.ts';
export type * from './generated/types.ts';
export type { FollowOptions, TranscriptUpdate } from './follow-transcript.ts';
export type {
  CallOptions,
  ChangeOptions,
  Cost,
  Deprecation,
  Hooks,
  LiveOptions,
  Logger,
  TaiwaOptions,
} from './options.ts';
export type { Page, PageArgs, Pages } from './pages.ts';
export type { ProofKey, ProvenRequest } from './proof-key.ts';
export type { Responded } from './responded.ts';
export type { FetchToken, Token, TokenRequest, TokenSource, TokenState } from './tokens.ts';
export type { AllowedOrigin, ApiKey, EmbedGrant, EmbedToken } from './resources/access.ts';
export type { AuditEntry, AuditVerdict } from './resources/audit.ts';
export type { CheckedContent, ContentImport, ContentInUse, ContentPack } from './resources/content.ts';
export type { DemoPerson } from './resources/demo.ts';
export type { Department } from './resources/departments.ts';
export type { Attempt, Impression } from './resources/feedback.ts';
export type { Guideline, Standing, StandingOfPair, StandingSummary } from './resources/guidelines.ts';
export type { Hint, HintSharing, SharedHint } from './resources/hints.ts';
export type { Import, ImportChange, ImportFileOptions, ImportIssue, ImportPeopleOptions } from './resources/imports.ts';
export type { Pair, PairSummary } from './resources/pairs.ts';
export type { Erasure, LegalHold, OwnCopy, Restriction, RetentionRule, TakenFile } from './resources/privacy.ts';
export type { Brief, Session, SessionChange, SessionSummary, Theme } from './resources/sessions.ts';
export type { SignUp, SignUpWithVolunteers } from './resources/sign-ups.ts';
export type { Tenant } from './resources/tenant.ts';
export type { OfferedTopic, QuestionSet, ResponseChoice, Stage, Topic, TopicPriority } from './resources/topics.ts';
export type { ImportConsentText, TranscriptImports } from './resources/transcript-imports.ts';
export type {
  ConsentText,
  KeptSegment,
  Transcript,
  TranscriptEntry,
  TranscriptPage,
  TranscriptSegment,
} from './resources/transcripts.ts';
export type { AdvisorScope, User } from './resources/users.ts';
export type { PersonRead, Viewer } from './resources/viewer.ts';

/**
 * The client of one installation, for a server (`apiKey`) or for one person's page (`fetchToken`).
 *
 * @example
 * const taiwa = new Taiwa({ url: 'https://taiwa.example.com', apiKey });
 * for await (const session of taiwa.sessions.list({ state: 'SCHEDULED' })) console.log(session.startsAt);
 */
export class Taiwa extends TaiwaCore {
  readonly access: Access = new Access(this);
  readonly audit: Audit = new Audit(this);
  readonly content: ContentPacks = new ContentPacks(this);
  readonly demo: Demo = new Demo(this);
  readonly departments: Departments = new Departments(this);
  readonly exports: Exports = new Exports(this);
  readonly feedback: Feedback = new Feedback(this);
  readonly guidelines: Guidelines = new Guidelines(this);
  readonly hints: Hints = new Hints(this);
  readonly imports: Imports = new Imports(this);
  readonly pairs: Pairs = new Pairs(this);
  readonly privacy: Privacy = new Privacy(this);
  readonly sessions: Sessions = new Sessions(this);
  readonly signUps: SignUps = new SignUps(this);
  readonly tenant: TenantSettings = new TenantSettings(this);
  readonly topics: Topics = new Topics(this);
  readonly transcripts: Transcripts = new Transcripts(this);
  readonly users: Users = new Users(this);
  readonly viewer: ViewerHome = new ViewerHome(this);

  readonly #options: TaiwaOptions;

  constructor(options: TaiwaOptions) {
    super(options);
    this.#options = options;
    Object.freeze(this);
  }

  /** A list read page by page, by a query that takes `first` and `after`; nothing is read before it is iterated. */
  list<Data, Variables extends PageArgs, Thing>(
    document: Document<Data, Variables>,
    variables: Variables,
    connectionOf: (data: Data) => Connection<Thing>,
    options?: CallOptions,
  ): Pages<Thing> {
    return listOf(this, document, variables, connectionOf, options);
  }

  /**
   * Runs any call and answers what it gave together with what the API said beside it; of several requests, with the last.
   *
   * @example
   * const { data, cost, requestId, headers } = await taiwa.withResponse((same) => same.topics.stages());
   */
  async withResponse<Data>(call: (same: Taiwa) => Promise<Data>): Promise<Responded<Data>> {
    const { fetchToken: _, hooks, ...rest } = this.#options;
    let last: Omit<Responded<Data>, 'data'> | undefined;
    const onResponse: Hooks['onResponse'] = (event) => {
      hooks?.onResponse?.(event);
      last = { status: event.status, cost: event.cost, requestId: event.requestId, headers: event.headers };
    };
    const same = { ...rest, hooks: { ...hooks, onResponse } };
    const data = await call(new Taiwa(this.tokens ? { ...same, apiKey: undefined, tokens: this.tokens } : same));
    if (!last) throw new TypeError('The call asked nothing: return its promise.');
    return { ...last, data };
  }
}
