import { html, nothing, type TemplateResult } from 'lit';
import type { Column } from '../../console/record-table.ts';
import type { RestrictionRowFragment } from '../../generated/types.ts';
import { browserZone, dayText } from '../../locale/time.ts';
import type { Words } from '../../locale/words.ts';
import { standingOf } from './restriction-standing.ts';

const LOOKS = { WAITS: 'warning', HOLDS: 'accent', DECLINED: '', LIFTED: '', WITHDRAWN: '' } as const;

/** Whose data it is, as one speaks of them. */
export const personText = (words: Words, { person }: RestrictionRowFragment): string =>
  person ? words.term('person', person.name) : words.term('protectionFormer');

/** The columns of the restrictions. */
export function restrictionColumns(words: Words): readonly Column<RestrictionRowFragment>[] {
  const day = (at: string): string => dayText(at, words.language, browserZone());
  return [
    {
      title: words.term('restrictionsWhose'),
      cell: (one) => html`${personText(words, one)}<span class="sub">${one.reason}</span>`,
    },
    { title: words.term('restrictionsAskedAt'), cell: ({ requestedAt }) => day(requestedAt) },
    { title: words.term('protectionState'), cell: (one) => standing(words, one, day) },
  ];
}

function standing(words: Words, one: RestrictionRowFragment, day: (at: string) => string): TemplateResult {
  const { since, answer } = one;
  const state = standingOf(one);
  return html`<span class="pill ${LOOKS[state]}">${words.term(`restrictions${state}`)}</span>
    ${state === 'HOLDS' && since ? html`<span class="sub">${words.term('restrictionsSince', day(since))}</span>` : nothing}
    ${answer ? html`<span class="sub">${words.term('restrictionsAnswered', answer)}</span>` : nothing}`;
}
