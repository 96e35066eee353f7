import type { Condition } from './conditions.ts';
import type { PRESETS, THEMES } from './settings.ts';
import type { Snippet } from './snippets.ts';

/** What the playground says in one language. */
export interface PlayWords {
  readonly title: string;
  readonly lead: string;
  readonly portal: string;
  readonly docs: string;
  readonly reference: string;
  readonly controls: string;
  readonly element: string;
  readonly person: string;
  readonly language: string;
  readonly theme: string;
  readonly themes: Readonly<Record<(typeof THEMES)[number], string>>;
  readonly preset: string;
  readonly presets: Readonly<Record<(typeof PRESETS)[number], string>>;
  readonly width: string;
  readonly full: string;
  readonly pixels: (width: string) => string;
  readonly state: string;
  readonly states: Readonly<Record<Condition, string>>;
  readonly attributes: string;
  readonly stage: string;
  readonly events: string;
  readonly silence: string;
  readonly code: string;
  readonly snippets: Readonly<Record<Snippet, string>>;
  readonly copy: string;
  readonly copied: string;
  readonly notCopied: string;
  readonly failed: string;
}

const ja: PlayWords = {
  title: 'プレイグラウンド',
  lead: 'デモのサーバーにつながった本物の要素です。選んで、触って、コードを持ち帰れます。',
  portal: '社内ポータル',
  docs: 'ドキュメント',
  reference: 'この要素の説明',
  controls: '設定',
  element: '要素',
  person: '表示する人',
  language: '言語',
  theme: '配色',
  themes: { auto: '自動', light: '明るい', dark: '暗い', contrast: '高コントラスト' },
  preset: 'プリセット',
  presets: { plain: '標準', fluent: 'Fluent（Microsoft 365）風', smarthr: 'SmartHR風' },
  width: '幅',
  full: 'いっぱい',
  pixels: (width) => `${width}ピクセル`,
  state: '状態',
  states: {
    there: '表示できている',
    empty: '何もない（1on1のない人）',
    waiting: '読み込み中',
    failed: '失敗した',
    offline: 'オフライン',
    signedOut: 'サインアウト',
  },
  attributes: '属性',
  stage: '要素の表示',
  events: 'イベント',
  silence: 'まだありません。要素を操作すると、ここに出ます。',
  code: '貼り付けるコード',
  snippets: { html: 'HTML', react: 'React', placeholder: 'プレースホルダー' },
  copy: 'コピーする',
  copied: 'コピーしました',
  notCopied: 'コピーできませんでした。選択してコピーしてください。',
  failed: 'デモの人を読み込めませんでした。サーバーが動いているか確かめて、読み込み直してください。',
};

const en: PlayWords = {
  title: 'Playground',
  lead: 'Real elements before the server of the demo: choose, try, and take the code along.',
  portal: 'Intranet portal',
  docs: 'Documentation',
  reference: 'About this element',
  controls: 'Settings',
  element: 'Element',
  person: 'Seen by',
  language: 'Language',
  theme: 'Colours',
  themes: { auto: 'automatic', light: 'light', dark: 'dark', contrast: 'high contrast' },
  preset: 'Preset',
  presets: { plain: 'plain', fluent: 'like Fluent (Microsoft 365)', smarthr: 'like SmartHR' },
  width: 'Width',
  full: 'all there is',
  pixels: (width) => `${width} pixels`,
  state: 'State',
  states: {
    there: 'there',
    empty: 'nothing yet (somebody without 1-on-1s)',
    waiting: 'waiting',
    failed: 'failed',
    offline: 'offline',
    signedOut: 'signed out',
  },
  attributes: 'Attributes',
  stage: 'The element',
  events: 'Events',
  silence: 'None yet. What the element says while you use it appears here.',
  code: 'Code for your page',
  snippets: { html: 'HTML', react: 'React', placeholder: 'Placeholder' },
  copy: 'Copy',
  copied: 'Copied',
  notCopied: 'It could not be copied. Select it and copy it by hand.',
  failed: 'The people of the demo could not be loaded. See that the server runs, and load the page again.',
};

/** The words of the playground in a language. */
export const playWordsIn = (language: 'ja' | 'en'): PlayWords => (language === 'ja' ? ja : en);
