import type { SessionState } from '../../generated/types.ts';

/** The talk began or ended, by whichever of the two. */
export class TalkChangedEvent extends Event {
  static readonly type = 'taiwa-session-changed';
  readonly sessionId: string;
  readonly state: SessionState;

  constructor(sessionId: string, state: SessionState) {
    super(TalkChangedEvent.type, { bubbles: true, composed: true });
    this.sessionId = sessionId;
    this.state = state;
  }
}

declare global {
  interface HTMLElementEventMap {
    'taiwa-session-changed': TalkChangedEvent;
  }
}
