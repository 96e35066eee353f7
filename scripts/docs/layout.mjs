// What stands around the text of a page: search, languages, all pages.
import { addressOf } from './addresses.mjs';
import { escape } from './render.mjs';

const WORDS = {
  en: {
    name: 'Taiwa documentation',
    skip: 'To the text',
    search: 'Search',
    all: 'All pages',
    other: '日本語',
    english: '',
    markdown: 'This page as Markdown',
    onPage: 'On this page',
    nothing: 'Nothing found',
    playground: 'Playground',
    explorer: 'Explorer',
  },
  ja: {
    name: 'Taiwa ドキュメント',
    skip: '本文へ進む',
    search: '検索',
    all: 'すべてのページ',
    other: 'English',
    english: '（英語）',
    markdown: 'このページのMarkdown',
    onPage: 'このページの内容',
    nothing: '見つかりませんでした',
    playground: 'プレイグラウンド',
    explorer: 'エクスプローラー',
  },
};

const item = (page, current, lang) => {
  const here = page === current ? ' aria-current="page"' : '';
  const language = page.lang === lang ? '' : ` lang="${page.lang}" hreflang="${page.lang}"`;
  const note = page.lang === lang ? '' : `<span lang="${lang}">${WORDS[lang].english}</span>`;
  return `<li><a href="${addressOf(page)}"${here}${language}>${escape(page.title)}</a>${note}</li>`;
};

const navigation = (sections, current) =>
  sections
    .map(
      ({ title, pages }) =>
        `<section><h2>${title}</h2><ul>${pages.map((page) => item(page, current, current.lang)).join('')}</ul></section>`,
    )
    .join('');

function contents(headings, { onPage }) {
  const main = headings.filter(({ depth }) => depth === 2);
  if (main.length < 3) return '';
  const items = main.map(({ id, text }) => `<li><a href="#${escape(id)}">${escape(text)}</a></li>`).join('');
  return `<details class="contents"${main.length < 15 ? ' open' : ''}><summary>${onPage}</summary><ul>${items}</ul></details>`;
}

/** The whole page. `other` is the same page in the other language; undefined where there is none. */
export function layOut({ page, html, headings, sections, other }) {
  const words = WORDS[page.lang];
  const otherLang = page.lang === 'ja' ? 'en' : 'ja';
  const switchTo = other ? addressOf(other) : `/docs/${otherLang === 'ja' ? 'ja/' : ''}index.html`;
  const list = contents(headings, words);
  const end = html.indexOf('</h1>');
  const body = list && end > 0 ? `${html.slice(0, end + 5)}${list}${html.slice(end + 5)}` : html;
  return `<!doctype html>
<html lang="${page.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escape(page.title)} · ${words.name}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/docs/site.css">
<link rel="alternate" type="text/markdown" href="${addressOf(page, 'md')}">
<script type="module" src="/docs/search.js"></script>
</head>
<body>
<a class="skip" href="#text">${words.skip}</a>
<header>
<a class="brand" href="/docs/${page.lang === 'ja' ? 'ja/' : ''}index.html">${words.name}</a>
<search>
<label for="search">${words.search}</label>
<input id="search" type="search" autocomplete="off" aria-describedby="found" data-nothing="${words.nothing}">
<div id="found" role="status" hidden></div>
</search>
<a href="${switchTo}" lang="${otherLang}" hreflang="${otherLang}">${words.other}</a>
</header>
<div class="columns">
<nav aria-label="${words.all}"><details><summary>${words.all}</summary>${navigation(sections, page)}</details></nav>
<main id="text" tabindex="-1">
${body}
<p class="foot"><a href="${addressOf(page, 'md')}">${words.markdown}</a></p>
</main>
</div>
</body>
</html>
`;
}
