import { html, nothing, type TemplateResult } from 'lit';
import type { Words } from '../../locale/words.ts';
import { icon } from '../../parts/icon.ts';
import type { TaiwaElement } from '../taiwa-element.ts';
import { Copier } from './copier.ts';
import { Deletion, type DeletionSteps } from './deletion.ts';
import { LogView } from './log-view.ts';
import { rowActions } from './row-actions.ts';
import { SegmentEditor } from './segment-editor.ts';
import { draftLine, transcriptRow } from './segment-row.ts';
import type { Standing } from './standing.ts';
import type { TranscriptFeed } from './transcript-feed.ts';
import type { Row, SaidRow } from './transcript-log.ts';

/** What was said, line by line, and all that one can do with a line: correct, copy, delete it or a range of them. */
export class TranscriptLines {
  readonly #host: TaiwaElement;
  readonly #feed: TranscriptFeed;
  readonly #view: LogView;
  readonly #editor: SegmentEditor;
  readonly #copier: Copier;
  readonly deletion: Deletion;
  #open: number | undefined;

  constructor(host: TaiwaElement, feed: TranscriptFeed, steps: Omit<DeletionSteps, 'onChange'>) {
    this.#host = host;
    this.#feed = feed;
    this.#view = new LogView(host, () => this.#editor.seq ?? this.#open);
    this.#editor = new SegmentEditor(host, () => void host.focusOn('.grip[tabindex="0"]', '.scroller'));
    this.#copier = new Copier(host);
    this.deletion = new Deletion({ ...steps, onChange: () => host.requestUpdate() });
  }

  /** Whether anything was said. */
  get areThere(): boolean {
    return this.#feed.log.rows.some(({ kind }) => kind === 'said');
  }

  render(words: Words, standing: Standing, size: number): TemplateResult {
    const { log } = this.#feed;
    return html`
      ${this.deletion.render(words, standing, log)}
      ${this.#view.render({
        words,
        log,
        size,
        row: (row, isReachable) => this.#line(words, standing, row, isReachable),
        after: this.#after(words, standing),
        onCopy: (event) => this.#copier.intercept(event, words, standing, this.#view.selected),
      })}
      ${this.areThere ? this.#copying(words, standing) : nothing}
    `;
  }

  #line(words: Words, standing: Standing, row: Row, isReachable: boolean): TemplateResult {
    const { two, timeZone } = standing;
    const { isChoosing } = this.deletion;
    const isOpen = !isChoosing && (row.seq === this.#open || row.seq === this.#editor.seq);
    return transcriptRow(row, {
      words,
      two,
      timeZone,
      isReachable,
      isOpen,
      below: isOpen && row.kind === 'said' ? this.#below(words, standing, row) : nothing,
      button: isChoosing ? words.term('transcriptRangeUntil') : undefined,
      press: () => (isChoosing ? this.deletion.until(row.seq, words, this.#feed.log) : this.#turn(row.seq)),
    });
  }

  #below(words: Words, standing: Standing, row: SaidRow): TemplateResult | typeof nothing {
    if (this.#editor.seq === row.seq) return this.#editor.render(words, row, standing);
    const range = { fromSeq: row.seq, toSeq: row.seq };
    return rowActions(words, {
      correct: () => this.#correct(row, standing),
      copy: () => void this.#copier.copy(words, standing, [row]),
      deleteThis: () => this.#leave(() => this.deletion.range(range, words, this.#feed.log)),
      deleteFrom: () => this.#leave(() => this.deletion.begin(row.seq)),
      close: () => this.#leave(() => void this.#host.focusOn('.grip[tabindex="0"]')),
    });
  }

  #after(words: Words, { two, state }: Standing): TemplateResult {
    const { drafts, isRead } = this.#feed;
    if (!isRead && this.#feed.state !== undefined)
      return html`<p class="event" role="status">${words.term('transcriptReading')}</p>`;
    const isQuiet = state === 'RECORDING' && drafts.length === 0 && !this.areThere;
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
        ${icon('copy')}${label}
      </button>
      ${this.#copier.render(words)}
    </div>`;
  }

  #turn(seq: number): void {
    if (this.#editor.seq === seq) return this.#editor.close();
    this.#open = this.#open === seq ? undefined : seq;
    this.#host.requestUpdate();
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
