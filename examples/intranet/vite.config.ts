import { defineConfig, type HtmlTagDescriptor } from 'vite';

const HEAD: HtmlTagDescriptor[] = [
  { tag: 'meta', attrs: { charset: 'utf-8' } },
  { tag: 'meta', attrs: { name: 'viewport', content: 'width=device-width, initial-scale=1' } },
  { tag: 'meta', attrs: { name: 'color-scheme', content: 'light dark' } },
  { tag: 'link', attrs: { rel: 'icon', href: '/leaf.svg', type: 'image/svg+xml' } },
];

export default defineConfig({
  // What the head of every page begins with.
  plugins: [{ name: 'head-of-pages', transformIndexHtml: { order: 'pre', handler: () => HEAD } }],
  resolve: { conditions: ['source', 'module', 'browser', 'production'] },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: [
        'index.html',
        'live/index.html',
        'join/index.html',
        'my-data/index.html',
        'playground/index.html',
        'console/index.html',
      ],
    },
  },
});
