import type { LitElement } from 'lit';

/** The elements that may stand in a frame, by their names, each loaded when it is needed. */
export const framed: Readonly<Record<string, () => Promise<new () => LitElement>>> = {
  'audit-log': async () => (await import('../elements/audit-log/audit-log.ts')).TaiwaAuditLog,
  brief: async () => (await import('../elements/brief/brief.ts')).TaiwaBrief,
  departments: async () => (await import('../elements/departments/departments.ts')).TaiwaDepartments,
  guideline: async () => (await import('../elements/guideline/guideline.ts')).TaiwaGuideline,
  hints: async () => (await import('../elements/hints/hints.ts')).TaiwaHints,
  import: async () => (await import('../elements/import/import.ts')).TaiwaImport,
  impressions: async () => (await import('../elements/impressions/impressions.ts')).TaiwaImpressions,
  keys: async () => (await import('../elements/keys/keys.ts')).TaiwaKeys,
  'live-transcript': async () => (await import('../elements/live-transcript/live-transcript.ts')).TaiwaLiveTranscript,
  next: async () => (await import('../elements/next/next.ts')).TaiwaNext,
  pairs: async () => (await import('../elements/pairs/pairs.ts')).TaiwaPairs,
  people: async () => (await import('../elements/people/people.ts')).TaiwaPeople,
  prep: async () => (await import('../elements/prep/prep.ts')).TaiwaPrep,
  privacy: async () => (await import('../elements/privacy/privacy.ts')).TaiwaPrivacy,
  rating: async () => (await import('../elements/rating/rating.ts')).TaiwaRating,
  session: async () => (await import('../elements/session/session.ts')).TaiwaSession,
  'topic-settings': async () => (await import('../elements/topic-settings/topic-settings.ts')).TaiwaTopicSettings,
};
