import { problemMessages } from '../../kernel/problems.ts';

/** What imports say of a file and its lines, and when one cannot be applied or taken back. */
export const says = problemMessages({
  FILE_UNREADABLE: {
    ja: '文字コードを読み取れません。CSV UTF-8 または Shift_JIS で保存し直してください。',
    en: 'The characters of this file cannot be read. Please save it as CSV in UTF-8 or Shift_JIS.',
  },
  FILE_EMPTY: { ja: 'ファイルに行がありません。', en: 'There are no lines in this file.' },
  QUOTES_WRONG: {
    ja: '引用符（"）の使い方が正しくないため、この行を読み取れません。',
    en: 'This line cannot be read because of its quotation marks.',
  },
  LINE_TOO_LONG: { ja: 'この行は長すぎて読み取れません。', en: 'This line is too long to be read.' },
  TOO_MANY_CELLS: {
    ja: '見出しより列が多い行です。区切り文字や引用符をご確認ください。',
    en: 'This line has more cells than the header. Please check delimiters and quotation marks.',
  },
  COLUMN_MISSING: { ja: '「{column}」の列が必要です。', en: 'A column “{column}” is needed.' },
  COLUMN_TWICE: { ja: '同じ内容の列が2つあります。', en: 'Two columns are for the same thing.' },
  NOT_A_DATE: { ja: '日付は 2026-04-01 の形で入力してください。', en: 'Please write dates like 2026-04-01.' },
  NOT_A_ROLE: {
    ja: '権限は「メンバー」「マネージャー」「アドバイザー」「管理者」から指定してください。',
    en: 'Roles are MEMBER, MANAGER, ADVISOR and ADMIN.',
  },
  NOT_A_LANGUAGE: { ja: '言語は ja か en で入力してください。', en: 'Please write ja or en.' },
  NOT_A_KIND: {
    ja: '種類は「上司・部下」「メンター」「その他」から指定してください。',
    en: 'Kinds are MANAGER_MEMBER, MENTOR_MENTEE and OTHER.',
  },
  NOT_YES_OR_NO: { ja: '「はい」か「いいえ」で入力してください。', en: 'Please write yes or no.' },
  NAME_NOT_IN_TWO: {
    ja: '姓と名の間に空白を入れてください。',
    en: 'Please put a space between family name and given name.',
  },
  TWICE_IN_FILE: { ja: '{other}行目と同じ内容です。', en: 'Line {other} is about the same.' },
  PERSON_UNKNOWN: { ja: 'この番号の方は登録されていません。', en: 'Nobody is registered under this number.' },
  ADMIN_NEEDED: {
    ja: '管理者がいなくなるため、この変更はできません。',
    en: 'Nobody would be an administrator any more.',
  },
  IMPORT_HAS_ISSUES: {
    ja: '修正が必要な行があるため、反映できません。',
    en: 'There are lines to mend first, so nothing can be applied.',
  },
  IMPORT_NOT_CHECKED: { ja: 'この取り込みは反映できる状態ではありません。', en: 'This import cannot be applied now.' },
  IMPORT_FILE_GONE: {
    ja: 'ファイルの保管期間（1日）が過ぎました。もう一度アップロードしてください。',
    en: 'The file was kept for one day and is gone. Please upload it again.',
  },
  IMPORT_NOT_APPLIED: {
    ja: 'この取り込みは取り消せる状態ではありません。',
    en: 'This import cannot be taken back now.',
  },
  IMPORT_TOO_OLD: {
    ja: '反映から1日が過ぎたため、取り消せません。',
    en: 'An import can be taken back for one day, and that is over.',
  },
  IMPORT_IN_USE: {
    ja: '取り込み後に使われているものがあるため、取り消せません。',
    en: 'Some of what was imported has been used since, so it cannot be taken back.',
  },
  IMPORT_RUNNING: {
    ja: '別の取り込みが進行中です。終わってから、もう一度お試しください。',
    en: 'Another import is under way. Try again when it has ended.',
  },
});
