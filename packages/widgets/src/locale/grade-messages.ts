import type { Lesson } from './dictionary.ts';

/** The five answers to how clear somebody feels. */
export interface GradeMessages {
  gradeVeryClear: string;
  gradeClear: string;
  gradeSomewhat: string;
  gradeALittle: string;
  gradeNotAtAll: string;
}

const gradeWords: Readonly<Record<'ja' | 'en', GradeMessages>> = {
  ja: {
    gradeVeryClear: 'とてもすっきり',
    gradeClear: 'すっきり',
    gradeSomewhat: 'まあまあ',
    gradeALittle: '少しだけ',
    gradeNotAtAll: 'すっきりしない',
  },
  en: {
    gradeVeryClear: 'Very clear',
    gradeClear: 'Clear',
    gradeSomewhat: 'Somewhat',
    gradeALittle: 'A little',
    gradeNotAtAll: 'Not at all',
  },
};

/** Their words; few enough to come along in both languages. */
export const gradeLesson: Lesson = { ja: async () => gradeWords.ja, en: async () => gradeWords.en };
