import { html, type TemplateResult } from 'lit';
import type { SignUpRowFragment } from '../../generated/types.ts';
import type { Lesson } from '../../locale/dictionary.ts';
import { dateText, isoDay } from '../../locale/time.ts';
import type { Words } from '../../locale/words.ts';

/** The words about invitations. */
export const signUpLesson: Lesson = {
  ja: async () => (await import('../../locale/sign-up-ja.ts')).signUpJa,
  en: async () => (await import('../../locale/sign-up-en.ts')).signUpEn,
};

/** Whether one can still sign up, in the tenant's zone. */
export const isOpen = ({ closesOn, closedAt }: SignUpRowFragment, timeZone: string): boolean =>
  !closedAt && isoDay(new Date(), timeZone) <= closesOn;

/** Until when it is open, or that it is over. */
export function openPill(words: Words, signUp: SignUpRowFragment, timeZone: string): TemplateResult {
  const until = words.term('signUpUntil', dateText(signUp.closesOn, words.language));
  return isOpen(signUp, timeZone)
    ? html`<span class="pills"><span class="pill accent">${until}</span></span>`
    : html`<span class="pills"><span class="pill">${words.term('signUpOver')}</span></span>`;
}
