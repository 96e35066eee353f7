import type { Language } from '../../kernel/actor.ts';

/** What people read before they say yes or no to a transcript. */
export interface ConsentText {
  /** Kept with every answer, so that it is known what had been read. */
  readonly version: string;
  readonly title: string;
  /** Paragraphs, in their order. */
  readonly paragraphs: readonly string[];
}

/** The version that people read now. Another wording is another version. */
export const CONSENT_VERSION = '2026-11-21';

const JA = {
  title: 'この1on1を文字起こししますか',
  paragraphs: [
    'お二人がともに「はい」を選んだ場合に限り、会話が文字として記録されます。',
    '読めるのはお二人だけです。人事、管理者、ほかの上司には表示されず、評価にも使われません。',
    'いつでも一時停止、終了できます。どちらかが退出したときは自動で止まります。',
    '同意はあとから取り消せます。取り消すと、まだ届いていない発言も受け付けられなくなり、記録を削除できます。',
    '記録は最後の発言から90日後に自動で削除されます。',
    '「いいえ」を選んでも不利益はありません。お相手からもう一度尋ねられることもありません。',
  ],
} as const;

const EN = {
  title: 'Take a transcript of this 1-on-1?',
  paragraphs: [
    'What is said is written down only if both of you say yes.',
    'Only the two of you can read it. HR, administrators and other managers cannot, and it is not used for any appraisal.',
    'Either of you can pause or stop it at any time. It stops by itself when one of you leaves.',
    'You can take your consent back later. Then nothing that is still on its way is taken, and you can delete what was written.',
    'The transcript is deleted 90 days after the last thing said.',
    'Saying no has no consequences, and the other person cannot ask you again in this talk.',
  ],
} as const;

const TEXTS: Readonly<Record<Language, Omit<ConsentText, 'version'>>> = { ja: JA, en: EN };

/** The version about imports that people read now. */
export const IMPORT_CONSENT_VERSION = 'import-2026-11-21';

const IMPORT_TEXTS: Readonly<Record<Language, Omit<ConsentText, 'version'>>> = {
  ja: {
    title: 'この1on1の字幕ファイルを取り込みますか',
    paragraphs: [
      'ほかの会議サービスで作られた字幕が、この1on1の文字起こしに加わります。お二人がともに「はい」を選んだ場合に限り、取り込まれます。',
      '読めるのはお二人だけです。人事、管理者、ほかの上司には表示されず、評価にも使われません。',
      '取り込んだ内容は、お二人のどちらでもいつでも修正、削除できます。同意はあとから取り消せます。',
      '元のファイルは、取り込みのあと、または「いいえ」が選ばれたときに削除されます。遅くとも1日で削除されます。',
      '「いいえ」を選んでも不利益はありません。',
    ],
  },
  en: {
    title: 'Import captions of this 1-on-1?',
    paragraphs: [
      'Captions made by another meeting service are added to the transcript of this 1-on-1, and only if both of you say yes.',
      'Only the two of you can read them. HR, administrators and other managers cannot, and they are not used for any appraisal.',
      'Either of you can correct or delete what was imported at any time, and take your consent back later.',
      'The file itself is deleted once it is imported or one of you says no, and after a day at the latest.',
      'Saying no has no consequences.',
    ],
  },
};

/** What people read before they ask for an import or answer, in a language. */
export const importConsentText = (language: Language): ConsentText => ({
  version: IMPORT_CONSENT_VERSION,
  ...IMPORT_TEXTS[language],
});

/** The text in force, in a language. */
export const consentText = (language: Language): ConsentText => ({ version: CONSENT_VERSION, ...TEXTS[language] });
