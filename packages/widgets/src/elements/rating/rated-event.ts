/** The member answered for a talk. Which grade it was is in no event. */
export class RatedEvent extends Event {
  static readonly type = 'taiwa-rated';
  readonly sessionId: string;

  constructor(sessionId: string) {
    super(RatedEvent.type, { bubbles: true, composed: true });
    this.sessionId = sessionId;
  }
}

/** The member took the answer back. */
export class RatingUndoneEvent extends Event {
  static readonly type = 'taiwa-rating-undone';
  readonly sessionId: string;

  constructor(sessionId: string) {
    super(RatingUndoneEvent.type, { bubbles: true, composed: true });
    this.sessionId = sessionId;
  }
}

declare global {
  interface HTMLElementEventMap {
    'taiwa-rated': RatedEvent;
    'taiwa-rating-undone': RatingUndoneEvent;
  }
}
