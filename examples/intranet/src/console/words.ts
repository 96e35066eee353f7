/** What the frame of the console says in one language. */
export interface ConsoleWords {
  readonly title: string;
  readonly companies: { readonly own: string; readonly neighbour: string };
  readonly portal: string;
  readonly skip: string;
  readonly sections: string;
  readonly signedInAs: string;
  readonly seats: Readonly<Record<'admin' | 'deputy' | 'advisor' | 'neighbour-admin', string>>;
  readonly privacy: string;
  readonly otherLanguage: string;
  readonly otherLanguageCode: 'ja' | 'en';
  readonly waiting: string;
  readonly failed: string;
  readonly notLoaded: string;
  readonly again: string;
}

const ja: ConsoleWords = {
  title: '1on1の管理',
  companies: { own: '青葉テクノロジー', neighbour: 'みなと商事' },
  portal: 'ポータルへ戻る',
  skip: '本文へ移動する',
  sections: '管理の項目',
  signedInAs: '表示する人',
  seats: {
    admin: '管理者',
    deputy: 'もう一人の管理者',
    advisor: 'アドバイザー',
    'neighbour-admin': '別の会社の管理者',
  },
  privacy: '話した内容は、ここには一切表示されません。見られるのは1on1の2人だけです。',
  otherLanguage: 'English',
  otherLanguageCode: 'en',
  waiting: '読み込んでいます…',
  failed: '管理画面を表示できませんでした。サーバーが動いているか確認して、再読み込みしてください。',
  notLoaded: 'この項目を読み込めませんでした。',
  again: 'もう一度読み込む',
};

const en: ConsoleWords = {
  title: '1-on-1 administration',
  companies: { own: 'Aoba Technology', neighbour: 'Minato Trading' },
  portal: 'Back to the intranet',
  skip: 'Skip to the content',
  sections: 'Sections',
  signedInAs: 'Show as',
  seats: {
    admin: 'Admin',
    deputy: 'Second admin',
    advisor: 'Advisor',
    'neighbour-admin': 'Admin of another company',
  },
  privacy: 'What is said in 1-on-1s never appears here. Only the two of each can see it.',
  otherLanguage: '日本語',
  otherLanguageCode: 'ja',
  waiting: 'Loading…',
  failed: 'The console could not be shown. See whether the server is running, then reload.',
  notLoaded: 'This section could not be loaded.',
  again: 'Load again',
};

/** The words of the frame in a language. */
export const consoleWords = (language: 'ja' | 'en'): ConsoleWords => (language === 'en' ? en : ja);
