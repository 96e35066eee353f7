import { tokenEndpoint } from '@taiwa/sdk/tokens';
import type { ConnectionSettings, Token } from '../data/client.ts';
import { readToPage, sealed, type ToFrame, type ToPage } from './messages.ts';

/** The element whose place a frame takes. */
export interface Framed extends HTMLElement {
  readonly language: string;
  reload(): Promise<void>;
}

const KEPT_BACK = new Set(['url', 'token-endpoint', 'isolation', 'class', 'style', 'id', 'slot']);

/**
 * Shows an element in a frame of the Taiwa server, which the page cannot look into: the page hands over tokens and
 * attributes and hears of heights and events, each message from the exact origin, with the nonce of this frame.
 */
export class FrameHost {
  readonly #element: Framed;
  readonly #settings: ConnectionSettings;
  readonly #nonce = crypto.randomUUID();
  readonly #frame = document.createElement('iframe');
  readonly #closing = new AbortController();
  readonly #attributes = new MutationObserver(() => this.#show());
  /** The token that told which tenant it is; the frame's first question is answered with it. */
  #first: Token | undefined;

  constructor(element: Framed, settings: ConnectionSettings) {
    this.#element = element;
    this.#settings = settings;
  }

  /** Puts the frame in its place, once there is a token that says whose it is. */
  async open(): Promise<void> {
    const answer = await this.#obtain();
    if (this.#closing.signal.aborted) return;
    const tenant = typeof answer === 'number' ? undefined : tenantOf(answer.token);
    // Without a token there is nobody to show anything to; the page hears what its own server said.
    if (typeof answer === 'number' || !tenant) return this.#refused(typeof answer === 'number' ? answer : 0);
    this.#first = answer;
    const name = this.#element.localName.replace(/^.*taiwa-/, '');
    const address = new URL(`${this.#settings.url.replace(/\/$/, '')}/embed/frame/${tenant}/${name}`, location.href);
    address.hash = `${this.#nonce}.${location.origin}`;
    const { style } = this.#frame;
    // With the tags that elements use for their forms; nothing is ever submitted anywhere.
    this.#frame.setAttribute('sandbox', 'allow-scripts allow-same-origin allow-forms');
    this.#frame.allow = '';
    this.#frame.title = this.#element.title || 'Taiwa';
    Object.assign(style, { display: 'block', width: '100%', height: '0', border: '0' });
    addEventListener('message', this.#hear, { signal: this.#closing.signal });
    this.#frame.src = address.href;
    (this.#element.shadowRoot ?? this.#element).append(this.#frame);
    this.#attributes.observe(this.#element, { attributes: true });
    this.#element.reload = async () => this.#say({ kind: 'call', method: 'reload' });
    this.#element.focus = () => {
      this.#frame.focus();
      this.#say({ kind: 'call', method: 'focus' });
    };
  }

  /** Takes the frame away and listens no more. */
  close(): void {
    this.#closing.abort();
    this.#attributes.disconnect();
    this.#frame.remove();
  }

  get #origin(): string {
    return new URL(this.#frame.src).origin;
  }

  readonly #hear = ({ source, origin, data }: MessageEvent): void => {
    if (source !== this.#frame.contentWindow || origin !== this.#origin) return;
    const message = readToPage(data, this.#nonce);
    if (message) this.#obey(message);
  };

  #obey(message: ToPage): void {
    switch (message.kind) {
      case 'ready':
        return this.#show();
      case 'ask':
        return void this.#answer(message.ask);
      case 'height':
        this.#frame.style.height = `${message.height}px`;
        return;
      case 'event': {
        const event = new Event(message.name, { bubbles: true, composed: true });
        this.#element.dispatchEvent(Object.assign(event, message.detail));
      }
    }
  }

  #show(): void {
    const attributes = Object.fromEntries(
      [...this.#element.attributes]
        .filter(({ name }) => !KEPT_BACK.has(name) && !/^(?:on|data-)/.test(name))
        .map(({ name, value }) => [name, value]),
    );
    this.#say({ kind: 'show', attributes: { lang: this.#element.language, ...attributes } });
  }

  async #answer(ask: string): Promise<void> {
    const answer = this.#first ?? (await this.#obtain());
    this.#first = undefined;
    if (typeof answer === 'number') this.#say({ kind: 'refused', ask, status: answer });
    else this.#say({ kind: 'token', ask, token: answer.token, expiresIn: answer.expiresIn });
  }

  /** A token of the page's own server, or the status it answered instead; 0 where it could not be reached. */
  async #obtain(): Promise<Token | number> {
    try {
      const { fetchToken = tokenEndpoint(this.#settings.tokenEndpoint) } = this.#settings;
      const answer = await fetchToken({ signal: this.#closing.signal });
      if (!('json' in answer)) return answer;
      return answer.ok ? await answer.json() : answer.status;
    } catch {
      return 0;
    }
  }

  #refused(status: number): void {
    const isSignedOut = status === 401 || status === 403;
    const event = new Event(isSignedOut ? 'taiwa-auth-required' : 'taiwa-error', { bubbles: true, composed: true });
    this.#element.dispatchEvent(
      Object.assign(event, isSignedOut ? {} : { code: 'TOKEN_FETCH_FAILED', retryable: true }),
    );
  }

  #say(message: ToFrame): void {
    this.#frame.contentWindow?.postMessage(sealed(this.#nonce, message), this.#origin);
  }
}

/** The tenant a token is of. It is read, not believed: the server looks again. */
function tenantOf(token: string): string | undefined {
  try {
    const middle = (token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/');
    const claims: unknown = JSON.parse(atob(middle));
    const tenant: unknown = typeof claims === 'object' && claims !== null && 'tid' in claims ? claims.tid : undefined;
    return typeof tenant === 'string' && /^\w+$/.test(tenant) ? tenant : undefined;
  } catch {
    return undefined;
  }
}
