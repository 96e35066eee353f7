import type { Lesson } from '../../locale/dictionary.ts';

/** The words about bulk changes. */
export const importLesson: Lesson = {
  ja: async () => (await import('../../locale/import-ja.ts')).importJa,
  en: async () => (await import('../../locale/import-en.ts')).importEn,
};
