// Where the pages of the documentation are, and where the links in their sources lead.
import { posix } from 'node:path';

/** The address of a page; `html` for readers, `md` for programs. */
export const addressOf = ({ slug, lang }, extension = 'html') =>
  `/docs/${lang === 'ja' ? 'ja/' : ''}${slug}.${extension}`;

/** Knows all pages by their sources and their slugs. */
export class Addresses {
  #bySource = new Map();
  #bySlug = new Map();

  constructor(pages) {
    for (const page of pages) {
      if (page.source) this.#bySource.set(page.source, page);
      this.#bySlug.set(`${page.lang} ${page.slug}`, page);
    }
  }

  /** The page with this slug in a language; undefined where it is not written in it. */
  find(slug, lang) {
    return this.#bySlug.get(`${lang} ${slug}`);
  }

  /** Where a link of a page leads on the site (`page:slug` names a page, `site:/x` an address); null for what lies in the repository only. */
  resolve(page, href, extension = 'html') {
    if (/^(?:https?:|mailto:|#)/.test(href)) return href;
    if (href.startsWith('site:')) return href.slice(5);
    const [path, hash] = href.split('#');
    const found = path.startsWith('page:') ? this.#named(path.slice(5), page.lang) : this.#written(page, path);
    return found ? addressOf(found, extension) + (hash ? `#${hash}` : '') : null;
  }

  #named(slug, lang) {
    return this.find(slug, lang) ?? this.find(slug, 'en');
  }

  #written(page, path) {
    if (!page.source) return undefined;
    const target = posix.normalize(posix.join(posix.dirname(page.source), path)).replace(/\/$/, '');
    if (/^README(\.ja)?\.md$/.test(target)) return this.#named('index', page.lang);
    const found = this.#bySource.get(target) ?? this.#bySource.get(`${target}/README.md`);
    return found && this.#named(found.slug, target.endsWith('.ja.md') ? 'ja' : found.lang);
  }
}
