import type { RatingMessages } from './rating-messages.ts';

/** English of `<taiwa-rating>`. */
export const ratingEn: RatingMessages = {
  ratingTitle: 'How clear do you feel after your talk?',
  ratingEmptyTitle: 'Nothing to answer right now',
  ratingEmptyText: 'After each {talk} you are asked here how clear you feel. It takes one press.',
  ratingNotYet: 'You can answer here once the {talk} is over.',
  ratingOver: 'The time to answer (72 hours after the end) is over.',
  ratingOnePress: 'One press sends it. You can take it back for 10 seconds.',
  ratingUse: 'What may happen with your answer?',
  ratingDecline: 'Do not answer this time',
  ratingDeclined: 'No answer this time',
  ratingDeclinedText: 'Nobody is told that you did not answer.',
  ratingAnswerAfterAll: 'Answer after all',
  ratingSending: 'Sending…',
  ratingNotSent:
    'Your answer was not sent, and nothing of it is kept here. Please check your connection and press again.',
  ratingNotSentFault: 'Your answer was not sent. Please press again in a moment.',
  ratingSignedOut: 'Your answer was not sent: you seem to be signed out. Please sign in again and press once more.',
  ratingThanks: 'Thank you',
  ratingAlready: 'You have answered for this {talk}',
  ratingAlreadyText: 'Each {talk} takes one answer.',
  ratingReceived: 'Your answer has arrived.',
  ratingUndo: 'Take it back',
  ratingUndoFor: (seconds) => `${seconds} s left to take it back`,
  ratingUndoOffer: (seconds) => `Your answer has arrived. You can take it back for ${seconds} seconds.`,
  ratingUndoOver: 'The time to take it back is over.',
  ratingUndone: 'Taken back. You can answer again.',
  ratingNext: (name, day) => `Answer for ${name}, ${day}, too`,
};
