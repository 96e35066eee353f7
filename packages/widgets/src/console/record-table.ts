import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Words } from '../locale/words.ts';
import { rowMenu, type RowAction } from './row-menu.ts';
import type { Selection } from './selection.ts';

/** One column; the first one names the row. */
export interface Column<Row> {
  readonly title: string;
  readonly cell: (row: Row) => TemplateResult | string | typeof nothing;
  readonly isNumber?: boolean;
}

/** A table of things, which becomes a list of cards where it is narrow. */
export interface RecordTable<Row> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly idOf: (row: Row) => string;
  readonly nameOf: (row: Row) => string;
  /** Whether other rows are on their way. */
  readonly isBusy?: boolean;
  /** Where rows can be ticked. */
  readonly selection?: Selection | undefined;
  /** What can be done with a row; nothing where the list is empty. */
  readonly actions?: (row: Row) => readonly RowAction[];
}

// The roles are said because a table that is laid out as cards would lose them.
/** Draws a table of things with ticks and a menu for each row. */
export function recordTable<Row>(words: Words, table: RecordTable<Row>): TemplateResult {
  const { label, columns, rows, idOf, isBusy, selection, actions } = table;
  return html`<table
    role="table"
    part="table"
    class="records"
    aria-label=${label}
    aria-busy=${isBusy ? 'true' : 'false'}
  >
    <thead role="rowgroup">
      <tr role="row">
        ${selection ? html`<th role="columnheader" class="tick">${tickAll(words, table, selection)}</th>` : nothing}
        ${columns.map(
          ({ title, isNumber }) =>
            html`<th role="columnheader" scope="col" class=${isNumber ? 'number' : ''}>${title}</th>`,
        )}
        ${actions ? html`<td role="cell" class="menu-cell"></td>` : nothing}
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${repeat(rows, idOf, (row) => recordRow(words, table, row))}
    </tbody>
  </table>`;
}

function recordRow<Row>(words: Words, table: RecordTable<Row>, row: Row): TemplateResult {
  const { columns, idOf, nameOf, selection, actions } = table;
  const [first, ...others] = columns;
  const id = idOf(row);
  return html`<tr role="row" class=${selection?.has(id) ? 'ticked' : ''}>
    ${selection ? html`<td role="cell" class="tick">${tick(words, selection, id, nameOf(row))}</td>` : nothing}
    <th role="rowheader" scope="row">${first?.cell(row)}</th>
    ${others.map(
      ({ title, cell, isNumber }) =>
        html`<td role="cell" class=${isNumber ? 'number' : ''} data-title=${title}>${cell(row)}</td>`,
    )}
    ${actions ? html`<td role="cell" class="menu-cell">${rowMenu(words, nameOf(row), actions(row))}</td>` : nothing}
  </tr>`;
}

function tick(words: Words, selection: Selection, id: string, name: string): TemplateResult {
  return html`<label class="ticker">
    <input
      type="checkbox"
      .checked=${live(selection.has(id))}
      aria-label=${words.term('consoleTick', name)}
      @change=${() => selection.tick(id, name)}
    />
  </label>`;
}

function tickAll<Row>(words: Words, { rows, idOf, nameOf }: RecordTable<Row>, selection: Selection): TemplateResult {
  const ticked = rows.filter((row) => selection.has(idOf(row))).length;
  const isAll = rows.length > 0 && ticked === rows.length;
  const press = (): void => rows.forEach((row) => selection.tick(idOf(row), nameOf(row), !isAll));
  return html`<label class="ticker">
    <input
      type="checkbox"
      .checked=${live(isAll)}
      .indeterminate=${ticked > 0 && !isAll}
      aria-label=${words.term('consoleTickAll')}
      @change=${press}
    />
  </label>`;
}
