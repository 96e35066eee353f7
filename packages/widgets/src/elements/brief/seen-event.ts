/** The counterpart has looked at what the member prepared, and the member is told so. */
export class SeenEvent extends Event {
  static readonly type = 'taiwa-seen';
  readonly sessionId: string;

  constructor(sessionId: string) {
    super(SeenEvent.type, { bubbles: true, composed: true });
    this.sessionId = sessionId;
  }
}

declare global {
  interface HTMLElementEventMap {
    'taiwa-seen': SeenEvent;
  }
}
