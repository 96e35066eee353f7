import type { DepartmentsMessages } from './departments-messages.ts';

/** Japanese of `<taiwa-departments>`. */
export const departmentsJa: DepartmentsMessages = {
  departmentsTitle: '部署',
  departmentsLead: '部署を選んで、追加・名前の変更・移動ができます。社員は部署と一緒に移ります。',
  departmentsLeadOthers: '会社の部署の一覧です。変更は管理者が行います。',
  departmentsNone: 'まだ部署がありません',
  departmentsNoneText: 'はじめに会社全体を一つ作り、その下に部署を足していくと、まとめて見やすくなります。',
  departmentsAdd: '部署を追加する',
  departmentsAddBelow: 'この下に追加する',
  departmentsRename: '名前を変える',
  departmentsMove: '移動する',
  departmentsMoveTo: '移動先（この下に入ります）',
  departmentsName: '名前',
  departmentsNameEn: '英語の名前',
  departmentsAdded: (name) => `${name}を追加しました`,
  departmentsRenamed: (name) => `${name}に変えました`,
  departmentsMoved: (name) => `${name}を移動しました`,
};
