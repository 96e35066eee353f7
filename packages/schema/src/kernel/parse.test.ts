import { expect, test } from 'vitest';
import { z } from 'zod';
import { type Language, personActor } from './actor.ts';
import { newId } from './ids.ts';
import { graphemesOf, id, instant, parseInput, text } from './parse.ts';
import { InvalidInput, problemMessages } from './problems.ts';

const speaker = (language: Language) => personActor({ tenantId: 'ten_a', userId: 'usr_a', language });

function issuesOf(schema: z.ZodType, input: unknown, language: Language = 'en') {
  try {
    parseInput(speaker(language), schema, input);
    return [];
  } catch (error) {
    if (error instanceof InvalidInput) return error.issues;
    throw error;
  }
}

const accepted = (schema: z.ZodType, input: unknown) => parseInput(speaker('en'), schema, input);

test('a text comes back byte for byte', () => {
  for (const one of [
    '  x ',
    'e\u0301',
    '\uFEFF',
    '\u202Eabc',
    '\u0007',
    '👩‍👩‍👧',
    'ﾊﾝｶｸ',
    '\u2028',
    'a\tb',
    "'; drop table--",
  ])
    expect(accepted(text({ max: 100 }), one)).toBe(one);
});

test('NUL and lone surrogates are refused', () => {
  for (const one of ['a\0b', '\uD800', 'x\uDC00y'])
    expect(issuesOf(text({ max: 10 }), one)[0]?.message).toBe('This contains characters that cannot be stored.');
});

test('characters are counted as a reader counts them', () => {
  expect(graphemesOf('👩‍👩‍👧が🇯🇵')).toBe(3);
  expect(accepted(text({ max: 3 }), '👩‍👩‍👧が🇯🇵')).toBe('👩‍👩‍👧が🇯🇵');
  expect(issuesOf(text({ max: 2 }), '👩‍👩‍👧が🇯🇵', 'ja')).toEqual([{ path: [], message: '2文字以内で入力してください。' }]);
});

test('counting stops early in a text that is far too long', () => {
  expect(graphemesOf('a'.repeat(100_000), 10)).toBe(11);
  expect(issuesOf(text({ max: 10 }), 'a\u0301'.repeat(100_000))).toHaveLength(1);
});

test('blank is empty where something must be said', () => {
  expect(issuesOf(text({ max: 10, min: 1 }), ' \u3000')[0]?.message).toBe('Please fill this in.');
  expect(accepted(text({ max: 10 }), '')).toBe('');
  expect(issuesOf(text({ max: 10, min: 3 }), 'ab')[0]?.message).toBe('Please use at least 3 characters.');
});

test('line breaks are refused unless the text may have lines', () => {
  expect(issuesOf(text({ max: 10 }), 'a\nb')).toHaveLength(1);
  expect(accepted(text({ max: 10, lines: true }), 'a\r\nb')).toBe('a\r\nb');
});

test('every issue names its place, in the language of the caller', () => {
  const schema = z.object({
    note: text({ max: 2 }),
    themes: z.array(z.object({ topicId: id('top') })).max(1),
    grade: z.int().min(1),
  });
  const input = { note: 'long', themes: [{ topicId: 'x' }], grade: 0 };
  expect(issuesOf(schema, input)).toEqual([
    { path: ['note'], message: 'Please use at most 2 characters.' },
    { path: ['themes', '0', 'topicId'], message: 'This does not name anything.' },
    { path: ['grade'], message: 'Please give 1 or more.' },
  ]);
  expect(issuesOf(schema, input, 'ja').map(({ message }) => message)).toEqual([
    '2文字以内で入力してください。',
    '対象が正しく指定されていません。',
    '1以上の値を指定してください。',
  ]);
  expect(issuesOf(schema, { note: null, themes: [{}], grade: 1 })).toEqual([
    { path: ['note'], message: 'Please fill this in.' },
    { path: ['themes', '0', 'topicId'], message: 'Please fill this in.' },
  ]);
  expect(accepted(schema, { note: '', themes: [{ topicId: newId('top') }], grade: 1 })).toMatchObject({ grade: 1 });
});

test('a refinement says the words of its module', () => {
  const reasons = problemMessages({ TEST_TOO_EARLY: { ja: '早すぎます。', en: 'That is too early.' } });
  const schema = z
    .object({ at: z.string() })
    .refine(() => false, { path: ['at'], params: { reason: reasons.TEST_TOO_EARLY } });
  expect(issuesOf(schema, { at: 'x' }, 'ja')).toEqual([{ path: ['at'], message: '早すぎます。' }]);
});

test('an instant is a valid date and nothing else', () => {
  const at = new Date('2026-11-21T09:00:00Z');
  expect(accepted(instant(), at)).toBe(at);
  for (const one of [new Date('x'), '2026-11-21', 5, null])
    expect(issuesOf(instant(), one)[0]?.message).toBe('This is not a valid time.');
});

test('a word that is none of those allowed is answered with those allowed', () => {
  const schema = z.object({ scopes: z.array(z.enum(['people:read', 'api'])) });
  expect(issuesOf(schema, { scopes: ['api', 'people'] })).toEqual([
    { path: ['scopes', '1'], message: 'Please use one of: people:read, api.' },
  ]);
});
