import { css } from 'lit';

/** What a sheet looks like, with what stands only in sheets: people to choose, things to name or to put in order. */
export const sheetStyles = css`
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

  .counted li {
    display: flex;
    justify-content: space-between;
    gap: 16px;
    padding: 4px 0;
    border-block-end: 1px solid var(--_border);
  }

  .counted strong {
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
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

  .sheet h4 {
    font-size: 1em;
  }

  .button.grave {
    border-color: var(--_danger);
    background-color: var(--_danger);
    color: var(--_bg);
  }

  @media (width < 560px) {
    .sheet .arranged .pair {
      grid-template-columns: 1fr;
    }
  }
`;
