import { en } from './en.ts';
import { ja } from './ja.ts';

/** The product's own words in Japanese, whatever a tenant calls them. */
export const USUAL_JA = {
  TALK: ja.talk,
  MEMBER: ja.member,
  MANAGER: ja.manager,
  ADVISOR: ja.advisor,
  HINT: ja.hint,
} as const;

/** The same in English. */
export const USUAL_EN = {
  TALK: en.talk,
  MEMBER: en.member,
  MANAGER: en.manager,
  ADVISOR: en.advisor,
  HINT: en.hint,
} as const;
