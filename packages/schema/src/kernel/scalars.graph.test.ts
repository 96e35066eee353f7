import { expect, test } from 'vitest';
import { parseDay, parseInstant } from './scalars.graph.ts';

test('an instant needs a date that exists, a time and an offset', () => {
  expect(parseInstant('2026-11-21T09:30:00+09:00').toISOString()).toBe('2026-11-21T00:30:00.000Z');
  expect(parseInstant('2028-02-29T23:59:59.123Z').toISOString()).toBe('2028-02-29T23:59:59.123Z');
  for (const wrong of [
    '2026-11-21T09:30:00',
    '2026-11-21',
    '2026-02-30T00:00:00Z',
    '2026-11-21T24:00:00Z',
    '2026-11-21 09:30:00Z',
    1763,
    null,
    '',
    '+010000-01-01T00:00:00Z',
    '2026-11-21T09:30:00+99:00',
    '0000-01-01T00:00:00Z',
    '9999-12-31T23:59:59-00:01',
  ])
    expect(() => parseInstant(wrong), String(wrong)).toThrow('RFC 3339');
});

test('a day is a day of the calendar and nothing else', () => {
  expect(parseDay('2026-11-21').toISOString()).toBe('2026-11-21T00:00:00.000Z');
  for (const wrong of ['2026-02-29', '2026-13-01', '21.11.2026', '2026-11-21T00:00:00Z', '0000-01-01', 20261121, null])
    expect(() => parseDay(wrong), String(wrong)).toThrow('Date is a day');
});
