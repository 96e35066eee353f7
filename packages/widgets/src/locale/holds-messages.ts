/** What the element about legal holds says. */
export interface HoldsMessages {
  holdsTitle: string;
  holdsLead: string;
  holdsAsk: string;
  holdsAskText: string;
  holdsAsked: string;
  holdsWhose: string;
  holdsWho: string;
  holdsReason: string;
  holdsReasonReaders: string;
  holdsUntil: string;
  holdsNobody: string;
  holdsWAITS: string;
  holdsHOLDS: string;
  holdsOVER: string;
  holdsConfirm: string;
  holdsConfirmText: string;
  holdsConfirmed: string;
  holdsRelease: string;
  holdsWithdraw: string;
  holdsReleaseText: string;
  holdsReleased: string;
  holdsNoneTitle: string;
  holdsNoneText: string;
  holdsAndMore: (names: string, others: number) => string;
  holdsAskedBy: (name: string) => string;
  holdsConfirmedBy: (name: string) => string;
  holdsConfirmAsk: (people: string) => string;
  holdsReleaseAsk: (people: string) => string;
}
