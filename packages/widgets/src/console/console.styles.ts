import { css } from 'lit';

/** What the elements of the console look like around their lists and sheets: their tools, what one ticks or types, what is said of a change. */
export const consoleStyles = css`
  .top {
    display: flex;
    flex-wrap: wrap;
    align-items: flex-start;
    justify-content: space-between;
    gap: var(--_space) calc(var(--_space) * 3);
  }

  .tools {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 200px), 1fr));
    gap: calc(var(--_space) * 1.5);
    align-items: end;
  }

  .label {
    font-size: 0.867em;
  }

  input[type='search'],
  input[type='email'],
  input[type='number'],
  input[type='file'] {
    width: 100%;
    min-height: var(--_control-height);
    padding: 9px 14px;
    border: 1px solid var(--_control);
    border-radius: calc(var(--_radius) - 2px);
    background-color: var(--_bg);
  }

  input[type='checkbox'],
  input[type='radio'] {
    width: 20px;
    height: 20px;
    margin: 0;
    accent-color: var(--_accent);
  }

  .ticker,
  .tick-line {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    min-height: var(--_control-height);
  }

  .pager {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: center;
    gap: calc(var(--_space) * 2);
  }

  .outcome {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px var(--_space);
    min-height: var(--_control-height);
    color: var(--_success);
  }

  .outcome.silent {
    min-height: 0;
    margin-block: calc(var(--_space) * -1.5);
  }

  .outcome [role='status'] {
    display: inline-flex;
    align-items: center;
    gap: 8px;
  }

  .outcome.trouble {
    color: var(--_danger);
  }

  .nothing-yet svg {
    color: var(--_accent);
  }

  .plain {
    padding-inline-start: 1.4em;
    list-style: disc;
  }

  progress {
    width: 100%;
    height: 12px;
    accent-color: var(--_accent);
  }
`;
