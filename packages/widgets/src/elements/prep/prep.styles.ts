import { css } from 'lit';

/** What only `<taiwa-prep>` looks like. */
export const prepStyles = css`
  .chooser {
    display: flex;
    flex-direction: column;
    align-items: stretch;
    gap: calc(var(--_space) * 3);
  }

  .chooser > .button {
    align-self: flex-start;
  }

  .cards {
    grid-template-columns: repeat(2, minmax(0, 1fr));
  }

  .response .cards {
    grid-template-columns: minmax(0, 1fr);
  }

  .response .choice {
    justify-content: flex-start;
  }

  .topic .choice:last-child {
    border-style: dashed;
  }

  @container (min-width: 480px) {
    .response .cards {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
  }

  @container (min-width: 640px) {
    .cards {
      grid-template-columns: repeat(4, minmax(0, 1fr));
    }

    .response .cards {
      grid-template-columns: repeat(3, minmax(0, 1fr));
    }
  }

  .continue {
    display: flex;
    flex-direction: column;
    gap: 4px;
  }

  .continue ul {
    margin-block-start: 6px;
  }

  .chip {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    min-height: var(--_control-height);
    padding: 6px 16px;
    border: 1px solid var(--_control);
    border-radius: 999px;
    background-color: transparent;
    line-height: 1.4;
    text-align: start;
    cursor: pointer;
  }

  .chip:hover {
    border-color: var(--_accent);
    background-color: var(--_accent-soft);
  }

  @media (forced-colors: active) {
    .chip {
      border-color: ButtonText;
    }
  }

  .free {
    margin-block-start: calc(var(--_space) * -1);
  }

  .free-row {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space);
  }

  .free-row input {
    flex: 1 1 14em;
  }

  .agenda h3 {
    margin-block-end: 8px;
  }

  .theme {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 14px;
    padding-block: 12px;
    border-block-start: 1px solid var(--_border);
  }

  .status {
    margin-block-end: -12px;
  }

  .theme:last-child {
    border-block-end: 1px solid var(--_border);
  }

  .number {
    display: grid;
    place-items: center;
    flex: none;
    width: 28px;
    height: 28px;
    border-radius: 50%;
    background-color: var(--_surface);
    color: var(--_muted);
    font-size: 0.8em;
    font-weight: 600;
  }

  .theme:first-child .number {
    background-color: var(--_accent);
    color: var(--_accent-text);
  }

  .theme-text {
    display: flex;
    flex: 1 1 12em;
    flex-direction: column;
    line-height: 1.55;
  }

  .theme-text b {
    font-weight: 600;
  }

  .theme-tools {
    display: flex;
    margin-inline: auto -12px;
  }

  @container (max-width: 420px) {
    .theme-tools {
      flex-basis: 100%;
      margin: -8px 0 -10px 30px;
    }
  }

  .hints-title {
    margin-block-start: 8px;
  }

  .hints {
    display: grid;
    gap: 10px;
  }

  .hints li {
    padding-inline-start: 14px;
    border-inline-start: 3px solid var(--_accent);
  }

  .seen {
    display: flex;
    align-items: center;
    gap: 6px;
    color: var(--_accent);
  }
`;
