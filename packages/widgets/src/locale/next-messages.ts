/** What `<taiwa-next>` says. */
export interface NextMessages {
  nextTitle: string;
  nextEmptyTitle: string;
  nextEmptyText: string;
  nextEmptyNoPairs: string;
  /** Later ones, listed below the next. */
  nextLater: string;
  nextPropose: string;
  /** One more, beside those that are planned. */
  nextAnother: string;
  nextAccept: string;
  nextMove: string;
  nextCancel: string;
  nextCancelAsk: string;
  nextCancelYes: string;
  nextCancelNo: string;
  /** The viewer proposed this time and waits for the other. */
  nextWaitsForOther: (name: string) => string;
  /** The other proposed this time and waits for the viewer. */
  nextWaitsForYou: (name: string) => string;
  nextWith: string;
  nextDay: string;
  nextTime: string;
  nextLength: string;
  nextSendProposal: string;
  nextSendMove: string;
  nextPrepared: (title: string) => string;
  nextNotPrepared: string;
  nextOtherPrepared: (name: string) => string;
  nextOtherNotPrepared: (name: string) => string;
}
