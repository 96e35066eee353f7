import { html } from 'lit';
import type { Desk, Outcome, Task } from '../../console/desk.ts';
import { textField } from '../../console/form-field.ts';
import { oneByOne } from '../../console/one-by-one.ts';
import type { Selection } from '../../console/selection.ts';
import { textIn } from '../../console/sheet.ts';
import { troubleText } from '../../console/trouble.ts';
import {
  HintSharingApprove,
  HintSharingReject,
  HintSharingRelease,
  HintSharingShare,
  HintSharingUndoReview,
  HintSharingWithhold,
} from '../../generated/hint-sharing.ts';
import type { ModeratedHintFragment, SharingFragment } from '../../generated/types.ts';
import type { Words } from '../../locale/words.ts';

const MOST_REASON = 300;

/** What a moderator does with hints. */
export class HintTasks {
  readonly #words: Words;
  readonly #desk: Desk;

  constructor(words: Words, desk: Desk) {
    this.#words = words;
    this.#desk = desk;
  }

  /** Begins or ends sharing with other companies. */
  share({ shares, meaning }: SharingFragment): Task {
    const words = this.#words;
    return {
      title: words.term(shares ? 'sharingStopAsk' : 'sharingStartAsk'),
      body: () => html`<p class="muted">${shares ? words.term('sharingStopText') : meaning}</p>`,
      submit: words.term(shares ? 'sharingStop' : 'sharingStart'),
      isGrave: shares,
      run: async () => {
        await this.#desk.change(HintSharingShare, { share: !shares });
        return { said: words.term(shares ? 'sharingStopped' : 'sharingStarted') };
      },
    };
  }

  /** Shows a hint to everybody of the company. */
  async approve({ id }: ModeratedHintFragment): Promise<Outcome> {
    await this.#desk.change(HintSharingApprove, { hintId: id });
    return { said: this.#words.term('sharingApproved'), undo: this.#backOf(id) };
  }

  /** Turns a hint down, with a reason that its author reads. */
  reject(hint: ModeratedHintFragment): Task {
    const words = this.#words;
    return this.#withReason(hint, words.term('sharingReject'), async (reason) => {
      await this.#desk.change(HintSharingReject, { hintId: hint.id, reason });
      return { said: words.term('sharingRejected'), undo: this.#backOf(hint.id) };
    });
  }

  /** Keeps a hint within the company, or takes its published copy away, with a reason that its author reads. */
  withhold(hint: ModeratedHintFragment): Task {
    const words = this.#words;
    return this.#withReason(hint, words.term('sharingWithhold'), async (reason) => {
      await this.#desk.change(HintSharingWithhold, { hintId: hint.id, reason });
      // What was released before may be released again.
      const back = () => this.#desk.change(HintSharingRelease, { hintId: hint.id });
      return { said: words.term('sharingWithheld'), ...(hint.poolState === 'RELEASED' && { undo: back }) };
    });
  }

  /** Lets hints be published, one after the other; those for which it failed stay ticked. */
  async release(hintIds: readonly string[], ticked: Selection, step: () => void): Promise<Outcome> {
    const words = this.#words;
    const release = (hintId: string) => this.#desk.change(HintSharingRelease, { hintId });
    const { done, failed, why } = await oneByOne(hintIds, release, step);
    ticked.keep(failed);
    if (!why) return { said: words.term('sharingReleased', done.length) };
    return { said: words.term('sharingNotAll', done.length, failed.length, troubleText(words, why)), isTrouble: true };
  }

  /** Takes one's own decision back; the server allows it for a while. */
  #backOf(hintId: string): () => Promise<unknown> {
    return () => this.#desk.change(HintSharingUndoReview, { hintId });
  }

  #withReason(hint: ModeratedHintFragment, label: string, run: (reason: string) => Promise<Outcome>): Task {
    const words = this.#words;
    return {
      title: label,
      body: (typed) =>
        html`<blockquote lang=${hint.language}>${hint.text}</blockquote>
          ${textField('reason', words.term('sharingReason'), typed['reason']?.[0] ?? '', MOST_REASON)}`,
      submit: label,
      draft: `hint-reason:${hint.id}`,
      run: (given) => run(textIn(given, 'reason')),
    };
  }
}
