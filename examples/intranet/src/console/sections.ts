import { html, type TemplateResult } from 'lit';
import type { Office } from '../people.ts';

/** One section of the console: an element that is loaded when it is first looked at. */
export interface Section {
  /** Names it in the address. */
  readonly id: string;
  readonly name: { readonly ja: string; readonly en: string };
  /** Who has something to do or see there. */
  readonly seats: readonly Office[];
  readonly load: () => Promise<unknown>;
  /** Draws it, narrowed as the address says. */
  readonly view: (filter: string) => TemplateResult;
}

const BOTH: readonly Office[] = ['admin', 'advisor'];

/** The sections in the order of the navigation. */
export const sections: readonly Section[] = [
  {
    id: 'people',
    name: { ja: '社員', en: 'People' },
    seats: BOTH,
    load: () => import('@taiwa/widgets/people'),
    view: (filter) => html`<taiwa-people filter=${filter}></taiwa-people>`,
  },
  {
    id: 'departments',
    name: { ja: '部署', en: 'Departments' },
    seats: BOTH,
    load: () => import('@taiwa/widgets/departments'),
    view: () => html`<taiwa-departments></taiwa-departments>`,
  },
  {
    id: 'pairs',
    name: { ja: 'ペア', en: 'Pairs' },
    seats: BOTH,
    load: () => import('@taiwa/widgets/pairs'),
    view: (filter) => html`<taiwa-pairs filter=${filter}></taiwa-pairs>`,
  },
  {
    id: 'sign-ups',
    name: { ja: '参加者の募集', en: 'Sign-ups' },
    seats: ['admin'],
    load: () => import('@taiwa/widgets/sign-ups'),
    view: (filter) => html`<taiwa-sign-ups join-page="/join/" filter=${filter}></taiwa-sign-ups>`,
  },
  {
    id: 'import',
    name: { ja: '取り込み', en: 'Import' },
    seats: ['admin'],
    load: () => import('@taiwa/widgets/import'),
    view: () => html`<taiwa-import></taiwa-import>`,
  },
  {
    id: 'guideline',
    name: { ja: '実施ルール', en: 'Guideline' },
    seats: BOTH,
    load: () => import('@taiwa/widgets/guideline'),
    view: (filter) => html`<taiwa-guideline filter=${filter}></taiwa-guideline>`,
  },
  {
    id: 'topics',
    name: { ja: '話したいこと', en: 'Topics' },
    seats: ['admin'],
    load: () => import('@taiwa/widgets/topic-settings'),
    view: () => html`<taiwa-topic-settings></taiwa-topic-settings>`,
  },
  {
    id: 'packs',
    name: { ja: 'パック', en: 'Packs' },
    seats: ['admin'],
    load: () => import('@taiwa/widgets/content-packs'),
    view: () => html`<taiwa-content-packs></taiwa-content-packs>`,
  },
  {
    id: 'hints',
    name: { ja: 'ヒント', en: 'Hints' },
    seats: ['admin'],
    load: () => import('@taiwa/widgets/hint-sharing'),
    view: (filter) => html`<taiwa-hint-sharing filter=${filter}></taiwa-hint-sharing>`,
  },
  {
    id: 'settings',
    name: { ja: '会社の設定', en: 'Settings' },
    seats: ['admin'],
    load: () => import('@taiwa/widgets/settings'),
    view: () => html`<taiwa-settings></taiwa-settings>`,
  },
  {
    id: 'keys',
    name: { ja: '連携', en: 'Connections' },
    seats: ['admin'],
    load: () => import('@taiwa/widgets/keys'),
    view: () => html`<taiwa-keys></taiwa-keys>`,
  },
  {
    id: 'audit',
    name: { ja: '操作の記録', en: 'Record' },
    seats: ['admin'],
    load: () => import('@taiwa/widgets/audit-log'),
    view: (filter) => html`<taiwa-audit-log filter=${filter}></taiwa-audit-log>`,
  },
  {
    id: 'protection',
    name: { ja: 'データの保護', en: 'Data protection' },
    seats: ['admin'],
    load: () =>
      Promise.all([
        import('@taiwa/widgets/retention'),
        import('@taiwa/widgets/legal-holds'),
        import('@taiwa/widgets/restrictions'),
        import('@taiwa/widgets/erasures'),
      ]),
    view: () =>
      html`<taiwa-restrictions></taiwa-restrictions><taiwa-erasures></taiwa-erasures
        ><taiwa-legal-holds></taiwa-legal-holds><taiwa-retention></taiwa-retention>`,
  },
  {
    id: 'privacy',
    name: { ja: 'あなたのデータ', en: 'Your data' },
    seats: BOTH,
    load: () => import('@taiwa/widgets/privacy'),
    view: () => html`<taiwa-privacy></taiwa-privacy>`,
  },
];
