import { html, nothing, render, type TemplateResult } from 'lit';
import { brand } from './brand.ts';
import { wordsIn } from './words.ts';

const root = document.querySelector<HTMLElement>('#portal') as HTMLElement;
/** The address that the page was opened with. */
export const address = new URL(location.href);
/** The language of the page, and its words. */
export const language = address.searchParams.get('lang') === 'en' ? 'en' : 'ja';
export const words = wordsIn(language);

/** What a page of the portal shows. */
export interface PortalView {
  /** The name of this part of the portal, beside the company's. */
  readonly part?: string;
  /** Ways to other pages; the one to the other language follows them. */
  readonly ways: TemplateResult;
  /** What the header has below that. */
  readonly below?: TemplateResult;
  readonly main: TemplateResult;
}

/** Where the page is with one thing changed, so that a view can be shared and goes back with the browser. */
export function addressWith(name: string, value: string): string {
  const next = new URL(location.href);
  next.searchParams.set(name, value);
  return next.pathname + next.search;
}

/** Draws a page of the portal, or draws it anew. */
export function drawPage({ part, ways, below, main }: PortalView): void {
  const { otherLanguageCode, otherLanguage, company, footer } = words;
  render(
    html`
      <header>
        ${brand(company, part)}
        <nav>
          ${ways} <a href=${addressWith('lang', otherLanguageCode)} lang=${otherLanguageCode}>${otherLanguage}</a>
        </nav>
        ${below ?? nothing}
      </header>
      <main>${main}</main>
      <footer><p>${footer}</p></footer>
    `,
    root,
  );
}

/** Says in place of a page why there is nothing on it. */
export function drawNotice(text: string): void {
  render(html`<p class="notice">${text}</p>`, root);
}

/** Opens a page: says that one waits, and where it cannot be opened, that it failed. */
export function openPage(title: string, open: () => Promise<void>): void {
  document.documentElement.lang = language;
  document.title = title;
  render(html`<p class="notice" role="status">${words.waiting}</p>`, root);
  open().catch(() => render(html`<p class="notice" role="alert">${words.failed}</p>`, root));
}
