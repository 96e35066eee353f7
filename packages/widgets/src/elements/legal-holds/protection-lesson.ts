import type { Lesson } from '../../locale/dictionary.ts';

/** The words that the elements about protecting data share. */
export const protectionLesson: Lesson = {
  ja: async () => (await import('../../locale/protection-ja.ts')).protectionJa,
  en: async () => (await import('../../locale/protection-en.ts')).protectionEn,
};
