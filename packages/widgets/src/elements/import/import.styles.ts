import { css } from 'lit';

/** What only `<taiwa-import>` looks like. */
export const importStyles = css`
  form {
    display: grid;
    gap: calc(var(--_space) * 2);
  }

  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
  }

  legend {
    padding: 0;
    font-weight: 600;
  }

  fieldset .row {
    gap: 0 24px;
  }

  .counts {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 150px), 1fr));
    gap: var(--_space);
  }

  .counts div {
    padding: 10px 14px;
    border-radius: var(--_radius);
    background-color: var(--_surface);
    box-shadow: inset 0 0 0 1px var(--_edge);
  }

  .counts dt {
    color: var(--_muted);
    font-size: 0.8em;
  }

  .counts dd {
    font-size: 1.2em;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }

  .current {
    display: grid;
    gap: calc(var(--_space) * 2);
    padding-block-start: calc(var(--_space) * 3);
    border-block-start: 1px solid var(--_border);
  }

  .former li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 4px 16px;
    border-block-end: 1px solid var(--_border);
  }
`;
