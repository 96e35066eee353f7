import { html, LitElement, type TemplateResult } from 'lit';
import { describe, expect, it, vi } from 'vitest';
import { QueryController } from '../../data/query-controller.ts';
import { Prep } from '../../generated/prep.ts';
import { mount, textOf } from '../../testing/mount.ts';
import { openWorld } from '../../testing/open-world.ts';
import { TaiwaElement } from '../taiwa-element.ts';
import './provider.define.ts';

class SampleElement extends TaiwaElement {
  readonly query = new QueryController(this, { document: Prep, variables: () => ({ sessionId: 'ses_first' }) });

  reload(): Promise<void> {
    return this.query.reload();
  }

  protected override render(): TemplateResult {
    return this.renderReading(
      this.query.reading,
      ({ topics }) => html`<p>${topics.map((one) => one.name).join('、')}</p>`,
    );
  }
}
customElements.define('taiwa-sample', SampleElement);

const sampleIn = (provider: Element): SampleElement => {
  const found = provider.querySelector('taiwa-sample');
  if (!(found instanceof SampleElement)) throw new Error('No sample');
  return found;
};

describe('<taiwa-provider>', () => {
  it('gives the elements inside its server and its token', async () => {
    const world = await openWorld();
    const provider = mount(
      html`<taiwa-provider url=${world.url} token-endpoint=${world.tokenFor('aoi')}
        ><taiwa-sample></taiwa-sample
      ></taiwa-provider>`,
    );
    await expect.poll(() => textOf(sampleIn(provider))).toContain('今後のキャリア');
  });

  it('lets an element do without it', async () => {
    const world = await openWorld();
    const sample = mount(html`<taiwa-sample url=${world.url} token-endpoint=${world.tokenFor('aoi')}></taiwa-sample>`);
    await expect.poll(() => textOf(sample)).toContain('人間関係');
  });

  it('asks for one token for all of its elements', async () => {
    const world = await openWorld();
    const fetched = vi.spyOn(globalThis, 'fetch');
    const provider = mount(html`
      <taiwa-provider url=${world.url} token-endpoint=${world.tokenFor('aoi')}>
        <taiwa-sample></taiwa-sample><taiwa-sample></taiwa-sample><taiwa-sample></taiwa-sample>
      </taiwa-provider>
    `);
    const samples = [...provider.querySelectorAll('taiwa-sample')];
    await expect.poll(() => samples.map(textOf).every((text) => text.includes('人間関係'))).toBe(true);
    expect(fetched.mock.calls.filter(([address]) => String(address).includes('/token'))).toHaveLength(1);
    fetched.mockRestore();
  });

  it('speaks and asks in the language of the nearest lang, and follows its change', async () => {
    const world = await openWorld();
    const provider = mount(html`
      <taiwa-provider lang="en" url=${world.url} token-endpoint=${world.tokenFor('aoi')}
        ><taiwa-sample></taiwa-sample
      ></taiwa-provider>
    `);
    await expect.poll(() => textOf(sampleIn(provider))).toContain('Relationships');
    provider.lang = 'ja';
    await expect.poll(() => textOf(sampleIn(provider))).toContain('人間関係');
  });

  it('finds the language across shadow roots', async () => {
    const world = await openWorld();
    const outer = mount(html`<section lang="en"></section>`);
    const inside = outer.attachShadow({ mode: 'open' });
    inside.innerHTML = `<taiwa-sample url="${world.url}" token-endpoint="${world.tokenFor('aoi')}"></taiwa-sample>`;
    const sample = inside.firstElementChild;
    await expect.poll(() => sample && textOf(sample)).toContain('Relationships');
  });

  it('shows a calm panel and tells the page once when nobody is signed in, and tries again on demand', async () => {
    const world = await openWorld();
    await world.order({ signedOut: true });
    const told = vi.fn();
    document.addEventListener('taiwa-auth-required', told);
    const sample = mount(html`<taiwa-sample url=${world.url} token-endpoint=${world.tokenFor('aoi')}></taiwa-sample>`);
    await expect.poll(() => textOf(sample)).toContain('サインインしてください');
    expect(told).toHaveBeenCalledOnce();
    await world.order({ signedOut: false });
    sample.shadowRoot?.querySelector('button')?.click();
    await expect.poll(() => textOf(sample)).toContain('人間関係');
    document.removeEventListener('taiwa-auth-required', told);
  });

  it('shows a fault with its reference and tries again on demand', async () => {
    const world = await openWorld();
    await world.fault({ operation: 'Prep', kind: 'break' });
    const sample = mount(html`<taiwa-sample url=${world.url} token-endpoint=${world.tokenFor('aoi')}></taiwa-sample>`);
    await expect.poll(() => textOf(sample)).toContain('お問い合わせ番号：req_7k2m');
    await world.fault();
    sample.shadowRoot?.querySelector('button')?.click();
    await expect.poll(() => textOf(sample)).toContain('人間関係');
  });

  it('passes its theme on', async () => {
    const provider = mount(html`<taiwa-provider theme="dark"><taiwa-sample></taiwa-sample></taiwa-provider>`);
    await sampleIn(provider).updateComplete;
    expect(getComputedStyle(sampleIn(provider)).colorScheme).toBe('dark');
  });

  it('renders the page content it stands around', async () => {
    const provider = mount<LitElement>(html`<taiwa-provider><p>page</p></taiwa-provider>`);
    await provider.updateComplete;
    expect(provider.querySelector('p')?.assignedSlot).not.toBeNull();
  });
});
