import '@taiwa/widgets/provider';
import '@taiwa/widgets/sign-up';
import { html, render } from 'lit';
import { listPeople, seatOf, tokenFor } from './people.ts';
import { wordsIn } from './words.ts';

const root = document.querySelector<HTMLElement>('#portal') as HTMLElement;
const address = new URL(location.href);
const language = address.searchParams.get('lang') === 'en' ? 'en' : 'ja';
const words = wordsIn(language);

document.documentElement.lang = language;
document.title = words.join.title;

function otherLanguage(): string {
  const next = new URL(address);
  next.searchParams.set('lang', words.otherLanguageCode);
  return next.pathname + next.search;
}

/** The page that the link of an invitation leads to; the element finds the invitation in the address. */
async function open(): Promise<void> {
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
        <p class="lead">${words.join.lead(person.name)}</p>
        <taiwa-provider url=${location.origin} lang=${language} .fetchToken=${fetchToken}
          ><taiwa-sign-up></taiwa-sign-up
        ></taiwa-provider>
      </main>
      <footer><p>${words.footer}</p></footer>
    `,
    root,
  );
}

open().catch(() => render(html`<p class="notice" role="alert">${words.failed}</p>`, root));
