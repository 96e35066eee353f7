import { html, type TemplateResult } from 'lit';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { FetchToken } from '../../data/client.ts';
import { configure } from '../../data/page-settings.ts';
import { QueryController } from '../../data/query-controller.ts';
import { Prep } from '../../generated/prep.ts';
import { mount, textOf } from '../../testing/mount.ts';
import { openWorld, type OpenWorld } from '../../testing/open-world.ts';
import { topics } from '../../testing/texts.ts';
import { TaiwaElement } from '../taiwa-element.ts';
import './provider.define.ts';

class TokenSample extends TaiwaElement {
  readonly query = new QueryController(this, { document: Prep, variables: () => ({ sessionId: 'ses_first' }) });

  reload(): Promise<void> {
    return this.query.reload();
  }

  protected override render(): TemplateResult {
    return this.renderReading(
      this.query.reading,
      ({ topics }) => html`<p>${topics.map(({ name }) => name).join()}</p>`,
    );
  }
}
customElements.define('taiwa-token-sample', TokenSample);

const samplesIn = (page: Element): TokenSample[] =>
  [...page.querySelectorAll('taiwa-token-sample')].filter((one) => one instanceof TokenSample);

/** How many topics the first of them has. */
const topicsIn = (page: Element) => samplesIn(page)[0]?.query.data?.topics.length;

/** What the page's own server answers, counted. */
function host(world: OpenWorld, person: 'aoi' | 'ken' = 'aoi') {
  return vi.fn<FetchToken>(({ signal }) => fetch(world.tokenFor(person), { method: 'POST', signal }));
}

const provider = (world: OpenWorld, fetchToken: FetchToken, inside: TemplateResult): Element =>
  mount(html`<taiwa-provider url=${world.url} .fetchToken=${fetchToken}>${inside}</taiwa-provider>`);

const ONE = html`<taiwa-token-sample></taiwa-token-sample>`;

/** Lets no backoff end by itself within a test. */
function makeBackoffLong(): void {
  const real = window.setTimeout;
  const spy = vi
    .spyOn(window, 'setTimeout')
    .mockImplementation(((run: () => void, ms = 0) => real(run, ms > 0 && ms < 10_000 ? 600_000 : ms)) as never);
  onTestFinished(() => spy.mockRestore());
}

/** Lets what was begun by an event go as far as it can without time. */
const settled = () => new Promise((resolve) => queueMicrotask(() => queueMicrotask(() => resolve(undefined))));

describe('the token of a page', () => {
  it('is fetched once for the elements of a provider, whatever languages they speak', async () => {
    const world = await openWorld();
    const fetchToken = host(world);
    const page = provider(
      world,
      fetchToken,
      html`${ONE}
        <div lang="en">${ONE}</div>
        <div lang="ja">${ONE}</div>`,
    );
    await expect.poll(() => samplesIn(page).every((one) => one.query.data)).toBe(true);
    expect(new Set(samplesIn(page).map(textOf)).size).toBe(2);
    expect(fetchToken).toHaveBeenCalledOnce();
  });

  it('is never that of another provider', async () => {
    const world = await openWorld();
    const [aoi, ken] = [host(world, 'aoi'), host(world, 'ken')];
    const [first, second] = [provider(world, aoi, ONE), provider(world, ken, ONE)];
    await expect.poll(() => [topicsIn(first), topicsIn(second)]).toEqual([topics.length, topics.length]);
    expect([aoi.mock.calls.length, ken.mock.calls.length]).toEqual([1, 1]);
  });

  it('is no more asked for once the last element has left', async () => {
    const world = await openWorld();
    const fetchToken = vi.fn<FetchToken>(() => new Promise(() => {}));
    const page = provider(world, fetchToken, html`${ONE}${ONE}`);
    await expect.poll(() => fetchToken.mock.calls.length).toBe(1);
    const { signal } = fetchToken.mock.calls[0]?.[0] ?? {};
    samplesIn(page)[0]?.remove();
    expect(signal?.aborted).toBe(false);
    samplesIn(page)[0]?.remove();
    expect(signal?.aborted).toBe(true);
  });

  it.each([
    ['the network is back', () => window.dispatchEvent(new Event('online'))],
    ['the page is looked at again', () => document.dispatchEvent(new Event('visibilitychange'))],
  ])('is asked for at once when %s', async (_what, happens) => {
    const world = await openWorld();
    let down = true;
    const real = host(world);
    const fetchToken = vi.fn<FetchToken>((asked) =>
      down ? Promise.reject(new TypeError('Failed to fetch')) : real(asked),
    );
    makeBackoffLong();
    provider(world, fetchToken, ONE);
    await expect.poll(() => fetchToken.mock.settledResults[0]?.type).toBe('rejected');
    await settled();
    expect(fetchToken).toHaveBeenCalledOnce();
    down = false;
    happens();
    await settled();
    expect(fetchToken).toHaveBeenCalledTimes(2);
  });

  it.each([401, 403])(
    'of a page that is signed out (%i) is asked for once, and the page is told calmly',
    async (status) => {
      const world = await openWorld();
      const fetchToken = vi.fn<FetchToken>(async () => new Response('', { status }));
      const told = vi.fn();
      document.addEventListener('taiwa-auth-required', told);
      onTestFinished(() => document.removeEventListener('taiwa-auth-required', told));
      const page = provider(world, fetchToken, html`${ONE}${ONE}`);
      await expect
        .poll(() => samplesIn(page).map(textOf).join())
        .toMatch(/サインインしてください.*サインインしてください/s);
      window.dispatchEvent(new Event('online'));
      document.dispatchEvent(new Event('visibilitychange'));
      await settled();
      expect(fetchToken).toHaveBeenCalledOnce();
      expect(told).toHaveBeenCalled();
    },
  );

  it('that is the expired one again is a fault with a hint, and nobody is called signed out', async () => {
    const world = await openWorld();
    const told: string[] = [];
    const hear = (event: Event) => told.push(`${event.type}: ${'message' in event ? String(event.message) : ''}`);
    for (const type of ['taiwa-error', 'taiwa-auth-required'] as const) document.addEventListener(type, hear);
    onTestFinished(() => {
      for (const type of ['taiwa-error', 'taiwa-auth-required'] as const) document.removeEventListener(type, hear);
    });
    const answer = await fetch(world.tokenFor('aoi'), { method: 'POST' });
    const { token }: { token: string } = await answer.json();
    const page = provider(world, async () => ({ token, expiresIn: 0.05 }), ONE);
    await expect.poll(() => topicsIn(page)).toBe(topics.length);
    await expect
      .poll(async () =>
        samplesIn(page)[0]
          ?.reload()
          .then(() => told.length),
      )
      .toBeGreaterThan(0);
    expect(told.join()).toMatch(/^taiwa-error: .*no-store/);
    expect(told.join()).not.toContain('taiwa-auth-required');
    expect(textOf(page)).not.toContain('no-store');
  });

  it('is bound to a key of the page where the provider says so', async () => {
    const world = await openWorld();
    const real = host(world);
    const fetchToken = vi.fn<FetchToken>((asked) => real(asked));
    const fetched = vi.spyOn(globalThis, 'fetch');
    onTestFinished(() => fetched.mockRestore());
    const page = mount(html`<taiwa-provider bound url=${world.url} .fetchToken=${fetchToken}>${ONE}</taiwa-provider>`);
    await expect.poll(() => topicsIn(page)).toBe(topics.length);
    expect(fetchToken.mock.calls[0]?.[0].keyThumbprint).toMatch(/^[\w-]{43}$/);
    const headers = fetched.mock.calls.map(([, init]) => new Headers(init?.headers)).find((one) => one.has('dpop'));
    expect(headers?.get('authorization')).toMatch(/^DPoP /);
  });

  it('is bound for an element that stands alone too, and shared by those that ask for the same', async () => {
    const world = await openWorld();
    const real = host(world);
    const fetchToken = vi.fn<FetchToken>((asked) => real(asked));
    const alone = html`<taiwa-token-sample bound url=${world.url} .fetchToken=${fetchToken}></taiwa-token-sample>`;
    const unbound = html`<taiwa-token-sample url=${world.url} .fetchToken=${fetchToken}></taiwa-token-sample>`;
    const page = mount(html`<div>${alone}${alone}${unbound}</div>`);
    await expect.poll(() => samplesIn(page).every(({ query }) => query.data)).toBe(true);
    const thumbprints = fetchToken.mock.calls.map(([{ keyThumbprint }]) => typeof keyThumbprint);
    expect(thumbprints.sort()).toEqual(['string', 'undefined']);
  });

  it('is bound where the page as a whole says so', async () => {
    const world = await openWorld();
    const real = host(world);
    const fetchToken = vi.fn<FetchToken>((asked) => real(asked));
    configure({ url: world.url, fetchToken, bound: true });
    onTestFinished(() => configure({ url: undefined, fetchToken: undefined, bound: undefined }));
    const page = mount(html`<div><taiwa-token-sample></taiwa-token-sample></div>`);
    await expect.poll(() => topicsIn(page)).toBe(topics.length);
    expect(fetchToken.mock.calls[0]?.[0].keyThumbprint).toMatch(/^[\w-]{43}$/);
  });
});
