import { html, type TemplateResult } from 'lit';
import { recordTable } from '../../console/record-table.ts';
import type { ImportChangesQuery, ImportedFragment, ImportIssuesQuery } from '../../generated/types.ts';
import type { Words } from '../../locale/words.ts';

type Issue = NonNullable<ImportIssuesQuery['import']>['issues']['nodes'][number];
type Change = NonNullable<ImportChangesQuery['import']>['changes']['nodes'][number];

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
  const lineOf = ({ line }: Issue): string =>
    line === null ? words.term('importWholeFile') : words.term('importLineAt', line ?? 0);
  return recordTable(words, {
    label: words.term('importIssues'),
    columns: [
      { title: words.term('importLine'), cell: lineOf },
      { title: words.term('importColumn'), cell: ({ column }) => column ?? '' },
      { title: words.term('importReason'), cell: ({ message }) => message },
    ],
    rows: issues,
    idOf: (issue) => [issue.line, issue.column, issue.message].join(' '),
    nameOf: lineOf,
  });
}

/** What changes, thing by thing. */
export function changeTable(words: Words, changes: readonly Change[]): TemplateResult {
  return recordTable(words, {
    label: words.term('importChanges'),
    columns: [
      { title: words.term('importThing'), cell: ({ label }) => html`<bdi>${label}</bdi>` },
      { title: words.term('importWhatChanges'), cell: ({ kind }) => words.term(`import_${kind}`) },
    ],
    rows: changes,
    idOf: ({ kind, subjectId }) => `${kind} ${subjectId}`,
    nameOf: ({ label }) => label,
  });
}
