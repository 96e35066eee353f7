/** What `<taiwa-brief>` says. */
export interface BriefMessages {
  briefTitle: (name: string) => string;
  briefEmptyTitle: string;
  briefEmptyText: string;
  briefNothingTitle: (name: string) => string;
  briefNothingText: string;
  briefWants: string;
  briefStyle: string;
  briefPhrases: string;
  briefAvoid: string;
  briefHints: string;
  briefAlso: string;
  briefNote: (name: string) => string;
  briefOpen: string;
  briefStage: (level: number) => string;
  briefTips: string;
  briefQuestions: string;
  briefUpdated: string;
}
