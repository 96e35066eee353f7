import { html, type TemplateResult } from 'lit';
import type { ErasureRowFragment } from '../../generated/types.ts';
import { browserZone, dayText } from '../../locale/time.ts';
import type { Words } from '../../locale/words.ts';

const A_DAY = 86_400_000;

/** Whether it can still be called off. */
export const isPlanned = ({ erasedAt, cancelledAt }: ErasureRowFragment): boolean => !erasedAt && !cancelledAt;

/** How far an erasure is: the days that are left, when it was done, or that it was called off. */
export function erasureStanding(words: Words, erasure: ErasureRowFragment): TemplateResult {
  const { requestedAt, dueAt, erasedAt, cancelledAt } = erasure;
  const day = (at: string): string => dayText(at, words.language, browserZone());
  if (erasedAt) return html`<span class="pill">${words.term('erasuresDone', day(erasedAt))}</span>`;
  if (cancelledAt) return html`<span class="pill">${words.term('erasuresCancelled', day(cancelledAt))}</span>`;
  const [asked, due, now] = [Date.parse(requestedAt), Date.parse(dueAt), Date.now()];
  const left = Math.max(0, Math.ceil((due - now) / A_DAY));
  const text = left > 0 ? words.term('erasuresLeft', left) : words.term('erasuresRunning');
  return html`<span class="pills"><span class="pill warning">${text}</span></span>
    <progress
      aria-label=${words.term('erasuresProgress')}
      max=${due - asked}
      .value=${Math.min(Math.max(now - asked, 0), due - asked)}
    ></progress>`;
}
