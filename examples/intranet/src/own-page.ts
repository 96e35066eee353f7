import '@taiwa/widgets/provider';
import { html, render, type TemplateResult } from 'lit';
import { listPeople, seatOf, tokenFor } from './people.ts';
import { wordsIn, type Words } from './words.ts';

const root = document.querySelector<HTMLElement>('#portal') as HTMLElement;
const address = new URL(location.href);
const language = address.searchParams.get('lang') === 'en' ? 'en' : 'ja';
const words = wordsIn(language);

/** A page of the portal with one thing on it, for whoever `as` names in its address. */
export interface OwnPage {
  readonly title: (words: Words) => string;
  readonly lead: (words: Words, name: string) => string;
  readonly view: TemplateResult;
}

function otherLanguage(): string {
  const next = new URL(address);
  next.searchParams.set('lang', words.otherLanguageCode);
  return next.pathname + next.search;
}

async function open({ title, lead, view }: OwnPage): Promise<void> {
  document.documentElement.lang = language;
  document.title = title(words);
  render(html`<p class="notice" role="status">${words.waiting}</p>`, root);
  const people = await listPeople();
  const wanted = address.searchParams.get('as') ?? 'member';
  const person = people.find((one) => seatOf(one) === wanted) ?? people[0];
  if (!person) throw new Error('Nobody is here.');
  const fetchToken = ({ signal }: { signal: AbortSignal }) => tokenFor(person.userId, signal);
  render(
    html`
      <header>
        <p class="brand"><img src="/leaf.svg" alt="" width="32" height="32" /><span>${words.company}</span></p>
        <nav>
          <a href="/?as=${seatOf(person)}&lang=${language}">${words.live.back}</a>
          <a href=${otherLanguage()} lang=${words.otherLanguageCode}>${words.otherLanguage}</a>
        </nav>
      </header>
      <main>
        <p class="lead">${lead(words, person.name)}</p>
        <taiwa-provider url=${location.origin} lang=${language} .fetchToken=${fetchToken}>${view}</taiwa-provider>
      </main>
      <footer><p>${words.footer}</p></footer>
    `,
    root,
  );
}

/** Shows a page, or says that it could not be shown. */
export function showOwnPage(page: OwnPage): void {
  open(page).catch(() => render(html`<p class="notice" role="alert">${words.failed}</p>`, root));
}
