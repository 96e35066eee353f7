import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import type { Page } from './server.ts';
import { sendText } from './request.ts';

/** A query that the explorer opens with, and what to call it. */
interface Sample {
  readonly name: string;
  readonly query: string;
}

const SAMPLES: readonly Sample[] = [
  {
    name: 'My next 1-on-1',
    query: `query MyNextOneOnOne {
  viewer {
    user { name }
    nextSession {
      id state startsAt
      counterpart { name }
      themes { title response { name } }
      preparation { note seen }
    }
  }
}`,
  },
  {
    name: 'Topics and questions',
    query: `query TopicsAndQuestions {
  topics { id code name }
  responses { kind name style { name advice phrases } }
  questions(topicCode: CAREER) { past present future }
}`,
  },
  {
    name: 'Pairs in my scope (advisor, admin)',
    query: `query PairsInScope {
  pairs(first: 20) {
    nodes {
      kind
      member { name department { name } }
      counterpart { name }
      plannedCount
      heldCount
    }
    pageInfo { hasNextPage endCursor }
  }
}`,
  },
  {
    name: 'Watch a session',
    query: `# Put the id of a session of yours here and change it in the portal.
subscription WatchSession($id: ID!) {
  sessionChanged(sessionId: $id) { id state preparation { seen } presence { name } }
}`,
  },
];

const BAR = `<div class="person-bar">
  <label>Speak as <select id="person"></select></label>
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

function renderPage(): string {
  const page = renderGraphiQL({
    title: 'Taiwa explorer',
    endpoint: '/graphql',
    subscriptionsProtocol: 'WS',
    defaultTabs: SAMPLES.map(({ query }) => ({ query })),
  });
  return page
    .replace(
      '</head>',
      '<link rel="stylesheet" href="/explorer/explorer.css"><script src="/explorer/explorer.js"></script></head>',
    )
    .replace('<div id="root"></div>', `${BAR}<div id="root"></div>`);
}

let rendered: string | undefined;

/** The explorer: a whole GraphiQL in one page of ours, nothing from elsewhere; in the demo one picks who speaks. */
export const explorer: Page = (_request, response) => {
  response.setHeader('content-security-policy', CONTENT_POLICY);
  sendText(response, 200, 'text/html', (rendered ??= renderPage()));
};
