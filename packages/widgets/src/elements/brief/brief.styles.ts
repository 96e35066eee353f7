import { css } from 'lit';

/** What only `<taiwa-brief>` looks like. */
export const briefStyles = css`
  .headline {
    font-size: clamp(1.25em, 1em + 1.6cqi, 1.6em);
    line-height: 1.5;
  }

  .sections {
    display: grid;
    gap: calc(var(--_space) * 3) calc(var(--_space) * 4);
  }

  @container (min-width: 640px) {
    .sections {
      grid-template-columns: 1fr 1fr;
    }

    .sections .wide {
      grid-column: 1 / -1;
    }
  }

  .block {
    display: flex;
    flex-direction: column;
    gap: 8px;
    min-width: 0;
  }

  .style {
    padding: 20px 22px;
    border-radius: var(--_radius);
    background-color: var(--_accent-soft);
    box-shadow: inset 0 0 0 1px var(--_edge);
  }

  .quote {
    padding-inline-start: 16px;
    border-inline-start: 3px solid var(--_border);
    white-space: pre-wrap;
  }

  .name {
    font-weight: 600;
  }

  .style .name {
    color: var(--_accent);
    font-size: 1.067em;
  }

  .phrases {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }

  .phrases li {
    padding: 5px 14px;
    border-radius: 999px;
    background-color: var(--_bg);
    box-shadow: inset 0 0 0 1px var(--_edge);
    font-size: 0.933em;
  }

  .avoid {
    display: flex;
    gap: 10px;
    color: var(--_muted);
    font-size: 0.867em;
  }

  .avoid b {
    flex: none;
    font-weight: 600;
  }

  .also li,
  .open li {
    display: flex;
    flex-direction: column;
    padding-block: 8px;
    border-block-start: 1px solid var(--_border);
    line-height: 1.55;
  }

  .also b,
  .open b {
    font-weight: 500;
  }

  .hints {
    display: grid;
    gap: 10px;
  }

  .hints li {
    padding-inline-start: 14px;
    border-inline-start: 3px solid var(--_accent);
  }

  .tips {
    display: grid;
    gap: 4px;
  }

  .tips li {
    display: flex;
    gap: 8px;
  }

  .tips svg {
    margin-block-start: 0.28em;
    color: var(--_accent);
  }

  .meter {
    display: flex;
    gap: 4px;
  }

  .meter i {
    width: 22px;
    height: 5px;
    border-radius: 3px;
    box-shadow: inset 0 0 0 1px var(--_control);
    opacity: 0.7;
  }

  .meter i[data-on] {
    box-shadow: none;
    opacity: 1;
    background-color: var(--_accent);
  }

  @media (forced-colors: active) {
    .meter i[data-on] {
      background: Highlight;
    }
  }
`;
