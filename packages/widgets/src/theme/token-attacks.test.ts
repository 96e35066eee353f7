import { html } from 'lit';
import { beforeEach, expect, it } from 'vitest';
import '../elements/brief/brief.define.ts';
import '../elements/hints/hints.define.ts';
import '../elements/impressions/impressions.define.ts';
import '../elements/next/next.define.ts';
import '../elements/prep/prep.define.ts';
import '../elements/provider/provider.define.ts';
import '../elements/rating/rating.define.ts';
import '../elements/session/session.define.ts';
import { settled } from '../testing/element-contract.ts';
import { mount } from '../testing/mount.ts';
import { openWorld } from '../testing/open-world.ts';

/*
 * What a page takes from elsewhere, such as a tenant's own colours, may end up in a token or an attribute. Nothing of it may
 * load anything, become markup, or end the rule that it stands in (security.md, V33).
 */
const TOKENS = `accent accent-text accent-soft bg surface border edge control-border text text-muted danger warning
  warning-soft success focus radius space shadow control-height min-height motion font font-size line-height`.split(
  /\s+/,
);

const ATTRIBUTES = ['lang', 'theme', 'preset', 'bound', 'session-id', 'topic-code', 'response', 'class', 'title'];

const ELSEWHERE = `${location.origin}/elsewhere`;

const ATTACKS = [
  `url(${ELSEWHERE})`,
  `red;background:url(${ELSEWHERE})`,
  `red;}*{background:url(${ELSEWHERE})}`,
  `</style><img src=${ELSEWHERE}>`,
  `@import "${ELSEWHERE}"`,
  'url(javascript:document.title="broken")',
  `image-set(url(${ELSEWHERE}) 1x)`,
  `red url(${ELSEWHERE}) no-repeat`,
];

const elements = ['next', 'prep', 'brief', 'session', 'rating', 'impressions', 'hints'];
const asked = (): string[] =>
  performance
    .getEntriesByType('resource')
    .map(({ name }) => name)
    .filter((name) => name.includes('/elsewhere'));

beforeEach(() => performance.clearResourceTimings());

it.each(ATTACKS)('no token loads or breaks anything: %s', async (value) => {
  const world = await openWorld({ prepared: true });
  const provider = mount<HTMLElement>(
    html`<taiwa-provider url=${world.url} token-endpoint=${world.tokenFor('aoi')}
      ><taiwa-next></taiwa-next><taiwa-prep></taiwa-prep><taiwa-brief></taiwa-brief><taiwa-session></taiwa-session
      ><taiwa-rating></taiwa-rating><taiwa-impressions></taiwa-impressions><taiwa-hints></taiwa-hints
    ></taiwa-provider>`,
  );
  for (const token of TOKENS) provider.style.setProperty(`--taiwa-${token}`, value);
  for (const name of elements) {
    const element = provider.querySelector(`taiwa-${name}`);
    if (!element) throw new Error(`No ${name}`);
    await settled(element);
    const drawn = [...(element.shadowRoot?.querySelectorAll('*') ?? [])];
    const images = drawn.filter((one) => /url\(/.test(getComputedStyle(one).backgroundImage));
    expect(images.map(({ className }) => className)).toEqual([]);
    expect(element.shadowRoot?.querySelector('style, link, img')).toBeNull();
  }
  expect(asked()).toEqual([]);
  expect(document.title).not.toBe('broken');
});

it('no attribute of an element becomes a style, a script or markup', async () => {
  const world = await openWorld({ prepared: true });
  for (const attack of [
    ...ATTACKS,
    '"><script>document.title="broken"</script>',
    'javascript:document.title="broken"',
  ]) {
    const provider = mount<HTMLElement>(
      html`<taiwa-provider url=${world.url} token-endpoint=${world.tokenFor('aoi')}></taiwa-provider>`,
    );
    const next = document.createElement('taiwa-next');
    for (const name of ATTRIBUTES) {
      next.setAttribute(name, attack);
      provider.setAttribute(name, attack);
    }
    provider.append(next);
    await settled(next);
    expect(next.shadowRoot?.querySelector('style, link, img, script')).toBeNull();
  }
  expect(asked()).toEqual([]);
  expect(document.title).not.toBe('broken');
});
