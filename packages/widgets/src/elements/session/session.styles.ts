import { css } from 'lit';

/** What only `<taiwa-session>` looks like. */
export const sessionStyles = css`
  .people {
    display: grid;
    gap: 12px;
  }

  @container (min-width: 480px) {
    .people {
      grid-template-columns: 1fr 1fr;
    }
  }

  .person {
    display: flex;
    align-items: center;
    gap: 14px;
    padding: 14px 16px;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    line-height: 1.5;
  }

  .person b {
    display: block;
    font-weight: 600;
  }

  .face {
    position: relative;
    display: grid;
    place-items: center;
    flex: none;
    width: 44px;
    height: 44px;
    border-radius: 50%;
    background-color: var(--_surface);
    color: var(--_muted);
    font-weight: 600;
  }

  .person[data-here] .face {
    background-color: var(--_accent-soft);
    color: var(--_accent);
  }

  .person[data-here] .face::after {
    content: '';
    position: absolute;
    inset-block-end: 0;
    inset-inline-end: 0;
    width: 12px;
    height: 12px;
    border: 2px solid var(--_bg);
    border-radius: 50%;
    background-color: var(--_success);
  }

  .timer {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 4px 16px;
  }

  .figures {
    font-size: 2.6em;
    font-weight: 500;
    font-variant-numeric: tabular-nums;
    line-height: 1.2;
    letter-spacing: 0.01em;
  }

  .line {
    flex: 1 0 100%;
    height: 6px;
    border-radius: 3px;
  }

  .planned {
    fill: var(--_surface);
  }

  .timer .line {
    box-shadow: inset 0 0 0 1px var(--_border);
  }

  .gone {
    fill: var(--_accent);
  }

  [data-over='yes'] .gone {
    fill: var(--_warning);
  }

  [data-over='yes'] .muted {
    color: var(--_warning);
  }

  .agenda label,
  .agenda .line {
    display: flex;
    align-items: center;
    gap: 14px;
    min-height: var(--_control-height);
    padding-block: 8px;
    border-block-start: 1px solid var(--_border);
    line-height: 1.5;
  }

  .agenda label {
    cursor: pointer;
  }

  .agenda li:last-child label,
  .agenda .line:last-child {
    border-block-end: 1px solid var(--_border);
  }

  .agenda h3 {
    margin-block-end: 8px;
  }

  .agenda input {
    flex: none;
    width: 22px;
    height: 22px;
    margin: 0;
    accent-color: var(--_accent);
  }

  .agenda b {
    display: block;
    font-weight: 500;
  }

  .agenda [data-done] b {
    color: var(--_muted);
    text-decoration: line-through;
  }

  .actions {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 12px;
  }

  .actions .primary {
    min-width: min(100%, 200px);
  }
`;
