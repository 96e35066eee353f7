// npm run docs [-- --out FOLDER]: makes the pages at /docs out of the guides, the schema and the elements. No network, under a second.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isObjectType } from 'graphql';
import { addressOf, Addresses } from './docs/addresses.mjs';
import { allPages, navigationOf } from './docs/contents.mjs';
import { layOut } from './docs/layout.mjs';
import { renderPage, servedMarkdown } from './docs/render.mjs';
import { readSchema } from './docs/graph-pages.mjs';
import { readFlags, ROOT } from './run.mjs';

/** What the search box looks through: `[title, address, language, what it belongs to]`. */
function searchIndex(rendered) {
  const pages = rendered.flatMap(({ page, headings }) => [
    [page.title, addressOf(page), page.lang, ''],
    ...headings.map(({ text, id }) => [text, `${addressOf(page)}#${id}`, page.lang, page.title]),
  ]);
  const types = Object.values(readSchema().getTypeMap()).filter(({ name }) => !name.startsWith('__'));
  const fields = types.flatMap((type) =>
    Object.keys(isObjectType(type) ? type.getFields() : {}).map((field) => [
      `${type.name}.${field}`,
      `/docs/graphql/types.html#${type.name.toLowerCase()}`,
      'en',
      type.name,
    ]),
  );
  const roots = /^(?:Query|Mutation|Subscription)\./;
  return [...pages, ...fields.filter(([name]) => !roots.test(name))];
}

function guideForModels(pages) {
  const links = ['en', 'ja'].flatMap((lang) =>
    pages
      .filter((page) => page.lang === lang && !page.slug.startsWith('decisions/'))
      .map((page) => `- [${page.title}](${addressOf(page, 'md')})`),
  );
  const text = readFileSync(join(ROOT, 'packages/api/assets/llms.txt'), 'utf8').trimEnd();
  return `${text}\n\n## Documents\n\nEach is Markdown; with .html in place of .md it is a page for people.\n\n${links.join('\n')}\n`;
}

function write(folder, path, text) {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** Writes the site into a folder that is its own; what was there goes. Answers the pages. */
export function buildDocs(folder = join(ROOT, 'dist/docs')) {
  const pages = allPages();
  const addresses = new Addresses(pages);
  const navigation = { en: navigationOf(pages, 'en'), ja: navigationOf(pages, 'ja') };
  const rendered = pages.map((page) => ({ page, ...renderPage(page, addresses) }));
  rmSync(folder, { recursive: true, force: true });
  for (const { page, html, headings } of rendered) {
    const other = addresses.find(page.slug, page.lang === 'ja' ? 'en' : 'ja');
    const laid = layOut({ page, html, headings, sections: navigation[page.lang], other });
    write(folder, addressOf(page).slice('/docs/'.length), laid);
    write(folder, addressOf(page, 'md').slice('/docs/'.length), servedMarkdown(page, addresses));
  }
  write(folder, 'search.json', JSON.stringify(searchIndex(rendered)));
  write(folder, 'llms.txt', guideForModels(pages));
  cpSync(fileURLToPath(new URL('docs/assets', import.meta.url)), folder, { recursive: true });
  return pages;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { out } = readFlags('npm run docs [-- --out FOLDER]', { out: { type: 'string' } });
  buildDocs(out && resolve(out));
}
