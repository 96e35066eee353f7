import { css } from 'lit';

/** What only `<taiwa-hints>` looks like. */
export const hintsStyles = css`
  .chooser {
    display: grid;
    gap: calc(var(--_space) * 1.5);
  }

  @container (min-width: 520px) {
    .chooser {
      grid-template-columns: 1fr 1fr;
    }
  }

  .hints {
    display: grid;
    gap: 12px;
  }

  .hint {
    display: grid;
    gap: 6px;
    padding: 16px 20px;
    border-inline-start: 3px solid var(--_accent);
    border-radius: 2px var(--_radius) var(--_radius) 2px;
    background-color: var(--_surface);
    box-shadow: inset 0 0 0 1px var(--_edge);
  }

  .words {
    white-space: pre-wrap;
  }

  .apart::before {
    content: '·';
    margin-inline: 8px;
  }

  .notice h3 svg {
    color: var(--_accent);
  }

  .more {
    display: grid;
    justify-items: center;
    gap: 8px;
    margin-block-start: calc(var(--_space) * 2);
  }

  .others,
  .mine,
  .review {
    padding-block-start: calc(var(--_space) * 3);
    border-block-start: 1px solid var(--_border);
  }

  .others .hints {
    margin-block-start: 12px;
  }

  .voice {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 8px;
  }

  .voice .button:first-child {
    margin-inline-start: -12px;
  }

  .own {
    display: grid;
    gap: 6px;
    padding-block: calc(var(--_space) * 1.5);
  }

  .own + .own {
    border-block-start: 1px solid var(--_border);
  }

  .own:last-child {
    padding-block-end: 0;
  }

  .foot {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 12px;
    min-height: var(--_control-height);
  }

  .foot .button {
    margin-inline: auto -12px;
    color: var(--_muted);
    font-weight: 500;
  }

  .own > .row {
    margin-block-start: 6px;
  }

  .reason {
    padding-inline-start: 16px;
    border-inline-start: 3px solid var(--_warning);
  }

  .letter {
    gap: 12px;
    margin-block-start: 8px;
  }

  .none {
    margin-block-start: 8px;
  }
`;
