import { expect, test } from 'vitest';
import type { TranscriptState } from '../../generated/prisma/enums.ts';
import type { Part } from '../pairs/pair.policy.ts';
import {
  type CaptureAction,
  type CaptureFacts,
  type CaptureStep,
  decideCapture,
  endedCapture,
  isReason,
  possibleActions,
} from './capture-state.ts';

const ACTIONS: readonly CaptureAction[] = ['ASK', 'AGREE', 'DECLINE', 'PAUSE', 'RESUME', 'STOP', 'LEAVE', 'WITHDRAW'];
const PARTS: readonly Part[] = ['MEMBER', 'COUNTERPART'];
const BEGINNING: CaptureFacts = { state: 'OFF', askedBy: null, barred: null, rest: 'OFF', isLive: true };

interface Move {
  readonly from: CaptureFacts;
  readonly action: CaptureAction | 'ABSENT' | 'ENDED';
  readonly by: Part;
  readonly step: CaptureStep;
}

const steps = (from: CaptureFacts): Move[] => {
  const ends = (['ABSENT', 'ENDED'] as const).flatMap((action) => {
    const step = endedCapture(from, action);
    return step ? [{ from, action, by: 'MEMBER' as const, step }] : [];
  });
  return ACTIONS.flatMap((action) =>
    PARTS.flatMap((by): Move[] => {
      const step = decideCapture(action, from, by);
      return step && !isReason(step) ? [{ from, action, by, step }] : [];
    }),
  ).concat(ends);
};

const named = (facts: CaptureFacts): string => JSON.stringify([facts.state, facts.askedBy, facts.barred, facts.rest]);

/** Every way a recording can stand, and every step between them, while the talk goes on. */
function everything(): { readonly stands: CaptureFacts[]; readonly moves: Move[] } {
  const stands = new Map([[named(BEGINNING), BEGINNING]]);
  const moves: Move[] = [];
  for (const from of stands.values())
    for (const move of steps(from)) {
      const { state, askedBy, barred, rest } = move.step;
      const next = { state, askedBy, barred, rest, isLive: true };
      moves.push(move);
      if (!stands.has(named(next))) stands.set(named(next), next);
    }
  return { stands: [...stands.values()], moves };
}

const { stands, moves } = everything();
const other = (part: Part): Part => (part === 'MEMBER' ? 'COUNTERPART' : 'MEMBER');

test('recording begins with the yes of the one who was asked, and in no other way', () => {
  const begins = moves.filter(({ from, step }) => step.state === 'RECORDING' && from.state !== 'PAUSED');
  expect(begins.length).toBeGreaterThan(0);
  for (const { from, action, by } of begins) {
    expect(from.state).toBe('ASKED');
    expect(from.askedBy).toBe(other(by));
    expect(['AGREE', 'ASK']).toContain(action);
  }
});

test('a pause is ended by going on, and only something that was recording is paused', () => {
  for (const { from, action, step } of moves) {
    if (step.state === 'PAUSED') expect(from.state).toBe('RECORDING');
    if (from.state === 'PAUSED' && step.state === 'RECORDING') expect(action).toBe('RESUME');
  }
});

test('either of the two can pause, go on, stop, leave and withdraw', () => {
  for (const by of PARTS) {
    const on = (state: TranscriptState): CaptureFacts => ({ ...BEGINNING, state, askedBy: 'MEMBER', rest: 'STOPPED' });
    expect(possibleActions(on('RECORDING'), by)).toEqual(['PAUSE', 'STOP', 'WITHDRAW']);
    expect(possibleActions(on('PAUSED'), by)).toEqual(['RESUME', 'STOP', 'WITHDRAW']);
    expect(possibleActions(on('STOPPED'), by)).toEqual(['ASK', 'WITHDRAW']);
  }
});

test('who was told no, or whose other took the consent back, cannot ask until the other asks', () => {
  const barring = moves.filter(({ step }) => step.reason === 'DECLINED' || step.reason === 'WITHDRAWN');
  expect(barring.length).toBeGreaterThan(0);
  for (const { by, step } of barring) expect(step.barred).toBe(other(by));
  for (const facts of stands.filter(({ barred, state }) => barred && state !== 'ASKED')) {
    const asked = decideCapture('ASK', facts, facts.barred ?? 'MEMBER');
    expect(asked).toMatchObject({ code: 'ASKED_ENOUGH' });
    expect(decideCapture('ASK', facts, other(facts.barred ?? 'MEMBER'))).toMatchObject({ state: 'ASKED' });
  }
});

test('nobody answers their own question with a yes', () => {
  const asked = stands.filter(({ state }) => state === 'ASKED');
  for (const facts of asked)
    expect(decideCapture('AGREE', facts, facts.askedBy ?? 'MEMBER')).toMatchObject({ code: 'NOTHING_ASKED' });
});

test('what was recorded once can be withdrawn by either, however often was asked since', () => {
  const recorded = stands.filter(({ rest, state }) => rest === 'STOPPED' && state !== 'WITHDRAWN');
  expect(new Set(recorded.map(({ state }) => state))).toEqual(new Set(['RECORDING', 'PAUSED', 'STOPPED', 'ASKED']));
  for (const facts of recorded)
    for (const by of PARTS) expect(decideCapture('WITHDRAW', facts, by)).toMatchObject({ state: 'WITHDRAWN' });
});

test('a step that was taken already changes nothing', () => {
  const again: readonly CaptureAction[] = ['ASK', 'AGREE', 'DECLINE', 'PAUSE', 'RESUME', 'STOP', 'LEAVE', 'WITHDRAW'];
  for (const { action, by, step } of moves.filter((move) => again.some((one) => one === move.action))) {
    if (step.reason === 'TAKEN_BACK' || action === 'ABSENT' || action === 'ENDED') continue;
    const { state, askedBy, barred, rest } = step;
    expect(decideCapture(action, { state, askedBy, barred, rest, isLive: true }, by)).toBeNull();
  }
});

test('after the talk nothing begins, whatever it stood like', () => {
  for (const facts of stands)
    for (const action of ACTIONS)
      for (const by of PARTS) {
        const step = decideCapture(action, { ...facts, isLive: false }, by);
        if (step && !isReason(step)) expect(['ASKED', 'RECORDING']).not.toContain(step.state);
      }
});

test('the end of the talk, and being gone, end whatever was going on and nothing else', () => {
  for (const facts of stands) {
    const isGoingOn = ['ASKED', 'RECORDING', 'PAUSED'].includes(facts.state);
    for (const reason of ['ABSENT', 'ENDED'] as const) {
      const step = endedCapture(facts, reason);
      expect(step !== null).toBe(isGoingOn);
      if (step) expect(['OFF', 'STOPPED', 'WITHDRAWN']).toContain(step.state);
    }
  }
});
