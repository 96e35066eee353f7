import { css } from 'lit';

/** Buttons, pills and what is wrong with a field. */
export const controls = css`
  button,
  textarea,
  input,
  select {
    font: inherit;
    color: inherit;
    letter-spacing: inherit;
  }

  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 8px;
    min-height: var(--_control-height);
    padding: 6px 20px;
    border: 1px solid var(--_control);
    border-radius: calc(var(--_radius) - 2px);
    background-color: var(--_bg);
    font-weight: 600;
    line-height: 1.4;
    cursor: pointer;
    transition:
      background-color var(--_motion),
      border-color var(--_motion);
  }

  .button:hover {
    border-color: var(--_accent);
    background-color: var(--_accent-soft);
  }

  .button.primary {
    border-color: var(--_accent);
    background-color: var(--_accent);
    color: var(--_accent-text);
  }

  .button.primary:hover {
    background-color: color-mix(in oklab, var(--_accent) 88%, var(--_text));
  }

  .button.quiet {
    padding-inline: 12px;
    border-color: transparent;
    background-color: transparent;
    color: var(--_accent);
  }

  .button.quiet:hover {
    background-color: var(--_accent-soft);
  }

  .button.danger {
    border-color: transparent;
    background-color: transparent;
    color: var(--_danger);
  }

  .button[aria-disabled='true'] {
    opacity: 0.65;
    cursor: default;
  }

  .pill {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    padding: 1px 12px;
    border-radius: 999px;
    background-color: var(--_surface);
    box-shadow: inset 0 0 0 1px var(--_edge);
    color: var(--_muted);
    font-size: 0.8em;
    font-weight: 600;
    line-height: 1.8;
    white-space: nowrap;
  }

  .pill.accent {
    background-color: var(--_accent-soft);
    color: var(--_accent);
  }

  .pill.live {
    background-color: var(--_accent);
    color: var(--_accent-text);
  }

  .pill.warning {
    background-color: var(--_warning-soft);
    color: var(--_warning);
  }

  .field-error {
    color: var(--_danger);
    font-size: 0.867em;
  }

  @media (forced-colors: active) {
    .pill,
    .button {
      border: 1px solid ButtonText;
    }

    .button.primary {
      forced-color-adjust: none;
      border-color: Highlight;
      background: Highlight;
      color: HighlightText;
    }
  }
`;
