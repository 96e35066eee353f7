import { css, type CSSResultGroup } from 'lit';
import { lineStyles } from './line.styles.ts';

const frame = css`
  :host {
    --_member: var(--taiwa-speaker-member, var(--_accent));
    --_counterpart: var(--taiwa-speaker-counterpart, light-dark(#8a3d7a, #e6a6d8));
    --_other: var(--taiwa-speaker-other, var(--_muted));
  }

  .card {
    gap: calc(var(--_space) * 2);
  }

  .recording {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    padding: 8px 8px 8px 16px;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background-color: var(--_surface);
  }

  .recording .state {
    display: flex;
    flex: 1 1 auto;
    align-items: center;
    gap: 10px;
    min-height: var(--_control-height);
    font-weight: 600;
  }

  .recording .button {
    padding-inline: 14px;
  }

  .lamp {
    display: grid;
    place-items: center;
    width: 1.2em;
    height: 1.2em;
    color: var(--_muted);
  }

  .lamp:not(:has(svg))::before {
    content: '';
    width: 0.75em;
    height: 0.75em;
    border: 2px solid currentColor;
    border-radius: 50%;
  }

  [data-state='RECORDING'] {
    border-color: var(--_danger);
  }

  [data-state='RECORDING'] .lamp {
    color: var(--_danger);
  }

  [data-state='RECORDING'] .lamp::before {
    background: currentColor;
    animation: glow 2.4s ease-in-out infinite;
  }

  @keyframes glow {
    50% {
      opacity: 0.4;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    [data-state='RECORDING'] .lamp::before {
      animation: none;
    }
  }

  .reconnecting {
    color: var(--_warning);
    font-weight: 600;
  }

  .reconnecting:empty {
    display: none;
  }

  .offer {
    display: flex;
    flex-direction: column;
    align-items: flex-start;
    gap: var(--_space);
  }

  .offer p,
  .withdrawn p {
    display: flex;
    gap: 10px;
  }

  .offer svg,
  .withdrawn svg {
    margin-block-start: 0.25em;
  }

  .points {
    display: grid;
    gap: 6px;
    padding-inline-start: 1.2em;
    list-style: disc;
  }

  @container (max-width: 480px) {
    .recording {
      padding: 8px;
    }

    .recording .state {
      flex-basis: 100%;
      padding-inline-start: 8px;
    }

    .recording .button {
      flex: 1;
    }

    .recording .button svg {
      display: none;
    }
  }

  .foot {
    display: flex;
    flex-direction: column;
    border-block-start: 1px solid var(--_border);
  }

  .more {
    border-block-end: 1px solid var(--_border);
  }

  summary {
    display: flex;
    align-items: center;
    min-height: var(--_control-height);
    font-weight: 600;
    cursor: pointer;
  }

  summary::before {
    content: '';
    width: 0.5em;
    height: 0.5em;
    margin-inline: 4px 12px;
    border: solid var(--_muted);
    border-width: 0 2px 2px 0;
    rotate: -45deg;
  }

  [open] > summary::before {
    rotate: 45deg;
  }

  .tools {
    display: flex;
    flex-direction: column;
    align-items: flex-start;
    gap: var(--_space);
    padding-block: 4px 16px;
  }

  .tools .field {
    width: min(100%, 24em);
  }

  .size {
    min-width: 64px;
  }

  .switch {
    display: flex;
    align-items: center;
    gap: 12px;
    min-height: var(--_control-height);
    cursor: pointer;
  }

  .switch input {
    flex: none;
    width: 22px;
    height: 22px;
    margin: 0;
    accent-color: var(--_accent);
  }

  .key {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 24px;
  }

  .key li {
    display: flex;
    align-items: center;
    gap: 8px;
  }
`;

/** What only `<taiwa-live-transcript>` looks like. */
export const liveTranscriptStyles: CSSResultGroup = [frame, lineStyles];
