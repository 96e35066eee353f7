import { html } from 'lit';
import { expect, it } from 'vitest';
import '../elements/next/next.define.ts';
import '../elements/provider/provider.define.ts';
import { registerLanguage } from '../index.ts';
import { mount, textOf } from '../testing/mount.ts';
import { openWorld } from '../testing/open-world.ts';
import { en } from './en.ts';
import type { Messages } from './messages.ts';
import { nextEn } from './next-en.ts';
import { prepEn } from './prep-en.ts';
import { ratingEn } from './rating-en.ts';
import { sessionEn } from './session-en.ts';

// What is not translated here stays English, as in a dictionary that is being written.
const german: Messages = Object.assign({}, en, nextEn, prepEn, ratingEn, sessionEn, {
  talk: 'Gespräch',
  nextTitle: 'Ihr nächstes {talk}',
});

it('a third language is one dictionary: elements speak it where the nearest lang asks for it, with its dates', async () => {
  const world = await openWorld({});
  const provider = mount(
    html`<taiwa-provider lang="de-AT" url=${world.url} token-endpoint=${world.tokenFor('aoi')}
      ><taiwa-next></taiwa-next
    ></taiwa-provider>`,
  );
  const element = provider.querySelector('taiwa-next');
  if (!element) throw new Error('No <taiwa-next>');
  // Until it is there, English stands in for it.
  await expect.poll(() => textOf(element)).toContain('Your next 1-on-1');
  registerLanguage('de', german);
  await expect.poll(() => textOf(element)).toContain('Ihr nächstes Gespräch');
  const weekday = /\b(Mo|Di|Mi|Do|Fr|Sa|So), /;
  expect(textOf(element)).toMatch(weekday);
  provider.lang = 'en';
  await expect.poll(() => textOf(element)).toContain('Your next 1-on-1');
});

it('a dictionary without some text does not compile, and the languages that are there stay as they are', () => {
  // @ts-expect-error: all but one of the texts are missing.
  const few: Messages = { retry: 'Nochmals' };
  expect(() => registerLanguage('ja', few)).toThrow(TypeError);
});
