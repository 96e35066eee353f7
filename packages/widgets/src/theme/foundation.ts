import { css } from 'lit';

/** What every element looks like before it says more: type, the card, focus, what only assistive technology reads. */
export const foundation = css`
  :host {
    display: block;
    container-type: inline-size;
    min-height: var(--_min-height);
    color: var(--_text);
    font-family: var(--_font);
    font-size: var(--_font-size);
    line-height: var(--_line-height);
    text-align: start;
    overflow-wrap: anywhere;
    -webkit-text-size-adjust: 100%;
  }

  :host(:lang(ja)) {
    word-break: auto-phrase;
    line-break: strict;
    text-wrap: pretty;
  }

  :host([hidden]) {
    display: none;
  }

  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }

  .card {
    padding: clamp(20px, 5cqi, 32px);
    border: 1px solid var(--_border);
    border-radius: calc(var(--_radius) + 4px);
    background-color: var(--_bg);
    box-shadow: var(--_shadow);
  }

  .stack {
    display: flex;
    flex-direction: column;
    gap: calc(var(--_space) * 3);
  }

  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space);
  }

  h2,
  h3,
  h4,
  p,
  ul,
  ol,
  dl,
  dd,
  figure,
  blockquote {
    margin: 0;
    padding: 0;
  }

  ul,
  ol {
    list-style: none;
  }

  h2 {
    font-size: 1.25em;
    font-weight: 600;
    line-height: 1.45;
    letter-spacing: 0.01em;
  }

  h3 {
    font-size: 1em;
    font-weight: 600;
    line-height: 1.5;
  }

  h4,
  h3.caption {
    color: var(--_muted);
    font-size: 0.867em;
    font-weight: 600;
  }

  .head {
    display: flex;
    flex-direction: column;
    gap: 4px;
  }

  .when {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 12px;
    color: var(--_muted);
  }

  .eyebrow {
    color: var(--_accent);
    font-size: 0.867em;
    font-weight: 600;
  }

  .muted {
    color: var(--_muted);
  }

  .small {
    font-size: 0.867em;
  }

  :focus-visible {
    outline: 3px solid var(--_focus);
    outline-offset: 2px;
    border-radius: 4px;
  }

  :focus:not(:focus-visible) {
    outline: none;
  }

  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  svg.icon {
    flex: none;
    width: 1.2em;
    height: 1.2em;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.75;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
`;
