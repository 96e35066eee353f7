import type { FetchToken, Token } from '../data/client.ts';
import { configure } from '../data/page-settings.ts';
import { define } from '../elements/define.ts';
import { framed } from './elements.ts';
import { readToFrame, sealed, type Detail, type ToFrame, type ToPage } from './messages.ts';

/*
 * The script of the frame: shows the one element its address names, asks the page around it for tokens, and tells it how
 * high the element is and what happens in it. It listens to the page that made it and to nobody else.
 */
const EVENTS = [
  'taiwa-error',
  'taiwa-auth-required',
  'taiwa-prepared',
  'taiwa-seen',
  'taiwa-rated',
  'taiwa-rating-undone',
  'taiwa-session-changed',
  'taiwa-transcript-changed',
  'taiwa-filtered',
];

// What the page said when it made the frame; the address is not sent to anybody beyond the #.
const [, nonce = '', page = ''] = /^#([^.]+)\.(.+)$/.exec(location.hash) ?? [];
const name = location.pathname.split('/').at(-1) ?? '';
const asks = new Map<string, (answer: Token | Response) => void>();
let element: HTMLElement | undefined;

function say(message: ToPage): void {
  parent.postMessage(sealed(nonce, message), page);
}

const fetchToken: FetchToken = ({ signal }) =>
  new Promise((resolve, reject) => {
    const ask = crypto.randomUUID();
    signal.addEventListener('abort', () => {
      asks.delete(ask);
      reject(signal.reason);
    });
    asks.set(ask, resolve);
    say({ kind: 'ask', ask });
  });

function obey(message: ToFrame): void {
  switch (message.kind) {
    case 'show':
      return show(message.attributes);
    case 'token':
      return settle(message.ask, { token: message.token, expiresIn: message.expiresIn });
    case 'refused':
      return settle(message.ask, new Response(null, { status: message.status >= 400 ? message.status : 503 }));
    case 'call':
      return call(message.method);
  }
}

function settle(ask: string, answer: Token | Response): void {
  asks.get(ask)?.(answer);
  asks.delete(ask);
}

function call(method: 'reload' | 'focus'): void {
  const run: unknown = element && Reflect.get(element, method);
  if (typeof run === 'function') run.call(element);
}

function show(attributes: Readonly<Record<string, string>>): void {
  const load = framed[name];
  if (!load) return;
  const shown = element ?? make();
  for (const [key, value] of Object.entries(attributes))
    if (/^(?!on)[a-z-]+$/.test(key)) shown.setAttribute(key, value);
  if (element) return;
  element = shown;
  document.body.append(shown);
  void load().then((loaded) => define(`taiwa-${name}`, loaded));
}

function make(): HTMLElement {
  configure({ url: location.origin, fetchToken });
  const made = document.createElement(`taiwa-${name}`);
  for (const type of EVENTS)
    made.addEventListener(type, (event) => say({ kind: 'event', name: type, detail: detailOf(event) }));
  new ResizeObserver(() => say({ kind: 'height', height: Math.ceil(made.getBoundingClientRect().height) })).observe(
    made,
  );
  return made;
}

function detailOf(event: Event): Detail {
  const own = Object.entries(event).filter(
    ([key, value]) => key !== 'isTrusted' && ['string', 'number', 'boolean'].includes(typeof value),
  );
  return Object.fromEntries(own);
}

function start(): void {
  if (!nonce || !page || parent === window) return;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('body { margin: 0 }');
  document.adoptedStyleSheets = [sheet];
  addEventListener('message', ({ source, origin, data }) => {
    const message = source === parent && origin === page ? readToFrame(data, nonce) : undefined;
    if (message) obey(message);
  });
  say({ kind: 'ready' });
}

start();
