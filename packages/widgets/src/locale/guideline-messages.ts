/** What `<taiwa-guideline>` says. */
export interface GuidelineMessages {
  guidelineTitle: string;
  guidelineLead: string;
  guidelineRules: string;
  guidelineAdd: string;
  guidelineFor: string;
  guidelineAll: string;
  /** The exception of a pair. */
  guidelinePair: (member: string, counterpart: string) => string;
  guidelineAsks: string;
  /** How often and for how long. */
  guidelineRhythm: (sessions: number, everyMonths: number, minutes: number) => string;
  guidelineExempt: string;
  guidelinePeriod: string;
  guidelineFrom: (day: string) => string;
  guidelineUntil: (from: string, until: string) => string;
  guidelineNoneTitle: string;
  guidelineNoneText: string;
  guidelineSessions: string;
  guidelineMonths: string;
  guidelineMinutes: string;
  guidelineFirstDay: string;
  guidelineLastDay: string;
  guidelineSaved: string;
  guidelineEnd: string;
  guidelineEndAsk: (whom: string) => string;
  guidelineEndText: string;
  guidelineEnded: string;
  standingTitle: string;
  standingMonth: string;
  standingWho: string;
  standingBehindOnly: string;
  standingDepartment: string;
  /** How many pairs are behind, of those of which something is asked. */
  standingSummary: (pairs: number, behind: number) => string;
  standingRate: (percent: number) => string;
  standingPair: string;
  standingDue: string;
  standingHeld: string;
  standingPlanned: string;
  standingState: string;
  standingBehind: (count: number) => string;
  standingFine: string;
  standingToPlan: (count: number) => string;
  standingNoneTitle: string;
  standingNoneText: string;
}
