import type { Failure } from './failure.ts';

/** Nobody is signed in: the page has to bring the person to its sign-in. */
export class AuthRequiredEvent extends Event {
  static readonly type = 'taiwa-auth-required';

  constructor() {
    super(AuthRequiredEvent.type, { bubbles: true, composed: true });
  }
}

/** What a person is about to send. */
export type SubmitAction =
  | 'propose'
  | 'accept'
  | 'move'
  | 'cancel'
  | 'prepare'
  | 'start'
  | 'end'
  | 'mark-theme'
  | 'rate'
  | 'send-impression'
  | 'record-attempt'
  | 'leave-hint'
  | 'withdraw-hint'
  | 'approve-hint'
  | 'reject-hint'
  | 'thank-hint'
  | 'report-hint';

/**
 * A person is about to send something. `preventDefault()` holds it back: nothing is sent, and what was typed stays. It says
 * what is done and never with which words or grade.
 */
export class BeforeSubmitEvent extends Event {
  static readonly type = 'taiwa-before-submit';
  readonly action: SubmitAction;

  constructor(action: SubmitAction) {
    super(BeforeSubmitEvent.type, { bubbles: true, composed: true, cancelable: true });
    this.action = action;
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
  /** Where it is explained; empty where nothing is. */
  readonly docsUrl: string;

  constructor({ code, message, hint, retryable, requestId, docsUrl = '' }: Failure) {
    super(FailedEvent.type, { bubbles: true, composed: true });
    this.code = code;
    this.message = hint ?? message;
    this.retryable = retryable;
    this.requestId = requestId;
    this.docsUrl = docsUrl;
  }
}

declare global {
  interface HTMLElementEventMap {
    'taiwa-auth-required': AuthRequiredEvent;
    'taiwa-before-submit': BeforeSubmitEvent;
    'taiwa-error': FailedEvent;
  }
}
