import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import { SAMPLE_IDS, SAMPLES } from './explorer-samples.ts';
import type { Page } from './server.ts';
import { sendText } from './request.ts';

const BAR = `<div class="person-bar">
  <label>Speak as <select id="person"></select></label>
  <label>Try <select id="sample"><option value="">Samples…</option></select></label>
  <span id="state" role="status">Looking for people…</span>
  <a href="/schema.graphql">schema.graphql</a>
</div>`;

const CONTENT_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self' ws: wss:",
  'worker-src blob:',
].join('; ');

// A script element ends where its text says so.
const asText = (value: unknown): string => JSON.stringify(value).replaceAll('<', String.raw`\u003c`);

const HEAD = `<link rel="stylesheet" href="/explorer/explorer.css"><script type="application/json" id="samples">${asText(
  {
    samples: SAMPLES,
    ids: SAMPLE_IDS,
  },
)}</script><script src="/explorer/explorer.js"></script></head>`;

const BEGIN = 'YogaGraphiQL.renderYogaGraphiQL(';

/** The page with the one call that begins it handed to our script, which knows what was chosen to try. */
function withOurBeginning(page: string): string {
  const at = page.lastIndexOf(BEGIN);
  return at < 0 ? page : `${page.slice(0, at)}taiwaExplorer.begin(${page.slice(at + BEGIN.length)}`;
}

function renderPage(): string {
  const page = renderGraphiQL({
    title: 'Taiwa explorer',
    endpoint: '/graphql',
    subscriptionsProtocol: 'WS',
    defaultTabs: SAMPLES.slice(0, 1).map(({ query }) => ({ query })),
  });
  return withOurBeginning(page)
    .replace('</head>', () => HEAD)
    .replace('<div id="root"></div>', `${BAR}<div id="root"></div>`);
}

let rendered: string | undefined;

/** The explorer: a whole GraphiQL in one page of ours, nothing from elsewhere; in the demo one picks who speaks. */
export const explorer: Page = (_request, response) => {
  response.setHeader('content-security-policy', CONTENT_POLICY);
  sendText(response, 200, 'text/html', (rendered ??= renderPage()));
};
