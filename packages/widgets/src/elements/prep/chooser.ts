import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { countGraphemes } from '../../forms/graphemes.ts';
import { textIn } from '../../forms/note-field.ts';
import type {
  GuidedFragment,
  OfferedResponseFragment,
  OfferedTopicFragment,
  PreparedThemeFragment,
  ResponseKind,
} from '../../generated/types.ts';
import type { Words } from '../../locale/words.ts';
import { choiceCards } from '../../parts/choice-cards.ts';
import { drawing } from '../../parts/icon.ts';
import { MOST_FREE_TOPIC } from './agenda.ts';
import { FREE, type Choosing } from './choosing.ts';
import { topicChoices } from './guided.ts';
import { button } from '../../parts/button.ts';

const ARROW = 'M5 12h14M13 6l6 6-6 6';

/** What the chooser shows and what it says back. */
export interface Chooser {
  readonly choosing: Choosing;
  readonly topics: readonly OfferedTopicFragment[];
  readonly responses: readonly OfferedResponseFragment[];
  /** What the company recommends and requires. */
  readonly guided: readonly GuidedFragment[];
  /** Open themes of last time that are not on the agenda yet. */
  readonly open: readonly PreparedThemeFragment[];
  /** Whether there is something to go back to. */
  readonly canClose: boolean;
  readonly onChange: (change: Partial<Choosing>, isMeant: boolean) => void;
  readonly onContinue: (theme: PreparedThemeFragment) => void;
  readonly onFreeKey: (event: KeyboardEvent) => void;
  readonly onLeave: (event: FocusEvent) => void;
  readonly onClose: () => void;
}

/** Topics and responses to choose from: two presses, in either order. */
export function chooser(words: Words, view: Chooser): TemplateResult {
  const { choosing, topics, responses, guided, open, canClose, onChange, onLeave, onClose } = view;
  const free = { value: FREE, label: words.term('prepFreeTopic') };
  const kinds = responses.map(({ kind, name, description }) => ({ value: kind, label: name, description }));
  return html`<section class="chooser" @focusout=${onLeave}>
    ${open.length > 0 ? continuation(words, view) : nothing}
    ${choiceCards({
      name: 'topic',
      legend: words.term('prepTopicLegend'),
      choices: [...topicChoices(words, topics, guided), free],
      chosen: choosing.topic,
      onChoose: (topic, isMeant) => onChange({ topic }, isMeant && topic !== FREE),
    })}
    ${choosing.topic === FREE ? freeTopic(words, view) : nothing}
    ${choiceCards({
      name: 'response',
      legend: words.term('prepResponseLegend'),
      choices: kinds,
      chosen: choosing.response,
      onChoose: (value, isMeant) => onChange({ response: kindOf(value, responses) }, isMeant),
    })}
    ${canClose ? button('quiet', words.term('close'), onClose) : nothing}
  </section>`;
}

function continuation(words: Words, { open, onContinue }: Chooser): TemplateResult {
  const chip = (theme: PreparedThemeFragment): TemplateResult =>
    html`<li>
      <button type="button" class="chip" part="chip" @click=${() => onContinue(theme)}>
        ${drawing(ARROW)}<span><b>${theme.title}</b> <span class="muted small">${theme.response.name}</span></span>
      </button>
    </li>`;
  return html`<div class="continue">
    <h3 id="continue">${words.term('prepContinue')}</h3>
    <p class="muted small">${words.term('prepContinueHint')}</p>
    <ul class="row" aria-labelledby="continue">
      ${open.map(chip)}
    </ul>
  </div>`;
}

function freeTopic(words: Words, { choosing, onChange, onFreeKey }: Chooser): TemplateResult {
  const over = countGraphemes(choosing.freeTopic) - MOST_FREE_TOPIC;
  return html`<div class="field free">
    <label for="free">${words.term('prepFreeTopicLabel')}</label>
    <div class="free-row">
      <input
        type="text"
        part="input"
        id="free"
        autocomplete="off"
        aria-describedby="free-foot"
        aria-invalid=${over > 0}
        .value=${live(choosing.freeTopic)}
        @input=${(event: Event) => onChange({ freeTopic: textIn(event) }, false)}
        @keydown=${onFreeKey}
      />
      ${button('', words.term('prepFreeTopicUse'), () => onChange({}, true))}
    </div>
    <div class="field-foot" id="free-foot"><span>${words.term('prepFreeTopicHint')}</span></div>
    ${over > 0 ? html`<p class="field-error" role="alert">${words.term('tooLong', over)}</p>` : nothing}
  </div>`;
}

function kindOf(value: string, responses: readonly OfferedResponseFragment[]): ResponseKind | null {
  return responses.find(({ kind }) => kind === value)?.kind ?? null;
}
