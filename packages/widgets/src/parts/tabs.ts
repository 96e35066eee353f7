import { css, html, nothing, type TemplateResult } from 'lit';

/** Tabs over one panel. */
export interface Tabs {
  readonly id: string;
  readonly label: string;
  readonly tabs: readonly string[];
  readonly chosen: number;
  readonly onChoose: (index: number) => void;
  readonly panel: TemplateResult;
}

/** A list of tabs with the panel of the chosen one; arrow keys, Home and End walk. */
export function tabs({ id, label, tabs: names, chosen, onChoose, panel }: Tabs): TemplateResult {
  const tab = (name: string, index: number): TemplateResult =>
    html`<button
      type="button"
      role="tab"
      class="tab"
      part="tab"
      id="${id}-tab-${index}"
      aria-selected=${index === chosen}
      aria-controls=${index === chosen ? `${id}-panel` : nothing}
      tabindex=${index === chosen ? 0 : -1}
      @click=${() => onChoose(index)}
    >
      ${name}
    </button>`;
  return html`
    <div
      class="tabs"
      role="tablist"
      aria-label=${label}
      @keydown=${(event: KeyboardEvent) => walk(event, names.length, chosen, onChoose)}
    >
      ${names.map(tab)}
    </div>
    <div role="tabpanel" id="${id}-panel" aria-labelledby="${id}-tab-${chosen}">${panel}</div>
  `;
}

function walk(event: KeyboardEvent, count: number, chosen: number, onChoose: (index: number) => void): void {
  const { currentTarget } = event;
  const next = nextIndex(event.key, chosen, count);
  if (next === undefined || !(currentTarget instanceof HTMLElement)) return;
  event.preventDefault();
  onChoose(next);
  currentTarget.querySelectorAll<HTMLElement>('[role=tab]')[next]?.focus();
}

function nextIndex(key: string, chosen: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowRight':
      return (chosen + 1) % count;
    case 'ArrowLeft':
      return (chosen + count - 1) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}

/** How tabs look. */
export const tabStyles = css`
  .questions {
    margin-block-start: 8px;
  }

  .questions li {
    padding-block: 5px;
  }

  .tabs {
    display: inline-flex;
    align-self: flex-start;
    max-width: 100%;
    padding: 3px;
    border-radius: 999px;
    background-color: color-mix(in oklab, var(--_surface), var(--_text) 6%);
    box-shadow: inset 0 0 0 1px var(--_edge);
  }

  .tab {
    min-height: 38px;
    padding: 2px clamp(8px, 4cqi, 18px);
    border: 0;
    overflow-wrap: normal;
    border-radius: 999px;
    background-color: transparent;
    color: var(--_muted);
    font-size: 0.867em;
    font-weight: 600;
    cursor: pointer;
  }

  .tab[aria-selected='true'] {
    background-color: var(--_bg);
    color: var(--_text);
    box-shadow:
      var(--_shadow),
      0 0 0 1px var(--_edge);
  }

  @media (forced-colors: active) {
    .tab[aria-selected='true'] {
      outline: 2px solid Highlight;
    }
  }
`;
