/** What `<taiwa-rating>` says. */
export interface RatingMessages {
  ratingTitle: string;
  ratingEmptyTitle: string;
  ratingEmptyText: string;
  ratingNotYet: string;
  ratingOver: string;
  /** What happens by pressing. */
  ratingOnePress: string;
  ratingUse: string;
  ratingDecline: string;
  ratingDeclined: string;
  ratingDeclinedText: string;
  ratingAnswerAfterAll: string;
  ratingSending: string;
  ratingNotSent: string;
  ratingNotSentFault: string;
  ratingSignedOut: string;
  ratingThanks: string;
  ratingAlready: string;
  ratingAlreadyText: string;
  ratingReceived: string;
  ratingUndo: string;
  ratingUndoFor: (seconds: number) => string;
  /** Said once to those who hear the page. */
  ratingUndoOffer: (seconds: number) => string;
  ratingUndoOver: string;
  ratingUndone: string;
  ratingNext: (name: string, day: string) => string;
}
