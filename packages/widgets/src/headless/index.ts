/* Stores for those who draw their own: the elements' data, drafts and live changes without the elements. */
export { configure, type PageSettings } from '../data/page-settings.ts';
export type { FetchToken, Language, Token } from '../data/client.ts';
export type { Failure } from '../data/failure.ts';
export type { Reading } from '../data/query-controller.ts';
export type { Agenda, AgendaTheme } from '../elements/prep/agenda.ts';
export type * from '../generated/types.ts';
export { impressionsStore, type ImpressionsSnapshot, type ImpressionsStore } from './impressions-store.ts';
export { nextStore, type NextSnapshot, type NextStore } from './next-store.ts';
export { prepStore, type PrepSnapshot, type PrepStore } from './prep-store.ts';
export { ratingStore, type RatingSnapshot, type RatingStore } from './rating-store.ts';
export {
  briefStore,
  sessionStore,
  type BriefStore,
  type SessionSnapshot,
  type SessionStore,
  type SessionStoreOptions,
} from './session-stores.ts';
export type { Store, StoreOptions } from './store.ts';
