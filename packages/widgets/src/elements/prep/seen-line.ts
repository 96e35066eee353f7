import { html, nothing, type TemplateResult } from 'lit';
import type { PreparingFragment } from '../../generated/types.ts';
import { momentText } from '../../locale/time.ts';
import type { Words } from '../../locale/words.ts';
import { icon } from '../../parts/icon.ts';

/** Whether the counterpart has seen what is prepared, and when; nothing while nothing is. */
export function seenLine(
  words: Words,
  { preparation, timeZone }: PreparingFragment,
  name: string,
): TemplateResult | typeof nothing {
  if (!preparation) return nothing;
  const { seen, seenAt } = preparation;
  if (!seenAt) return html`<p class="muted small">${words.term('prepNotSeen', name)}</p>`;
  if (!seen) return html`<p class="muted small">${words.term('prepSeenOlder', name)}</p>`;
  const time = momentText(seenAt, words.locale, timeZone);
  return html`<p class="seen small" part="seen">${icon('eye')}${words.term('prepSeen', name, time)}</p>`;
}
