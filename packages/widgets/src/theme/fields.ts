import { css } from 'lit';

/** The fields of forms, for elements in which one writes or chooses. */
export const fields = css`
  .field {
    display: flex;
    flex-direction: column;
    gap: 6px;
  }

  .field > label,
  .label {
    font-weight: 600;
  }

  .optional {
    margin-inline-start: 8px;
    color: var(--_muted);
    font-size: 0.8em;
    font-weight: 400;
  }

  textarea,
  input[type='text'],
  input[type='date'],
  input[type='time'],
  select {
    width: 100%;
    min-height: var(--_control-height);
    padding: 9px 14px;
    border: 1px solid var(--_control);
    border-radius: calc(var(--_radius) - 2px);
    background-color: var(--_bg);
  }

  textarea {
    min-height: 5.6em;
    resize: vertical;
    field-sizing: content;
    max-height: 24em;
  }

  textarea::placeholder,
  input::placeholder {
    color: var(--_muted);
    opacity: 1;
  }

  .field-foot {
    display: flex;
    justify-content: space-between;
    gap: var(--_space);
    color: var(--_muted);
    font-size: 0.8em;
  }
`;
