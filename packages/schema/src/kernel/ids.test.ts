import { afterEach, expect, test } from 'vitest';
import { isId, newId, randomId, registerIds, typeOfId } from './ids.ts';
import { freezeTime } from './time.ts';

afterEach(() => freezeTime(new Date())());

test('an id bears its prefix and 26 letters', () => {
  expect(newId('ses')).toMatch(/^ses_[0-9a-hjkmnp-tv-z]{26}$/);
  expect(randomId('rat')).toMatch(/^rat_[0-9a-hjkmnp-tv-z]{26}$/);
});

test('ids of one millisecond sort in the order in which they were made', () => {
  freezeTime('2026-11-21T09:00:00Z');
  const made = Array.from({ length: 500 }, () => newId('ses'));
  expect(made.toSorted()).toEqual(made);
  expect(new Set(made).size).toBe(500);
});

test('a later id sorts after an earlier one', () => {
  freezeTime('2026-11-21T09:00:00.000Z');
  const early = newId('ses');
  freezeTime('2026-11-21T09:00:00.001Z');
  expect(newId('ses') > early).toBe(true);
});

test('random ids do not follow the clock', () => {
  const made = Array.from({ length: 50 }, () => randomId('rat'));
  expect(made.toSorted()).not.toEqual(made);
});

test('a text is an id only with the right prefix, length and letters', () => {
  const id = newId('ses');
  expect(isId('ses', id)).toBe(true);
  expect(isId('pai', id)).toBe(false);
  expect(isId('ses', `${id}0`)).toBe(false);
  expect(isId('ses', `${id.slice(0, -1)}u`)).toBe(false);
  expect(isId('ses', `${id}\n`)).toBe(false);
});

test('a prefix names one type and a type has one prefix', () => {
  registerIds({ zzt: 'Specimen' });
  registerIds({ zzt: 'Specimen' });
  expect(typeOfId(newId('zzt'))).toBe('Specimen');
  expect(typeOfId('zzt_short')).toBeUndefined();
  expect(() => registerIds({ zzt: 'Another' })).toThrow('Prefix taken');
  expect(() => registerIds({ zzs: 'Specimen' })).toThrow('Prefix taken');
});
