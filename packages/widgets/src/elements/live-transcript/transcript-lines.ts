import { html, nothing, type TemplateResult } from 'lit';
import type { Words } from '../../locale/words.ts';
import { speak, type Lesson } from '../../locale/dictionary.ts';
import type { TaiwaElement } from '../taiwa-element.ts';
import { mark } from './mark.ts';
import { Announcer } from './announcer.ts';
import { Copier } from './copier.ts';
import { Deletion, type DeletionSteps } from './deletion.ts';
import { LogView } from './log-view.ts';
import { ReadingStyle } from './reading-style.ts';
import { rowActions } from './row-actions.ts';
import { SegmentEditor } from './segment-editor.ts';
import { draftLine, transcriptRow } from './segment-row.ts';
import { speakerNames } from './speaker-names.ts';
import type { Standing } from './standing.ts';
import type { TranscriptFeed } from './transcript-feed.ts';
import type { Row, SaidRow, Segment, Speaker } from './transcript-log.ts';

const lesson: Lesson = {
  ja: async () => (await import('../../locale/transcript-lines-ja.ts')).transcriptLinesJa,
  en: async () => (await import('../../locale/transcript-lines-en.ts')).transcriptLinesEn,
};

/** What the lines need of their element. */
export interface LinesSteps extends Omit<DeletionSteps, 'onChange'> {
  readonly name: (label: string, speaker: Speaker) => void;
}

/**
 * What was said, line by line, and all that one can do with it: correct, copy, delete; how one likes to read it. Loaded once
 * there is something to read.
 */
export class TranscriptLines {
  readonly #host: TaiwaElement;
  readonly #feed: TranscriptFeed;
  readonly #view: LogView;
  readonly #editor: SegmentEditor;
  readonly #copier: Copier;
  readonly #announcer: Announcer;
  readonly #reading: ReadingStyle;
  readonly #steps: LinesSteps;
  readonly #deletion: Deletion;
  #open: number | undefined;

  constructor(host: TaiwaElement, feed: TranscriptFeed, steps: LinesSteps) {
    speak(lesson);
    this.#host = host;
    this.#feed = feed;
    this.#steps = steps;
    this.#announcer = new Announcer(host);
    this.#reading = new ReadingStyle(host, this.#announcer);
    this.#view = new LogView(
      host,
      () => this.#editor.seq ?? this.#open,
      () => (this.#open = undefined),
    );
    this.#editor = new SegmentEditor(host, () => void host.focusOn('.grip[tabindex="0"]', '.scroller'));
    this.#copier = new Copier(host);
    this.#deletion = new Deletion({ ...steps, onChange: () => host.requestUpdate() });
  }

  /** Tells of what is said now, to who wants to be told. */
  tell(segments: readonly Segment[]): void {
    this.#announcer.tell(segments);
  }

  /** Asks whether all of it is to be deleted. */
  deleteAll(words: Words): void {
    this.#deletion.all(words);
  }

  render(words: Words, standing: Standing): TemplateResult {
    const { log } = this.#feed;
    return html`
      ${this.#deletion.render(words, standing, log)}
      ${this.#view.render({
        words,
        log,
        size: this.#reading.size,
        row: (row, isReachable) => this.#line(words, standing, row, isReachable),
        after: this.#after(words, standing),
        onCopy: (event) => this.#copier.intercept(event, words, standing, this.#view.selected),
      })}
      ${log.hasWords ? this.#copying(words, standing) : nothing} ${this.#announcer.render(words, standing.two)}
    `;
  }

  /** How one likes to read, and who stands behind labels. */
  renderTools(words: Words, { two }: Standing): TemplateResult {
    return html`${this.#reading.render(words, two)} ${speakerNames(words, two, this.#feed.log.labels, this.#steps.name)}`;
  }

  #line(words: Words, standing: Standing, row: Row, isReachable: boolean): TemplateResult {
    const { two, timeZone } = standing;
    const { isChoosing } = this.#deletion;
    const isOpen = !isChoosing && (row.seq === this.#open || row.seq === this.#editor.seq);
    return transcriptRow(row, {
      words,
      two,
      timeZone,
      isReachable,
      isOpen,
      below: isOpen && row.kind === 'said' ? this.#below(words, standing, row) : nothing,
      button: isChoosing ? words.term('transcriptRangeUntil') : undefined,
      press: () => (isChoosing ? this.#deletion.until(row.seq, words, this.#feed.log) : this.#turn(row.seq)),
    });
  }

  #below(words: Words, standing: Standing, row: SaidRow): TemplateResult | typeof nothing {
    if (this.#editor.seq === row.seq) return this.#editor.render(words, row, standing);
    const range = { fromSeq: row.seq, toSeq: row.seq };
    return rowActions(words, {
      correct: () => this.#correct(row, standing),
      copy: () => void this.#copier.copy(words, standing, [row]),
      deleteThis: () => this.#leave(() => this.#deletion.range(range, words, this.#feed.log)),
      deleteFrom: () => this.#leave(() => this.#deletion.begin(row.seq)),
      close: () => this.#leave(() => void this.#host.focusOn('.grip[tabindex="0"]')),
    });
  }

  #after(words: Words, { two, state }: Standing): TemplateResult {
    const { drafts, isRead } = this.#feed;
    if (!isRead && this.#feed.state !== undefined)
      return html`<p class="event" role="status">${words.term('transcriptReading')}</p>`;
    const isQuiet = state === 'RECORDING' && drafts.length === 0 && !this.#feed.log.hasWords;
    return html`${isQuiet ? html`<p class="event">${words.term('transcriptQuiet')}</p>` : nothing}
    ${drafts.map((draft) => draftLine(words, two, draft))}`;
  }

  #copying(words: Words, standing: Standing): TemplateResult {
    const { selected } = this.#view;
    const rows = selected.length > 0 ? selected : this.#feed.log.rows;
    const label = words.term(selected.length > 0 ? 'transcriptCopySelected' : 'transcriptCopyAll');
    // Pressing the button leaves the selection as it is.
    return html`<div class="row copying">
      <button
        type="button"
        class="button quiet"
        part="button"
        @mousedown=${(event: Event) => event.preventDefault()}
        @click=${() => void this.#copier.copy(words, standing, rows)}
      >
        ${mark('copy')}${label}
      </button>
      ${this.#copier.render(words)} ${this.#view.toNewest(words)}
    </div>`;
  }

  #turn(seq: number): void {
    if (this.#editor.seq === seq) return this.#editor.close();
    this.#open = this.#open === seq ? undefined : seq;
    this.#host.requestUpdate();
    void this.#showActions();
  }

  /** What opens below the last line in view is brought into view. */
  async #showActions(): Promise<void> {
    await this.#host.updateComplete;
    this.#host.renderRoot.querySelector('.actions')?.scrollIntoView({ block: 'nearest' });
  }

  #leave(then: () => void): void {
    this.#open = undefined;
    this.#host.requestUpdate();
    then();
  }

  #correct(row: SaidRow, standing: Standing): void {
    this.#open = undefined;
    this.#editor.open(row, standing);
    void this.#host.focusOn('#correction');
  }
}
