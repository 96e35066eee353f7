import { html, nothing, type TemplateResult } from 'lit';
import type { BriefedFragment, BriefedThemeFragment, BriefQuery } from '../../generated/types.ts';
import type { Words } from '../../locale/words.ts';
import { icon } from '../../parts/icon.ts';

/** A brief that is there. */
export type BriefContent = NonNullable<NonNullable<BriefQuery['session']>['brief']>;
type Stage = NonNullable<BriefContent['stage']>;
type Style = NonNullable<BriefContent['style']>;

/** The member's own words. */
export function noteSection(words: Words, name: string, note: string | null): TemplateResult | typeof nothing {
  if (!note) return nothing;
  return html`<section class="block wide">
    <h3 class="caption">${words.term('briefNote', name)}</h3>
    <blockquote class="quote" part="note">${note}</blockquote>
  </section>`;
}

/** How to answer the response the member wants: what to do, what one could say, what to leave. */
export function styleSection(words: Words, { name, advice, phrases, avoid }: Style): TemplateResult {
  return html`<section class="block style wide" part="style">
    <h3 class="caption">${words.term('briefStyle')}</h3>
    <p class="name">${name}</p>
    <p>${advice}</p>
    <h4>${words.term('briefPhrases')}</h4>
    <ul class="phrases">
      ${phrases.map((one) => html`<li>${words.term('quoted', one)}</li>`)}
    </ul>
    <p class="avoid"><b>${words.term('briefAvoid')}</b><span>${avoid}</span></p>
  </section>`;
}

/** Practices that helped others with the same topic and wish. */
export function hintSection(words: Words, { themes }: BriefContent): TemplateResult | typeof nothing {
  const hints = themes[0]?.hints ?? [];
  if (hints.length === 0) return nothing;
  return html`<section class="block" part="hints">
    <h3 class="caption">${words.term('briefHints')}</h3>
    <ul class="hints">
      ${hints.map(({ text, language }) => html`<li lang=${language}>${text}</li>`)}
    </ul>
  </section>`;
}

/** A titled list of themes; nothing where there are none. */
export function themeSection(
  title: string,
  kind: 'also' | 'open',
  themes: readonly BriefedThemeFragment[],
): TemplateResult | typeof nothing {
  if (themes.length === 0) return nothing;
  return html`<section class="block ${kind}">
    <h3 class="caption">${title}</h3>
    <ul>
      ${themes.map((one) => html`<li><b>${one.title}</b><span class="muted small">${one.response.name}</span></li>`)}
    </ul>
  </section>`;
}

/** Where the pair stands on the way from first contact to shared results, and what that asks of the talk. */
export function stageSection(words: Words, { level, name, purpose, tips }: Stage): TemplateResult {
  const step = (_: unknown, index: number): TemplateResult => html`<i data-on=${index < level ? 'yes' : nothing}></i>`;
  return html`<section class="block" part="stage">
    <h3 class="caption">${words.term('briefStage', level)}</h3>
    <span class="meter" aria-hidden="true">${Array.from({ length: 6 }, step)}</span>
    <p class="name">${name}</p>
    <p class="muted small">${purpose}</p>
    <ul class="tips small" aria-label=${words.term('briefTips')}>
      ${tips.map((one) => html`<li>${icon('check')}<span>${one}</span></li>`)}
    </ul>
  </section>`;
}

/** Which version of the preparation a session has; 0 where nothing is prepared. */
export function preparedRevision({ preparation }: BriefedFragment): number {
  return preparation?.revision ?? 0;
}
