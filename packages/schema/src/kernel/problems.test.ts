import { expect, test } from 'vitest';
import { Conflict, everyReason, InvalidInput, LimitReached, NotNow, Problem, problemMessages } from './problems.ts';
import { notFound, orNotFound, Refusal } from './refusals.ts';

const reasons = problemMessages({ TEST_ENDED: { ja: '終了しています。', en: 'It has ended.' } });

test('a problem speaks both languages under one code', () => {
  const problem = new Conflict(reasons.TEST_ENDED);
  expect(problem).toBeInstanceOf(Problem);
  expect([problem.code, problem.says('ja'), problem.says('en')]).toEqual([
    'TEST_ENDED',
    '終了しています。',
    'It has ended.',
  ]);
});

test('placeholders are filled in', () => {
  expect(new LimitReached(3).says('ja')).toBe('上限（3件）に達しています。');
  expect(new LimitReached(3)).toMatchObject({ code: 'LIMIT_REACHED', limit: 3, name: 'LimitReached' });
});

test('not now may know when', () => {
  const at = new Date();
  expect(new NotNow(reasons.TEST_ENDED, at).possibleFrom).toBe(at);
  expect(new NotNow(reasons.TEST_ENDED).possibleFrom).toBeNull();
});

test('two modules cannot say the same code', () => {
  expect(() => problemMessages({ TEST_ENDED: { ja: '', en: '' } })).toThrow('Two modules say TEST_ENDED');
});

test('every reason of the kernel has words in both languages', () => {
  for (const { says } of everyReason()) expect(Math.min(says.ja.length, says.en.length)).toBeGreaterThan(0);
  expect(new InvalidInput([]).code).toBe('INVALID_INPUT');
});

test('what is absent is refused as what is invisible', () => {
  expect(() => orNotFound(null)).toThrow(Refusal);
  expect(notFound()).toMatchObject({ code: 'NOT_FOUND', message: 'There is nothing here that you can see.' });
  expect(orNotFound(0)).toBe(0);
});
