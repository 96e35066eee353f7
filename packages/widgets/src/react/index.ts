import { TaiwaBrief as Brief } from '../elements/brief/brief.ts';
import { TaiwaHints as Hints } from '../elements/hints/hints.ts';
import { TaiwaImpressions as Impressions } from '../elements/impressions/impressions.ts';
import { TaiwaLiveTranscript as LiveTranscript } from '../elements/live-transcript/live-transcript.ts';
import { TaiwaNext as Next } from '../elements/next/next.ts';
import { TaiwaPrep as Prep } from '../elements/prep/prep.ts';
import { TaiwaProvider as Provider } from '../elements/provider/provider.ts';
import { TaiwaRating as Rating } from '../elements/rating/rating.ts';
import { TaiwaSession as Session } from '../elements/session/session.ts';
import { TaiwaAuditLog as AuditLog } from '../elements/audit-log/audit-log.ts';
import { TaiwaContentPacks as ContentPacks } from '../elements/content-packs/content-packs.ts';
import { TaiwaDepartments as Departments } from '../elements/departments/departments.ts';
import { TaiwaErasures as Erasures } from '../elements/erasures/erasures.ts';
import { TaiwaGuideline as Guideline } from '../elements/guideline/guideline.ts';
import { TaiwaHintSharing as HintSharing } from '../elements/hint-sharing/hint-sharing.ts';
import { TaiwaImport as Import } from '../elements/import/import.ts';
import { TaiwaKeys as Keys } from '../elements/keys/keys.ts';
import { TaiwaLegalHolds as LegalHolds } from '../elements/legal-holds/legal-holds.ts';
import { TaiwaPairs as Pairs } from '../elements/pairs/pairs.ts';
import { TaiwaPeople as People } from '../elements/people/people.ts';
import { TaiwaPrivacy as Privacy } from '../elements/privacy/privacy.ts';
import { TaiwaRestrictions as Restrictions } from '../elements/restrictions/restrictions.ts';
import { TaiwaRetention as Retention } from '../elements/retention/retention.ts';
import { TaiwaSettings as Settings } from '../elements/settings/settings.ts';
import { TaiwaSignUp as SignUp } from '../elements/sign-up/sign-up.ts';
import { TaiwaSignUps as SignUps } from '../elements/sign-ups/sign-ups.ts';
import { TaiwaTopicSettings as TopicSettings } from '../elements/topic-settings/topic-settings.ts';
import { TaiwaTranscriptImport as TranscriptImport } from '../elements/transcript-import/transcript-import.ts';
import { wrap } from './wrap.ts';

const connection = ['url', 'tokenEndpoint', 'fetchToken', 'bound', 'theme', 'preset'] as const;
const common = {
  onError: 'taiwa-error',
  onAuthRequired: 'taiwa-auth-required',
  onBeforeSubmit: 'taiwa-before-submit',
} as const;
const consoleEvents = { ...common, onFiltered: 'taiwa-filtered' } as const;

/** `<taiwa-provider>`; its listeners hear of every element inside. Give `fetchToken` one function that stays the same: another one is another person. */
export const TaiwaProvider = /* @__PURE__ */ wrap('taiwa-provider', Provider, connection, common);

/** `<taiwa-next>`. */
export const TaiwaNext = /* @__PURE__ */ wrap('taiwa-next', Next, connection, common);

/** `<taiwa-prep>`. */
export const TaiwaPrep = /* @__PURE__ */ wrap('taiwa-prep', Prep, [...connection, 'sessionId'], {
  ...common,
  onPrepared: 'taiwa-prepared',
});

/** `<taiwa-brief>`. */
export const TaiwaBrief = /* @__PURE__ */ wrap('taiwa-brief', Brief, [...connection, 'sessionId'], {
  ...common,
  onSeen: 'taiwa-seen',
});

/** `<taiwa-session>`. */
export const TaiwaSession = /* @__PURE__ */ wrap('taiwa-session', Session, [...connection, 'sessionId'], {
  ...common,
  onSessionChanged: 'taiwa-session-changed',
});

/** `<taiwa-rating>`. Its events never carry the grade. */
export const TaiwaRating = /* @__PURE__ */ wrap('taiwa-rating', Rating, [...connection, 'sessionId'], {
  ...common,
  onRated: 'taiwa-rated',
  onRatingUndone: 'taiwa-rating-undone',
});

/** `<taiwa-impressions>`. */
export const TaiwaImpressions = /* @__PURE__ */ wrap('taiwa-impressions', Impressions, connection, common);

/** `<taiwa-hints>`. */
export const TaiwaHints = /* @__PURE__ */ wrap('taiwa-hints', Hints, [...connection, 'topicCode', 'response'], common);

/** `<taiwa-live-transcript>`. Its events never carry what was said. */
export const TaiwaLiveTranscript = /* @__PURE__ */ wrap(
  'taiwa-live-transcript',
  LiveTranscript,
  [...connection, 'sessionId'],
  { ...common, onTranscriptChanged: 'taiwa-transcript-changed' },
);

/** `<taiwa-audit-log>`, for the console. */
export const TaiwaAuditLog = /* @__PURE__ */ wrap(
  'taiwa-audit-log',
  AuditLog,
  [...connection, 'filter'],
  consoleEvents,
);

/** `<taiwa-content-packs>`, for the console. */
export const TaiwaContentPacks = /* @__PURE__ */ wrap(
  'taiwa-content-packs',
  ContentPacks,
  [...connection, 'filter'],
  common,
);

/** `<taiwa-departments>`, for the console. */
export const TaiwaDepartments = /* @__PURE__ */ wrap(
  'taiwa-departments',
  Departments,
  [...connection, 'filter'],
  common,
);

/** `<taiwa-erasures>`, for the console. */
export const TaiwaErasures = /* @__PURE__ */ wrap('taiwa-erasures', Erasures, [...connection, 'filter'], common);

/** `<taiwa-guideline>`, for the console. */
export const TaiwaGuideline = /* @__PURE__ */ wrap(
  'taiwa-guideline',
  Guideline,
  [...connection, 'filter'],
  consoleEvents,
);

/** `<taiwa-hint-sharing>`, for the console. */
export const TaiwaHintSharing = /* @__PURE__ */ wrap(
  'taiwa-hint-sharing',
  HintSharing,
  [...connection, 'filter'],
  consoleEvents,
);

/** `<taiwa-import>`, for the console. */
export const TaiwaImport = /* @__PURE__ */ wrap('taiwa-import', Import, [...connection, 'filter'], common);

/** `<taiwa-keys>`, for the console. */
export const TaiwaKeys = /* @__PURE__ */ wrap('taiwa-keys', Keys, [...connection, 'filter'], common);

/** `<taiwa-legal-holds>`, for the console. */
export const TaiwaLegalHolds = /* @__PURE__ */ wrap('taiwa-legal-holds', LegalHolds, [...connection, 'filter'], common);

/** `<taiwa-pairs>`, for the console. */
export const TaiwaPairs = /* @__PURE__ */ wrap('taiwa-pairs', Pairs, [...connection, 'filter'], consoleEvents);

/** `<taiwa-people>`, for the console. */
export const TaiwaPeople = /* @__PURE__ */ wrap('taiwa-people', People, [...connection, 'filter'], consoleEvents);

/** `<taiwa-privacy>`, for the console. */
export const TaiwaPrivacy = /* @__PURE__ */ wrap('taiwa-privacy', Privacy, [...connection, 'filter'], common);

/** `<taiwa-restrictions>`, for the console. */
export const TaiwaRestrictions = /* @__PURE__ */ wrap(
  'taiwa-restrictions',
  Restrictions,
  [...connection, 'filter'],
  common,
);

/** `<taiwa-retention>`, for the console. */
export const TaiwaRetention = /* @__PURE__ */ wrap('taiwa-retention', Retention, [...connection, 'filter'], common);

/** `<taiwa-settings>`, for the console. */
export const TaiwaSettings = /* @__PURE__ */ wrap('taiwa-settings', Settings, [...connection, 'filter'], common);

/** `<taiwa-sign-up>`, for the console. */
export const TaiwaSignUp = /* @__PURE__ */ wrap('taiwa-sign-up', SignUp, [...connection, 'filter', 'signUpId'], common);

/** `<taiwa-sign-ups>`, for the console. */
export const TaiwaSignUps = /* @__PURE__ */ wrap(
  'taiwa-sign-ups',
  SignUps,
  [...connection, 'filter', 'joinPage'],
  consoleEvents,
);

/** `<taiwa-topic-settings>`, for the console. */
export const TaiwaTopicSettings = /* @__PURE__ */ wrap(
  'taiwa-topic-settings',
  TopicSettings,
  [...connection, 'filter'],
  common,
);

/** `<taiwa-transcript-import>`. */
export const TaiwaTranscriptImport = /* @__PURE__ */ wrap(
  'taiwa-transcript-import',
  TranscriptImport,
  [...connection, 'sessionId'],
  common,
);
