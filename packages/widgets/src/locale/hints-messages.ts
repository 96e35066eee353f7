/** What `<taiwa-hints>` says. */
export interface HintsMessages {
  hintsTitle: string;
  hintsLead: string;
  hintsTopic: string;
  hintsResponse: string;
  hintsOther: string;
  hintsEmptyTitle: string;
  hintsEmptyText: string;
  hintsMore: string;
  hintsNotMore: string;
  hintsHelped: string;
  hintsDid: string;
  hintsMine: string;
  hintsPending: string;
  hintsApproved: string;
  hintsRejected: string;
  hintsReason: (reason: string) => string;
  hintsWithdraw: string;
  hintsWithdrawAsk: string;
  hintsWithdrawYes: string;
  hintsWithdrawNo: string;
  hintsWithdrawn: string;
  hintsReview: string;
  hintsReviewLead: string;
  hintsReviewNone: string;
  hintsReviewMore: string;
  hintsApprove: string;
  hintsReject: string;
  hintsRejectReason: string;
  hintsRejectPlaceholder: string;
  hintsRejectReaders: string;
  hintsRejectSend: string;
  hintsRejectNotSent: string;
  hintsDoneApproved: string;
  hintsDoneRejected: string;
  hintsReviewUndone: string;
  hintsKeys: (keys: string) => string;
  /** A topic with a response. */
  hintsCell: (topic: string, response: string) => string;
  /** To how many it was of help, at the least. */
  hintsHelpedMany: (count: number) => string;
  hintsHelpedMe: string;
  hintsThanks: string;
  hintsReport: string;
  hintsReportAsk: string;
  hintsReportNAMES_SOMEBODY: string;
  hintsReportHARMFUL: string;
  hintsReportOTHER: string;
  hintsReportThanks: string;
  hintsOthers: string;
}
