import { css, unsafeCSS } from 'lit';

const LEVELS = [1, 2, 3, 4, 5, 6, 7, 8];

/** What only `<taiwa-departments>` looks like. */
export const departmentsStyles = css`
  .node {
    display: flex;
    align-items: center;
    min-height: var(--_control-height);
    padding-inline-end: 12px;
    border-radius: calc(var(--_radius) - 4px);
    cursor: pointer;
  }

  .node:hover {
    background-color: var(--_surface);
  }

  .node[aria-selected='true'] {
    background-color: var(--_accent-soft);
    font-weight: 600;
  }

  .fold {
    flex: none;
    width: 28px;
    text-align: center;
    color: var(--_muted);
  }

  ${unsafeCSS(LEVELS.map((level) => `.level-${level} { padding-inline-start: ${(level - 1) * 20}px; }`).join('\n'))}

  .chosen {
    display: grid;
    gap: var(--_space);
    padding-block-start: calc(var(--_space) * 2);
    border-block-start: 1px solid var(--_border);
  }
`;
