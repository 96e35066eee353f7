/** What `<taiwa-rating>` says once the answer is given. */
export interface AfterwardsMessages {
  ratingImpression: (name: string) => string;
  ratingImpressionPlaceholder: string;
  ratingImpressionReaders: (name: string) => string;
  ratingImpressionSend: string;
  ratingImpressionSent: (name: string) => string;
  ratingHint: string;
  ratingHintPlaceholder: string;
  ratingHintReaders: string;
  ratingHintSend: string;
  ratingHintSent: string;
  ratingTextNotSent: string;
  ratingHintNotSent: string;
  ratingKeys: (keys: string) => string;
}
