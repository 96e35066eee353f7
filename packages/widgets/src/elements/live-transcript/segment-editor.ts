import { nothing, type ReactiveController, type TemplateResult } from 'lit';
import { dropDraft, keepDraft, readDraft, type DraftKey } from '../../data/draft.ts';
import { MutationController } from '../../data/mutation-controller.ts';
import type { ClientHost } from '../../data/query-controller.ts';
import { ImeGuard } from '../../forms/ime-guard.ts';
import { TranscriptCorrect } from '../../generated/live-transcript.ts';
import type { Words } from '../../locale/words.ts';
import { faultText } from '../../parts/panel.ts';
import { segmentForm, type Corrected } from './segment-form.ts';
import type { Standing } from './standing.ts';
import type { SaidRow } from './transcript-log.ts';

/**
 * Lets one of the two correct a segment. What they type is kept on the device until the server has it or they call it off;
 * where the other was faster, their words are shown and the next saving goes beyond them.
 */
export class SegmentEditor implements ReactiveController {
  readonly #host: ClientHost & HTMLElement & { readonly server: string };
  readonly #ime: ImeGuard;
  readonly #correct;
  readonly #onEnd: () => void;
  #open: { readonly seq: number; readonly key: DraftKey; corrected: Corrected } | undefined;

  /** `onEnd` runs when the form is gone again. */
  constructor(host: ClientHost & HTMLElement & { readonly server: string }, onEnd: () => void) {
    this.#host = host;
    this.#onEnd = onEnd;
    this.#ime = new ImeGuard(host);
    this.#correct = new MutationController(host, TranscriptCorrect);
    host.addController(this);
  }

  hostConnected(): void {}

  /** The number of the segment that is being corrected; undefined for none. */
  get seq(): number | undefined {
    return this.#open?.seq;
  }

  /** Opens the form, with what was typed into it before. */
  open({ seq, segment }: SaidRow, { sessionId, two }: Standing): void {
    const { id: userId } = two.viewerPart === 'COUNTERPART' ? two.counterpart : two.member;
    const key = { server: this.#host.server, userId, subject: `${sessionId}:segment:${seq}` };
    const { text, speaker, revision } = segment;
    this.#correct.failure = undefined;
    this.#open = { seq, key, corrected: readDraft(key, isCorrected) ?? { text, speaker, revision } };
    this.#host.requestUpdate();
  }

  /** Closes the form; what was typed stays on the device. */
  close(): void {
    if (!this.#open) return;
    this.#open = undefined;
    this.#host.requestUpdate();
    this.#onEnd();
  }

  /** The form below its segment. */
  render(words: Words, { seq, segment }: SaidRow, { sessionId, two }: Standing): TemplateResult | typeof nothing {
    const open = this.#open;
    if (open?.seq !== seq) return nothing;
    const { failure } = this.#correct;
    const save = (): void => void this.#save(sessionId, segment.revision);
    return segmentForm(words, {
      two,
      segment,
      corrected: open.corrected,
      trouble: faultText(words, failure),
      onInput: (corrected) => this.#type(corrected),
      onKeydown: (event) => this.#press(event, save),
      save,
      cancel: () => this.#callOff(),
    });
  }

  #type(corrected: Corrected): void {
    if (!this.#open) return;
    this.#open.corrected = corrected;
    keepDraft(this.#open.key, corrected);
    this.#host.requestUpdate();
  }

  #press(event: KeyboardEvent, save: () => void): void {
    if (this.#ime.owns(event)) return;
    if (event.key === 'Escape') this.close();
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save();
  }

  #callOff(): void {
    if (this.#open) dropDraft(this.#open.key);
    this.close();
  }

  async #save(sessionId: string, expectedRevision: number): Promise<void> {
    const open = this.#open;
    if (!open || this.#correct.running) return;
    const { text, speaker } = open.corrected;
    const saved = await this.#correct.run({ sessionId, seq: open.seq, text, speaker, expectedRevision });
    if (!saved) return;
    dropDraft(open.key);
    if (this.#open === open) this.close();
  }
}

function isCorrected(value: unknown): value is Corrected {
  if (typeof value !== 'object' || value === null) return false;
  const { text, speaker, revision } = value as Partial<Record<keyof Corrected, unknown>>;
  return typeof text === 'string' && typeof revision === 'number' && typeof speaker === 'string';
}
