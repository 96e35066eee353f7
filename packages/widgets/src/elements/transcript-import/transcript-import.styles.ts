import { css } from 'lit';

/** What only `<taiwa-transcript-import>` looks like. */
export const transcriptImportStyles = css`
  form,
  .standing {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 2);
    justify-items: start;
  }

  input[type='file'] {
    max-inline-size: 100%;
  }

  form > *,
  .standing > .field {
    inline-size: 100%;
  }

  fieldset {
    display: grid;
    gap: calc(var(--_space) * 2);
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }

  legend {
    padding: 0;
    font-weight: 600;
  }

  .speaker {
    display: grid;
    gap: 4px;
    min-inline-size: 0;
  }

  .speaker q {
    overflow-wrap: anywhere;
  }

  .issues li {
    overflow-wrap: anywhere;
  }

  h3 bdi {
    overflow-wrap: anywhere;
  }
`;
