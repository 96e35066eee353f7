/** What the element about erasures says. */
export interface ErasuresMessages {
  erasuresTitle: string;
  erasuresLead: string;
  erasuresAsk: string;
  erasuresAskedAt: string;
  erasuresWhose: string;
  erasuresWhen: string;
  erasuresTypeName: string;
  erasuresNobody: string;
  erasuresCancel: string;
  erasuresRunning: string;
  erasuresProgress: string;
  erasuresNoneTitle: string;
  erasuresNoneText: string;
  erasuresDone: (day: string) => string;
  erasuresCancelled: (day: string) => string;
  erasuresLeft: (days: number) => string;
  erasuresOtherName: (name: string) => string;
  erasuresPlanned: (name: string) => string;
  erasuresCalledOff: (name: string) => string;
  erasuresLook: string;
  erasuresConfidential: string;
  erasuresAskOf: (name: string) => string;
}
