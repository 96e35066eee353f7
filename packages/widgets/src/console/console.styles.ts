import { css } from 'lit';

/** What the elements of the console look like: lists, their tools, sheets. */
export const consoleStyles = css`
  .top {
    display: flex;
    flex-wrap: wrap;
    align-items: flex-start;
    justify-content: space-between;
    gap: var(--_space) calc(var(--_space) * 3);
  }

  .tools {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 200px), 1fr));
    gap: calc(var(--_space) * 1.5);
    align-items: end;
  }

  .label {
    font-size: 0.867em;
  }

  input[type='search'],
  input[type='email'],
  input[type='number'],
  input[type='file'] {
    width: 100%;
    min-height: var(--_control-height);
    padding: 9px 14px;
    border: 1px solid var(--_control);
    border-radius: calc(var(--_radius) - 2px);
    background-color: var(--_bg);
  }

  input[type='checkbox'],
  input[type='radio'] {
    width: 20px;
    height: 20px;
    margin: 0;
    accent-color: var(--_accent);
  }

  .ticker,
  .tick-line {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    min-height: var(--_control-height);
  }

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

  .pager {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: center;
    gap: calc(var(--_space) * 2);
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

  .outcome {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px var(--_space);
    min-height: var(--_control-height);
    color: var(--_success);
  }

  .outcome.silent {
    min-height: 0;
    margin-block: calc(var(--_space) * -1.5);
  }

  .outcome [role='status'] {
    display: inline-flex;
    align-items: center;
    gap: 8px;
  }

  .outcome.trouble {
    color: var(--_danger);
  }

  .nothing-yet svg {
    color: var(--_accent);
  }

  .sheet {
    width: min(560px, calc(100vw - 24px));
    max-height: calc(100dvh - 24px);
    padding: clamp(20px, 5vw, 32px);
    border: 1px solid var(--_border);
    border-radius: calc(var(--_radius) + 4px);
    background-color: var(--_bg);
    color: var(--_text);
    overflow-y: auto;
  }

  .sheet::backdrop {
    background: rgb(0 0 0 / 45%);
  }

  .sheet form {
    display: grid;
    gap: calc(var(--_space) * 2);
  }

  .sheet .pair {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 180px), 1fr));
    gap: calc(var(--_space) * 2);
  }

  .sheet fieldset {
    margin: 0;
    padding: 0;
    border: 0;
  }

  .sheet legend {
    padding: 0;
    font-weight: 600;
  }

  .sheet fieldset div {
    display: flex;
    flex-wrap: wrap;
    gap: 0 20px;
  }

  .names {
    max-height: 10em;
    overflow-y: auto;
  }

  .people,
  .found {
    display: grid;
    gap: 4px;
  }

  .people li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0 12px;
    font-weight: 600;
  }

  .found .button {
    justify-content: flex-start;
    width: 100%;
    text-align: start;
    font-weight: 500;
  }

  .offered {
    padding-inline-start: 1.6em;
    list-style: decimal;
  }

  .sheet .arranged .pair {
    grid-template-columns: 6em 1fr 1fr;
  }

  .plain {
    padding-inline-start: 1.4em;
    list-style: disc;
  }

  .sheet h4 {
    font-size: 1em;
  }

  .button.grave {
    border-color: var(--_danger);
    background-color: var(--_danger);
    color: var(--_bg);
  }

  progress {
    width: 100%;
    height: 12px;
    accent-color: var(--_accent);
  }

  @media (width < 560px) {
    .sheet .arranged .pair {
      grid-template-columns: 1fr;
    }
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

    .records td[data-title]::before {
      content: attr(data-title);
      color: var(--_muted);
      font-size: 0.867em;
    }
  }
`;
