import { z } from 'zod';
import type { Actor, Language } from './actor.ts';
import { isId } from './ids.ts';
import { InvalidInput, type Reason } from './problems.ts';

type Words = (values: Readonly<Record<string, unknown>>) => string;

const WORDS: Readonly<Record<string, Readonly<Record<Language, Words>>>> = {
  required: { ja: () => '入力してください。', en: () => 'Please fill this in.' },
  tooLong: { ja: (v) => `${v.max}文字以内で入力してください。`, en: (v) => `Please use at most ${v.max} characters.` },
  tooShort: {
    ja: (v) => `${v.min}文字以上で入力してください。`,
    en: (v) => `Please use at least ${v.min} characters.`,
  },
  oneLine: { ja: () => '改行を使わずに入力してください。', en: () => 'Please keep this to one line.' },
  unreadable: {
    ja: () => '使えない文字が含まれています。',
    en: () => 'This contains characters that cannot be stored.',
  },
  tooSmall: { ja: (v) => `${v.min}以上の値を指定してください。`, en: (v) => `Please give ${v.min} or more.` },
  tooBig: { ja: (v) => `${v.max}以下の値を指定してください。`, en: (v) => `Please give ${v.max} or less.` },
  tooFew: { ja: (v) => `${v.min}件以上指定してください。`, en: (v) => `Please give at least ${v.min}.` },
  tooMany: { ja: (v) => `${v.max}件以内で指定してください。`, en: (v) => `Please give at most ${v.max}.` },
  notOneOf: { ja: (v) => `次のいずれかを指定してください：${v.values}`, en: (v) => `Please use one of: ${v.values}.` },
  notAnId: { ja: () => '対象が正しく指定されていません。', en: () => 'This does not name anything.' },
  notATime: { ja: () => '日時が正しくありません。', en: () => 'This is not a valid time.' },
  invalid: { ja: () => '入力内容をご確認ください。', en: () => 'Please check this.' },
};

const SIZE_WORDS: Readonly<Record<string, readonly [small: string, big: string]>> = {
  string: ['tooShort', 'tooLong'],
  array: ['tooFew', 'tooMany'],
  set: ['tooFew', 'tooMany'],
};

type RawIssue = Parameters<z.core.$ZodErrorMap>[0];

function wordOf(issue: RawIssue): [word: string, values: Record<string, unknown>] {
  const params = issue.code === 'custom' ? (issue.params ?? {}) : {};
  if (typeof params.word === 'string') return [params.word, params];
  const [small, big] = SIZE_WORDS[String(issue.origin)] ?? ['tooSmall', 'tooBig'];
  if (issue.code === 'too_small') return [small, { min: issue.minimum }];
  if (issue.code === 'too_big') return [big, { max: issue.maximum }];
  if (issue.code === 'invalid_value') return ['notOneOf', { values: issue.values.join(', ') }];
  if (issue.code === 'invalid_type' && (issue.input ?? null) === null) return ['required', {}];
  return ['invalid', {}];
}

const isReason = (value: unknown): value is Reason => typeof value === 'object' && value !== null && 'says' in value;

const messageIn =
  (language: Language): z.core.$ZodErrorMap =>
  (issue) => {
    const reason = issue.code === 'custom' ? issue.params?.reason : undefined;
    if (isReason(reason)) return reason.says[language];
    const [word, values] = wordOf(issue);
    return (WORDS[word] ?? WORDS.invalid)?.[language](values);
  };

const errorMaps = { ja: messageIn('ja'), en: messageIn('en') } as const;

/**
 * The parsed input; throws InvalidInput with every issue in the actor's language. A refinement says its own words through
 * `params: { reason }` with a Reason of the module's `problemMessages`.
 */
export function parseInput<T extends z.ZodType>(actor: Actor, schema: T, input: unknown): z.output<T> {
  const result = schema.safeParse(input, { error: errorMaps[actor.language] });
  if (result.success) return result.data;
  throw new InvalidInput(result.error.issues.map(({ path, message }) => ({ path: path.map(String), message })));
}

const segmenter = new Intl.Segmenter('ja', { granularity: 'grapheme' });

/** How many characters a reader would count: an emoji with its modifiers is one. Stops counting beyond `most`. */
export function graphemesOf(written: string, most = Infinity): number {
  let count = 0;
  for (const _ of segmenter.segment(written)) if ((count += 1) > most) break;
  return count;
}

// No writing system needs more code units for one character; beyond this nobody has to count.
const UNITS_PER_GRAPHEME = 32;

const isTooLong = (written: string, max: number): boolean =>
  written.length > max * UNITS_PER_GRAPHEME || (written.length > max && graphemesOf(written, max) > max);

/** Why a text cannot be taken, or undefined when it can. */
function faultOf(written: string, size: { max: number; min: number; lines: boolean }): string | undefined {
  if (written.includes('\0') || /\p{Cs}/u.test(written)) return 'unreadable';
  if (!size.lines && /[\r\n]/.test(written)) return 'oneLine';
  if (isTooLong(written, size.max)) return 'tooLong';
  if (size.min > 0 && written.trim() === '') return 'required';
  return size.min > 1 && graphemesOf(written, size.min) < size.min ? 'tooShort' : undefined;
}

/**
 * A text of `min` (0) to `max` characters as a reader counts them. Refuses NUL and lone surrogates (PostgreSQL cannot keep
 * them), blank text where `min` ≥ 1, and line breaks unless `lines`; keeps everything else byte for byte.
 */
export function text(size: { max: number; min?: number; lines?: boolean }) {
  const whole = { min: 0, lines: false, ...size };
  return z.string().superRefine((value, context) => {
    const word = faultOf(value, whole);
    if (word) context.addIssue({ code: 'custom', params: { word, max: whole.max, min: whole.min } });
  });
}

/** An instant: a valid Date (which the DateTime scalar gives). */
export const instant = () =>
  z.custom<Date>((value) => value instanceof Date && !Number.isNaN(value.getTime()), { params: { word: 'notATime' } });

/** The id of a thing with this prefix; says nothing of whether it exists. */
export const id = (prefix: string) =>
  z.string().refine((value) => isId(prefix, value), { params: { word: 'notAnId' } });
