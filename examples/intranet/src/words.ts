import type { Office, Seat } from './people.ts';

/** What the page says in one language. */
export interface Words {
  readonly title: string;
  readonly company: string;
  readonly portal: string;
  readonly speakAs: string;
  readonly seats: Readonly<Record<Seat, string>>;
  readonly light: string;
  readonly dark: string;
  readonly auto: string;
  readonly colours: string;
  readonly otherLanguage: string;
  readonly otherLanguageCode: 'ja' | 'en';
  readonly headings: Readonly<
    Record<'next' | 'talk' | 'prepare' | 'brief' | 'after' | 'impressions' | 'hints' | 'review' | 'pairs', string>
  >;
  readonly leads: Readonly<Record<Seat, string>>;
  /** Leads administrators and advisors to their console. */
  readonly console: string;
  readonly hidden: string;
  readonly hiddenFrom: Readonly<Record<Office, readonly (readonly [what: string, who: string])[]>>;
  readonly pairs: {
    readonly member: string;
    readonly counterpart: string;
    readonly department: string;
    readonly planned: string;
    readonly held: string;
    readonly more: string;
    readonly none: string;
    readonly waiting: string;
    readonly failed: string;
    readonly again: string;
  };
  readonly failed: string;
  readonly waiting: string;
  readonly footer: string;
  /** The page on which two people are side by side. */
  readonly live: {
    readonly link: string;
    readonly title: string;
    readonly lead: string;
    readonly play: (speed: number) => string;
    readonly notPlayed: string;
    readonly none: string;
    readonly back: string;
  };
  /** The page that an invitation to sign up leads to. */
  readonly join: { readonly title: string; readonly lead: (name: string) => string };
  /** The page on what is kept about oneself. */
  readonly myData: { readonly link: string; readonly title: string; readonly lead: (name: string) => string };
}

const ja: Words = {
  title: '社内ポータル｜青葉テクノロジー',
  company: '青葉テクノロジー',
  portal: '社内ポータル',
  speakAs: '表示する人',
  seats: {
    member: 'メンバー',
    manager: '上司',
    advisor: 'アドバイザー',
    admin: '管理者',
    english: 'メンバー（英語）',
    neighbour: '別の会社の人',
    deputy: 'もう一人の管理者',
    'neighbour-admin': '別の会社の管理者',
  },
  light: '明るい',
  dark: '暗い',
  auto: '自動',
  colours: '配色',
  otherLanguage: 'English',
  otherLanguageCode: 'en',
  headings: {
    next: '次の1on1',
    talk: '1on1を行う',
    prepare: '話したいことを選ぶ',
    brief: '相手が話したいこと',
    after: '終わったら',
    impressions: '届いた感想',
    hints: 'みんなのヒント',
    review: '確認を待つヒント',
    pairs: '1on1の実施状況',
  },
  leads: {
    member: '話したいことと、してほしい対応を選んでおくと、上司は話す前に知ることができます。',
    manager: 'メンバーが選んだ内容は、この画面にすぐ届きます。',
    advisor: '担当部署の1on1の予定と実施回数が見えます。話した内容は見えません。',
    admin: '会社全体の1on1の予定と実施回数が見えます。話した内容は見えません。',
    english: '話したいことと、してほしい対応を選んでおくと、上司は話す前に知ることができます。',
    neighbour: '別の会社の人には、青葉テクノロジーのデータは一切見えません。',
    deputy: '会社全体の1on1の予定と実施回数が見えます。二人で決めることは、もう一人の管理者と行います。',
    'neighbour-admin': '別の会社の1on1の予定と実施回数が見えます。青葉テクノロジーのデータは一切見えません。',
  },
  console: '1on1の管理を開く',
  hidden: 'この人には見えないもの',
  hiddenFrom: {
    member: [
      ['ほかのペアが話した内容', 'そのペアの2人だけが見られます'],
      [
        '自分の回答（すっきり度）の一件ごとの値',
        '誰も見られません（本人が名前を添えて伝えた場合を除く）。5人以上をまとめた数字だけが翌月に出ます',
      ],
    ],
    manager: [
      [
        'メンバーが押したすっきり度',
        '誰も見られません（本人が名前を添えて伝えた場合を除く）。5人以上をまとめた数字だけが翌月に出ます',
      ],
      ['ほかの上司の1on1の内容', 'そのペアの2人だけが見られます'],
    ],
    advisor: [
      ['トピック・メモ・感想など話した内容', 'その1on1の2人だけが見られます'],
      ['担当していない部署の1on1', 'その2人と管理者、担当のアドバイザーが予定と回数だけ見られます'],
    ],
    admin: [
      ['トピック・メモ・感想など話した内容', 'その1on1の2人だけが見られます。管理者も見られません'],
      [
        '一人ひとりのすっきり度',
        '誰も見られません（本人が名前を添えて伝えた場合を除く）。5人以上をまとめた数字だけが翌月に出ます',
      ],
    ],
    english: [['ほかのペアが話した内容', 'そのペアの2人だけが見られます']],
    neighbour: [['青葉テクノロジーの人・ペア・1on1', '同じ会社の人だけが、それぞれの権限の範囲で見られます']],
  },
  pairs: {
    member: 'メンバー',
    counterpart: '相手',
    department: '部署',
    planned: '予定',
    held: '実施',
    more: 'さらに表示する',
    none: '見られるペアはありません。',
    waiting: '読み込んでいます…',
    failed: '読み込めませんでした。',
    again: 'もう一度読み込む',
  },
  failed: 'ポータルを表示できませんでした。サーバーが動いているか確認して、再読み込みしてください。',
  waiting: '読み込んでいます…',
  footer: 'これはデモ用の架空の会社です。1on1の部分はTaiwaの部品で表示しています。',
  live: {
    link: '2人で見る1on1',
    title: '2人で見る1on1｜青葉テクノロジー',
    lead: '左がメンバー、右が上司の画面です。1on1を始め、文字起こしに2人が同意すると、台本の会話を流せます。',
    play: (speed) => `台本の会話を流す（${speed}倍速）`,
    notPlayed: '会話を流せませんでした。記録中か確認してください。',
    none: '予定されている1on1がありません。',
    back: 'ポータルに戻る',
  },
  join: {
    title: '1on1への参加｜青葉テクノロジー',
    lead: (name) => `${name}さんとして表示しています。申し込みは、受付中ならいつでも取り下げられます。`,
  },
  myData: {
    link: 'あなたのデータ',
    title: 'あなたのデータ｜青葉テクノロジー',
    lead: (name) => `${name}さんのデータについて、だれが見られるか、だれが見たかを確かめられます。`,
  },
};

const en: Words = {
  title: 'Intranet | Aoba Technology',
  company: 'Aoba Technology',
  portal: 'Intranet',
  speakAs: 'Show as',
  seats: {
    member: 'Member',
    manager: 'Manager',
    advisor: 'Advisor',
    admin: 'Admin',
    english: 'Member (English)',
    neighbour: 'Another company',
    deputy: 'Second admin',
    'neighbour-admin': 'Admin of another company',
  },
  light: 'Light',
  dark: 'Dark',
  auto: 'Auto',
  colours: 'Colours',
  otherLanguage: '日本語',
  otherLanguageCode: 'ja',
  headings: {
    next: 'Next 1-on-1',
    talk: 'Hold the 1-on-1',
    prepare: 'Choose what to talk about',
    brief: 'What they want to talk about',
    after: 'Afterwards',
    impressions: 'Impressions for you',
    hints: 'Hints from others',
    review: 'Hints that wait for review',
    pairs: '1-on-1s planned and held',
  },
  leads: {
    member: 'Choose what to talk about and what you want in return: your manager knows before the talk.',
    manager: 'What your members choose arrives on this page at once.',
    advisor: 'You see how many 1-on-1s your departments planned and held, never what was said.',
    admin: 'You see how many 1-on-1s the company planned and held, never what was said.',
    english: 'Choose what to talk about and what you want in return: your manager knows before the talk.',
    neighbour: 'Somebody of another company sees nothing at all of Aoba Technology.',
    deputy: 'You see how many 1-on-1s the company planned and held. What takes two admins you do with the other one.',
    'neighbour-admin':
      'You see how many 1-on-1s another company planned and held, and nothing at all of Aoba Technology.',
  },
  console: 'Open 1-on-1 administration',
  hidden: 'Hidden from this person',
  hiddenFrom: {
    member: [
      ['What other pairs talk about', 'Only the two of each pair see it'],
      [
        'Any single answer about how clear one feels',
        'Nobody, unless the member tells it openly. Only numbers of five or more people appear, a month later',
      ],
    ],
    manager: [
      [
        'How clear a member said they feel',
        'Nobody, unless the member tells it openly. Only numbers of five or more people appear, a month later',
      ],
      ['What other managers talk about', 'Only the two of each pair see it'],
    ],
    advisor: [
      ['Topics, notes, impressions: what was said', 'Only the two of that 1-on-1'],
      ['1-on-1s of departments that are not theirs', 'Times and counts: the two, the admins and the advisor in charge'],
    ],
    admin: [
      ['Topics, notes, impressions: what was said', 'Only the two of that 1-on-1; no admin does'],
      [
        "Anybody's own answer about how clear they feel",
        'Nobody, unless the member tells it openly. Only numbers of five or more people appear, a month later',
      ],
    ],
    english: [['What other pairs talk about', 'Only the two of each pair see it']],
    neighbour: [
      ['People, pairs and 1-on-1s of Aoba Technology', 'Only people of that company, each within their rights'],
    ],
  },
  pairs: {
    member: 'Member',
    counterpart: 'With',
    department: 'Department',
    planned: 'Planned',
    held: 'Held',
    more: 'Show more',
    none: 'There are no pairs to see.',
    waiting: 'Loading…',
    failed: 'This could not be loaded.',
    again: 'Load again',
  },
  failed: 'The portal could not be shown. See whether the server is running, then reload.',
  waiting: 'Loading…',
  footer: 'A fictitious company, for demonstration. The 1-on-1 parts are elements of Taiwa.',
  live: {
    link: 'A 1-on-1, seen by two',
    title: 'A 1-on-1, seen by two | Aoba Technology',
    lead: 'The member is on the left, the manager on the right. Start the 1-on-1, let both agree to a transcript, then play the scripted talk.',
    play: (speed) => `Play the scripted talk (${speed}×)`,
    notPlayed: 'The talk could not be played. Is it being recorded?',
    none: 'No 1-on-1 is planned.',
    back: 'Back to the portal',
  },
  join: {
    title: 'Sign up for 1-on-1s | Aoba Technology',
    lead: (name) => `Shown as ${name}. While it is open, you can withdraw at any time.`,
  },
  myData: {
    link: 'Your data',
    title: 'Your data | Aoba Technology',
    lead: (name) => `What is kept about ${name}: who can see it, and who has looked.`,
  },
};

/** The page's words in a language. */
export const wordsIn = (language: string): Words => (language === 'en' ? en : ja);
