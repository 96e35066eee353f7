import { expect, test } from 'vitest';
import { actionsOf, type SessionFacts } from './session-actions.ts';

const at = (text: string) => new Date(`2026-11-20T${text}:00Z`);
const session: SessionFacts = {
  state: 'SCHEDULED',
  startsAt: at('10:00'),
  endedAt: null,
  memberId: 'ann',
  counterpartId: 'bob',
  proposedById: 'ann',
};
const of = (change: Partial<SessionFacts>, now = at('09:00')) => ({
  MEMBER: actionsOf({ ...session, ...change }, 'MEMBER', now),
  COUNTERPART: actionsOf({ ...session, ...change }, 'COUNTERPART', now),
  onlooker: actionsOf({ ...session, ...change }, null, now),
});

const ended = { state: 'ENDED', endedAt: at('10:30') } as const;

test.each([
  ['proposed by ann', { state: 'PROPOSED' }, '09:00', ['MOVE', 'CANCEL', 'PREPARE'], ['ACCEPT', 'MOVE', 'CANCEL']],
  [
    'proposed by ann for now',
    { state: 'PROPOSED' },
    '09:45',
    ['MOVE', 'CANCEL', 'PREPARE'],
    ['ACCEPT', 'MOVE', 'CANCEL', 'START'],
  ],
  ['agreed on', {}, '09:44', ['MOVE', 'CANCEL', 'PREPARE'], ['MOVE', 'CANCEL']],
  ['agreed on for now', {}, '09:45', ['MOVE', 'CANCEL', 'PREPARE', 'START'], ['MOVE', 'CANCEL', 'START']],
  [
    'prepared and not seen',
    { hasUnseen: true },
    '09:00',
    ['MOVE', 'CANCEL', 'PREPARE'],
    ['MOVE', 'CANCEL', 'MARK_SEEN'],
  ],
  ['going on', { state: 'LIVE' }, '10:10', ['PREPARE', 'END'], ['END']],
  ['just over', ended, '10:31', ['RATE', 'SEND_IMPRESSION', 'LEAVE_HINT'], ['LEAVE_HINT', 'RECORD_ATTEMPT']],
  [
    'answered a moment ago',
    { ...ended, isAnswered: true, isUndoable: true, hasImpression: true, hasAttempt: true },
    '10:32',
    ['UNDO_RATING', 'LEAVE_HINT'],
    ['LEAVE_HINT'],
  ],
  ['cancelled', { state: 'CANCELLED' }, '09:50', [], []],
] as const)(
  'of a session that is %s the two can do this, and an onlooker nothing',
  (_what, change, time, member, counterpart) => {
    expect(of(change, at(time))).toEqual({ MEMBER: member, COUNTERPART: counterpart, onlooker: [] });
  },
);

test('it can be rated for 72 hours and not a moment longer', () => {
  const until = new Date('2026-11-23T10:30:00Z');
  expect(of(ended, until).MEMBER).toContain('RATE');
  expect(of(ended, new Date(until.getTime() + 1)).MEMBER).not.toContain('RATE');
});
