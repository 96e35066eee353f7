import { html, nothing, render, type TemplateResult } from 'lit';
import { listPeople, nameWithSeat, seatOf, type Person } from '../people.ts';
import { wordsIn } from '../words.ts';
import { elements } from './catalogue.ts';
import { CONDITIONS } from './conditions.ts';
import { addressOf, PRESETS, readSettings, THEMES, WIDTHS, type Settings } from './settings.ts';
import { SNIPPETS, snippetOf, type Snippet } from './snippets.ts';
import { stage, type Heard } from './stage.ts';
import { playWordsIn } from './words.ts';

const MOST_EVENTS = 50;

let people: readonly Person[] = [];
let settings = readSettings(new URL(location.href));
let shown: HTMLElement | undefined;
let snippet: Snippet = 'html';
let copied = '';
let heard: readonly Heard[] = [];

/** Takes other settings; the element begins anew unless only the width of its place changed. */
function choose(next: Settings): void {
  const speaksOther = next.lang !== settings.lang;
  const isSame = addressOf({ ...next, width: settings.width }) === addressOf(settings);
  settings = next;
  history.replaceState(null, '', addressOf(settings));
  copied = '';
  // Names are written as the language writes them.
  if (speaksOther) return void open();
  if (!isSame) begin();
  draw();
}

/** Sets one thing by the name it has in the address. */
const setTo = (name: string) => (value: string) => {
  const address = new URL(addressOf(settings), location.href);
  address.searchParams.set(name, value);
  choose(readSettings(address));
};

function begin(): void {
  heard = [];
  shown = stage(settings, people, (one) => {
    heard = [one, ...heard].slice(0, MOST_EVENTS);
    draw();
  });
}

async function copy(): Promise<void> {
  const words = playWordsIn(settings.lang);
  copied = await navigator.clipboard.writeText(snippetOf(snippet, settings, location.origin)).then(
    () => words.copied,
    () => words.notCopied,
  );
  draw();
}

interface Choice {
  readonly value: string;
  readonly label: string;
}

const picker = (label: string, chosen: string, choices: readonly Choice[], pick: (value: string) => void) => html`
  <label>
    <span>${label}</span>
    <select @change=${({ target }: Event) => target instanceof HTMLSelectElement && pick(target.value)}>
      ${choices.map(
        ({ value, label: text }) => html`<option value=${value} ?selected=${value === chosen}>${text}</option>`,
      )}
    </select>
  </label>
`;

function attributeFields(): TemplateResult | typeof nothing {
  const { element, attributes, lang } = settings;
  if (element.attributes.length === 0) return nothing;
  return html`<fieldset>
    <legend>${playWordsIn(lang).attributes}</legend>
    ${element.attributes.map(
      ({ name, description }) =>
        html`<label>
          <span><code>${name}</code></span>
          <input
            title=${description}
            autocomplete="off"
            spellcheck="false"
            .value=${attributes[name] ?? ''}
            @change=${({ target }: Event) => target instanceof HTMLInputElement && setTo(name)(target.value.trim())}
          />
        </label>`,
    )}
  </fieldset>`;
}

function controls(): TemplateResult {
  const { element, as, lang, theme, preset, width, condition } = settings;
  const words = playWordsIn(lang);
  const { seats } = wordsIn(lang);
  const tags = elements.map(({ tag, name }) => ({ value: name, label: `<${tag}>` }));
  const persons = people.map((one) => ({ value: seatOf(one), label: nameWithSeat(lang, one, seats[seatOf(one)]) }));
  const named = <Value extends string>(values: readonly Value[], label: (value: Value) => string) =>
    values.map((value) => ({ value, label: label(value) }));
  return html`<form aria-label=${words.controls} @submit=${(event: Event) => event.preventDefault()}>
    ${picker(words.element, element.name, tags, setTo('element'))} ${picker(words.person, as, persons, setTo('as'))}
    ${picker(
      words.state,
      condition,
      named(CONDITIONS, (one) => words.states[one]),
      setTo('state'),
    )}
    ${picker(
      words.language,
      lang,
      [
        { value: 'ja', label: '日本語' },
        { value: 'en', label: 'English' },
      ],
      setTo('lang'),
    )}
    ${picker(
      words.theme,
      theme,
      named(THEMES, (one) => words.themes[one]),
      setTo('theme'),
    )}
    ${picker(
      words.preset,
      preset,
      named(PRESETS, (one) => words.presets[one]),
      setTo('preset'),
    )}
    ${picker(
      words.width,
      width,
      named(WIDTHS, (one) => (one === 'full' ? words.full : words.pixels(one))),
      setTo('width'),
    )}
    ${attributeFields()}
  </form>`;
}

function code(): TemplateResult {
  const words = playWordsIn(settings.lang);
  const tab = (kind: Snippet) =>
    html`<button type="button" aria-pressed=${kind === snippet} @click=${() => show(kind)}>
      ${words.snippets[kind]}
    </button>`;
  return html`<section aria-labelledby="code">
    <h2 id="code">${words.code}</h2>
    <div class="row">${SNIPPETS.map(tab)}</div>
    <pre tabindex="0"><code>${snippetOf(snippet, settings, location.origin)}</code></pre>
    <div class="row">
      <button type="button" class="main" @click=${() => void copy()}>${words.copy}</button>
      <span role="status">${copied}</span>
    </div>
  </section>`;
}

function show(kind: Snippet): void {
  snippet = kind;
  copied = '';
  draw();
}

function events(): TemplateResult {
  const words = playWordsIn(settings.lang);
  const line = ({ time, name, detail }: Heard) =>
    html`<li><time>${time}</time> <code>${name}</code> ${detail && html`<span>${detail}</span>`}</li>`;
  return html`<section aria-labelledby="events">
    <h2 id="events">${words.events}</h2>
    ${
      heard.length === 0
        ? html`<p class="muted">${words.silence}</p>`
        : html`<ol class="events">
            ${heard.map(line)}
          </ol>`
    }
  </section>`;
}

function draw(): void {
  const { element, lang, theme, width } = settings;
  const words = playWordsIn(lang);
  document.documentElement.lang = lang;
  document.documentElement.dataset.theme = theme;
  document.title = `${words.title} · Taiwa`;
  render(
    html`
      <header>
        <h1>${words.title}</h1>
        <p class="muted">${words.lead}</p>
        <nav>
          <a href=${`/?lang=${lang}`}>${words.portal}</a>
          <a href=${lang === 'ja' ? '/docs/ja/' : '/docs/'}>${words.docs}</a>
          <a href=${`/docs/${lang === 'ja' ? 'ja/' : ''}elements/${element.tag}.html`}>${words.reference}</a>
        </nav>
      </header>
      <main>
        ${controls()}
        <section class="stage" aria-label=${words.stage} data-width=${width}>
          <div class="paper">${shown}</div>
        </section>
        <div class="aside">${code()} ${events()}</div>
      </main>
    `,
    document.body,
  );
}

async function open(): Promise<void> {
  document.documentElement.lang = settings.lang;
  try {
    people = await listPeople();
  } catch {
    render(html`<p class="notice" role="alert">${playWordsIn(settings.lang).failed}</p>`, document.body);
    return;
  }
  begin();
  draw();
}

void open();
