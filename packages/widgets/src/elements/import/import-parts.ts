import { html, nothing, type TemplateResult } from 'lit';
import type { ImportedFragment, ImportIssuesQuery } from '../../generated/types.ts';
import type { Words } from '../../locale/words.ts';

type Issue = NonNullable<ImportIssuesQuery['import']>['issues']['nodes'][number];

/** How far it is, while it runs. */
export function progressBar(words: Words, { linesDone, linesTotal, state }: ImportedFragment): TemplateResult {
  const label = words.term(state === 'UNDOING' ? 'importUndoing' : 'importRunning');
  return html`<div class="field" role="status">
    <label for="progress">${label}</label>
    ${
      linesTotal > 0
        ? html`<progress id="progress" max=${linesTotal} .value=${linesDone}></progress>
            <span class="small muted">${words.term('importLines', linesDone, linesTotal)}</span>`
        : html`<progress id="progress"></progress>`
    }
  </div>`;
}

const COUNTS = [
  'peopleCreated',
  'peopleChanged',
  'peopleMoved',
  'peopleLeaving',
  'departmentsCreated',
  'pairsMade',
  'pairsEnded',
  'unchanged',
] as const;

/** What it does or did, by kind; kinds that do not happen are left out. */
export function countList(words: Words, { counts }: ImportedFragment): TemplateResult {
  const there = COUNTS.filter((name) => counts[name] > 0);
  return html`<dl class="counts">
    ${there.map(
      (name) =>
        html`<div>
          <dt>${words.term(`import_${name}`)}</dt>
          <dd>${words.term('importCount', counts[name])}</dd>
        </div>`,
    )}
  </dl>`;
}

/** Every bad line with its column and reason. */
export function issueTable(words: Words, issues: readonly Issue[]): TemplateResult {
  return html`<table class="records issues" role="table" aria-label=${words.term('importIssues')}>
    <thead role="rowgroup">
      <tr role="row">
        <th role="columnheader" scope="col">${words.term('importLine')}</th>
        <th role="columnheader" scope="col">${words.term('importColumn')}</th>
        <th role="columnheader" scope="col">${words.term('importReason')}</th>
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${issues.map(
        ({ line, column, message }) =>
          html`<tr role="row">
            <th role="rowheader" scope="row">
              ${line === null ? words.term('importWholeFile') : words.term('importLineAt', line ?? 0)}
            </th>
            <td role="cell" data-title=${words.term('importColumn')}>${column ?? nothing}</td>
            <td role="cell" data-title=${words.term('importReason')}>${message}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}
