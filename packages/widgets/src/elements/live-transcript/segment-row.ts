import { html, nothing, type TemplateResult } from 'lit';
import { clockText } from '../../locale/time.ts';
import type { Words } from '../../locale/words.ts';
import { isolate } from '../../locale/isolate.ts';
import { mark } from './mark.ts';
import { doerName, speakerName, speakerShape, type Two } from './speaker.ts';
import type { Draft } from './transcript-feed.ts';
import type { Correction, Row, SaidRow } from './transcript-log.ts';

/** How a row is to be drawn. */
export interface RowView {
  readonly words: Words;
  readonly two: Two;
  readonly timeZone: string;
  /** Whether its button is the one that the tab key reaches. */
  readonly isReachable: boolean;
  readonly isOpen: boolean;
  /** What is shown below the words: its actions, or its form. */
  readonly below: TemplateResult | typeof nothing;
  /** What its button is called; its actions by default. */
  readonly button?: string | undefined;
  readonly press: (event: Event) => void;
}

/** One line of the transcript. */
export function transcriptRow(row: Row, view: RowView): TemplateResult {
  const { words, two, timeZone } = view;
  if (row.kind === 'said') return saidRow(row, view);
  const who = isolate(doerName(words, two, row.kind === 'stands' ? row.change.by : row.by));
  const at = row.kind === 'stands' ? row.change.writtenAt : row.at;
  const text =
    row.kind === 'stands'
      ? words.term('transcriptReason', row.change.reason, who)
      : words.term('transcriptRemoved', who);
  return html`<p class="event">${timeOf(at, words, timeZone)} ${text}</p>`;
}

function saidRow({ segment, corrections }: SaidRow, view: RowView): TemplateResult {
  const { words, two, timeZone, isReachable, isOpen, below, button, press } = view;
  const name = speakerName(words, two, segment);
  const time = clockText(segment.startsAt, words.language, timeZone);
  return html`<div class="said" data-speaker=${segment.speaker}>
    <p class="who">
      ${speakerShape(segment.speaker)}<bdi>${name}</bdi> ${timeOf(segment.startsAt, words, timeZone)}
      ${segment.revision > 0 ? html`<span class="pill">${words.term('transcriptCorrected')}</span>` : nothing}
    </p>
    <p class="words" part="words" dir="auto" lang=${segment.language ?? nothing}>${segment.text}</p>
    <button
      type="button"
      class="button quiet grip"
      part="button"
      tabindex=${isReachable ? 0 : -1}
      aria-expanded=${button === undefined ? isOpen : nothing}
      aria-label=${button === undefined ? words.term('transcriptActions', isolate(name), time) : nothing}
      @click=${press}
    >
      ${button ?? mark('more')}
    </button>
    ${isOpen ? corrections.map((one) => correctionLine(one, view)) : nothing} ${below}
  </div>`;
}

function correctionLine({ by, at, former }: Correction, { words, two, timeZone }: RowView): TemplateResult {
  const who = isolate(doerName(words, two, by));
  return html`<p class="muted small">
    ${words.term('transcriptCorrectedBy', who, clockText(at, words.language, timeZone))}
    ${former === undefined ? nothing : html`<bdi>${words.term('transcriptFormer', former)}</bdi>`}
  </p>`;
}

/** What is being heard now: lighter, and not yet part of the transcript. */
export function draftLine(words: Words, two: Two, { speaker, text }: Draft): TemplateResult {
  return html`<div class="said draft" data-speaker=${speaker}>
    <p class="who">
      ${speakerShape(speaker)}<bdi>${speakerName(words, two, { speaker, speakerLabel: null })}</bdi>
      <span class="listening">${words.term('transcriptDraft')}</span>
    </p>
    <p class="words" dir="auto">${text}</p>
  </div>`;
}

function timeOf(at: string, { language }: Words, timeZone: string): TemplateResult {
  return html`<time datetime=${at}>${clockText(at, language, timeZone)}</time>`;
}
