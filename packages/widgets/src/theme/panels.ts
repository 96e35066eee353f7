import { css } from 'lit';

/** The four states, the line that says what was saved, and quiet boxes of side information. */
export const panels = css`
  .panel {
    display: flex;
    flex-direction: column;
    align-items: flex-start;
    gap: calc(var(--_space) * 1.5);
  }

  .panel .mark {
    display: grid;
    place-items: center;
    width: 44px;
    height: 44px;
    border-radius: 50%;
    background-color: var(--_accent-soft);
    box-shadow: inset 0 0 0 1px var(--_edge);
    color: var(--_accent);
    font-size: 1.15em;
  }

  .panel p {
    max-width: 36em;
    color: var(--_muted);
  }

  .skeleton {
    display: grid;
    gap: calc(var(--_space) * 2);
  }

  .skeleton i {
    display: block;
    height: 14px;
    border-radius: 7px;
    background-color: var(--_surface);
    animation: breathe 1.8s ease-in-out infinite;
  }

  .skeleton i:nth-child(1) {
    width: 40%;
    height: 20px;
  }

  .skeleton i:nth-child(2) {
    width: 62%;
  }

  .skeleton i:nth-child(n + 3) {
    height: 56px;
    border-radius: calc(var(--_radius) - 2px);
  }

  @keyframes breathe {
    50% {
      opacity: 0.45;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .skeleton i {
      animation: none;
    }
  }

  .status {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px var(--_space);
    min-height: var(--_control-height);
    color: var(--_muted);
    font-size: 0.867em;
  }

  .status .done {
    color: var(--_success);
  }

  .status .trouble {
    color: var(--_warning);
  }

  .status .done,
  .status .trouble {
    display: inline-flex;
    align-items: center;
    gap: 6px;
  }

  .notice {
    display: flex;
    flex-direction: column;
    gap: var(--_space);
    padding: 16px 20px;
    border-radius: var(--_radius);
    background-color: var(--_surface);
    box-shadow: inset 0 0 0 1px var(--_edge);
  }

  .notice.warning {
    background-color: var(--_warning-soft);
  }
`;
