import { html, nothing, type TemplateResult } from 'lit';
import { MutationController } from '../../data/mutation-controller.ts';
import { HintsHelped, HintsReport } from '../../generated/hints.ts';
import type { HintReportReason, SharedHintFragment } from '../../generated/types.ts';
import type { Words } from '../../locale/words.ts';
import { button } from '../../parts/button.ts';
import type { TaiwaElement } from '../taiwa-element.ts';
import { troubleLine } from '../../parts/panel.ts';

const REASONS: readonly HintReportReason[] = ['NAMES_SOMEBODY', 'HARMFUL', 'OTHER'];

/** What a reader says about a hint: that it helped, or what is wrong with it. Nobody learns who said so. */
export class HintVoice {
  readonly #host: TaiwaElement;
  readonly #words: Words;
  readonly #helped;
  readonly #report;
  readonly #said = new Map<string, 'hintsThanks' | 'hintsReportThanks'>();
  /** The hint that is being reported. */
  #reporting = '';
  /** The hint about which something was said last. */
  #last = '';

  constructor(host: TaiwaElement, words: Words) {
    this.#host = host;
    this.#words = words;
    this.#helped = new MutationController(host, HintsHelped, 'thank-hint');
    this.#report = new MutationController(host, HintsReport, 'report-hint');
  }

  /** What can be said about a hint, or what was said. */
  render({ id, text }: SharedHintFragment): TemplateResult {
    const words = this.#words;
    const said = this.#said.get(id);
    if (said) return html`<p class="muted small" role="status">${words.term(said)}</p>`;
    if (this.#reporting === id) return this.#asking(id);
    const name = (key: 'hintsHelpedMe' | 'hintsReport'): string => `${words.term(key)} ${words.term('quoted', text)}`;
    return html`<div class="voice">
        ${button('quiet small', words.term('hintsHelpedMe'), () => void this.#thank(id), name('hintsHelpedMe'))}
        ${button('quiet small', words.term('hintsReport'), () => this.#ask(id), name('hintsReport'))}
      </div>
      ${this.#last === id ? troubleLine(words, this.#helped.failure) : nothing}`;
  }

  #asking(id: string): TemplateResult {
    const words = this.#words;
    return html`<div class="notice reporting" role="group" aria-labelledby="report-ask">
      <p id="report-ask" class="small">${words.term('hintsReportAsk')}</p>
      <div class="row">
        ${REASONS.map((reason) =>
          button('small', words.term(`hintsReport${reason}`), () => void this.#tell(id, reason)),
        )}
        ${button('quiet small', words.term('cancel'), () => this.#ask(''))}
      </div>
      ${troubleLine(words, this.#report.failure)}
    </div>`;
  }

  #ask(id: string): void {
    this.#report.forget();
    this.#reporting = id;
    this.#host.requestUpdate();
    void this.#host.focusOn(id ? '.reporting .button' : '.voice .button');
  }

  async #thank(hintId: string): Promise<void> {
    this.#last = hintId;
    if (await this.#helped.run({ hintId })) this.#keep(hintId, 'hintsThanks');
  }

  async #tell(hintId: string, reason: HintReportReason): Promise<void> {
    if (!(await this.#report.run({ hintId, reason }))) return;
    this.#reporting = '';
    this.#keep(hintId, 'hintsReportThanks');
  }

  #keep(hintId: string, said: 'hintsThanks' | 'hintsReportThanks'): void {
    this.#said.set(hintId, said);
    this.#host.requestUpdate();
    void this.#host.focusOn('.voice .button', 'select');
  }
}
