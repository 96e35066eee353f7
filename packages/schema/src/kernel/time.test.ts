import { afterEach, expect, test } from 'vitest';
import { after, closeOfMonth, dayOf, freezeTime, instantOf, monthAfter, monthOf, now, wallTime } from './time.ts';

let thaw = () => {};
afterEach(() => thaw());

test('a frozen clock stands still until it is thawed', () => {
  thaw = freezeTime('2026-11-21T09:00:00Z');
  expect(now().toISOString()).toBe('2026-11-21T09:00:00.000Z');
  thaw();
  expect(now().getTime()).not.toBe(Date.parse('2026-11-21T09:00:00Z'));
  expect(() => freezeTime('yesterday')).toThrow('Not an instant');
});

test('a month and a day are those of the zone', () => {
  const lateInUtc = new Date('2026-10-31T15:30:00Z');
  expect(monthOf(lateInUtc, 'Asia/Tokyo')).toBe('2026-11');
  expect(dayOf(lateInUtc, 'Asia/Tokyo')).toBe('2026-11-01');
  expect(monthOf(lateInUtc, 'UTC')).toBe('2026-10');
});

test('months count across the turn of the year', () => {
  expect(monthAfter('2026-12')).toBe('2027-01');
  expect(monthAfter('2026-01', -1)).toBe('2025-12');
  expect(monthAfter('2026-03', 24)).toBe('2028-03');
});

test('a month closes on the 4th of the next at three in the morning of the zone', () => {
  expect(closeOfMonth('2026-11', 'Asia/Tokyo').toISOString()).toBe('2026-12-03T18:00:00.000Z');
  expect(closeOfMonth('2026-12', 'America/New_York').toISOString()).toBe('2027-01-04T08:00:00.000Z');
});

test('a time of the wall becomes the instant that shows it, on either side of a change of clocks', () => {
  expect(instantOf('2026-03-08T01:30:00', 'America/New_York').toISOString()).toBe('2026-03-08T06:30:00.000Z');
  expect(instantOf('2026-03-08T03:30:00', 'America/New_York').toISOString()).toBe('2026-03-08T07:30:00.000Z');
  expect(instantOf('2026-11-02T00:00:00', 'America/New_York').toISOString()).toBe('2026-11-02T05:00:00.000Z');
  expect(instantOf('2026-07-01T00:00:00', 'Asia/Kolkata').toISOString()).toBe('2026-06-30T18:30:00.000Z');
});

test('a time that the clocks skip becomes the same distance after the change', () => {
  const skipped = instantOf('2026-03-08T02:30:00', 'America/New_York');
  expect(wallTime(skipped, 'America/New_York')).toBe('2026-03-08T03:30:00');
});

test('durations add up in elapsed time', () => {
  expect(after(new Date('2026-11-21T09:00:00Z'), 72, 'hours').toISOString()).toBe('2026-11-24T09:00:00.000Z');
});
