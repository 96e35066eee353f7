import { html, nothing, type TemplateResult } from 'lit';
import { clockText } from '../../locale/time.ts';
import type { Words } from '../../locale/words.ts';
import type { Question } from './confirmation.ts';
import type { Range } from './recording-steps.ts';
import type { Standing } from './standing.ts';
import type { TranscriptLog } from './transcript-log.ts';
import { button } from '../../parts/button.ts';

/** What a deletion needs of its element. */
export interface DeletionSteps {
  /** Shows a question until it is answered. */
  readonly ask: (question: Omit<Question, 'cancel'>) => void;
  /** Deletes what was said: a range of it, or all. */
  readonly remove: (range?: Range) => void;
  /** A range is being chosen, or is no longer. */
  readonly onChange: () => void;
}

/** Lets one of the two say what is to be deleted: one segment, from one to another, or all. Each is asked about once more. */
export class Deletion {
  readonly #steps: DeletionSteps;
  #from: number | undefined;

  constructor(steps: DeletionSteps) {
    this.#steps = steps;
  }

  /** Whether the first segment of a range is chosen and the last one is not. */
  get isChoosing(): boolean {
    return this.#from !== undefined;
  }

  /** Begins a range with a segment. */
  begin(seq: number): void {
    this.#choose(seq);
  }

  /** Ends the range with a segment, before or behind the first. */
  until(seq: number, words: Words, log: TranscriptLog): void {
    const from = this.#from ?? seq;
    this.#choose(undefined);
    this.range({ fromSeq: Math.min(from, seq), toSeq: Math.max(from, seq) }, words, log);
  }

  /** Asks about a range. */
  range(range: Range, words: Words, log: TranscriptLog): void {
    const { length } = log.saidWithin(range.fromSeq, range.toSeq);
    this.#ask(words, words.term('transcriptRangeAsk', length), range);
  }

  /** Asks about all of it. */
  all(words: Words): void {
    this.#ask(words, words.term('transcriptDeleteAsk'));
  }

  /** What to do next while a range is being chosen. */
  render(words: Words, { timeZone }: Standing, log: TranscriptLog): TemplateResult | typeof nothing {
    const first = this.#from === undefined ? undefined : log.said(this.#from);
    if (!first) return nothing;
    const time = clockText(first.segment.startsAt, words.language, timeZone);
    return html`<div class="notice choosing" role="status">
      <p>${words.term('transcriptRangeFirst', time)}</p>
      <div class="row">
        ${button('', words.term('transcriptRangeLast'), () => this.until(log.lastSeq, words, log))}
        ${button('quiet', words.term('cancel'), () => this.#choose(undefined))}
      </div>
    </div>`;
  }

  #choose(seq: number | undefined): void {
    this.#from = seq;
    this.#steps.onChange();
  }

  #ask(words: Words, title: string, range?: Range): void {
    this.#steps.ask({
      title,
      text: words.term('transcriptDeleteText'),
      yes: words.term('transcriptDeleteYes'),
      act: () => this.#steps.remove(range),
    });
  }
}
