import { css } from 'lit';

/** What a list looks like: its rows, the menu of each, and the bar above those that are ticked; narrow, each row is a block of its own. */
export const recordTableStyles = css`
  .ticker {
    justify-content: center;
    min-width: var(--_control-height);
    cursor: pointer;
  }

  .records {
    width: 100%;
    border-collapse: collapse;
  }

  .records[aria-busy='true'] {
    opacity: 0.55;
  }

  .records th,
  .records td {
    padding: 6px 12px 6px 0;
    border-block-end: 1px solid var(--_border);
    text-align: start;
    vertical-align: middle;
    font-weight: 400;
  }

  .records tbody th {
    font-weight: 600;
  }

  .records thead th {
    white-space: nowrap;
    color: var(--_muted);
    font-size: 0.8em;
    font-weight: 600;
  }

  .records .tick,
  .records .menu-cell {
    width: 1%;
    padding-inline: 0;
  }

  .records .number {
    text-align: end;
    font-variant-numeric: tabular-nums;
  }

  .records .ticked {
    background-color: var(--_accent-soft);
  }

  .records .sub {
    display: block;
    color: var(--_muted);
    font-size: 0.867em;
    font-weight: 400;
  }

  .records .pills {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
  }

  .row-menu {
    position: relative;
  }

  .row-menu summary {
    list-style: none;
  }

  .row-menu summary::-webkit-details-marker {
    display: none;
  }

  .row-menu .choices {
    position: absolute;
    inset-inline-end: 0;
    z-index: 2;
    display: grid;
    min-width: 14em;
    padding: 6px;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background-color: var(--_bg);
    box-shadow: 0 8px 24px rgb(0 0 0 / 18%);
  }

  .row-menu .choices .button {
    justify-content: flex-start;
    padding-inline: 12px;
    font-weight: 500;
  }

  .bulk {
    position: sticky;
    inset-block-start: 0;
    z-index: 1;
    flex-flow: row wrap;
    align-items: center;
    justify-content: space-between;
    padding-block: 8px;
    background-color: var(--_accent-soft);
  }

  @container (max-width: 640px) {
    .records,
    .records tbody,
    .records tr,
    .records tbody th,
    .records td {
      display: block;
    }

    .records thead th:not(.tick),
    .records thead td {
      display: none;
    }

    .records tbody tr {
      position: relative;
      padding: 12px 0;
      border-block-end: 1px solid var(--_border);
    }

    .records tbody tr:has(.tick) {
      padding-inline-start: 48px;
    }

    .records tbody th {
      padding-inline-end: 52px;
    }

    .records tbody th,
    .records td {
      padding-block: 2px;
      border: 0;
    }

    .records tbody .tick {
      position: absolute;
      inset: 4px auto auto 0;
      width: auto;
    }

    .records .menu-cell {
      position: absolute;
      inset: 6px 0 auto auto;
      width: auto;
    }

    .records td[data-title] {
      display: grid;
      grid-template-columns: 5.5em 1fr;
      gap: 8px;
      text-align: start;
    }

    .records td[data-title] > * {
      grid-column: 2;
      justify-self: start;
    }

    .records td[data-title]::before {
      content: attr(data-title);
      color: var(--_muted);
      font-size: 0.867em;
    }
  }
`;
