import { html, nothing, type TemplateResult } from 'lit';
import type { Column } from '../../console/record-table.ts';
import type { GuidelineRowFragment, GuidelineStandingsQuery, StandingRowFragment } from '../../generated/types.ts';
import { dateText } from '../../locale/time.ts';
import type { Words } from '../../locale/words.ts';

/** Whom a rule is for, in words. */
export function whomText(words: Words, { department, user, pair }: GuidelineRowFragment): string {
  if (pair) return words.term('guidelinePair', pair.member.name, pair.counterpart.name);
  if (user) return words.term('person', user.name);
  return department?.name ?? words.term('guidelineAll');
}

/** The columns of the rules. */
export function ruleColumns(words: Words): readonly Column<GuidelineRowFragment>[] {
  const period = ({ from, until }: GuidelineRowFragment): string => {
    const first = dateText(from, words.language);
    return until
      ? words.term('guidelineUntil', first, dateText(until, words.language))
      : words.term('guidelineFrom', first);
  };
  const asks = ({ sessions, everyMonths, minutes }: GuidelineRowFragment): string =>
    sessions === 0 ? words.term('guidelineExempt') : words.term('guidelineRhythm', sessions, everyMonths, minutes);
  return [
    { title: words.term('guidelineFor'), cell: (rule) => whomText(words, rule) },
    { title: words.term('guidelineAsks'), cell: asks },
    { title: words.term('guidelinePeriod'), cell: period },
  ];
}

/** The two of a pair, in words. */
export const pairText = (words: Words, { pair }: StandingRowFragment): string =>
  `${words.term('person', pair.member.name)} × ${words.term('person', pair.counterpart.name)}`;

/** The columns of how the pairs stand. */
export function standingColumns(words: Words): readonly Column<StandingRowFragment>[] {
  return [
    { title: words.term('standingPair'), cell: (row) => pairText(words, row) },
    { title: words.term('standingDue'), isNumber: true, cell: ({ due }) => String(due) },
    { title: words.term('standingHeld'), isNumber: true, cell: ({ held }) => String(held) },
    { title: words.term('standingPlanned'), isNumber: true, cell: ({ planned }) => String(planned) },
    { title: words.term('standingState'), cell: (row) => standingPills(words, row) },
  ];
}

function standingPills(words: Words, { behindBy, toPlan }: StandingRowFragment): TemplateResult {
  const state =
    behindBy > 0
      ? html`<span class="pill warning">${words.term('standingBehind', behindBy)}</span>`
      : html`<span class="pill accent">${words.term('standingFine')}</span>`;
  return html`<span class="pills">
    ${state} ${toPlan > 0 ? html`<span class="pill">${words.term('standingToPlan', toPlan)}</span>` : nothing}
  </span>`;
}

/** How many pairs are behind and, once the month is over, how much was held. */
export function summaryLine(
  words: Words,
  { standingSummary: { pairs, behind, rate } }: GuidelineStandingsQuery,
): TemplateResult {
  const percent = typeof rate === 'number' ? words.term('standingRate', Math.round(rate * 100)) : '';
  return html`<p role="status">${words.term('standingSummary', pairs, behind)} ${percent}</p>`;
}

/** The first days of the months one may look at, the present one first, in words. */
export function recentMonths(words: Words, now = new Date()): readonly { value: string; name: string }[] {
  const format = new Intl.DateTimeFormat(words.language, { year: 'numeric', month: 'long', timeZone: 'UTC' });
  return Array.from({ length: 12 }, (_, back) => {
    const first = new Date(Date.UTC(now.getFullYear(), now.getMonth() - back, 1));
    return { value: back === 0 ? '' : first.toISOString().slice(0, 10), name: format.format(first) };
  });
}
