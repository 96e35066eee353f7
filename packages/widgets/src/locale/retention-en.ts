import type { RetentionMessages } from './retention-messages.ts';

/** English of the element about how long data is kept. */
export const retentionEn: RetentionMessages = {
  retentionTitle: 'How long data is kept',
  retentionLead: 'Choose for how many days each kind of data is kept. You see how much would be deleted first.',
  retentionWhat: 'Data',
  retentionDays: 'Days',
  retentionBounds: 'You may choose',
  retentionRule: 'Rule',
  retentionTranscript: 'Transcripts',
  retentionSession: '{Talks} with everything recorded in them',
  retentionPersonRead: 'Record of who looked',
  retentionForEver: 'No end',
  retentionChange: 'Change',
  retentionLook: 'Show what would go',
  retentionEmpty: 'Left empty, the usual time applies.',
  retentionHolds: 'Data under a legal hold is never deleted.',
  retentionFixed: (count) => `What follows a fixed rule (${count})`,
  retentionFromTo: (least, most) => `${least} to ${most} days`,
  retentionDayCount: (days) => `${days} days`,
  retentionAsk: (what) => `How long to keep: ${what}`,
  retentionConfirm: (what, days) => `Keep: ${what} — ${days}?`,
  retentionGoes: (rows) => `${rows} of them go within the hour. What is gone cannot be brought back.`,
  retentionNothing: () => 'Nothing goes at once.',
  retentionSaved: (what, days) => `${what}: kept for ${days}`,
};
