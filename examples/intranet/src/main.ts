import '@taiwa/widgets/provider';
import '@taiwa/widgets/next';
import '@taiwa/widgets/prep';
import '@taiwa/widgets/brief';
import '@taiwa/widgets/session';
import '@taiwa/widgets/rating';
import '@taiwa/widgets/impressions';
import '@taiwa/widgets/hints';
import { html, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { listPeople, officeOf, seatOf, tokenFor, type Office, type Person, type Seat } from './people.ts';
import './pairs-table.ts';
import { address, addressWith, drawPage, language, openPage, words } from './portal-page.ts';
import type { Words } from './words.ts';

type Theme = 'auto' | 'light' | 'dark';
const THEMES: readonly Theme[] = ['auto', 'light', 'dark'];
let theme = (THEMES.find((one) => one === address.searchParams.get('theme')) ?? 'auto') satisfies Theme;

/** On a phone what is for reading later begins closed, so that what is to be done is within reach. */
const isNarrow = matchMedia('(width < 760px)').matches;

/** How a section stands: across the page, or for reading later. */
type Place = 'wide' | 'later' | '';

const section = (heading: string, body: TemplateResult, place: Place = ''): TemplateResult =>
  html`<section class=${place} aria-label=${heading}>
    <details ?open=${!isNarrow || place !== 'later'}>
      <summary><h2>${heading}</h2></summary>
      ${body}
    </details>
  </section>`;

const forMember = ({ headings }: Words): TemplateResult => html`
  ${section(headings.next, html`<taiwa-next></taiwa-next>`)}
  ${section(headings.talk, html`<taiwa-session></taiwa-session>`)}
  ${section(headings.prepare, html`<taiwa-prep></taiwa-prep>`, 'wide')}
  ${section(headings.after, html`<taiwa-rating></taiwa-rating>`)}
  ${section(headings.hints, html`<taiwa-hints></taiwa-hints>`, 'later')}
`;

const forManager = ({ headings }: Words): TemplateResult => html`
  ${section(headings.next, html`<taiwa-next></taiwa-next>`)}
  ${section(headings.talk, html`<taiwa-session></taiwa-session>`)}
  ${section(headings.brief, html`<taiwa-brief></taiwa-brief>`, 'wide')}
  ${section(headings.impressions, html`<taiwa-impressions></taiwa-impressions>`, 'later')}
  ${section(headings.hints, html`<taiwa-hints></taiwa-hints>`, 'later')}
`;

const forOnlooker = ({ headings, console }: Words, person: Person): TemplateResult => html`
  <p class="wide"><a href="/console/?as=${seatOf(person)}&lang=${language}">${console}</a></p>
  ${section(headings.pairs, html`<portal-pairs .userId=${person.userId} .words=${words}></portal-pairs>`, 'wide')}
`;

const forAdmin = (words_: Words, person: Person): TemplateResult => html`
  ${forOnlooker(words_, person)} ${section(words_.headings.review, html`<taiwa-hints></taiwa-hints>`, 'wide')}
`;

const VIEWS: Readonly<Record<Office, (words: Words, person: Person) => TemplateResult>> = {
  member: forMember,
  english: forMember,
  manager: forManager,
  advisor: forOnlooker,
  admin: forAdmin,
  neighbour: (words_, person) => html`${forMember(words_)}${forOnlooker(words_, person)}`,
};

const hidden = (seat: Seat): TemplateResult => html`
  <aside aria-labelledby="hidden">
    <h2 id="hidden">${words.hidden}</h2>
    <dl>
      ${words.hiddenFrom[seat === 'neighbour-admin' ? 'neighbour' : officeOf(seat)].map(
        ([what, who]) =>
          html`<div>
            <dt>${what}</dt>
            <dd>${who}</dd>
          </div>`,
      )}
    </dl>
  </aside>
`;

const personOption = (person: Person, chosen: Person): TemplateResult => html`
  <label class="person">
    <input
      type="radio"
      name="person"
      .checked=${person === chosen}
      @change=${() => location.assign(addressWith('as', seatOf(person)))}
    />
    <span class="name"><bdi>${person.name}</bdi></span>
    <span class="seat">${words.seats[seatOf(person)]}</span>
  </label>
`;

function chooseTheme(next: Theme, people: readonly Person[], person: Person): void {
  theme = next;
  history.replaceState(null, '', addressWith('theme', next));
  draw(people, person);
}

const ways = (people: readonly Person[], person: Person): TemplateResult => html`
  <label>
    ${words.colours}
    <select
      .value=${theme}
      @change=${(event: Event) => chooseTheme((event.target as HTMLSelectElement).value as Theme, people, person)}
    >
      ${THEMES.map((one) => html`<option value=${one} ?selected=${one === theme}>${words[one]}</option>`)}
    </select>
  </label>
  <a href="/live/?lang=${language}">${words.live.link}</a>
  <a href="/my-data/?as=${seatOf(person)}&lang=${language}">${words.myData.link}</a>
`;

const choice = (people: readonly Person[], person: Person): TemplateResult => html`
  <fieldset>
    <legend>${words.speakAs}</legend>
    ${people.map((one) => personOption(one, person))}
  </fieldset>
`;

function draw(people: readonly Person[], person: Person): void {
  const seat = seatOf(person);
  document.documentElement.dataset.theme = theme;
  const fetchToken = ({ signal }: { signal: AbortSignal }) => tokenFor(person.userId, signal);
  drawPage({
    part: words.portal,
    ways: ways(people, person),
    below: choice(people, person),
    main: html`
      <p class="lead">${words.leads[seat]}</p>
      ${keyed(
        person.userId,
        html`<taiwa-provider url=${location.origin} theme=${theme} lang=${language} .fetchToken=${fetchToken}>
          <div class="grid">${VIEWS[officeOf(seat)](words, person)}</div>
        </taiwa-provider>`,
      )}
      ${hidden(seat)}
    `,
  });
}

async function open(): Promise<void> {
  const people = await listPeople();
  const wanted = address.searchParams.get('as');
  const person = people.find((one) => seatOf(one) === wanted) ?? people[0];
  if (!person) throw new Error('Nobody is here.');
  draw(people, person);
}

openPage(words.title, open);
