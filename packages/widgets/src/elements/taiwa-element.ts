import { LitElement, type CSSResult, type CSSResultGroup, type PropertyValues, type TemplateResult } from 'lit';
import { property } from './reactive.ts';
import type { Client, ConnectionSettings, FetchToken, Language } from '../data/client.ts';
import { isComplete, pageConnection, sharedConnection, withPageServer, type Connection } from '../data/connection.ts';
import { GivenConnection } from '../data/given-connection.ts';
import { onConfigured, pageSettings, type Isolation, type Theme } from '../data/page-settings.ts';
import type { Failure } from '../data/failure.ts';
import type { ClientHost, Reading } from '../data/query-controller.ts';
import { AuthRequiredEvent, BeforeSubmitEvent, FailedEvent, type SubmitAction } from '../data/element-events.ts';
import { isInProvider } from '../locale/nearest-lang.ts';
import { Words } from '../locale/words.ts';
import { failedPanel, skeleton, staleNote } from '../parts/panel.ts';
import { dress } from '../theme/dress.ts';
import { setsColours } from '../theme/colours.ts';
import { foundation } from '../theme/foundation.ts';
import { controls } from '../theme/controls.ts';
import { panels } from '../theme/panels.ts';
import { tokens } from '../theme/tokens.ts';

const CONNECTING = ['url', 'tokenEndpoint', 'fetchToken', 'bound'];

/** Styles that every element begins with. */
export const elementStyles: CSSResultGroup = [tokens, foundation, controls, panels];

/**
 * What all elements share: the connection (their own or the provider's around them), the language of the nearest
 * `lang`, the four states, `reload()` and `focus()`.
 */
export abstract class TaiwaElement extends LitElement implements ClientHost {
  static override styles: CSSResultGroup = elementStyles;

  /** Address of the Taiwa server; the provider's where it is not given. */
  @property() url = '';

  /** Address on the page's own server that answers `{ token, expiresIn }`. */
  @property({ attribute: 'token-endpoint' }) tokenEndpoint = '';

  /** Gets a token, in place of `token-endpoint`. */
  @property({ attribute: false }) fetchToken: FetchToken | undefined;

  /** Binds tokens to a key of this page (RFC 9449), as on a provider; one around the element decides for those it serves. */
  @property({ type: Boolean }) bound = false;

  /** auto, light, dark or contrast. */
  @property({ reflect: true }) theme: Theme | undefined;

  /** plain, fluent or smarthr: colours and forms that suit the surroundings. */
  @property({ reflect: true }) preset: string | undefined;

  /** `frame` shows the element in a frame of the Taiwa server, which the page cannot look into. */
  @property() isolation: Isolation | undefined;

  /** The element's texts in its language. */
  protected readonly words = new Words(this);

  readonly #given = new GivenConnection(this);
  #own: Connection | undefined;
  #used: Connection | undefined;
  #release: (() => void) | undefined;
  #unfollow: (() => void) | undefined;
  #frame: Promise<{ close(): void }> | undefined;

  /** Asks the server again. */
  abstract reload(): Promise<void>;

  /** The client it asks by, in its language; undefined until it knows where the server is. */
  get client(): Client | undefined {
    return this.#used?.client(this.language);
  }

  /** @internal Keeps its connection open until this is done, though it may leave the page meanwhile. */
  hold(work: Promise<unknown>): void {
    this.#used?.hold(work);
  }

  /** Address of the server it asks; empty until it knows. */
  get server(): string {
    return this.#used?.settings.url ?? '';
  }

  /** The language it speaks and asks in. */
  get language(): Language {
    return this.words.language;
  }

  /** Says on the page what went wrong: `taiwa-auth-required` or `taiwa-error`. */
  report(failure: Failure): void {
    this.dispatchEvent(failure.kind === 'signed-out' ? new AuthRequiredEvent() : new FailedEvent(failure));
  }

  /** @internal Asks the page whether something may be sent now: false where it prevents `taiwa-before-submit`. */
  submits(action: SubmitAction): boolean {
    return this.dispatchEvent(new BeforeSubmitEvent(action));
  }

  override focus(options?: FocusOptions): void {
    const first = this.renderRoot.querySelector<HTMLElement>('input, textarea, select, button, a[href], [tabindex]');
    first?.focus(options);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unfollow?.();
    this.#use(undefined);
    void this.#frame?.then((frame) => frame.close());
    this.#frame = undefined;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#unfollow = onConfigured(this.#followPage);
    this.#followPage();
  }

  /** Draws nothing before its words are there. */
  protected override async scheduleUpdate(): Promise<void> {
    for (let arriving = this.words.arriving; arriving; arriving = this.words.arriving) await arriving;
    await super.scheduleUpdate();
  }

  /** In a frame it is the frame that draws, and nothing is asked here. */
  protected override shouldUpdate(): boolean {
    if ((this.isolation ?? pageSettings().isolation) !== 'frame') return true;
    const connection = this.#connect() ?? this.#around();
    if (connection) this.#frame ??= this.#openFrame(connection.settings);
    return false;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (CONNECTING.some((one) => changed.has(one))) this.#own = this.#connect();
    // Lit updates elements that have left, too.
    this.#use(this.isConnected ? (this.#own ?? this.#around()) : undefined);
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (changed.has('preset') || changed.has('theme')) dress(this);
  }

  protected override firstUpdated(changed: PropertyValues): void {
    super.firstUpdated(changed);
    if (setsColours(this)) void import('../theme/contrast.ts').then(({ warnOfContrast }) => warnOfContrast(this));
  }

  /** @internal Wears styles that came later. */
  adopt({ styleSheet }: CSSResult): void {
    const root = this.shadowRoot;
    if (root && styleSheet && !root.adoptedStyleSheets.includes(styleSheet)) root.adoptedStyleSheets.push(styleSheet);
  }

  /** @internal Once what is there is drawn, focuses the first of the selectors that finds something. */
  async focusOn(...selectors: readonly string[]): Promise<void> {
    await this.updateComplete;
    for (const selector of selectors) {
      const found = this.renderRoot.querySelector<HTMLElement>(selector);
      if (found) return found.focus();
    }
  }

  /** @internal Draws what is known: waiting, failed, or what `there` makes of the data. */
  renderReading<Data>(reading: Reading<Data>, there: (data: Data) => TemplateResult): TemplateResult {
    switch (reading.state) {
      case 'waiting':
        return skeleton(this.words);
      case 'failed':
        return failedPanel(this.words, reading.failure, () => void this.reload());
      case 'there':
        return staleNote(this.words, there(reading.data), reading.failure);
    }
  }

  readonly #followPage = (): void => {
    if (!isInProvider(this)) {
      this.theme ??= pageSettings().theme;
      this.preset ??= pageSettings().preset;
    }
    this.#own = this.#connect();
    this.requestUpdate();
  };

  #connect(): Connection | undefined {
    const { url, tokenEndpoint, fetchToken, bound } = this;
    const settings = withPageServer({ url, tokenEndpoint, fetchToken, bound });
    return isComplete(settings) ? sharedConnection(settings) : undefined;
  }

  /** What the provider around it has, or where there is none, the page. */
  #around(): Connection | undefined {
    return this.#given.isThere ? this.#given.value : pageConnection();
  }

  async #openFrame(settings: ConnectionSettings): Promise<{ close(): void }> {
    const { FrameHost } = await import('../frame/frame-host.ts');
    const frame = new FrameHost(this, settings);
    if (this.isConnected) await frame.open();
    return frame;
  }

  #use(connection: Connection | undefined): void {
    if (connection === this.#used) return;
    this.#release?.();
    this.#used = connection;
    this.#release = connection?.use();
  }
}
