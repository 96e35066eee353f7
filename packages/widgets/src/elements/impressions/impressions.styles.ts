import { css } from 'lit';

/** What only `<taiwa-impressions>` looks like. */
export const impressionsStyles = css`
  .count {
    margin-inline-end: 8px;
    color: var(--_accent);
    font-weight: 600;
  }

  section > .caption {
    margin-block-end: 4px;
  }

  .entry {
    display: grid;
    gap: 12px;
    padding-block: calc(var(--_space) * 2.5);
    border-block-start: 1px solid var(--_border);
  }

  .entry:last-child {
    padding-block-end: 0;
  }

  .who {
    display: flex;
    align-items: center;
    gap: 14px;
    line-height: 1.5;
  }

  .names {
    flex: 1;
    min-width: 0;
  }

  h4 {
    color: var(--_text);
    font-size: 1em;
  }

  .face {
    display: grid;
    place-items: center;
    flex: none;
    width: 44px;
    height: 44px;
    border-radius: 50%;
    box-shadow: inset 0 0 0 1px var(--_edge);
    background-color: var(--_surface);
    color: var(--_muted);
    font-weight: 600;
  }

  [data-new] .face {
    background-color: var(--_accent-soft);
    color: var(--_accent);
  }

  .side {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: flex-end;
    align-self: flex-start;
    gap: 4px 10px;
  }

  .entry > :not(.who) {
    margin-inline-start: 58px;
  }

  @container (max-width: 480px) {
    .entry > :not(.who) {
      margin-inline-start: 0;
    }

    .side {
      flex-direction: column-reverse;
      align-items: flex-end;
    }
  }

  .words {
    white-space: pre-wrap;
  }

  .entry > blockquote.words {
    padding: 14px 18px;
    border-radius: 4px calc(var(--_radius) + 2px) calc(var(--_radius) + 2px);
    box-shadow: inset 0 0 0 1px var(--_edge);
    background-color: var(--_surface);
  }

  .entry[data-new] > blockquote.words {
    background-color: var(--_accent-soft);
  }

  .told,
  .read {
    display: flex;
    align-items: center;
    gap: 8px;
  }

  .told svg {
    color: var(--_accent);
  }

  .caption {
    color: var(--_muted);
    font-size: 0.867em;
    font-weight: 600;
  }

  .tried {
    display: grid;
    justify-items: start;
    gap: 2px;
    padding-inline-start: 16px;
    border-inline-start: 3px solid var(--_border);
  }

  .write {
    justify-self: start;
    margin-inline-start: -12px;
  }

  .entry > .button.write {
    margin-inline-start: 46px;
  }

  @container (max-width: 480px) {
    .entry > .button.write {
      margin-inline-start: -12px;
    }
  }

  .entry.plain {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 12px;
    padding-block: calc(var(--_space) * 1.5);
  }

  .entry.plain > .who {
    flex: 1 1 auto;
  }

  .entry.plain > .button.write {
    margin-inline: auto -12px;
  }

  .entry.plain > .letter,
  .entry.plain > .tried {
    flex: 1 0 calc(100% - 58px);
  }

  .letter {
    gap: 12px;
  }

  .more {
    display: grid;
    justify-items: center;
    gap: 8px;
  }
`;
