import { html, nothing, type TemplateResult } from 'lit';
import { trouble } from '../../console/trouble.ts';
import type { Failure } from '../../data/failure.ts';
import type { CaptionsTalkFragment, ImportedSpeakerInput, Speaker } from '../../generated/types.ts';
import { isolate } from '../../locale/isolate.ts';
import type { Words } from '../../locale/words.ts';
import type { CheckedFile } from './caption-sending.ts';

/** How far the sending of something is. */
export interface Sending {
  readonly running: boolean;
  readonly failure: Failure | undefined;
}

/** The form in which a file is chosen. */
export function fileForm(words: Words, { running, failure }: Sending, send: (file: File) => void): TemplateResult {
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const file = event.target instanceof HTMLFormElement ? new FormData(event.target).get('file') : null;
    if (file instanceof File && file.size > 0 && !running) send(file);
  };
  return html`<form @submit=${submit}>
    <div class="field">
      <label for="file">${words.term('captionsFile')}</label>
      <input type="file" id="file" name="file" accept=".vtt,.srt,text/vtt,application/x-subrip" required />
    </div>
    ${trouble(words, failure)}
    <div class="row">
      <button type="submit" class="button primary" part="button" aria-disabled=${running ? 'true' : 'false'}>
        ${words.term(running ? 'captionsSending' : 'captionsCheck')}
      </button>
      <span class="small muted">${words.term('captionsHarmless')}</span>
    </div>
  </form>`;
}

const SPEAKERS: readonly Speaker[] = ['MEMBER', 'COUNTERPART', 'OTHER'];

/** What is said of a file before the other is asked. */
export interface Told {
  readonly startsAt: string;
  readonly speakers: ImportedSpeakerInput[];
}

/** What the form of a checked file says; undefined while the time cannot be read. */
export function toldIn(form: HTMLFormElement, { preview }: CheckedFile): Told | undefined {
  const given = new FormData(form);
  const begun = given.get('startsAt');
  const startsAt = new Date(typeof begun === 'string' ? begun : '');
  if (Number.isNaN(startsAt.getTime())) return undefined;
  const speakers = preview.speakers.map(({ label }, at) => {
    const speaker = SPEAKERS.find((one) => one === given.get(`speaker-${at}`)) ?? 'OTHER';
    return label === null ? { speaker } : { label, speaker };
  });
  return { startsAt: startsAt.toISOString(), speakers };
}

/** An instant as a field of the reader's own clock has it. */
function localTime(instant: string): string {
  const at = new Date(instant);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
}

/** What a file holds, who speaks in it and when it began; `end` is what follows within the form. */
export function checkedForm(
  words: Words,
  talk: CaptionsTalkFragment,
  file: CheckedFile,
  ask: (told: Told) => void,
  end: TemplateResult,
): TemplateResult {
  const { preview, fileName } = file;
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const told = event.target instanceof HTMLFormElement ? toldIn(event.target, file) : undefined;
    if (told) ask(told);
  };
  return html`<form class="checked" @submit=${submit}>
    <h3 id="checked" tabindex="-1"><bdi>${fileName}</bdi></h3>
    <p role="status">${words.term('captionsFound', preview.segments, Math.ceil(preview.endMs / 60_000))}</p>
    ${issueList(words, preview.issues)}
    <fieldset>
      <legend>${words.term('captionsWho')}</legend>
      ${preview.speakers.map((one, at) => speakerLine(words, talk, one, at))}
    </fieldset>
    <div class="field">
      <label for="starts">${words.term('captionsStart')}</label>
      <input
        type="datetime-local"
        id="starts"
        name="startsAt"
        step="1"
        required
        aria-describedby="starts-hint"
        value=${localTime(talk.startedAt ?? talk.startsAt)}
      />
      <p class="small muted" id="starts-hint">${words.term('captionsStartHint')}</p>
    </div>
    ${end}
  </form>`;
}

function speakerLine(
  words: Words,
  { member, counterpart }: CaptionsTalkFragment,
  { label, cues, sample, guess }: CheckedFile['preview']['speakers'][number],
  at: number,
): TemplateResult {
  const names: Readonly<Record<Speaker, string>> = {
    MEMBER: isolate(member.name),
    COUNTERPART: isolate(counterpart.name),
    OTHER: words.term('captionsOther'),
  };
  return html`<div class="speaker">
    <label for="speaker-${at}">
      <bdi>${label ?? words.term('captionsUnnamed')}</bdi>
      <span class="small muted">${words.term('captionsCues', cues)}</span>
    </label>
    <select id="speaker-${at}" name="speaker-${at}" part="select" aria-describedby="sample-${at}">
      ${SPEAKERS.map((one) => html`<option value=${one} ?selected=${one === guess}>${names[one]}</option>`)}
    </select>
    <p class="small muted" id="sample-${at}"><q>${sample}</q></p>
  </div>`;
}

/** What of a file is not taken over; nothing where all of it is. */
export function issueList(words: Words, issues: CheckedFile['preview']['issues']): TemplateResult | typeof nothing {
  if (issues.length === 0) return nothing;
  return html`<details class="issues">
    <summary>${words.term('captionsIssues', issues.length)}</summary>
    <ul>
      ${issues.map(({ line, reason }) => html`<li>${words.term('captionsIssue', line, reason)}</li>`)}
    </ul>
  </details>`;
}
