import { html, nothing, type SVGTemplateResult, type TemplateResult } from 'lit';
import type { TranscriptState } from '../../generated/types.ts';
import type { Words } from '../../locale/words.ts';
import { actButton } from '../../parts/act-button.ts';
import { icon } from '../../parts/icon.ts';
import { mark, type MarkName } from './mark.ts';
import type { PlainStep } from './recording-steps.ts';
import type { Standing } from './standing.ts';

const MARKS: Readonly<Partial<Record<TranscriptState, () => SVGTemplateResult>>> = {
  ASKED: () => icon('clock'),
  PAUSED: () => mark('pause'),
  STOPPED: () => mark('stop'),
  WITHDRAWN: () => icon('lock'),
};

type Take = ((step: PlainStep) => void) | undefined;

/**
 * Where the recording stands, in words, shape and colour, always in view; with what one does about it most. Without `take`
 * a step is under way: what could be pressed next waits, as it stands where the former was.
 */
export function recordingBar(words: Words, { state, actions }: Standing, take: Take): TemplateResult {
  return html`<div class="recording" part="recording" data-state=${state}>
    <p class="state" role="status">
      <span class="lamp" aria-hidden="true">${MARKS[state]?.() ?? nothing}</span>${words.term('transcriptState', state)}
    </p>
    ${actions.includes('PAUSE') ? step('pause', words.term('transcriptPause'), take && (() => take('pause'))) : nothing}
    ${actions.includes('RESUME') ? step('play', words.term('transcriptResume'), take && (() => take('resume'))) : nothing}
    ${actions.includes('STOP') ? step('stop', words.term('transcriptStop'), take && (() => take('stop'))) : nothing}
  </div>`;
}

function step(name: MarkName, label: string, press: (() => void) | undefined): TemplateResult {
  return actButton('', html`${mark(name)}${label}`, press);
}
