import { builder } from '../../kernel/builder.ts';
import type { SessionAction } from './session-actions.ts';

/** Where a session stands. */
export const SessionStateEnum = builder.enumType('SessionState', {
  description: 'Where a session stands.',
  values: {
    PROPOSED: { description: 'One of the two proposed a time.' },
    SCHEDULED: { description: 'Both agreed on the time.' },
    LIVE: { description: 'The talk is going on.' },
    ENDED: { description: 'The talk is over.' },
    CANCELLED: { description: 'It will not take place.' },
  } as const,
});

/** What the caller can do with a session. */
export const SessionActionEnum = builder.enumType('SessionAction', {
  description: 'What the caller can do with a session now.',
  values: {
    ACCEPT: { description: 'Agree to the time the other proposed.' },
    MOVE: { description: 'Propose another time.' },
    CANCEL: { description: 'Call it off.' },
    PREPARE: { description: 'Choose what to talk about.' },
    MARK_SEEN: { description: 'Note that the preparation was seen.' },
    START: { description: 'Begin the talk.' },
    END: { description: 'End the talk.' },
    RATE: { description: 'Say how clear one feels.' },
    UNDO_RATING: { description: 'Take the answer back.' },
    SEND_IMPRESSION: { description: 'Write to the counterpart how it was.' },
    LEAVE_HINT: { description: 'Leave a hint for others.' },
    RECORD_ATTEMPT: { description: 'Write down what one tried.' },
  } as const satisfies Record<SessionAction, object>,
});
