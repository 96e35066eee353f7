import '@taiwa/widgets/provider';
import { html, render, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { brand } from '../brand.ts';
import { listPeople, nameWithSeat, officeOf, seatOf, tokenFor, type Person } from '../people.ts';
import { navigation } from './navigation.ts';
import { readRoute, routeHash } from './route.ts';
import { sections, type Section } from './sections.ts';
import { consoleWords } from './words.ts';

const SEATS = ['admin', 'deputy', 'advisor', 'neighbour-admin'] as const;
type ConsoleSeat = (typeof SEATS)[number];

const root = document.querySelector<HTMLElement>('#console') as HTMLElement;
const address = new URL(location.href);
const language = address.searchParams.get('lang') === 'en' ? 'en' : 'ja';
const theme = address.searchParams.get('theme') ?? 'auto';
const words = consoleWords(language);
const loaded = new Map<string, 'waiting' | 'there' | 'failed'>();

document.documentElement.lang = language;
document.documentElement.dataset.theme = theme;

const consoleSeat = (person: Person): ConsoleSeat | undefined => SEATS.find((seat) => seat === seatOf(person));

/** The console with one thing changed; the section and its filter stay. */
function addressWith(name: string, value: string): string {
  const next = new URL(location.href);
  next.searchParams.set(name, value);
  return next.pathname + next.search + next.hash;
}

function sectionFor(person: Person): readonly [Section, readonly Section[]] {
  const offered = sections.filter(({ seats }) => seats.includes(officeOf(seatOf(person))));
  const { section } = readRoute(location.hash);
  const current = offered.find(({ id }) => id === section) ?? offered[0];
  if (!current) throw new Error('There is nothing to see here.');
  return [current, offered];
}

function whoAmI(people: readonly Person[], person: Person): TemplateResult {
  const choose = ({ target }: Event): void => {
    if (target instanceof HTMLSelectElement) location.assign(addressWith('as', target.value));
  };
  const option = (one: Person): TemplateResult => {
    const seat = consoleSeat(one) ?? 'admin';
    return html`<option value=${seat} ?selected=${one === person}>
      ${nameWithSeat(language, one, words.seats[seat])}
    </option>`;
  };
  return html`<div class="who">
    <label
      >${words.signedInAs}
      <select @change=${choose}>
        ${people.map(option)}
      </select></label
    >
    <a href=${addressWith('lang', words.otherLanguageCode)} lang=${words.otherLanguageCode}>${words.otherLanguage}</a>
    <a href="/?as=${seatOf(person)}&lang=${language}">${words.portal}</a>
  </div>`;
}

function body(section: Section, draw: () => void): TemplateResult {
  const standing = loaded.get(section.id);
  if (standing === 'there') return section.view(readRoute(location.hash).filter);
  if (standing === 'failed')
    return html`<p class="notice" role="alert">
      ${words.notLoaded} <button @click=${() => load(section, draw)}>${words.again}</button>
    </p>`;
  if (!standing) load(section, draw);
  return html`<p class="notice" role="status">${words.waiting}</p>`;
}

function load({ id, load: bring }: Section, draw: () => void): void {
  loaded.set(id, 'waiting');
  const done = (standing: 'there' | 'failed') => () => {
    loaded.set(id, standing);
    draw();
  };
  bring().then(done('there'), done('failed'));
}

/** Keeps what a list is narrowed to in the address, so that it can be shared and survives a reload. */
function keepFilter(section: Section, filter: string): void {
  history.replaceState(null, '', routeHash({ section: section.id, filter }));
}

function show(people: readonly Person[], person: Person): void {
  const fetchToken = ({ signal }: { signal: AbortSignal }) => tokenFor(person.userId, signal);
  const draw = (): void => {
    const [section, offered] = sectionFor(person);
    document.title = `${section.name[language]}｜${words.title}`;
    render(
      html`
        <a class="skip" href="#main" @click=${skip}>${words.skip}</a>
        <header>
          ${brand(words.companies[seatOf(person) === 'neighbour-admin' ? 'neighbour' : 'own'], words.title)}
          ${whoAmI(people, person)}
        </header>
        <div class="frame">
          ${navigation(words.sections, offered, section, language)}
          <main id="main" tabindex="-1" aria-label=${section.name[language]}>
            <p class="lead">${words.privacy}</p>
            <taiwa-provider
              url=${location.origin}
              theme=${theme}
              lang=${language}
              .fetchToken=${fetchToken}
              @taiwa-filtered=${({ filter }: { filter: string }) => keepFilter(section, filter)}
              >${keyed(section.id, body(section, draw))}</taiwa-provider
            >
          </main>
        </div>
      `,
      root,
    );
  };
  window.addEventListener('hashchange', draw);
  draw();
}

function skip(event: Event): void {
  event.preventDefault();
  document.querySelector<HTMLElement>('#main')?.focus();
}

async function open(): Promise<void> {
  render(html`<p class="notice" role="status">${words.waiting}</p>`, root);
  const people = (await listPeople()).filter((one) => consoleSeat(one));
  const wanted = address.searchParams.get('as');
  const person = people.find((one) => seatOf(one) === wanted) ?? people.find((one) => seatOf(one) === 'admin');
  if (!person) throw new Error('Nobody is here.');
  show(people, person);
}

open().catch(() => render(html`<p class="notice" role="alert">${words.failed}</p>`, root));
