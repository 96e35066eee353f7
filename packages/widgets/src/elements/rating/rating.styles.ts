import { css } from 'lit';

/** What only `<taiwa-rating>` looks like. */
export const ratingStyles = css`
  h2:focus,
  .sent:focus {
    outline: none;
  }

  .answer {
    display: grid;
    gap: 12px;
  }

  .audience {
    display: flex;
    gap: 12px;
    padding: 14px 18px;
    border-radius: var(--_radius);
    background-color: var(--_surface);
    box-shadow: inset 0 0 0 1px var(--_edge);
    line-height: 1.65;
  }

  .audience svg {
    margin-block-start: 0.2em;
    color: var(--_accent);
  }

  .uses {
    display: grid;
    gap: 8px;
    min-width: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }

  .uses legend {
    margin-block-end: 10px;
    padding: 0;
    font-weight: 600;
  }

  .use {
    display: flex;
    align-items: flex-start;
    gap: 14px;
    padding: 12px 16px;
    border: 1px solid var(--_control);
    border-radius: calc(var(--_radius) - 2px);
    line-height: 1.55;
    cursor: pointer;
  }

  .use:hover {
    border-color: var(--_accent);
  }

  .use[data-chosen] {
    border-color: var(--_accent);
    background-color: var(--_accent-soft);
    box-shadow: inset 0 0 0 1px var(--_accent);
  }

  .use input {
    flex: none;
    width: 20px;
    height: 20px;
    margin: 2px 0 0;
    accent-color: var(--_accent);
  }

  .use b {
    display: block;
    font-weight: 600;
  }

  .button.decline {
    align-self: flex-start;
    margin-inline-start: -12px;
    color: var(--_muted);
    font-weight: 500;
  }

  .notice.trouble {
    flex-direction: row;
    gap: 12px;
  }

  .notice.trouble svg {
    margin-block-start: 0.25em;
    color: var(--_warning);
  }

  .uses #before {
    margin-block-end: 4px;
  }

  .undo {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 14px;
    min-height: calc(var(--_control-height) + 20px);
    padding: 10px 18px;
    border-radius: var(--_radius);
    background-color: var(--_accent-soft);
    box-shadow: inset 0 0 0 1px var(--_edge);
  }

  .undo.done {
    color: var(--_success);
  }

  .undo .button {
    margin-inline-start: auto;
  }

  .ring {
    flex: none;
    width: 40px;
    height: 40px;
  }

  .ring circle {
    fill: none;
    stroke-width: 3;
  }

  .ring .whole {
    stroke: var(--_border);
  }

  .ring .rest {
    stroke: var(--_accent);
    stroke-linecap: round;
    transition: stroke-dashoffset 1s linear;
  }

  .ring text {
    fill: var(--_text);
    font-size: 13px;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }

  @media (prefers-reduced-motion: reduce) {
    .ring .rest {
      transition: none;
    }
  }

  .letter {
    gap: 12px;
    padding-block-start: calc(var(--_space) * 3);
    border-block-start: 1px solid var(--_border);
  }

  .keys {
    margin-inline-start: 4px;
  }

  @media (pointer: coarse) {
    .keys {
      display: none;
    }
  }

  .sent {
    color: var(--_success);
  }

  .go-on {
    padding-block-start: calc(var(--_space) * 2);
    border-block-start: 1px solid var(--_border);
  }
`;
