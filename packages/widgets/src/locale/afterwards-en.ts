import { IMPRESSION } from '../generated/audiences.ts';
import { readersEn } from './readers-en.ts';
import type { AfterwardsMessages } from './afterwards-messages.ts';

/** English of what `<taiwa-rating>` says once the answer is given. */
export const afterwardsEn: AfterwardsMessages = {
  ratingImpression: (name) => `A word to ${name}`,
  ratingImpressionPlaceholder: 'What was good, what you noticed, what you want to talk about next …',
  ratingImpressionReaders: (name) =>
    `Goes to ${name} at once, with your name. Only ${readersEn(IMPRESSION)} can read it.`,
  ratingImpressionSend: 'Send',
  ratingImpressionSent: (name) => `Sent to ${name}.`,
  ratingHint: 'What could help others too',
  ratingHintPlaceholder: 'Which words or ways of the other were good for you?',
  ratingHintReaders: 'Anonymous. After a review it is shown to people in a similar talk. Please write no names.',
  ratingHintSend: 'Leave this {hint}',
  ratingHintSent: 'Your {hint} has arrived. After a review it is shown without your name.',
  ratingTextNotSent: 'Not sent yet. What you wrote is kept on this device.',
  ratingHintNotSent: 'Not sent yet. What you wrote is only on this page.',
  ratingKeys: (keys) => `${keys} to send`,
};
