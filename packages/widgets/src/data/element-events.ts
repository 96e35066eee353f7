import type { Failure } from './failure.ts';

/** Nobody is signed in: the page has to bring the person to its sign-in. */
export class AuthRequiredEvent extends Event {
  static readonly type = 'taiwa-auth-required';

  constructor() {
    super(AuthRequiredEvent.type, { bubbles: true, composed: true });
  }
}

/** Something failed and the element shows it; here for the page's own log. */
export class FailedEvent extends Event {
  static readonly type = 'taiwa-error';
  readonly code: string;
  /** What the person was told, or a hint for who builds the page. */
  readonly message: string;
  readonly retryable: boolean;
  readonly requestId: string;

  constructor({ code, message, hint, retryable, requestId }: Failure) {
    super(FailedEvent.type, { bubbles: true, composed: true });
    this.code = code;
    this.message = hint ?? message;
    this.retryable = retryable;
    this.requestId = requestId;
  }
}

declare global {
  interface HTMLElementEventMap {
    'taiwa-auth-required': AuthRequiredEvent;
    'taiwa-error': FailedEvent;
  }
}
