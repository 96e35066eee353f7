import { css } from 'lit';

/** What only `<taiwa-next>` looks like. */
export const nextStyles = css`
  .meeting {
    display: flex;
    gap: 20px;
    align-items: flex-start;
  }

  .meeting .head {
    flex: 1;
    min-width: 0;
  }

  .leaf {
    display: grid;
    flex: none;
    width: 68px;
    overflow: hidden;
    border-radius: var(--_radius);
    background-color: var(--_accent-soft);
    box-shadow: inset 0 0 0 1px var(--_edge);
    color: var(--_accent);
    line-height: 1.3;
    text-align: center;
  }

  .leaf span {
    padding-block: 4px;
    font-size: 0.8em;
    font-weight: 600;
  }

  .leaf b {
    font-size: 1.75em;
    font-weight: 600;
    line-height: 1.15;
    font-variant-numeric: tabular-nums;
  }

  .leaf span:last-child {
    padding-block: 0 6px;
  }

  @container (max-width: 360px) {
    .more {
      flex-direction: column;
      align-items: flex-start;
      margin-inline-start: -12px;
    }

    .more .button:first-child {
      margin: 0;
    }

    .leaf {
      width: 56px;
    }

    .meeting {
      gap: 14px;
    }
  }

  .actions {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
  }

  .more {
    display: flex;
    flex: 1 1 auto;
    flex-wrap: wrap;
  }

  .more .button {
    padding-inline: 12px;
  }

  .more .button:first-child {
    margin-inline-start: -4px;
  }

  @container (min-width: 480px) {
    .another {
      margin-inline: auto -12px;
    }
  }

  .ready {
    display: flex;
    align-items: flex-start;
    gap: 8px;
  }

  .ready svg {
    margin-block-start: 0.25em;
    color: var(--_muted);
  }

  .ready[data-done] svg {
    color: var(--_success);
  }

  .later h3 {
    margin-block-end: 8px;
  }

  .later li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0 16px;
    padding-block: 10px;
    border-block-start: 1px solid var(--_border);
  }

  .later b {
    font-weight: 500;
  }

  .time-form {
    gap: calc(var(--_space) * 2);
  }

  .fields {
    display: grid;
    gap: calc(var(--_space) * 1.5);
  }

  @container (min-width: 480px) {
    .fields {
      grid-template-columns: 1.4fr 1fr 1fr;
    }
  }
`;
