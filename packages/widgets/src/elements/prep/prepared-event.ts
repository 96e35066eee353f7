/** The member's preparation is saved. */
export class PreparedEvent extends Event {
  static readonly type = 'taiwa-prepared';
  readonly sessionId: string;

  constructor(sessionId: string) {
    super(PreparedEvent.type, { bubbles: true, composed: true });
    this.sessionId = sessionId;
  }
}

declare global {
  interface HTMLElementEventMap {
    'taiwa-prepared': PreparedEvent;
  }
}
