import { html, nothing, type TemplateResult } from 'lit';
import type { FilterChoice } from '../../console/list-tools.ts';
import type { Column } from '../../console/record-table.ts';
import type { PairKind, PairPersonFragment, PairRowFragment } from '../../generated/types.ts';
import { dateText } from '../../locale/time.ts';
import type { Words } from '../../locale/words.ts';

/** Why people meet, in the order in which it is offered. */
export const KINDS: readonly PairKind[] = ['MANAGER_MEMBER', 'MENTOR_MENTEE', 'OTHER'];

/** A pair in the list, with how far it is behind where that is known. */
export interface ListedPair extends PairRowFragment {
  readonly behindBy?: number;
}

/** The two, in words. */
export const twoText = (words: Words, { member, counterpart }: PairRowFragment): string =>
  `${words.term('person', member.name)} × ${words.term('person', counterpart.name)}`;

/** The pause that covers a day. */
export function pauseOn({ pauses }: PairRowFragment, day: string): PairRowFragment['pauses'][number] | undefined {
  return pauses.find(({ from, until }) => from <= day && (!until || day <= until));
}

/** The columns of a list of pairs on a day. */
export function pairColumns(words: Words, today: string): readonly Column<ListedPair>[] {
  return [
    { title: words.term('pairsMember'), cell: ({ member }) => personCell(member) },
    { title: words.term('pairsCounterpart'), cell: ({ counterpart }) => personCell(counterpart) },
    { title: words.term('pairsKind'), cell: ({ kind }) => words.term(`pairs${kind}`) },
    { title: words.term('pairsHeld'), isNumber: true, cell: ({ heldCount }) => String(heldCount) },
    { title: words.term('pairsPlanned'), isNumber: true, cell: ({ plannedCount }) => String(plannedCount) },
    { title: words.term('pairsState'), cell: (pair) => statePills(words, pair, today) },
  ];
}

function personCell({ name, department }: PairPersonFragment): TemplateResult {
  return html`<bdi>${name}</bdi><span class="sub">${department.name}</span>`;
}

function statePills(words: Words, pair: ListedPair, today: string): TemplateResult {
  const { endedAt, behindBy = 0 } = pair;
  const pause = pauseOn(pair, today);
  const day = (date: string): string => dateText(date, words.language);
  const paused = pause?.until ? words.term('pairsPausedUntil', day(pause.until)) : words.term('pairsPaused');
  return html`<span class="pills">
    ${behindBy > 0 ? html`<span class="pill warning">${words.term('pairsBehindBy', behindBy)}</span>` : nothing}
    ${
      endedAt
        ? html`<span class="pill">${words.term('pairsEnded', day(endedAt.slice(0, 10)))}</span>`
        : pause
          ? html`<span class="pill warning">${paused}</span>`
          : html`<span class="pill accent">${words.term('pairsActive')}</span>`
    }
  </span>`;
}

/** Kinds to narrow a list to. */
export function kindChoices(words: Words): readonly FilterChoice[] {
  return KINDS.map((kind) => ({ value: kind, name: words.term(`pairs${kind}`) }));
}

/** How pairs stand, to narrow a list to. */
export function pairStateChoices(words: Words): readonly FilterChoice[] {
  return [
    { value: '', name: words.term('pairsGoingOn') },
    { value: 'paused', name: words.term('pairsPaused') },
    { value: 'behind', name: words.term('pairsBehind') },
    { value: 'ended', name: words.term('pairsOver') },
    { value: 'all', name: words.term('consoleAll') },
  ];
}
