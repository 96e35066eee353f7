import { Taiwa } from '@taiwa/sdk';
import { html, LitElement, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { tokenFor } from './people.ts';
import type { Words } from './words.ts';

interface PairRow {
  readonly id: string;
  readonly plannedCount: number;
  readonly heldCount: number;
  readonly member: { readonly name: string; readonly department: { readonly name: string } };
  readonly counterpart: { readonly name: string };
}

interface PairsPage {
  readonly pairs: {
    readonly nodes: readonly PairRow[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

const QUERY = `query PortalPairs($after: String) {
  pairs(first: 20, after: $after, filter: { active: true }) {
    nodes { id plannedCount heldCount member { name department { name } } counterpart { name } }
    pageInfo { hasNextPage endCursor }
  }
}`;

/** Who meets whom and how often, for advisors and admins: the portal's own page over the SDK, without any content. */
export class PairsTable extends LitElement {
  @property({ attribute: false }) userId = '';
  @property({ attribute: false }) words!: Words;
  @state() private rows: readonly PairRow[] = [];
  @state() private standing: 'waiting' | 'there' | 'failed' = 'waiting';
  @state() private cursor: string | null = null;
  #taiwa: Taiwa | undefined;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const language = this.words.otherLanguageCode === 'en' ? 'ja' : 'en';
    this.#taiwa = new Taiwa({
      url: location.origin,
      language,
      fetchToken: ({ signal }) => tokenFor(this.userId, signal),
    });
    void this.load();
  }

  private async load(): Promise<void> {
    this.standing = 'waiting';
    try {
      const { data } = await (this.#taiwa as Taiwa).request<PairsPage, { after: string | null }>(QUERY, {
        after: this.cursor,
      });
      const { nodes, pageInfo } = data.pairs;
      this.rows = [...this.rows, ...nodes];
      this.cursor = pageInfo.hasNextPage ? pageInfo.endCursor : null;
      this.standing = 'there';
    } catch {
      this.standing = 'failed';
    }
  }

  private row({ member, counterpart, plannedCount, heldCount }: PairRow): TemplateResult {
    return html`<tr>
      <th scope="row"><bdi>${member.name}</bdi></th>
      <td><bdi>${counterpart.name}</bdi></td>
      <td>${member.department.name}</td>
      <td class="number">${plannedCount}</td>
      <td class="number">${heldCount}</td>
    </tr>`;
  }

  private foot(): TemplateResult | null {
    const { pairs } = this.words;
    if (this.standing === 'waiting') return html`<p role="status">${pairs.waiting}</p>`;
    if (this.standing === 'failed')
      return html`<p role="alert">${pairs.failed} <button @click=${() => void this.load()}>${pairs.again}</button></p>`;
    if (this.rows.length === 0) return html`<p>${pairs.none}</p>`;
    return this.cursor ? html`<p><button @click=${() => void this.load()}>${pairs.more}</button></p>` : null;
  }

  protected override render(): TemplateResult {
    const { pairs } = this.words;
    return html`<div class="table" tabindex="0" role="region" aria-label=${this.words.headings.pairs}>
      <table>
        <thead>
          <tr>
            <th scope="col">${pairs.member}</th>
            <th scope="col">${pairs.counterpart}</th>
            <th scope="col">${pairs.department}</th>
            <th scope="col" class="number">${pairs.planned}</th>
            <th scope="col" class="number">${pairs.held}</th>
          </tr>
        </thead>
        <tbody>
          ${this.rows.map((row) => this.row(row))}
        </tbody>
      </table>
      ${this.foot()}
    </div>`;
  }
}

customElements.define('portal-pairs', PairsTable);
