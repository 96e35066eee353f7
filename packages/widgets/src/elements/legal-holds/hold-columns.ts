import { html, type TemplateResult } from 'lit';
import type { Column } from '../../console/record-table.ts';
import type { HoldRowFragment } from '../../generated/types.ts';
import { browserZone, dayText } from '../../locale/time.ts';
import type { Words } from '../../locale/words.ts';

/** How a hold stands: it waits for the second administrator, is in force, or is over. */
export type HoldStanding = 'WAITS' | 'HOLDS' | 'OVER';

export function standingOf({ inForce, confirmedAt, releasedAt, expiresAt }: HoldRowFragment): HoldStanding {
  if (inForce) return 'HOLDS';
  return confirmedAt || releasedAt || Date.parse(expiresAt) <= Date.now() ? 'OVER' : 'WAITS';
}

const LOOKS = { WAITS: 'warning', HOLDS: 'accent', OVER: '' } as const;

/** How a hold stands, in a word with a colour. */
export function standingPill(words: Words, hold: HoldRowFragment): TemplateResult {
  const standing = standingOf(hold);
  return html`<span class="pill ${LOOKS[standing]}">${words.term(`holds${standing}`)}</span>`;
}

/** Whose data it is, in words. */
export function peopleText(words: Words, { people }: HoldRowFragment): string {
  const names = (people ?? []).map(({ name }) => words.term('person', name));
  const [first = '', second, ...others] = names;
  if (others.length > 0) return words.term('holdsAndMore', `${first}, ${second}`, others.length);
  return [first, second].filter(Boolean).join(', ');
}

/** The columns of the holds. */
export function holdColumns(words: Words): readonly Column<HoldRowFragment>[] {
  const day = (at: string): string => dayText(at, words.language, browserZone());
  const who = ({ requestedBy, confirmedBy }: HoldRowFragment): TemplateResult =>
    html`${words.term('holdsAskedBy', requestedBy?.name ?? words.term('protectionFormer'))}
    ${confirmedBy ? html`<span class="sub">${words.term('holdsConfirmedBy', confirmedBy.name)}</span>` : ''}`;
  return [
    {
      title: words.term('holdsWhose'),
      cell: (hold) => html`${peopleText(words, hold)}<span class="sub">${hold.reason}</span>`,
    },
    { title: words.term('holdsWho'), cell: who },
    { title: words.term('holdsUntil'), cell: ({ expiresAt }) => day(expiresAt) },
    { title: words.term('protectionState'), cell: (hold) => standingPill(words, hold) },
  ];
}
