import type { LitElement } from 'lit';

/** The elements that may stand in a frame, by their names, each loaded when it is needed. */
export const framed: Readonly<Record<string, () => Promise<new () => LitElement>>> = {
  'audit-log': async () => (await import('../elements/audit-log/audit-log.ts')).TaiwaAuditLog,
  brief: async () => (await import('../elements/brief/brief.ts')).TaiwaBrief,
  'content-packs': async () => (await import('../elements/content-packs/content-packs.ts')).TaiwaContentPacks,
  departments: async () => (await import('../elements/departments/departments.ts')).TaiwaDepartments,
  erasures: async () => (await import('../elements/erasures/erasures.ts')).TaiwaErasures,
  guideline: async () => (await import('../elements/guideline/guideline.ts')).TaiwaGuideline,
  'hint-sharing': async () => (await import('../elements/hint-sharing/hint-sharing.ts')).TaiwaHintSharing,
  hints: async () => (await import('../elements/hints/hints.ts')).TaiwaHints,
  import: async () => (await import('../elements/import/import.ts')).TaiwaImport,
  impressions: async () => (await import('../elements/impressions/impressions.ts')).TaiwaImpressions,
  keys: async () => (await import('../elements/keys/keys.ts')).TaiwaKeys,
  'legal-holds': async () => (await import('../elements/legal-holds/legal-holds.ts')).TaiwaLegalHolds,
  'live-transcript': async () => (await import('../elements/live-transcript/live-transcript.ts')).TaiwaLiveTranscript,
  next: async () => (await import('../elements/next/next.ts')).TaiwaNext,
  pairs: async () => (await import('../elements/pairs/pairs.ts')).TaiwaPairs,
  people: async () => (await import('../elements/people/people.ts')).TaiwaPeople,
  prep: async () => (await import('../elements/prep/prep.ts')).TaiwaPrep,
  privacy: async () => (await import('../elements/privacy/privacy.ts')).TaiwaPrivacy,
  rating: async () => (await import('../elements/rating/rating.ts')).TaiwaRating,
  restrictions: async () => (await import('../elements/restrictions/restrictions.ts')).TaiwaRestrictions,
  retention: async () => (await import('../elements/retention/retention.ts')).TaiwaRetention,
  session: async () => (await import('../elements/session/session.ts')).TaiwaSession,
  settings: async () => (await import('../elements/settings/settings.ts')).TaiwaSettings,
  'sign-up': async () => (await import('../elements/sign-up/sign-up.ts')).TaiwaSignUp,
  'sign-ups': async () => (await import('../elements/sign-ups/sign-ups.ts')).TaiwaSignUps,
  'topic-settings': async () => (await import('../elements/topic-settings/topic-settings.ts')).TaiwaTopicSettings,
  'transcript-import': async () =>
    (await import('../elements/transcript-import/transcript-import.ts')).TaiwaTranscriptImport,
};
