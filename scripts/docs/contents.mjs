// What the documentation is made of, in the order in which one reads it.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../run.mjs';
import { accessibilityPages } from './accessibility.mjs';
import { elementPages } from './element-pages.mjs';
import { withProblems } from './error-page.mjs';
import { graphPages } from './graph-pages.mjs';

/** Sections with their names and the pages that stand in them; what is named nowhere goes to the last one. */
export const SECTIONS = [
  { en: 'Begin', ja: 'はじめに', slugs: ['index', 'get-started', 'glossary'] },
  { en: 'Embed', ja: '埋め込む', slugs: ['embedding', 'hosts', 'token-endpoint', 'theming', 'packages/widgets'] },
  {
    en: 'Program',
    ja: 'プログラムから使う',
    slugs: ['sdk', 'packages/sdk', 'errors', 'transcripts', 'content-packs'],
  },
  { en: 'Elements', ja: '要素', slugs: ['elements/*'] },
  { en: 'GraphQL', ja: 'GraphQL', slugs: ['graphql/*'] },
  {
    en: 'Trust and operation',
    ja: '安心と運用',
    slugs: ['privacy', 'accessibility', 'versions', 'operations', 'architecture', 'changelog'],
  },
  { en: 'More', ja: 'その他', slugs: [] },
];

const titleOf = (markdown) => /^# (.+)$/m.exec(markdown)?.[1].replaceAll('`', '') ?? '';

/** A page from a file of the repository. */
function written(source, slug) {
  const markdown = readFileSync(join(ROOT, source), 'utf8').replace(/<!--[\s\S]*?-->\n?/g, '');
  return { slug, source, lang: source.endsWith('.ja.md') ? 'ja' : 'en', title: titleOf(markdown), markdown };
}

const markdownIn = (folder) => readdirSync(join(ROOT, folder)).filter((name) => name.endsWith('.md'));

const OTHERS = [
  ['packages/widgets/README.md', 'packages/widgets'],
  ['packages/sdk/README.md', 'packages/sdk'],
  ['CHANGELOG.md', 'changelog'],
];

/** Every page: `{ slug, source, lang, title, markdown }`; `source` is what links in it are relative to, null where it was made. */
export function allPages() {
  const guides = markdownIn('docs')
    .map((name) => written(`docs/${name}`, name.replace(/(\.ja)?\.md$/, '')))
    .map((page) => (page.slug === 'errors' ? withProblems(page) : page));
  const decisions = markdownIn('docs/decisions').map((name) =>
    written(`docs/decisions/${name}`, `decisions/${name.replace(/\.md$/, '')}`),
  );
  const others = OTHERS.filter(([source]) => existsSync(join(ROOT, source))).map((one) => written(...one));
  return [...guides, ...others, ...elementPages(), ...graphPages(), ...accessibilityPages(), ...decisions];
}

const matches = (slug, pattern) => (pattern.endsWith('/*') ? slug.startsWith(pattern.slice(0, -1)) : slug === pattern);

/** The sections of a language, each with its pages; a page that was not translated stands there in the other language. */
export function navigationOf(pages, lang) {
  const wanted = new Map(pages.filter((page) => page.lang === 'en').map((page) => [page.slug, page]));
  for (const page of pages) if (page.lang === lang) wanted.set(page.slug, page);
  const last = SECTIONS.at(-1);
  return SECTIONS.map((section) => {
    const found =
      section === last
        ? [...wanted.values()]
        : section.slugs.flatMap((pattern) => [...wanted.values()].filter(({ slug }) => matches(slug, pattern)));
    for (const page of found) wanted.delete(page.slug);
    return { title: section[lang], pages: found };
  }).filter(({ pages: found }) => found.length > 0);
}
