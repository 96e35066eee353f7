import type { SettingsMessages } from './settings-messages.ts';
import { USUAL_EN, USUAL_JA } from './usual-words.ts';

const THINGS = {
  TALK: '2人の話し合い',
  MEMBER: '話をする人',
  MANAGER: '話を聞く人',
  ADVISOR: '回数などを見て助言する人',
  HINT: '役に立った工夫',
} as const;

/** Japanese of `<taiwa-settings>`. */
export const settingsJa: SettingsMessages = {
  settingsTitle: '会社の設定',
  settingsLead: '会社全体に関わる設定です。変更は、操作の記録に残ります。',
  settingsClosed: '会社の設定を変えられるのは管理者だけです。',
  settingsWhat: '項目',
  settingsNow: '今の設定',
  settingsName: '会社の名前',
  settingsNameJa: '日本語の名前',
  settingsNameEn: '英語の名前',
  settingsPlace: '言語とタイムゾーン',
  settingsLanguage: '標準の言語',
  settingsZone: 'タイムゾーン',
  settingsZoneText: '月や期間は、このタイムゾーンで数えます。',
  settings_ja: '日本語',
  settings_en: '英語',
  settingsFloor: '数字を出す最少の人数',
  settingsFloorText:
    'すっきり度などの数字は、この人数より少ないと表示しません。3人以上で、一度{talk}が行われたあとは、増やすことだけができます。',
  settingsFloorLabel: '人数',
  settingsSaved: '保存しました',
  settingsWords: '社内での呼び方',
  settingsWordsLead: '画面に出る言葉を、社内で使っている言葉に変えられます。',
  settingsWordText: '空にすると、標準の言葉に戻ります。英語は単数で書いてください。',
  settingsElsewhere: '{talk}の回数は「実施ルール」、休止は「ペア」、保存期間は「データの保護」で決めます。',
  settingsPeople: (count) => `${count}人`,
  settingsThing: (key) => THINGS[key],
  settingsWordFor: (thing) => `「${thing}」の呼び方`,
  settingsUsual_ja: (key) => USUAL_JA[key],
  settingsUsual_en: (key) => USUAL_EN[key],
};
