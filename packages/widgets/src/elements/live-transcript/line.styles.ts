import { css } from 'lit';

/** The lines of a transcript: speakers by name, colour and shape; corrections, drafts, what happened to the recording. */
export const lineStyles = css`
  .scroller {
    min-height: 8em;
    max-height: var(--taiwa-transcript-height, min(60vh, 34rem));
    overflow-y: auto;
    overflow-anchor: none;
    overscroll-behavior: contain;
    scroll-padding-block: 8px;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
  }

  .scroller[data-size='1'] {
    font-size: 1.2em;
  }

  .scroller[data-size='2'] {
    font-size: 1.45em;
  }

  .scroller[data-size='3'] {
    font-size: 1.75em;
  }

  .scroller[data-size='4'] {
    font-size: 2.1em;
  }

  .rows {
    position: relative;
  }

  .line {
    position: absolute;
    inset-block-start: 0;
    inset-inline: 0;
  }

  .event,
  .said {
    padding: 8px 16px;
  }

  .event {
    color: var(--_muted);
    font-size: 0.867em;
    text-align: center;
  }

  .said {
    position: relative;
    padding-inline-end: 60px;
  }

  [data-speaker='MEMBER'] {
    --_speaker: var(--_member);
  }

  [data-speaker='COUNTERPART'] {
    --_speaker: var(--_counterpart);
  }

  [data-speaker='OTHER'] {
    --_speaker: var(--_other);
  }

  .shape {
    flex: none;
    width: 0.95em;
    height: 0.95em;
    fill: var(--_speaker);
    stroke: var(--_speaker);
  }

  .who {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 10px;
    line-height: 1.5;
  }

  .who bdi {
    color: var(--_speaker);
    font-weight: 600;
  }

  .who time,
  .event time {
    color: var(--_muted);
    font-size: 0.867rem;
    font-variant-numeric: tabular-nums;
  }

  .who .pill {
    font-size: 0.75rem;
  }

  .words {
    padding-inline-start: calc(0.95em + 10px);
    white-space: pre-wrap;
  }

  .grip {
    position: absolute;
    inset-block-start: -2px;
    inset-inline-end: 8px;
    min-width: 44px;
    padding-inline: 8px;
    font-size: var(--_font-size);
  }

  .said .grip svg {
    stroke-width: 3;
  }

  .draft .words,
  .draft .who bdi {
    color: var(--_muted);
    font-weight: 400;
  }

  .draft .shape {
    fill: none;
  }

  .listening {
    color: var(--_muted);
    font-size: 0.867rem;
  }

  .actions,
  .correct,
  .said > .small {
    margin-inline: calc(0.95em + 10px) -44px;
    font-size: var(--_font-size);
  }

  .actions {
    gap: 0;
    padding-block-start: 4px;
  }

  .correct {
    padding-block: 8px;
  }

  .newest {
    margin-inline-start: auto;
    border-radius: 999px;
  }

  .copying {
    min-height: var(--_control-height);
    margin-block-start: calc(var(--_space) * -1);
  }

  @media (forced-colors: active) {
    .shape {
      fill: CanvasText;
      stroke: CanvasText;
    }

    .who bdi {
      color: CanvasText;
    }
  }
`;
