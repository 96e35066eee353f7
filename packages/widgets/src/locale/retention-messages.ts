/** What the element about how long data is kept says. */
export interface RetentionMessages {
  retentionTitle: string;
  retentionLead: string;
  retentionWhat: string;
  retentionDays: string;
  retentionBounds: string;
  retentionRule: string;
  retentionTranscript: string;
  retentionSession: string;
  retentionPersonRead: string;
  retentionForEver: string;
  retentionChange: string;
  retentionLook: string;
  retentionEmpty: string;
  retentionHolds: string;
  retentionFixed: (count: number) => string;
  retentionFromTo: (least: number, most: number) => string;
  retentionDayCount: (days: number) => string;
  retentionAsk: (what: string) => string;
  retentionConfirm: (what: string, days: string) => string;
  retentionGoes: (rows: number) => string;
  retentionNothing: (rows: number) => string;
  retentionSaved: (what: string, days: string) => string;
}
