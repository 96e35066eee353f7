import { TaiwaBrief as Brief } from '../elements/brief/brief.ts';
import { TaiwaHints as Hints } from '../elements/hints/hints.ts';
import { TaiwaImpressions as Impressions } from '../elements/impressions/impressions.ts';
import { TaiwaLiveTranscript as LiveTranscript } from '../elements/live-transcript/live-transcript.ts';
import { TaiwaNext as Next } from '../elements/next/next.ts';
import { TaiwaPrep as Prep } from '../elements/prep/prep.ts';
import { TaiwaProvider as Provider } from '../elements/provider/provider.ts';
import { TaiwaRating as Rating } from '../elements/rating/rating.ts';
import { TaiwaSession as Session } from '../elements/session/session.ts';
import { TaiwaTranscriptImport as TranscriptImport } from '../elements/transcript-import/transcript-import.ts';
import { wrap } from './wrap.ts';

const connection = ['url', 'tokenEndpoint', 'fetchToken', 'theme'] as const;
const common = {
  onError: 'taiwa-error',
  onAuthRequired: 'taiwa-auth-required',
  onBeforeSubmit: 'taiwa-before-submit',
} as const;

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

/** `<taiwa-transcript-import>`. */
export const TaiwaTranscriptImport = /* @__PURE__ */ wrap(
  'taiwa-transcript-import',
  TranscriptImport,
  [...connection, 'sessionId'],
  common,
);
