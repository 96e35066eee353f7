import type { Lesson } from '../../locale/dictionary.ts';

/** The words about holds, erasures and how long things are kept. */
export const protectionLesson: Lesson = {
  ja: async () => (await import('../../locale/protection-ja.ts')).protectionJa,
  en: async () => (await import('../../locale/protection-en.ts')).protectionEn,
};
