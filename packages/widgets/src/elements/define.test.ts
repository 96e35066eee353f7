import { html } from 'lit';
import { afterEach, describe, expect, it } from 'vitest';
import { configure } from '../data/page-settings.ts';
import { mount, textOf } from '../testing/mount.ts';
import { openWorld } from '../testing/open-world.ts';
import type { TaiwaElement } from './taiwa-element.ts';
import './next/next.define.ts';

afterEach(() =>
  configure({ prefix: undefined, url: undefined, tokenEndpoint: undefined, fetchToken: undefined, theme: undefined }),
);

describe('what is configured for the whole page', () => {
  it('reaches elements that are there already and say nothing themselves', async () => {
    const world = await openWorld({ prepared: true });
    const next = mount<TaiwaElement>(html`<taiwa-next></taiwa-next>`);
    await next.updateComplete;
    configure({ url: world.url, tokenEndpoint: world.tokenFor('aoi'), theme: 'dark' });
    await expect.poll(() => textOf(next)).toContain('高橋 健');
    expect(getComputedStyle(next).colorScheme).toBe('dark');
  });

  it('gives an element that names a token endpoint the server', async () => {
    const world = await openWorld({ prepared: true });
    configure({ url: world.url, tokenEndpoint: world.tokenFor('ken') });
    const next = mount(html`<taiwa-next token-endpoint=${world.tokenFor('aoi')}></taiwa-next>`);
    await expect.poll(() => textOf(next)).toContain('高橋 健さんとの1on1');
  });

  it('makes one token do for all elements, by a function too', async () => {
    const world = await openWorld({ prepared: true });
    let fetched = 0;
    configure({
      url: world.url,
      fetchToken: () => {
        fetched += 1;
        return fetch(world.tokenFor('aoi'), { method: 'POST' });
      },
    });
    const all = mount(html`<div><taiwa-next></taiwa-next><taiwa-next></taiwa-next></div>`);
    await expect.poll(() => [...all.children].map(textOf).every((text) => text.includes('高橋 健'))).toBe(true);
    expect(fetched).toBe(1);
  });

  it('gives elements a second name by a prefix, also those registered before', async () => {
    const world = await openWorld({ prepared: true });
    configure({ prefix: 'acme', url: world.url, tokenEndpoint: world.tokenFor('aoi') });
    const next = mount(html`<acme-taiwa-next></acme-taiwa-next>`);
    await expect.poll(() => textOf(next)).toContain('高橋 健');
    expect(customElements.get('taiwa-next')).not.toBe(customElements.get('acme-taiwa-next'));
  });
});
