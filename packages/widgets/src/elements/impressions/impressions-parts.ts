import { html, nothing, type TemplateResult } from 'lit';
import type { HeldTalkFragment, ReceivedFragment } from '../../generated/types.ts';
import { clockText, dayText, momentText } from '../../locale/time.ts';
import type { Words } from '../../locale/words.ts';
import { icon } from '../../parts/icon.ts';
import { otherOf } from '../../parts/meeting-head.ts';
import { button } from '../../parts/button.ts';

/** Who wrote, about which talk and when, with the words below; `attempt` is what the counterpart wrote about the talk. */
export function receivedCard(
  words: Words,
  { id, text, sentAt, readAt, author, session }: ReceivedFragment,
  isNew: boolean,
  attempt: TemplateResult,
): TemplateResult {
  return html`<li class="entry" part="entry" data-unread=${readAt ? nothing : id} data-new=${isNew ? 'yes' : nothing}>
    <div class="who">
      ${face(author.name)}
      <div class="names">
        <h3>${words.term('person', author.name)}</h3>
        <p class="muted small">${talkLine(words, session)}</p>
      </div>
      <p class="side">
        ${isNew ? html`<span class="pill live">${words.term('impressionsNew')}</span>` : nothing}
        <time class="muted small" datetime=${sentAt}>${sentText(words, sentAt, session)}</time>
      </p>
    </div>
    <blockquote class="words">${text}</blockquote>
    ${toldGrade(words, session)} ${attempt}
  </li>`;
}

/** A talk of the counterpart about which nobody wrote, with a place for what they tried. */
export function silentRow(words: Words, session: HeldTalkFragment, attempt: TemplateResult): TemplateResult {
  return html`<li class="entry plain" part="entry">
    <div class="who">
      ${face(session.member.name)}
      <div class="names">
        <h4>${words.term('person', session.member.name)}</h4>
        <p class="muted small">${talkLine(words, session)}</p>
      </div>
    </div>
    ${toldGrade(words, session)} ${attempt}
  </li>`;
}

/** A talk of the member with their own words and those of the counterpart. */
export function ownCard(words: Words, session: HeldTalkFragment): TemplateResult {
  const { impression, attempt, counterpart } = session;
  const read = impression && words.term(impression.readAt ? 'impressionsRead' : 'impressionsNotRead', counterpart.name);
  return html`<li class="entry" part="entry">
    <div class="who">
      ${face(counterpart.name)}
      <div class="names">
        <h3>${words.term('talkWith', counterpart.name)}</h3>
        <p class="muted small">${talkLine(words, session)}</p>
      </div>
    </div>
    ${
      impression
        ? html`<p class="caption">${words.term('impressionsYours')}</p>
            <blockquote class="words">${impression.text}</blockquote>
            <p class="muted small read">${icon(impression.readAt ? 'eye' : 'clock')}${read}</p>`
        : nothing
    }
    ${
      attempt
        ? html`<div class="tried" part="attempt">
            <p class="caption">${words.term('impressionsTriedBy', counterpart.name)}</p>
            <p class="words">${attempt.text}</p>
          </div>`
        : nothing
    }
  </li>`;
}

/** What the counterpart tried, or the way to write it. */
export function attemptPart(words: Words, session: HeldTalkFragment, onWrite: () => void): TemplateResult {
  const { attempt, member, startsAt, timeZone } = session;
  const label = words.term('impressionsTryFor', member.name, dayText(startsAt, words.locale, timeZone));
  if (!attempt) return button('quiet write', html`${icon('plus')}${words.term('impressionsTry')}`, onWrite, label);
  return html`<div class="tried" part="attempt">
    <p class="caption">${words.term('impressionsTried')}</p>
    <p class="words">${attempt.text}</p>
    ${button('quiet small write', words.term('impressionsTryAgain'), onWrite)}
  </div>`;
}

/** The day and the main theme of a talk. */
export function talkLine(words: Words, { startsAt, timeZone, themes }: HeldTalkFragment): string {
  const day = dayText(startsAt, words.locale, timeZone);
  const main = themes?.[0]?.title;
  return main ? `${day} ${words.term('impressionsOn', main)}` : day;
}

/** When it was sent; the day only where it is another one than the talk's. */
function sentText({ locale }: Words, sentAt: string, { startsAt, timeZone }: HeldTalkFragment): string {
  const isSameDay = dayText(sentAt, locale, timeZone) === dayText(startsAt, locale, timeZone);
  return isSameDay ? clockText(sentAt, locale, timeZone) : momentText(sentAt, locale, timeZone);
}

/** The first letter of who it is about, for the eye. */
function face(name: string): TemplateResult {
  return html`<span class="face" aria-hidden="true">${name.slice(0, 1)}</span>`;
}

function toldGrade(words: Words, session: HeldTalkFragment): TemplateResult | typeof nothing {
  const { openGrade } = session;
  if (!openGrade || otherOf(session) !== session.member) return nothing;
  const grade = words.term(GRADE_WORDS[openGrade]);
  return html`<p class="told" part="told">${icon('leaf')}${words.term('impressionsTold', grade)}</p>`;
}

const GRADE_WORDS = {
  VERY_CLEAR: 'gradeVeryClear',
  CLEAR: 'gradeClear',
  SOMEWHAT: 'gradeSomewhat',
  A_LITTLE: 'gradeALittle',
  NOT_AT_ALL: 'gradeNotAtAll',
} as const;
