import type { CaptureReason, TranscriptState } from '../../generated/prisma/enums.ts';
import type { Reason } from '../../kernel/problems.ts';
import type { Part } from '../pairs/pair.policy.ts';
import { says } from './words.ts';

/** What one of the two can do about a recording. */
export type CaptureAction = 'ASK' | 'AGREE' | 'DECLINE' | 'PAUSE' | 'RESUME' | 'STOP' | 'LEAVE' | 'WITHDRAW';

/** How a recording stands, as far as the next step depends on it. */
export interface CaptureFacts {
  readonly state: TranscriptState;
  /** Who asked last. */
  readonly askedBy: Part | null;
  /** Who may not ask again, because the other said no or took their consent back. */
  readonly barred: Part | null;
  /** Where it goes back to when a question comes to nothing: OFF, STOPPED or WITHDRAWN. */
  readonly rest: TranscriptState;
  /** Whether the talk is going on. */
  readonly isLive: boolean;
}

/** Where a step leads: the next state and who may not ask from then on. */
export interface CaptureStep {
  readonly reason: CaptureReason;
  readonly state: TranscriptState;
  readonly askedBy: Part | null;
  readonly barred: Part | null;
  readonly rest: TranscriptState;
}

const other = (part: Part): Part => (part === 'MEMBER' ? 'COUNTERPART' : 'MEMBER');

const isOn = (state: TranscriptState): boolean => state === 'RECORDING' || state === 'PAUSED';

type Decide = (facts: CaptureFacts, by: Part) => CaptureStep | Reason | null;

const to = (facts: CaptureFacts, reason: CaptureReason, state: TranscriptState): CaptureStep => ({
  reason,
  state,
  askedBy: facts.askedBy,
  barred: facts.barred,
  // What was recorded once can be stopped and withdrawn, whatever is asked later.
  rest: isOn(state) ? 'STOPPED' : state === 'ASKED' ? facts.rest : state,
});

const backToRest = (facts: CaptureFacts, reason: CaptureReason): CaptureStep => ({
  ...to(facts, reason, facts.rest),
  askedBy: null,
});

const agree = (facts: CaptureFacts): CaptureStep => ({ ...to(facts, 'AGREED', 'RECORDING'), barred: null });

const DECIDE: Readonly<Record<CaptureAction, Decide>> = {
  ASK(facts, by) {
    if (isOn(facts.state)) return null;
    if (!facts.isLive) return says.TALK_NOT_LIVE;
    // Who asks while being asked has said yes.
    if (facts.state === 'ASKED') return facts.askedBy === by ? null : agree(facts);
    if (facts.barred === by) return says.ASKED_ENOUGH;
    return { ...to(facts, 'ASKED', 'ASKED'), askedBy: by, barred: null };
  },
  AGREE(facts, by) {
    if (isOn(facts.state)) return null;
    if (facts.state !== 'ASKED' || facts.askedBy === by) return says.NOTHING_ASKED;
    return facts.isLive ? agree(facts) : says.TALK_NOT_LIVE;
  },
  DECLINE(facts, by) {
    if (facts.state !== 'ASKED') return facts.barred === other(by) ? null : says.NOTHING_ASKED;
    if (facts.askedBy === by) return backToRest(facts, 'TAKEN_BACK');
    return { ...backToRest(facts, 'DECLINED'), barred: other(by) };
  },
  PAUSE(facts) {
    if (facts.state === 'PAUSED') return null;
    return facts.state === 'RECORDING' ? to(facts, 'PAUSED', 'PAUSED') : says.NOT_RECORDING;
  },
  RESUME(facts) {
    if (facts.state === 'RECORDING') return null;
    if (facts.state !== 'PAUSED') return says.NOT_RECORDING;
    return facts.isLive ? to(facts, 'RESUMED', 'RECORDING') : says.TALK_NOT_LIVE;
  },
  STOP(facts) {
    if (facts.state === 'STOPPED' || facts.state === 'WITHDRAWN') return null;
    return isOn(facts.state) ? to(facts, 'STOPPED', 'STOPPED') : says.NOT_RECORDING;
  },
  LEAVE(facts, by) {
    if (isOn(facts.state)) return to(facts, 'LEFT', 'STOPPED');
    // A question of somebody who has gone is none.
    return facts.state === 'ASKED' && facts.askedBy === by ? backToRest(facts, 'LEFT') : null;
  },
  WITHDRAW(facts, by) {
    if (facts.state === 'WITHDRAWN') return null;
    const isAsking = facts.state === 'ASKED' && facts.askedBy === by;
    if (facts.rest !== 'STOPPED') return isAsking ? backToRest(facts, 'TAKEN_BACK') : says.NO_CONSENT;
    return { ...to(facts, 'WITHDRAWN', 'WITHDRAWN'), askedBy: null, barred: other(by) };
  },
};

/** Whether a decision is why the step cannot be taken. */
export const isReason = (decision: CaptureStep | Reason): decision is Reason => 'says' in decision;

/** What an action of one of the two leads to: the step, null where it was taken already, or why it cannot be taken. */
export const decideCapture = (action: CaptureAction, facts: CaptureFacts, by: Part): CaptureStep | Reason | null =>
  DECIDE[action](facts, by);

/** Where a recording stands after it ended without anybody's doing; null where nothing was going on. */
export function endedCapture(facts: CaptureFacts, reason: 'ABSENT' | 'ENDED'): CaptureStep | null {
  if (isOn(facts.state)) return to(facts, reason, 'STOPPED');
  return facts.state === 'ASKED' ? backToRest(facts, reason) : null;
}

/** What one of the two can do now that would change something. */
export const possibleActions = (facts: CaptureFacts, by: Part): CaptureAction[] =>
  (['ASK', 'AGREE', 'DECLINE', 'PAUSE', 'RESUME', 'STOP', 'WITHDRAW'] as const).filter((action) => {
    const decision = decideCapture(action, facts, by);
    if (decision === null || isReason(decision)) return false;
    // A question is answered or taken back, not asked again or withdrawn.
    return facts.state !== 'ASKED' || action === 'AGREE' || action === 'DECLINE' || decision.state === 'WITHDRAWN';
  });
