import { css, html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { property } from '../reactive.ts';
import type { FetchToken } from '../../data/client.ts';
import { isComplete, openConnection, pageConnection, withPageServer, type Connection } from '../../data/connection.ts';
import { ProvidedConnection } from '../../data/given-connection.ts';
import { dropDraftsOf } from '../../data/draft.ts';
import { onConfigured, pageSettings, type Theme } from '../../data/page-settings.ts';
import { dress } from '../../theme/dress.ts';
import { tokens } from '../../theme/tokens.ts';

/**
 * Says once where the server is and how to get a token; the elements inside share it, its token and its socket.
 * Two providers never share a token. `lang` and `theme` hold for everything inside.
 *
 * @tag taiwa-provider
 * @slot - The elements, anywhere inside, and whatever else the page has there.
 */
export class TaiwaProvider extends LitElement {
  static override styles = [
    tokens,
    css`
      :host {
        display: contents;
      }
    `,
  ];

  /** Address of the Taiwa server, e.g. https://taiwa.example.com */
  @property() url = '';

  /** Address on the page's own server that answers a POST by `{ token, expiresIn }`; 401 means nobody is signed in. */
  @property({ attribute: 'token-endpoint' }) tokenEndpoint = '';

  /** Gets a token, in place of `token-endpoint`. */
  @property({ attribute: false }) fetchToken: FetchToken | undefined;

  /** Binds tokens to a key of this page (RFC 9449): one that is stolen is of no use. The endpoint hands `keyThumbprint` on. */
  @property({ type: Boolean }) bound = false;

  /** auto, light, dark or contrast. */
  @property({ reflect: true }) theme: Theme | undefined;

  /** plain, fluent or smarthr: colours and forms that suit the surroundings. */
  @property({ reflect: true }) preset: string | undefined;

  readonly #handed = new ProvidedConnection(this);
  #own: Connection | undefined;
  #unfollow: (() => void) | undefined;

  /** The connection it hands down; undefined until `url` and a way to a token are given. */
  get connection(): Connection | undefined {
    return this.#handed.value;
  }

  /** The person signs out: their drafts leave this device and the connection is closed. */
  signOut(): void {
    dropDraftsOf(this.connection?.settings.url ?? this.url);
    this.connection?.abandon();
    this.#handed.value = undefined;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#unfollow = onConfigured(this.#followPage);
    this.#followPage();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unfollow?.();
  }

  protected override willUpdate(changed: PropertyValues): void {
    const isChanged =
      changed.has('url') || changed.has('tokenEndpoint') || changed.has('fetchToken') || changed.has('bound');
    if (isChanged || !this.hasUpdated) this.#connect();
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (changed.has('preset') || changed.has('theme')) dress(this);
  }

  protected override render(): TemplateResult {
    return html`<slot></slot>`;
  }

  readonly #followPage = (): void => {
    this.theme ??= pageSettings().theme;
    this.preset ??= pageSettings().preset;
    // A connection of its own stays: what it was made of has not changed.
    if (this.hasUpdated && this.#own === undefined) this.#connect();
  };

  #connect(): void {
    const { url, tokenEndpoint, fetchToken, bound } = this;
    const settings = withPageServer({ url, tokenEndpoint, fetchToken, bound });
    this.#own = isComplete(settings) ? openConnection(settings) : undefined;
    this.#handed.value = this.#own ?? pageConnection();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'taiwa-provider': TaiwaProvider;
  }
}
