import { html, nothing, type TemplateResult } from 'lit';
import type { PlannedFragment } from '../../generated/types.ts';
import { spanText } from '../../locale/time.ts';
import type { Words } from '../../locale/words.ts';
import { icon } from '../../parts/icon.ts';
import { otherOf, statePill } from '../../parts/meeting-head.ts';

/** The day as a leaf of a calendar; the same is said in words beside it. */
export function calendarLeaf({ locale }: Words, { startsAt, timeZone }: PlannedFragment): TemplateResult {
  const at = new Date(startsAt);
  const part = (options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone }).format(at);
  return html`<span class="leaf" aria-hidden="true">
    <span>${part({ month: locale === 'ja' ? 'long' : 'short' })}</span>
    <b>${part({ day: 'numeric' }).replace(/\D/g, '')}</b>
    <span>${part({ weekday: 'short' })}</span>
  </span>`;
}

/** Whether the member has said what to talk about. */
export function readiness(words: Words, session: PlannedFragment): TemplateResult | typeof nothing {
  const main = session.themes?.find((one) => !one.required)?.title;
  const isMember = session.viewerPart === 'MEMBER';
  const text = isMember ? ownReadiness(words, main) : otherReadiness(words, session, main);
  return html`<p class="ready" data-done=${main ? 'yes' : nothing}>
    ${icon(main ? 'check' : 'talk')}<span>${text}</span>
  </p>`;
}

/** Sessions after the next one, in a line each. */
export function laterList(words: Words, sessions: readonly PlannedFragment[]): TemplateResult | typeof nothing {
  if (sessions.length === 0) return nothing;
  const row = (session: PlannedFragment): TemplateResult =>
    html`<li part="later">
      <b>${words.term('person', otherOf(session).name)}</b>
      <span class="row muted small">
        ${statePill(words, session.state)}
        <time datetime=${session.startsAt}
          >${spanText(session.startsAt, session.endsAt, words.locale, session.timeZone)}</time
        >
      </span>
    </li>`;
  return html`<section class="later">
    <h3>${words.term('nextLater')}</h3>
    <ul>
      ${sessions.map(row)}
    </ul>
  </section>`;
}

/** Who waits for whom while a time is only proposed. */
export function proposalNote(words: Words, session: PlannedFragment): string {
  if (session.state !== 'PROPOSED') return '';
  const { name } = otherOf(session);
  return session.actions.includes('ACCEPT')
    ? words.term('nextWaitsForYou', name)
    : words.term('nextWaitsForOther', name);
}

function ownReadiness(words: Words, main: string | undefined): string {
  return main ? words.term('nextPrepared', main) : words.term('nextNotPrepared');
}

function otherReadiness(words: Words, session: PlannedFragment, main: string | undefined): string {
  const { name } = otherOf(session);
  return main ? words.term('nextOtherPrepared', name) : words.term('nextOtherNotPrepared', name);
}
