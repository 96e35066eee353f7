import type { SessionState } from '../../generated/prisma/enums.ts';
import { after } from '../../kernel/time.ts';
import type { Part } from '../pairs/pair.policy.ts';

/** What one of the two can do with a session. */
export const SESSION_ACTIONS = [
  'ACCEPT',
  'MOVE',
  'CANCEL',
  'PREPARE',
  'MARK_SEEN',
  'START',
  'END',
  'RATE',
  'UNDO_RATING',
  'SEND_IMPRESSION',
  'LEAVE_HINT',
  'RECORD_ATTEMPT',
] as const;

/** One of `SESSION_ACTIONS`. */
export type SessionAction = (typeof SESSION_ACTIONS)[number];

/** How long before its time a session can be started, in minutes. */
export const START_EARLY_MINUTES = 15;
/** How long after its end a session can be rated, in hours. */
export const RATING_HOURS = 72;

/** What is known of a session when the next step is decided. */
export interface SessionFacts {
  readonly state: SessionState;
  readonly startsAt: Date;
  readonly endedAt: Date | null;
  readonly memberId: string;
  readonly counterpartId: string;
  readonly proposedById: string;
  /** Whether the counterpart has not seen the preparation as it is now. */
  readonly hasUnseen?: boolean;
  /** Whether the member has answered how clear they feel. */
  readonly isAnswered?: boolean;
  /** Whether that answer can still be taken back. */
  readonly isUndoable?: boolean;
  readonly hasImpression?: boolean;
  readonly hasAttempt?: boolean;
}

/** From when on a session can be started. */
export const startableFrom = (session: { readonly startsAt: Date }): Date =>
  after(session.startsAt, -START_EARLY_MINUTES, 'minutes');

/** Whether the person whose part this is waits for the other to accept the time. */
export const isOwnProposal = (facts: SessionFacts, part: Part): boolean =>
  facts.state === 'PROPOSED' && facts.proposedById === (part === 'MEMBER' ? facts.memberId : facts.counterpartId);

const isPlanned = ({ state }: SessionFacts): boolean => state === 'PROPOSED' || state === 'SCHEDULED';
const isOpen = (facts: SessionFacts): boolean => isPlanned(facts) || facts.state === 'LIVE';

const isRatable = ({ state, endedAt }: SessionFacts, now: Date): boolean =>
  state === 'ENDED' && endedAt !== null && now <= after(endedAt, RATING_HOURS, 'hours');

const CAN: Readonly<Record<SessionAction, (facts: SessionFacts, part: Part, now: Date) => boolean>> = {
  ACCEPT: (facts, part) => facts.state === 'PROPOSED' && !isOwnProposal(facts, part),
  MOVE: isPlanned,
  CANCEL: isPlanned,
  PREPARE: (facts, part) => part === 'MEMBER' && isOpen(facts),
  MARK_SEEN: (facts, part) => part === 'COUNTERPART' && isOpen(facts) && facts.hasUnseen === true,
  START: (facts, part, now) => isPlanned(facts) && !isOwnProposal(facts, part) && now >= startableFrom(facts),
  END: ({ state }) => state === 'LIVE',
  RATE: (facts, part, now) => part === 'MEMBER' && !facts.isAnswered && isRatable(facts, now),
  UNDO_RATING: (facts, part) => part === 'MEMBER' && facts.isUndoable === true,
  SEND_IMPRESSION: (facts, part) => part === 'MEMBER' && facts.state === 'ENDED' && !facts.hasImpression,
  LEAVE_HINT: ({ state }) => state === 'ENDED',
  RECORD_ATTEMPT: (facts, part) => part === 'COUNTERPART' && facts.state === 'ENDED' && !facts.hasAttempt,
};

/** What a person with this part can do with the session at this instant; nothing for an onlooker. */
export const actionsOf = (facts: SessionFacts, part: Part | null, now: Date): SessionAction[] =>
  part === null ? [] : SESSION_ACTIONS.filter((action) => CAN[action](facts, part, now));
