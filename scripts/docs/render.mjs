// Markdown into the HTML of a page: headings that can be linked to, links that lead somewhere, nothing raw.
import { Marked } from 'marked';

/** Text for HTML. */
export const escape = (text) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** The anchor of a heading, as GitHub makes it. */
export const anchorOf = (text) =>
  text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(/\s/g, '-');

const plain = (tokens) => tokens.map((one) => (one.tokens ? plain(one.tokens) : (one.text ?? ''))).join('');

/** Renders a page; answers its HTML and its headings of the second and third level. */
export function renderPage(page, addresses) {
  const headings = [];
  const taken = new Map();
  const renderer = {
    heading({ tokens, depth }) {
      const text = plain(tokens);
      const wanted = anchorOf(text) || 'part';
      const count = taken.get(wanted) ?? 0;
      taken.set(wanted, count + 1);
      const id = count ? `${wanted}-${count}` : wanted;
      if (depth > 1 && depth < 4) headings.push({ text, id, depth });
      return `<h${depth} id="${escape(id)}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
    },
    link({ href, tokens }) {
      const text = this.parser.parseInline(tokens);
      const target = addresses.resolve(page, href);
      return target ? `<a href="${escape(target)}">${text}</a>` : `<span class="in-repository">${text}</span>`;
    },
    code({ text, lang }) {
      const language = /^\w+/.exec(lang ?? '')?.[0];
      return `<pre tabindex="0"><code${language ? ` class="language-${language}"` : ''}>${escape(text)}</code></pre>\n`;
    },
    html: ({ text }) => escape(text),
  };
  const marked = new Marked({ renderer, gfm: true });
  const html = marked
    .parse(page.markdown)
    .replaceAll('<table>', '<div class="table" tabindex="0" role="group"><table>')
    .replaceAll('</table>', '</table></div>')
    .replaceAll(/<th[^>]*><\/th>/g, '<td></td>')
    .replaceAll(/<(t[hd]) align="(\w+)">/g, '<$1 class="$2">');
  return { html, headings };
}

/** The Markdown of a page with links that lead somewhere from the server, too. */
export const servedMarkdown = (page, addresses) =>
  page.markdown.replaceAll(/\]\(([^)\s]+)\)/g, (_, href) => `](${addresses.resolve(page, href, 'md') ?? href})`);
