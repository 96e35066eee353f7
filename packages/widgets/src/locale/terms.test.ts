import { problemError } from '@taiwa/sdk/errors';
import { html } from 'lit';
import { expect, it } from 'vitest';
import { failureOf } from '../data/failure.ts';
import '../elements/brief/brief.define.ts';
import '../elements/hints/hints.define.ts';
import '../elements/impressions/impressions.define.ts';
import '../elements/next/next.define.ts';
import '../elements/prep/prep.define.ts';
import '../elements/provider/provider.define.ts';
import '../elements/rating/rating.define.ts';
import '../elements/session/session.define.ts';
import { registerLanguage } from '../index.ts';
import { mount, textOf } from '../testing/mount.ts';
import { openWorld, type OpenWorld } from '../testing/open-world.ts';
import type { StoryOptions } from '../testing/story.ts';
import { en } from './en.ts';
import type { Messages } from './messages.ts';
import { nextEn } from './next-en.ts';
import { prepEn } from './prep-en.ts';
import { ratingEn } from './rating-en.ts';
import { sessionEn } from './session-en.ts';

const everyElement = html`<taiwa-next></taiwa-next><taiwa-prep></taiwa-prep><taiwa-brief></taiwa-brief
  ><taiwa-session></taiwa-session><taiwa-rating></taiwa-rating><taiwa-impressions></taiwa-impressions
  ><taiwa-hints></taiwa-hints>`;

/** A page of a company; answers its elements by name. */
async function page(story: StoryOptions, lang: string, as: 'aoi' | 'ken' = 'aoi') {
  const world: OpenWorld = await openWorld(story);
  const provider = mount(
    html`<taiwa-provider lang=${lang} url=${world.url} token-endpoint=${world.tokenFor(as)}
      >${everyElement}</taiwa-provider
    >`,
  );
  const text = (name: string): string => textOf(provider.querySelector(`taiwa-${name}`) ?? document.body);
  return { world, provider, text };
}

it('a tenant’s own words stand in every element, in the language it speaks', async () => {
  const { provider, text } = await page({ renamed: true, prepared: true }, 'ja');
  await expect.poll(() => text('next')).toContain('次の面談');
  await expect.poll(() => text('prep')).toContain('高橋 健さんとの面談の準備');
  await expect.poll(() => text('session')).toContain('面談');
  await expect.poll(() => text('rating')).toContain('面談が終わると');
  await expect.poll(() => text('hints')).toContain('面談のコツ');
  provider.lang = 'en';
  await expect.poll(() => text('next')).toContain('Your next check-in');
  await expect.poll(() => text('next')).toContain('Check-in with Ken Takahashi');
  await expect.poll(() => text('hints')).toContain('Tips for your check-in');
  await expect.poll(() => text('rating')).toContain('After each check-in');
  for (const name of ['next', 'prep', 'brief', 'session', 'rating', 'impressions', 'hints'])
    await expect.poll(() => text(name)).not.toMatch(/1on1|1-on-1|\{\w+\}/);
});

it('elements of the manager have them too', async () => {
  const { text } = await page({ renamed: true, without: 'sessions' }, 'en', 'ken');
  await expect.poll(() => text('brief')).toContain('Before each check-in');
  await expect.poll(() => text('impressions')).toContain('What your reports write');
});

it('they come with the first data: no request is made for them', async () => {
  const world = await openWorld({ renamed: true });
  const next = mount(html`<taiwa-next url=${world.url} token-endpoint=${world.tokenFor('aoi')}></taiwa-next>`);
  await expect.poll(() => textOf(next)).toContain('次の面談');
  expect((await world.received()).map(({ operation }) => operation)).toEqual(['Next']);
});

it('where a tenant has none, the product’s own stand', async () => {
  const { text } = await page({}, 'en');
  await expect.poll(() => text('next')).toContain('1-on-1 with Ken Takahashi');
  await expect.poll(() => text('hints')).toContain('Hints for your 1-on-1');
});

it('what a person wrote stays as it was written, even where it looks like a mark', async () => {
  const { text } = await page({ renamed: true, memberName: '{talk} {Talk}' }, 'ja', 'ken');
  await expect.poll(() => text('next')).toContain('{talk} {Talk}さんとの面談');
});

it('a third language has its own word, or the English one of the tenant', async () => {
  const german: Messages = Object.assign({}, en, nextEn, prepEn, ratingEn, sessionEn, {
    talk: 'Gespräch',
    nextTitle: 'Ihr nächstes {talk}',
  });
  registerLanguage('de', german);
  const own = await page({}, 'de');
  await expect.poll(() => own.text('next')).toContain('Ihr nächstes Gespräch');
  const renamed = await page({ renamed: true }, 'de');
  await expect.poll(() => renamed.text('next')).toContain('Ihr nächstes check-in');
});

it('what the server says of talks is said in the word of the tenant', async () => {
  const { provider, text } = await page({ renamed: true }, 'ja');
  await expect.poll(() => text('next')).toContain('次の面談');
  const refused = problemError(
    { __typename: 'Conflict', code: 'OVERLAP', message: 'ほかの1on1の予定があります。' },
    'req_1',
  );
  const { message } = failureOf(refused, provider.querySelector('taiwa-next')?.client);
  expect(message).toBe('ほかの面談の予定があります。');
  expect(failureOf(refused).message).toBe('ほかの1on1の予定があります。');
});
