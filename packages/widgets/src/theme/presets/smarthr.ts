import { css } from 'lit';

/** For pages beside Japanese personnel systems such as SmartHR: warm greys, a clear blue, room for kanji. */
export const smarthr = css`
  :host([preset='smarthr']) {
    --taiwa-font: system-ui, 'Hiragino Kaku Gothic ProN', 'Yu Gothic Medium', 'Meiryo', 'Noto Sans JP', sans-serif;
    --taiwa-font-size: 1rem;
    --taiwa-line-height: 1.7;
    --taiwa-radius: 8px;
    --taiwa-space: 8px;
    --taiwa-control-height: 44px;
    --taiwa-motion: 160ms;
  }

  :host([preset='smarthr']:not([theme='contrast'])) {
    --taiwa-accent: light-dark(#0068b3, #7cc0f2);
    --taiwa-accent-text: light-dark(#ffffff, #0b2233);
    --taiwa-accent-soft: light-dark(#edf5fb, #17303f);
    --taiwa-bg: light-dark(#ffffff, #211f1c);
    --taiwa-surface: light-dark(#f7f6f4, #2c2a26);
    --taiwa-border: light-dark(#dad7d2, #46433d);
    --taiwa-edge: transparent;
    --taiwa-control-border: light-dark(#86817a, #9b968d);
    --taiwa-text: light-dark(#24221e, #f3f1ed);
    --taiwa-text-muted: light-dark(#625e57, #c0bbb2);
    --taiwa-danger: light-dark(#b31750, #ff9dbd);
    --taiwa-warning: light-dark(#7a5300, #f0c765);
    --taiwa-warning-soft: light-dark(#fdf7e3, #352c14);
    --taiwa-success: light-dark(#17694d, #84d6b4);
    --taiwa-focus: light-dark(#0068b3, #7cc0f2);
    --taiwa-shadow: 0 1px 2px light-dark(rgb(36 34 30 / 12%), rgb(0 0 0 / 45%));
  }
`;
