import { problemMessages } from '../../kernel/problems.ts';

/** What tenancy says when something cannot be done; DUPLICATE and IN_USE are for every module. */
export const says = problemMessages({
  DUPLICATE: { ja: 'すでに登録されています。', en: 'This exists already.' },
  IN_USE: {
    ja: 'まだ使われているため、削除できません。',
    en: 'This is still in use and cannot be removed.',
  },
  CYCLE: {
    ja: '自分自身や下位の部署の下には移動できません。',
    en: 'A department cannot be moved below itself or one of its own departments.',
  },
  LAST_ADMIN: {
    ja: '最後の管理者です。先に別の方を管理者にしてください。',
    en: 'This is the last administrator. Make somebody else an administrator first.',
  },
  ERASED: {
    ja: 'この方の情報はすでに消去されているため、元に戻せません。',
    en: 'The data of this person was erased, so they cannot be taken back.',
  },
  UNKNOWN_TIME_ZONE: { ja: 'タイムゾーンを選び直してください。', en: 'Please choose a time zone.' },
  NAME_UNSEEN: { ja: '見える文字を入力してください。', en: 'Please write something that can be seen.' },
  NOT_KANA: { ja: 'ひらがなまたはカタカナで入力してください。', en: 'Please write this in kana.' },
  NOT_EMAIL: { ja: 'メールアドレスの形式をご確認ください。', en: 'This is not an e-mail address.' },
  ONE_TARGET: {
    ja: '部署かメンバーのどちらか一方を指定してください。',
    en: 'Please give either a department or a person.',
  },
  DEPARTMENT_GONE: { ja: 'この部署は見つかりません。', en: 'There is no such department.' },
  NOT_ADVISOR: { ja: 'この方はアドバイザーではありません。', en: 'This person is not an advisor.' },
  FLOOR_ONLY_RISES: {
    ja: '1on1がすでに行われているため、公開に必要な人数を減らすことはできません。',
    en: 'Talks have been held already, so the number of people behind a published figure can only be raised.',
  },
});
