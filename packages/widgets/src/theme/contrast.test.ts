import { html, LitElement } from 'lit';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import '../elements/next/next.define.ts';
import '../elements/provider/provider.define.ts';
import { settled } from '../testing/element-contract.ts';
import { find, mount } from '../testing/mount.ts';
import { openWorld } from '../testing/open-world.ts';
import { contrastsOf, warnOfContrast } from './contrast.ts';

interface Look {
  readonly preset?: string;
  readonly theme?: string;
  readonly style?: string;
}

/** An element on a page that wears something, as soon as it is drawn. */
async function worn({ preset = '', theme = 'light', style = '' }: Look): Promise<LitElement> {
  const world = await openWorld({ prepared: true });
  const provider = mount<HTMLElement>(
    html`<taiwa-provider url=${world.url} token-endpoint=${world.tokenFor('aoi')} theme=${theme} preset=${preset}
      ><taiwa-next></taiwa-next
    ></taiwa-provider>`,
  );
  provider.style.cssText = style;
  const element = provider.querySelector('taiwa-next');
  if (!(element instanceof LitElement)) throw new Error('No <taiwa-next>');
  await settled(element);
  return element;
}

const accentOf = (element: Element): string => getComputedStyle(element).getPropertyValue('--taiwa-accent').trim();

describe('presets', () => {
  it.each(['', 'fluent', 'smarthr'])('“%s” can be read in every colour scheme: 4.5 to 1 and more', async (preset) => {
    for (const theme of ['light', 'dark', 'contrast']) {
      const element = await worn({ preset, theme });
      if (preset || theme === 'contrast') await expect.poll(() => accentOf(element)).not.toBe('');
      const low = contrastsOf(element).filter(({ ratio }) => ratio < 4.5);
      expect({ preset, theme, low }).toEqual({ preset, theme, low: [] });
    }
  });

  it('differ in form as well, and hold for an element alone', async () => {
    const plain = await worn({});
    const radius = (element: Element): string => getComputedStyle(find(element, '.card')).borderRadius;
    expect(radius(plain)).toBe('16px');
    const world = await openWorld({ prepared: true });
    const alone = mount<HTMLElement>(
      html`<taiwa-next preset="fluent" url=${world.url} token-endpoint=${world.tokenFor('aoi')}></taiwa-next>`,
    );
    await settled(alone);
    await expect.poll(() => radius(alone)).toBe('10px');
  });

  it('are overruled by what the page sets nearer, and “contrast” overrules both', async () => {
    const element = await worn({ preset: 'fluent', style: '--taiwa-accent: #0f6b57' });
    expect(accentOf(element)).toBe('#0f6b57');
    const strict = await worn({ preset: 'fluent', theme: 'contrast' });
    await expect.poll(() => accentOf(strict)).toContain('#003a63');
  });

  it('that do not exist change nothing', async () => {
    const element = await worn({ preset: 'no-such-thing' });
    expect(accentOf(element)).toBe('');
  });
});

describe('the warning', () => {
  it('names each pair of tokens that can hardly be read, once, and only where the page sets colours', async () => {
    const warned = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    onTestFinished(() => warned.mockRestore());
    const lines = (): string[] =>
      warned.mock.calls.map(([line]) => String(line)).filter((one) => one.startsWith('taiwa'));
    await worn({});
    expect(lines()).toEqual([]);
    const style = '--taiwa-text-muted: #999999; --taiwa-bg: #ffffff';
    const element = await worn({ style });
    await expect
      .poll(lines)
      .toContain(
        'taiwa: --taiwa-text-muted on --taiwa-bg has a contrast of 2.8:1; words need 4.5:1 (WCAG 2.2, 1.4.3).',
      );
    const count = lines().length;
    await worn({ style });
    warnOfContrast(element);
    expect(lines()).toHaveLength(count);
  });

  it('counts what shines through', async () => {
    const element = await worn({ style: '--taiwa-text: rgb(0 0 0 / 30%); --taiwa-bg: #ffffff' });
    const seen = contrastsOf(element).find(({ words, ground }) => words === 'text' && ground === 'bg');
    expect(seen?.ratio).toBeLessThan(2.5);
  });
});
