import { css } from 'lit';

/**
 * The style surface: every `--taiwa-…` property a page may set, with what it is worth where nobody sets it.
 * Inside the elements the same values are read as `--_…`. Colours follow the page's `color-scheme`;
 * `theme="light|dark|contrast"` on a provider or an element says it for that part of the page; the values of `contrast` are a
 * sheet of their own, as those of the presets.
 */
export const tokens = css`
  :host {
    --_font: var(
      --taiwa-font,
      system-ui,
      'Hiragino Sans',
      'Yu Gothic UI',
      'Meiryo',
      'Noto Sans JP',
      'Noto Sans CJK JP',
      sans-serif
    );
    --_font-size: var(--taiwa-font-size, 0.9375rem);
    --_line-height: var(--taiwa-line-height, 1.7);
    --_accent: var(--taiwa-accent, light-dark(#1c5d8c, #8cc4ee));
    --_accent-text: var(--taiwa-accent-text, light-dark(#ffffff, #0d2231));
    --_accent-soft: var(--taiwa-accent-soft, light-dark(#eef5fa, #1d2f3d));
    --_bg: var(--taiwa-bg, light-dark(#ffffff, #17191d));
    --_surface: var(--taiwa-surface, light-dark(#f6f7f9, #202329));
    --_border: var(--taiwa-border, light-dark(#dfe3e8, #363b44));
    --_edge: var(--taiwa-edge, transparent);
    --_control: var(--taiwa-control-border, light-dark(#818b98, #818b98));
    --_text: var(--taiwa-text, light-dark(#1f2731, #eceff3));
    --_muted: var(--taiwa-text-muted, light-dark(#566170, #aab4c0));
    --_danger: var(--taiwa-danger, light-dark(#b3261e, #ff9b92));
    --_warning: var(--taiwa-warning, light-dark(#7d5200, #f0c36b));
    --_warning-soft: var(--taiwa-warning-soft, light-dark(#fdf6e7, #322a18));
    --_success: var(--taiwa-success, light-dark(#1b6e46, #7fd3a7));
    --_focus: var(--taiwa-focus, var(--_accent));
    --_radius: var(--taiwa-radius, 12px);
    --_space: var(--taiwa-space, 8px);
    --_shadow: var(--taiwa-shadow, 0 1px 2px light-dark(rgb(31 39 49 / 6%), rgb(0 0 0 / 40%)));
    --_control-height: var(--taiwa-control-height, 44px);
    --_min-height: var(--taiwa-min-height, 0);
    --_motion: var(--taiwa-motion, 160ms);
  }

  :host([theme='light']) {
    color-scheme: light;
  }

  :host([theme='dark']) {
    color-scheme: dark;
  }

  @media (prefers-contrast: more) {
    :host {
      --_border: var(--taiwa-border, light-dark(#000000, #ffffff));
      --_edge: var(--taiwa-edge, light-dark(#000000, #ffffff));
      --_control: var(--taiwa-control-border, light-dark(#000000, #ffffff));
      --_text: var(--taiwa-text, light-dark(#000000, #ffffff));
      --_muted: var(--taiwa-text-muted, light-dark(#1c232b, #e6eaee));
    }
  }

  @media (prefers-reduced-motion: reduce) {
    :host {
      --_motion: 0ms;
    }
  }
`;
