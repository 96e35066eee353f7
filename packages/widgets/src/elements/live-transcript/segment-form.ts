import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { textIn } from '../../forms/note-field.ts';
import type { Words } from '../../locale/words.ts';
import { speakerChoice, type Two } from './speaker.ts';
import type { Segment, Speaker } from './transcript-log.ts';
import { button } from '../../parts/button.ts';

/** What somebody has put in place of a segment so far. */
export interface Corrected {
  readonly text: string;
  readonly speaker: Speaker;
  /** The revision that they began from. */
  readonly revision: number;
}

/** What the form needs to be drawn. */
export interface SegmentForm {
  readonly two: Two;
  readonly segment: Segment;
  readonly corrected: Corrected;
  readonly trouble: string | undefined;
  readonly onInput: (corrected: Corrected) => void;
  readonly onKeydown: (event: KeyboardEvent) => void;
  readonly save: () => void;
  readonly cancel: () => void;
}

// As many as the server takes.
const SEGMENT_LENGTH = 4_000;

/** The form in which one of the two corrects what was said. */
export function segmentForm(words: Words, form: SegmentForm): TemplateResult {
  const { corrected, segment, trouble, onInput } = form;
  const isNewer = segment.revision > corrected.revision;
  const over = corrected.text.length - SEGMENT_LENGTH;
  return html`<div class="correct field" part="correct" @keydown=${form.onKeydown}>
    <label for="correction">${words.term('transcriptCorrection')}</label>
    <textarea
      id="correction"
      part="textarea"
      dir="auto"
      rows="2"
      aria-invalid=${over > 0}
      .value=${live(corrected.text)}
      @input=${(event: Event) => onInput({ ...corrected, text: textIn(event) })}
    ></textarea>
    ${speakerChoice(words, form.two, {
      id: 'spoken-by',
      label: words.term('transcriptSpeaker'),
      chosen: corrected.speaker,
      choose: (speaker) => onInput({ ...corrected, speaker }),
    })}
    ${over > 0 ? html`<p class="field-error" role="alert">${words.term('tooLong', over)}</p>` : nothing}
    ${isNewer ? html`<p class="field-error" role="status">${words.term('transcriptChanged', segment.text)}</p>` : nothing}
    ${trouble ? html`<p class="field-error" role="alert">${trouble}</p>` : nothing}
    <div class="row">
      ${button('primary', words.term('transcriptSave'), form.save)}
      ${button('quiet', words.term('cancel'), form.cancel)}
      <span class="muted small">${words.term('sendByKeys', 'Ctrl+Enter')}</span>
    </div>
  </div>`;
}
