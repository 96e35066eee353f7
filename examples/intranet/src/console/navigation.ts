import { html, type TemplateResult } from 'lit';
import type { Section } from './sections.ts';

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

/** The sections of the console; arrow keys walk along them, Enter goes there. */
export function navigation(
  label: string,
  sections: readonly Section[],
  current: Section,
  language: 'ja' | 'en',
): TemplateResult {
  return html`<nav class="sections" aria-label=${label} @keydown=${walk}>
    <ul>
      ${sections.map(
        (one) =>
          html`<li>
            <a href="#${one.id}" aria-current=${one === current ? 'page' : 'false'}>${one.name[language]}</a>
          </li>`,
      )}
    </ul>
  </nav>`;
}

function walk(event: KeyboardEvent): void {
  const { currentTarget, target, key } = event;
  const step = STEPS[key];
  if (step === undefined || !(currentTarget instanceof HTMLElement) || !(target instanceof HTMLAnchorElement)) return;
  event.preventDefault();
  const links = [...currentTarget.querySelectorAll('a')];
  links[(links.indexOf(target) + step + links.length) % links.length]?.focus();
}
