import { css, html, nothing, type TemplateResult } from 'lit';
import type { GuidedFragment } from '../generated/types.ts';
import { dayText } from '../locale/time.ts';
import type { Words } from '../locale/words.ts';

/** What the company requires to be talked about, each with why and until when; nothing where it requires nothing. */
export function requiredTopics(
  words: Words,
  guided: readonly GuidedFragment[] | null,
): TemplateResult | typeof nothing {
  const required = (guided ?? []).filter(({ kind }) => kind === 'REQUIRED');
  if (required.length === 0) return nothing;
  const row = ({ topic, why, until }: GuidedFragment): TemplateResult =>
    html`<li>
      <b>${topic.name}</b>
      <span class="muted small">${why} ${words.term('requiredUntil', dayText(until, words.locale, 'UTC'))}</span>
    </li>`;
  return html`<section class="block required" part="required" aria-labelledby="required">
    <h3 class="caption" id="required">${words.term('requiredTopics')}</h3>
    <ul>
      ${required.map(row)}
    </ul>
  </section>`;
}

/** How that list looks. */
export const requiredTopicStyles = css`
  .required li {
    display: flex;
    flex-direction: column;
    padding: 8px 14px;
    border-inline-start: 3px solid var(--_accent);
    background-color: var(--_surface);
    line-height: 1.55;
  }

  .required ul {
    display: grid;
    gap: 6px;
    margin-block-start: 6px;
  }

  .required b {
    font-weight: 600;
  }
`;
