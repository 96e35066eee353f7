import { html, type TemplateResult } from 'lit';
import type { ErasureLinesFragment } from '../../generated/types.ts';
import type { Lesson } from '../../locale/dictionary.ts';
import type { Words } from '../../locale/words.ts';

/** The words for what an erasure removes and leaves. */
export const kindsLesson: Lesson = {
  ja: async () => (await import('../../locale/erasure-kinds-ja.ts')).erasureKindsJa,
  en: async () => (await import('../../locale/erasure-kinds-en.ts')).erasureKindsEn,
};

type Line = ErasureLinesFragment['goes'][number] | ErasureLinesFragment['stays'][number];

/** What an erasure would remove and leave, kind by kind, with how many where the reader is told; empty kinds are left out. */
export function erasureLines(words: Words, { goes, stays }: ErasureLinesFragment): TemplateResult {
  return html`<h4>${words.term('erasureGoes')}</h4>
    ${list(words, goes)}
    <h4>${words.term('erasureStays')}</h4>
    ${list(words, stays)}`;
}

function list(words: Words, lines: readonly Line[]): TemplateResult {
  const row = ({ kind, count }: Line): TemplateResult =>
    html`<li>
      ${words.term(`erasureKind${kind}`)}
      <strong>${typeof count === 'number' ? words.term('erasureCount', count) : words.term('erasureUntold')}</strong>
    </li>`;
  return html`<ul class="counted">
    ${lines.filter(({ count }) => count !== 0).map(row)}
  </ul>`;
}
