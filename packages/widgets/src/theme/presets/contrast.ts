import { css } from 'lit';

/** Black and white with strong edges, for `theme="contrast"`; the page's own colours have no say. */
export const contrast = css`
  :host([theme='contrast']) {
    --taiwa-accent: light-dark(#003a63, #a9d8ff);
    --taiwa-accent-text: light-dark(#ffffff, #000000);
    --taiwa-accent-soft: light-dark(#ffffff, #000000);
    --taiwa-bg: light-dark(#ffffff, #000000);
    --taiwa-surface: light-dark(#ffffff, #000000);
    --taiwa-border: light-dark(#000000, #ffffff);
    --taiwa-edge: light-dark(#000000, #ffffff);
    --taiwa-control-border: light-dark(#000000, #ffffff);
    --taiwa-text: light-dark(#000000, #ffffff);
    --taiwa-text-muted: light-dark(#1c232b, #e6eaee);
    --taiwa-danger: light-dark(#8c0f08, #ffb4ad);
    --taiwa-warning: light-dark(#5a3a00, #ffd98a);
    --taiwa-warning-soft: light-dark(#ffffff, #000000);
    --taiwa-success: light-dark(#0b4d2d, #9ff0c6);
    --taiwa-focus: light-dark(#000000, #ffffff);
  }
`;
