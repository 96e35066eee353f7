import { css } from 'lit';

/** For pages among Microsoft 365 and SharePoint: blue, neutral greys, small corners, tight controls. */
export const fluent = css`
  :host([preset='fluent']) {
    --taiwa-font: 'Segoe UI Variable Text', 'Segoe UI', 'Yu Gothic UI', 'Meiryo', system-ui, sans-serif;
    --taiwa-font-size: 0.875rem;
    --taiwa-line-height: 1.6;
    --taiwa-radius: 6px;
    --taiwa-space: 8px;
    --taiwa-control-height: 36px;
    --taiwa-motion: 120ms;
  }

  :host([preset='fluent']:not([theme='contrast'])) {
    --taiwa-accent: light-dark(#0b62ac, #62b0f5);
    --taiwa-accent-text: light-dark(#ffffff, #0a1e30);
    --taiwa-accent-soft: light-dark(#e9f3fb, #10304a);
    --taiwa-bg: light-dark(#ffffff, #242424);
    --taiwa-surface: light-dark(#f5f5f5, #2e2e2e);
    --taiwa-border: light-dark(#dedede, #474747);
    --taiwa-edge: transparent;
    --taiwa-control-border: light-dark(#757575, #9a9a9a);
    --taiwa-text: light-dark(#212121, #ffffff);
    --taiwa-text-muted: light-dark(#5c5c5c, #c2c2c2);
    --taiwa-danger: light-dark(#ac2b2f, #f2a3a7);
    --taiwa-warning: light-dark(#84480a, #f6c491);
    --taiwa-warning-soft: light-dark(#fdf3ea, #3c2a1a);
    --taiwa-success: light-dark(#0d6a0d, #92d492);
    --taiwa-focus: light-dark(#111111, #ffffff);
    --taiwa-shadow: 0 1px 3px light-dark(rgb(0 0 0 / 14%), rgb(0 0 0 / 45%));
  }

  @media (pointer: coarse) {
    :host([preset='fluent']) {
      --taiwa-control-height: 44px;
    }
  }
`;
