import type { AfterwardsMessages } from './afterwards-messages.ts';
import type { BriefMessages } from './brief-messages.ts';
import type { ConsoleMessages } from './console-messages.ts';
import type { ContentPacksMessages } from './content-packs-messages.ts';
import type { DepartmentsMessages } from './departments-messages.ts';
import type { ErasureKindsMessages } from './erasure-kinds-messages.ts';
import type { ErasuresMessages } from './erasures-messages.ts';
import type { GradeMessages } from './grade-messages.ts';
import type { GuidelineMessages } from './guideline-messages.ts';
import type { HintSharingMessages } from './hint-sharing-messages.ts';
import type { HintsMessages } from './hints-messages.ts';
import type { HoldsMessages } from './holds-messages.ts';
import type { ImportMessages } from './import-messages.ts';
import type { ImpressionsMessages } from './impressions-messages.ts';
import type { LiveTranscriptMessages } from './live-transcript-messages.ts';
import type { NextMessages } from './next-messages.ts';
import type { OwnDataMessages } from './own-data-messages.ts';
import type { PairsMessages } from './pairs-messages.ts';
import type { PeopleMessages } from './people-messages.ts';
import type { PrepMessages } from './prep-messages.ts';
import type { ProtectionMessages } from './protection-messages.ts';
import type { RatingMessages } from './rating-messages.ts';
import type { RestrictionsMessages } from './restrictions-messages.ts';
import type { RetentionMessages } from './retention-messages.ts';
import type { SessionMessages } from './session-messages.ts';
import type { SettingsMessages } from './settings-messages.ts';
import type { SignUpMessages } from './sign-up-messages.ts';
import type { TranscriptImportMessages } from './transcript-import-messages.ts';
import type { TranscriptLinesMessages } from './transcript-lines-messages.ts';
import type { TopicSettingsMessages } from './topic-settings-messages.ts';
import type { TrustMessages } from './trust-messages.ts';

/** What a tenant may call by words of its own: texts name these by marks, `{talk}`, `{talks}` and `{Talk}`. */
export interface TermMessages {
  talk: string;
  talks: string;
  member: string;
  members: string;
  manager: string;
  managers: string;
  advisor: string;
  advisors: string;
  hint: string;
  hints: string;
}

/** What every element may have to say. */
export interface CommonMessages {
  retry: string;
  undo: string;
  cancel: string;
  close: string;
  optional: string;
  /** What stands in for the content while it loads, for assistive technology. */
  waiting: string;
  saving: string;
  saved: string;
  /** The draft is kept here and goes out when the connection is back. */
  keptOffline: string;
  /** The save failed and can be tried again. */
  notSaved: string;
  failedTitle: string;
  failedText: string;
  /** Names the request for whoever looks into it. */
  reference: (id: string) => string;
  signedOutTitle: string;
  signedOutText: string;
  offlineTitle: string;
  offlineText: string;
  absentTitle: string;
  absentText: string;
  /** An older picture is shown because the last try to refresh it failed. */
  stale: string;
  /** Somebody else, politely. */
  person: (name: string) => string;
  /** A 1-on-1 with somebody. */
  talkWith: (name: string) => string;
  /** Words somebody could say. */
  quoted: (words: string) => string;
  requiredTopics: string;
  requiredUntil: (day: string) => string;
  stateProposed: string;
  stateLive: string;
  stateEnded: string;
  stateCancelled: string;
  /** The same time on the clock of the reader, who is in another zone. */
  yourTime: (time: string) => string;
  minutes: (count: number) => string;
  /** Characters used, out of those allowed. */
  counted: (used: number, most: number) => string;
  tooLong: (over: number) => string;
  /** Questions that look back, at now, ahead. */
  past: string;
  present: string;
  future: string;
  /** How to send from a text field by keyboard. */
  sendByKeys: (keys: string) => string;
}

/** What the dictionary that all elements share holds. A language that lacks a text does not compile. */
export interface SharedMessages extends CommonMessages, TermMessages {}

/** Every text of every element; what the shared dictionary lacks, an element brings along by `speak`. */
export interface Messages
  extends
    SharedMessages,
    BriefMessages,
    NextMessages,
    PrepMessages,
    SessionMessages,
    GradeMessages,
    RatingMessages,
    AfterwardsMessages,
    ImpressionsMessages,
    HintsMessages,
    LiveTranscriptMessages,
    TranscriptLinesMessages,
    TranscriptImportMessages,
    ConsoleMessages,
    PairsMessages,
    HintSharingMessages,
    SettingsMessages,
    ContentPacksMessages,
    PeopleMessages,
    ProtectionMessages,
    HoldsMessages,
    ErasuresMessages,
    ErasureKindsMessages,
    RestrictionsMessages,
    RetentionMessages,
    OwnDataMessages,
    SignUpMessages,
    DepartmentsMessages,
    ImportMessages,
    GuidelineMessages,
    TopicSettingsMessages,
    TrustMessages {}
