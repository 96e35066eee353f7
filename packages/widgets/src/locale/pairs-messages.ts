/** What `<taiwa-pairs>` says. */
export interface PairsMessages {
  pairsTitle: string;
  pairsLead: string;
  /** For advisors, who see those they were given. */
  pairsLeadScope: string;
  pairsMember: string;
  pairsCounterpart: string;
  pairsDepartment: string;
  pairsKind: string;
  pairsMANAGER_MEMBER: string;
  pairsMENTOR_MENTEE: string;
  pairsOTHER: string;
  pairsHeld: string;
  pairsPlanned: string;
  pairsState: string;
  pairsActive: string;
  pairsGoingOn: string;
  pairsPaused: string;
  pairsPausedUntil: (day: string) => string;
  pairsBehind: string;
  pairsBehindBy: (count: number) => string;
  pairsOver: string;
  pairsEnded: (day: string) => string;
  pairsAdd: string;
  pairsMade: (two: string) => string;
  pairsTwoMissing: string;
  pairsFromTree: string;
  pairsFromTreeText: string;
  pairsPreview: string;
  pairsFromFile: string;
  /** A part of the element did not come; nothing was done. */
  pairsNotLoaded: string;
  pairsFileMissing: string;
  pairsNoneTitle: string;
  pairsNoneText: string;
  pairsNoneScope: string;
  pairsPause: string;
  pairsPauseText: string;
  pairsFrom: string;
  pairsUntil: string;
  pairsPausedNow: (count: number) => string;
  pairsResume: string;
  pairsResumed: (count: number) => string;
  pairsEnd: string;
  pairsEndAsk: (count: number) => string;
  pairsEndText: string;
  pairsReopen: string;
  pairsReopened: (count: number) => string;
  pairsEndedNow: (count: number) => string;
  pairsTransfer: string;
  pairsTransferText: string;
  pairsNewManager: string;
  pairsManagerMissing: string;
  pairsTransferred: (people: number, made: number, ended: number) => string;
  pairsNotAll: (done: number, failed: number, why: string) => string;
}
