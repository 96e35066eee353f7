import { describe, expect, test } from 'vitest';
import { rateOfMonth } from '../insights/engine/implementation-rate.ts';
import { expectedIn, type Meeting, rateOf, type Rule, standingOf } from './standing.ts';

const rule = (sessions: number, more: Partial<Rule> = {}): Rule => ({
  sessions,
  everyMonths: 1,
  minutes: 30,
  from: '2029-01-01',
  until: null,
  ...more,
});
const meeting = (more: Partial<Meeting> = {}): Meeting => ({
  rules: [rule(2)],
  start: '2029-01-01',
  end: null,
  pauses: [],
  heldInMonth: 0,
  heldInQuarter: 0,
  planned: 0,
  ...more,
});
const AFTER = '2030-12-31';

describe('what is expected of a month', () => {
  test('is the cadence by the days on which the pair is one and not paused', () => {
    expect(expectedIn(meeting(), '2030-04')).toBeCloseTo(2);
    expect(expectedIn(meeting({ start: '2030-04-16' }), '2030-04')).toBeCloseTo(1);
    expect(expectedIn(meeting({ end: '2030-04-15' }), '2030-04')).toBeCloseTo(1);
    const pauses: Meeting['pauses'] = [
      ['2030-04-01', '2030-04-10'],
      ['2030-04-06', '2030-04-15'],
    ];
    expect(expectedIn(meeting({ pauses }), '2030-04')).toBeCloseTo(1);
    expect(expectedIn(meeting({ pauses: [['2030-04-16', null]] }), '2030-04')).toBeCloseTo(1);
  });

  test('follows a guideline that changes within the month, day by day, and the nearest that holds', () => {
    const before = rule(2, { until: '2030-04-15' });
    expect(expectedIn(meeting({ rules: [rule(4, { from: '2030-04-16' }), before] }), '2030-04')).toBeCloseTo(3);
    expect(expectedIn(meeting({ rules: [rule(0), rule(4)] }), '2030-04')).toBe(0);
    expect(expectedIn(meeting({ rules: [] }), '2030-04')).toBe(0);
  });
});

describe('standing', () => {
  test('counts as behind what is due as a whole and was not held', () => {
    expect(standingOf(meeting({ heldInMonth: 1 }), '2030-04', AFTER)).toMatchObject({ due: 2, held: 1, behindBy: 1 });
    expect(standingOf(meeting({ heldInMonth: 3 }), '2030-04', AFTER)).toMatchObject({ due: 2, behindBy: 0 });
    const short = meeting({ start: '2030-04-11' });
    expect(standingOf(short, '2030-04', AFTER)).toMatchObject({ due: 1, behindBy: 1 });
  });

  test('is behind only by what is due today while the month runs, and says what is still to be planned', () => {
    const held = meeting({ planned: 1 });
    expect(standingOf(held, '2030-04', '2030-04-14')).toMatchObject({ due: 0, behindBy: 0, toPlan: 1 });
    expect(standingOf(held, '2030-04', '2030-04-15')).toMatchObject({ due: 1, behindBy: 1, toPlan: 1 });
    expect(standingOf(held, '2030-04', '2030-03-31')).toMatchObject({ due: 0, behindBy: 0 });
  });

  test('adds the quarter up where less than one a month is asked for', () => {
    const slow = meeting({ rules: [rule(1, { everyMonths: 3 })] });
    expect(standingOf(slow, '2030-05', AFTER)).toMatchObject({ due: 0, behindBy: 0 });
    expect(standingOf(slow, '2030-06', AFTER)).toMatchObject({ due: 1, behindBy: 1 });
    expect(standingOf({ ...slow, heldInQuarter: 1 }, '2030-06', AFTER)).toMatchObject({ held: 1, behindBy: 0 });
  });

  test('is none where nothing is asked: without a guideline, freed, paused, or no pair any more', () => {
    for (const free of [
      { rules: [] },
      { rules: [rule(0), rule(2)] },
      { pauses: [['2030-03-01', null] as const] },
      { end: '2030-03-31' },
    ])
      expect(standingOf(meeting(free), '2030-04', AFTER)).toBeNull();
  });
});

describe('the implementation rate', () => {
  const cases = Array.from({ length: 200 }, (_, at) => ({
    perMonth: [1 / 3, 2 / 3, 1, 2, 4][at % 5] ?? 1,
    start: ['2029-01-01', '2030-04-10', '2030-04-28'][at % 3] ?? '',
    end: at % 7 === 0 ? '2030-04-20' : null,
    pauses: at % 4 === 0 ? ([['2030-04-05', '2030-04-12']] as const) : [],
    done: at % 6,
  }));

  test('is that of the insight engine, pair by pair and in all', () => {
    const engine = rateOfMonth(
      cases.map((one, pair) => ({ ...one, pair })),
      '2030-04',
    );
    const standings = cases.flatMap(({ perMonth, done, ...rest }) => {
      const everyMonths = perMonth < 1 ? 3 : 1;
      const rules = [rule(Math.round(perMonth * everyMonths), { everyMonths })];
      return standingOf(meeting({ ...rest, rules, heldInMonth: done }), '2030-04', AFTER) ?? [];
    });
    expect(engine.pairs.some(({ counted }) => !counted)).toBe(true);
    expect(standings.flatMap(({ counted }) => counted ?? []).map(({ expected }) => expected.toFixed(9))).toEqual(
      engine.pairs.filter(({ counted }) => counted).map(({ expected }) => expected.toFixed(9)),
    );
    expect(rateOf(standings)).toBeCloseTo(engine.rate ?? Number.NaN, 12);
  });

  test('is none while the month runs', () => {
    const standing = standingOf(meeting({ heldInMonth: 2 }), '2030-04', '2030-04-30');
    expect(standing && rateOf([standing])).toBeNull();
  });
});
