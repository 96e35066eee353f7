import '@taiwa/widgets/provider';
import { html, type TemplateResult } from 'lit';
import { listPeople, seatOf, tokenFor } from './people.ts';
import { address, drawPage, language, openPage, words } from './portal-page.ts';
import type { Words } from './words.ts';

/** A page of the portal with one thing on it, for whoever `as` names in its address. */
export interface OwnPage {
  readonly title: (words: Words) => string;
  readonly lead: (words: Words, name: string) => string;
  readonly view: TemplateResult;
}

async function open({ lead, view }: OwnPage): Promise<void> {
  const people = await listPeople();
  const wanted = address.searchParams.get('as') ?? 'member';
  const person = people.find((one) => seatOf(one) === wanted) ?? people[0];
  if (!person) throw new Error('Nobody is here.');
  const fetchToken = ({ signal }: { signal: AbortSignal }) => tokenFor(person.userId, signal);
  drawPage({
    ways: html`<a href="/?as=${seatOf(person)}&lang=${language}">${words.live.back}</a>`,
    main: html`
      <p class="lead">${lead(words, person.name)}</p>
      <taiwa-provider url=${location.origin} lang=${language} .fetchToken=${fetchToken}>${view}</taiwa-provider>
    `,
  });
}

/** Shows a page, or says that it could not be shown. */
export function showOwnPage(page: OwnPage): void {
  openPage(page.title(words), () => open(page));
}
