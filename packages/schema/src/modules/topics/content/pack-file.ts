import { z } from 'zod';
import { TopicCode } from '../../../generated/prisma/enums.ts';
import { text } from '../../../kernel/parse.ts';
import { nameOfThing } from '../../tenancy/name-input.ts';
import { says } from '../words.ts';

/** Most bytes of a content pack as a file. */
export const MAX_PACK_BYTES = 256 * 1024;

/** The seven topics that every tenant has, by which a pack names them. */
export const DEFAULT_CODES = Object.values(TopicCode).filter((code) => code !== 'OTHER');

/** One of the seven. */
export type DefaultCode = (typeof DEFAULT_CODES)[number];

/** Whether a pack means one of the seven by this key. */
export const isDefaultCode = (key: string): key is DefaultCode => DEFAULT_CODES.some((code) => code === key);

const inEach = <Words extends z.ZodType<string>>(words: Words, maxLength: number) => {
  const said = words.meta({ minLength: 1, maxLength });
  return z.strictObject({ ja: said, en: said });
};

/** A piece of input: words of at most so many characters, in each language Taiwa speaks. */
export const both = (max: number) => inEach(text({ min: 1, max }), max);

const bothNames = (max: number) => inEach(nameOfThing(max), max);

/** A piece of input: prompts, tips and the like. */
export const severalTexts = (most: number) => z.array(both(200)).min(1).max(most);

/** A piece of input: the prompts for one topic, by the time they look at. */
export const QuestionRow = z.strictObject({
  past: severalTexts(10),
  present: severalTexts(10),
  future: severalTexts(10),
});

/** A piece of input: what talks are for at one level of a relationship. */
export const StageText = z.strictObject({
  level: z.int().min(1).max(6),
  name: both(60),
  purpose: both(300),
  tips: severalTexts(10),
});

const PackTopic = z
  .strictObject({
    key: z.string().regex(/^[A-Za-z0-9_-]{1,60}$/),
    countsAs: z.enum(TopicCode).optional(),
    name: bothNames(40),
    hidden: z.boolean().optional(),
  })
  .refine(({ key, countsAs }) => (isDefaultCode(key) ? countsAs === undefined || countsAs === key : countsAs), {
    path: ['countsAs'],
    params: { reason: says.PACK_COUNTS_AS },
  });

const isOnce = (values: readonly unknown[]): boolean => new Set(values).size === values.length;

/**
 * A content pack as it stands in a file: topics in their order, prompts (seven topics by past, present and future), the six
 * stages of a relationship. What is not in it stays as the product has it.
 */
export const PackFile = z.strictObject({
  format: z.literal('taiwa-content-pack'),
  formatVersion: z.literal(1),
  name: bothNames(60),
  version: z.string().regex(/^[0-9A-Za-z][0-9A-Za-z.-]{0,19}$/),
  basedOn: text({ max: 100 }).optional(),
  topics: z
    .array(PackTopic)
    .min(1)
    .max(60)
    .refine((topics) => isOnce(topics.map(({ key }) => key)), { params: { reason: says.PACK_TOPIC_TWICE } })
    .refine((topics) => topics.some(({ hidden }) => !hidden), { params: { reason: says.LAST_TOPIC } }),
  questions: z.strictObject({
    WORK: QuestionRow,
    RELATIONSHIPS: QuestionRow,
    CONDITION: QuestionRow,
    CAREER: QuestionRow,
    SKILLS: QuestionRow,
    PRIVATE: QuestionRow,
    POLICY: QuestionRow,
  } satisfies Record<DefaultCode, typeof QuestionRow>),
  stages: z
    .array(StageText)
    .length(6)
    .refine((stages) => stages.every(({ level }, place) => level === place + 1), {
      params: { reason: says.PACK_LEVELS },
    }),
});

/** A content pack. */
export type PackFile = z.output<typeof PackFile>;
/** A topic as a pack brings it. */
export type PackTopic = PackFile['topics'][number];
/** What talks are for at one level of a relationship. */
export type Stage = PackFile['stages'][number];
/** Prompts for one topic by the time they look at. */
export type QuestionMatrixRow = PackFile['questions'][DefaultCode];
