import { html, nothing, type TemplateResult } from 'lit';
import type { MeetingFragment, NamedFragment, SessionState } from '../generated/types.ts';
import type { Words } from '../locale/words.ts';
import { browserZone, differsByClock, distanceText, spanText } from '../locale/time.ts';

type StateTerm = 'stateProposed' | 'stateLive' | 'stateEnded' | 'stateCancelled';

const PILLS: Partial<Record<SessionState, { readonly term: StateTerm; readonly look: string }>> = {
  PROPOSED: { term: 'stateProposed', look: 'warning' },
  LIVE: { term: 'stateLive', look: 'live' },
  ENDED: { term: 'stateEnded', look: '' },
  CANCELLED: { term: 'stateCancelled', look: '' },
};

/** The title of an element with the time of the meeting below it, and what else there is to say of it. */
export function meetingHead(
  words: Words,
  title: string,
  meeting: MeetingFragment,
  more: TemplateResult | typeof nothing = nothing,
): TemplateResult {
  return html`<header class="head" part="head">
    <h2>${title}</h2>
    ${whenLine(words, meeting)} ${more}
  </header>`;
}

/** When a meeting is, how far away that is, where it stands, and its time on the reader's clock if that differs. */
export function whenLine(words: Words, { startsAt, endsAt, timeZone, state }: MeetingFragment): TemplateResult {
  const { locale } = words;
  const here = browserZone();
  const elsewhere = differsByClock(startsAt, timeZone, here);
  const planned = state === 'SCHEDULED' || state === 'PROPOSED';
  return html`<p class="when">
    <time datetime=${startsAt}>${spanText(startsAt, endsAt, locale, timeZone)}</time>
    ${statePill(words, state)}
    ${planned ? html`<span class="small">${distanceText(startsAt, locale, timeZone)}</span>` : nothing}
    ${elsewhere ? html`<span class="small">${words.term('yourTime', spanText(startsAt, endsAt, locale, here))}</span>` : nothing}
  </p>`;
}

/** Where a meeting stands, as a word; nothing is said of the plain case. */
export function statePill(words: Words, state: SessionState): TemplateResult | typeof nothing {
  const pill = PILLS[state];
  return pill ? html`<span class="pill ${pill.look}">${words.term(pill.term)}</span>` : nothing;
}

/** The other of the two, for whoever reads. */
export function otherOf({
  viewerPart,
  member,
  counterpart,
}: Pick<MeetingFragment, 'viewerPart' | 'member' | 'counterpart'>): NamedFragment {
  return viewerPart === 'COUNTERPART' ? member : counterpart;
}
