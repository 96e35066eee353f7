import type { TranscriptState } from '../../generated/types.ts';

/** The recording was asked for, began, paused or ended, by whichever of the two. Carries nothing of what was said. */
export class TranscriptChangedEvent extends Event {
  static readonly type = 'taiwa-transcript-changed';
  readonly sessionId: string;
  readonly state: TranscriptState;

  constructor(sessionId: string, state: TranscriptState) {
    super(TranscriptChangedEvent.type, { bubbles: true, composed: true });
    this.sessionId = sessionId;
    this.state = state;
  }
}

declare global {
  interface HTMLElementEventMap {
    'taiwa-transcript-changed': TranscriptChangedEvent;
  }
}
