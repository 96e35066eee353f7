import { html, nothing, type TemplateResult } from 'lit';
import type { Words } from '../locale/words.ts';
import { button } from '../parts/button.ts';
import type { RowAction } from './row-menu.ts';
import type { Selection } from './selection.ts';

/** What can be done with everything that is ticked; nothing while nothing is. */
export function bulkBar(
  words: Words,
  selection: Selection,
  actions: readonly RowAction[],
): TemplateResult | typeof nothing {
  if (selection.count === 0) return nothing;
  return html`<section class="bulk notice" aria-label=${words.term('consoleTicked', selection.count)}>
    <p role="status">${words.term('consoleTicked', selection.count)}</p>
    <div class="row">
      ${actions.map(({ label, press, isGrave }) => button(isGrave ? 'danger' : '', label, press))}
      ${button('quiet', words.term('consoleUntick'), () => selection.clear())}
    </div>
  </section>`;
}
